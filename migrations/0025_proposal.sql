-- +goose Up
-- What an artisan wants changed of something that is on the site. What is
-- approved stays public, printed and booked; the proposal waits beside it. Base
-- is what was live when it was begun, so that a field which has changed on both
-- sides since is a conflict.
CREATE TABLE proposal (
    id           bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    territory_id bigint NOT NULL,
    edition_id   bigint NOT NULL,
    workshop_id  bigint NOT NULL,
    opening_id   bigint NOT NULL,
    base_version integer NOT NULL, -- of the opening, when the proposal was begun
    base         jsonb NOT NULL,
    value        jsonb NOT NULL,
    revision     integer NOT NULL DEFAULT 1, -- raised with every save: nobody decides on what they have not read
    account_id   bigint, -- who proposes, NULL for an import
    proposed_at  timestamptz NOT NULL,
    state        text NOT NULL DEFAULT 'open',
    decided_by   bigint,
    decided_at   timestamptz,
    note         text NOT NULL DEFAULT '', -- the word to the artisan
    CONSTRAINT proposal_opening_fkey FOREIGN KEY (opening_id, edition_id, territory_id, workshop_id)
        REFERENCES opening (id, edition_id, territory_id, workshop_id) ON DELETE CASCADE,
    CONSTRAINT proposal_account_fkey FOREIGN KEY (account_id, territory_id) REFERENCES account (id, territory_id),
    CONSTRAINT proposal_decided_by_fkey FOREIGN KEY (decided_by, territory_id) REFERENCES account (id, territory_id),
    CONSTRAINT proposal_state_known CHECK (state IN ('open', 'accepted', 'refused', 'withdrawn')),
    CONSTRAINT proposal_decided_has_time CHECK ((state = 'open') = (decided_at IS NULL)),
    CONSTRAINT proposal_open_is_undecided CHECK (state <> 'open' OR decided_by IS NULL),
    CONSTRAINT proposal_base_is_object CHECK (jsonb_typeof(base) = 'object'),
    CONSTRAINT proposal_value_is_object CHECK (jsonb_typeof(value) = 'object'),
    CONSTRAINT proposal_version_positive CHECK (base_version > 0 AND revision > 0),
    CONSTRAINT proposal_note_short CHECK (char_length(note) <= 2000)
);
CREATE UNIQUE INDEX proposal_one_open ON proposal (opening_id) WHERE state = 'open';

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
        ', ''proposal_accepted''::text, ''proposal_refused''::text, ''change_wanted''::text]');
END $$;
-- +goose StatementEnd
