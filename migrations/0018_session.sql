-- +goose Up
-- A session belongs to an account of a territory and is refused everywhere
-- else. It carries the account's session generation of the moment it began:
-- raising the generation ends every session of the account at once, in every
-- process.
--
-- The table sessions named neither account nor territory. Its rows are deleted,
-- so that everybody signs in once more. The program before this one still reads
-- the table; a later migration drops it.

DELETE FROM sessions;

ALTER TABLE account ADD COLUMN session_generation integer NOT NULL DEFAULT 1;

CREATE TABLE session (
    token_hash   bytea PRIMARY KEY,
    territory_id bigint NOT NULL,
    account_id   bigint NOT NULL,
    generation   integer NOT NULL,
    edition_id   bigint, -- the edition an organiser chose to work in, null for the one on show
    device       text NOT NULL, -- family of browser and system: « Firefox, Android »
    created_at   timestamptz NOT NULL,
    expires_at   timestamptz NOT NULL,
    CONSTRAINT session_account_fkey FOREIGN KEY (account_id, territory_id) REFERENCES account (id, territory_id) ON DELETE CASCADE,
    CONSTRAINT session_edition_fkey FOREIGN KEY (edition_id, territory_id) REFERENCES edition (id, territory_id) ON DELETE CASCADE,
    CONSTRAINT session_token_is_hash CHECK (octet_length(token_hash) = 32),
    CONSTRAINT session_expires CHECK (expires_at > created_at)
);
CREATE INDEX session_account_idx ON session (account_id);
CREATE INDEX session_expires_idx ON session (expires_at);

-- Whatever changes a password or closes an account ends its sessions: this
-- program, the one before it, or somebody at a console.

-- +goose StatementBegin
CREATE FUNCTION account_ends_sessions() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF NEW.password_hash IS DISTINCT FROM OLD.password_hash OR NEW.disabled_at IS NOT NULL AND OLD.disabled_at IS NULL THEN
        NEW.session_generation := OLD.session_generation + 1;
    END IF;
    RETURN NEW;
END
$$;
-- +goose StatementEnd

CREATE TRIGGER account_ends_sessions BEFORE UPDATE OF password_hash, disabled_at ON account
    FOR EACH ROW EXECUTE FUNCTION account_ends_sessions();
