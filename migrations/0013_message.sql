-- +goose Up
-- Why a message is parked: the other side will never take it, it was tried too
-- often, or a person set it aside, who alone takes it out again.
ALTER TABLE message ADD COLUMN parked_why text NOT NULL DEFAULT '',
    ADD CONSTRAINT message_parked_why_known CHECK (parked_why IN ('', 'refused', 'tries', 'person'));

-- What people did with messages by hand, and who: set aside, tried again, sent
-- again (the row is of the new message).
CREATE TABLE message_action (
    id         bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    message_id bigint NOT NULL REFERENCES message (id) ON DELETE CASCADE,
    account_id bigint NOT NULL REFERENCES account (id),
    done_at    timestamptz NOT NULL,
    action     text NOT NULL,
    CONSTRAINT message_action_known CHECK (action IN ('parked', 'retried', 'resent'))
);
CREATE INDEX message_action_message_idx ON message_action (message_id);

-- The languages people are written to in.
ALTER TABLE booking ADD CONSTRAINT booking_language_known CHECK (language IN ('fr', 'en'));
ALTER TABLE account ADD CONSTRAINT account_language_known CHECK (language IN ('fr', 'en'));
ALTER TABLE school_request ADD COLUMN language text NOT NULL DEFAULT 'fr',
    ADD CONSTRAINT school_request_language_known CHECK (language IN ('fr', 'en'));
