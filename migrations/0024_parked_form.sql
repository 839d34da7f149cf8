-- +goose Up
-- What somebody had typed when their session was over. It belongs to the
-- account that typed it, is shown to nobody else, and is deleted within a day:
-- personal data, since anything may have been typed.
CREATE TABLE parked_form (
    id           bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    territory_id bigint NOT NULL,
    account_id   bigint NOT NULL,
    path         text NOT NULL, -- where it was sent
    page         text NOT NULL, -- where it was shown, '' when the browser did not say
    fields       jsonb NOT NULL, -- name → values, without passwords and files
    digest       bytea NOT NULL, -- SHA-256 of path and fields: a button pressed twice parks once
    parked_at    timestamptz NOT NULL,
    expires_at   timestamptz NOT NULL,
    CONSTRAINT parked_form_account_fkey FOREIGN KEY (account_id, territory_id)
        REFERENCES account (id, territory_id) ON DELETE CASCADE,
    CONSTRAINT parked_form_once UNIQUE (account_id, digest),
    CONSTRAINT parked_form_digest_is_hash CHECK (octet_length(digest) = 32),
    CONSTRAINT parked_form_path_local CHECK (path ~ '^/[^/\\]' AND (page = '' OR page ~ '^/([^/\\]|$)')),
    CONSTRAINT parked_form_fields_named CHECK (jsonb_typeof(fields) = 'object'),
    CONSTRAINT parked_form_a_day CHECK (expires_at > parked_at AND expires_at <= parked_at + interval '1 day')
);
CREATE INDEX parked_form_expiry ON parked_form (expires_at);

-- A new workshop's form has a key, as a new opening's has: sent twice, it makes
-- one workshop. draft_content is the SHA-256 of what was sent with it.
ALTER TABLE workshop ADD COLUMN draft_key text,
    ADD COLUMN draft_content bytea,
    ADD CONSTRAINT workshop_draft_key UNIQUE (draft_key),
    ADD CONSTRAINT workshop_draft_whole CHECK ((draft_key IS NULL) = (draft_content IS NULL)),
    ADD CONSTRAINT workshop_draft_key_short CHECK (char_length(draft_key) BETWEEN 1 AND 100),
    ADD CONSTRAINT workshop_draft_content_is_hash CHECK (octet_length(draft_content) = 32);

-- A word to the artisan that an organiser has typed and not yet sent.
ALTER TABLE opening ADD COLUMN note_draft text NOT NULL DEFAULT '',
    ADD CONSTRAINT opening_note_draft_short CHECK (char_length(note_draft) <= 4000);

-- Two who set the printing at once do not undo each other.
ALTER TABLE printing ADD COLUMN revision integer NOT NULL DEFAULT 1,
    ADD CONSTRAINT printing_revision_positive CHECK (revision > 0);
