-- +goose Up
-- A class in two halves is one visit: how it ended, whoever ended it, is
-- recorded once, and everybody it concerns is told of the whole.

-- What was written when a slot was cancelled, for everybody who came to it.
ALTER TABLE slot ADD COLUMN cancel_reason text NOT NULL DEFAULT '',
    ADD CONSTRAINT slot_cancel_reason_short CHECK (char_length(cancel_reason) <= 500);

-- ended_by is '' for the school itself. ended_visit_id is the visit where the
-- end began, ended_reason what was written about it.
ALTER TABLE school_request ADD COLUMN ended_by text NOT NULL DEFAULT '',
    ADD COLUMN ended_visit_id bigint REFERENCES school_visit (id) ON DELETE SET NULL,
    ADD COLUMN ended_reason text NOT NULL DEFAULT '',
    ADD CONSTRAINT school_request_ended_by_known CHECK (ended_by IN ('', 'workshop', 'organiser', 'move')),
    ADD CONSTRAINT school_request_ended_reason_short CHECK (char_length(ended_reason) <= 500);

-- The kinds of message a class needs beside those that are known: to artisans
-- that a class comes and that its other slot moved; to the school that its
-- visit moved, does not take place, or is tomorrow. Added to whatever the
-- constraint holds, because other migrations add kinds of their own.
-- +goose StatementBegin
DO $$
DECLARE
    known text := (SELECT pg_get_constraintdef(oid) FROM pg_constraint
                   WHERE conname = 'message_kind_known' AND conrelid = 'message'::regclass);
BEGIN
    ALTER TABLE message DROP CONSTRAINT message_kind_known;
    EXECUTE 'ALTER TABLE message ADD CONSTRAINT message_kind_known ' || replace(known, ']',
        ', ''school_expected''::text, ''school_other_moved''::text, ''school_moved''::text, ''school_cancelled''::text, ''school_soon''::text]');
END $$;
-- +goose StatementEnd
