-- +goose Up
-- What an organiser or the desk changes of an artisan's event is told to the
-- artisan, with the reason that was written.

ALTER TABLE message ADD COLUMN note text NOT NULL DEFAULT '',
    ADD CONSTRAINT message_note_short CHECK (char_length(note) <= 500);

-- Added to whatever the constraint holds, because other migrations add kinds of
-- their own.
-- +goose StatementBegin
DO $$
DECLARE
    known text := (SELECT pg_get_constraintdef(oid) FROM pg_constraint
                   WHERE conname = 'message_kind_known' AND conrelid = 'message'::regclass);
BEGIN
    ALTER TABLE message DROP CONSTRAINT message_kind_known;
    EXECUTE 'ALTER TABLE message ADD CONSTRAINT message_kind_known ' || replace(known, ']',
        ', ''event_cancelled''::text, ''event_edited''::text, ''slot_cancelled''::text, ''slot_moved''::text, ''slot_changed''::text]');
END $$;
-- +goose StatementEnd
