-- +goose Up
-- The life of a booking after it is made: offers to those who wait, changes by
-- visitors and workshops, places held back, the desk's holds, calls, SMS.

-- Slots somebody waits for.
CREATE INDEX slot_waiting_idx ON slot (id) WHERE waiting > 0;

-- An offer holds its places until offer_expires_at. cancelled_why says what
-- ended a booking: '' its visitor, or one of the others.
ALTER TABLE booking ADD COLUMN offered_at timestamptz,
    ADD COLUMN offer_expires_at timestamptz,
    ADD COLUMN cancelled_why text NOT NULL DEFAULT '',
    ADD CONSTRAINT booking_offer_has_time CHECK (status <> 'offered' OR (offered_at IS NOT NULL AND offer_expires_at IS NOT NULL)),
    ADD CONSTRAINT booking_cancelled_why_known CHECK (cancelled_why IN ('', 'left', 'declined', 'expired', 'called_off'));
CREATE INDEX booking_offer_idx ON booking (offer_expires_at) WHERE status = 'offered';

-- What a change was about, as it stood when it was written: the visit's start
-- that is told, and what it was before. cause is '' or 'workshop'.
ALTER TABLE message ADD COLUMN cause text NOT NULL DEFAULT '',
    ADD COLUMN about_at timestamptz,
    ADD COLUMN was_starts_at timestamptz,
    ADD COLUMN was_ends_at timestamptz,
    ADD COLUMN was_party integer,
    ADD CONSTRAINT message_cause_known CHECK (cause IN ('', 'workshop')),
    ADD CONSTRAINT message_was_whole CHECK ((was_starts_at IS NULL) = (was_ends_at IS NULL));

-- Places the desk keeps for a moment while a caller spells a name; they count
-- in slot.taken.
CREATE TABLE hold (
    id           bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    territory_id bigint NOT NULL,
    edition_id   bigint NOT NULL,
    slot_id      bigint NOT NULL,
    account_id   bigint NOT NULL,
    places       integer NOT NULL,
    created_at   timestamptz NOT NULL,
    expires_at   timestamptz NOT NULL,
    CONSTRAINT hold_slot_fkey FOREIGN KEY (slot_id, edition_id, territory_id)
        REFERENCES slot (id, edition_id, territory_id) ON DELETE CASCADE,
    CONSTRAINT hold_account_fkey FOREIGN KEY (account_id, territory_id) REFERENCES account (id, territory_id),
    CONSTRAINT hold_places_positive CHECK (places BETWEEN 1 AND 500),
    CONSTRAINT hold_expires CHECK (expires_at > created_at)
);
CREATE INDEX hold_slot_idx ON hold (slot_id);

-- Every try to reach somebody by telephone about a message, and how it ended.
CREATE TABLE call (
    id         bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    message_id bigint NOT NULL REFERENCES message (id) ON DELETE CASCADE,
    account_id bigint NOT NULL REFERENCES account (id),
    called_at  timestamptz NOT NULL,
    outcome    text NOT NULL,
    note       text NOT NULL DEFAULT '',
    CONSTRAINT call_outcome_known CHECK (outcome IN ('reached', 'no_answer', 'left_message', 'wrong_number')),
    CONSTRAINT call_note_short CHECK (char_length(note) <= 200)
);
CREATE INDEX call_message_idx ON call (message_id);
