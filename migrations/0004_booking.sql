-- +goose Up
-- Bookings and the messages that tell people of them.

-- No link of a booking is stored: its token is an HMAC of (purpose, key,
-- generation), of which token_hash keeps the SHA-256; raising the generation
-- revokes it. first_status is what the first answer said, whatever became of
-- the booking since, so that a repeated key gets that answer again.
CREATE TABLE booking (
    id               bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    territory_id     bigint NOT NULL,
    edition_id       bigint NOT NULL,
    slot_id          bigint NOT NULL,
    code             text NOT NULL,
    status           text NOT NULL,
    first_status     text NOT NULL,
    origin           text NOT NULL,
    party_size       integer NOT NULL,
    name             text NOT NULL,
    email            text NOT NULL DEFAULT '',
    phone            text NOT NULL DEFAULT '',
    contact          bytea,
    language         text NOT NULL DEFAULT 'fr',
    idempotency_key  text NOT NULL CONSTRAINT booking_idempotency_key UNIQUE,
    content          bytea NOT NULL,
    generation       integer NOT NULL DEFAULT 1,
    token_hash       bytea NOT NULL CONSTRAINT booking_token_key UNIQUE,
    waiting_position bigint,
    sequence         integer NOT NULL DEFAULT 0,
    came             integer,
    created_at       timestamptz NOT NULL,
    cancelled_at     timestamptz,
    purged_at        timestamptz,
    CONSTRAINT booking_slot_fkey FOREIGN KEY (slot_id, edition_id, territory_id)
        REFERENCES slot (id, edition_id, territory_id),
    CONSTRAINT booking_code_key UNIQUE (edition_id, code),
    CONSTRAINT booking_code_form CHECK (code ~ '^[0-9]{8}$'),
    CONSTRAINT booking_waiting_position_key UNIQUE (slot_id, waiting_position),
    CONSTRAINT booking_status_known CHECK (status IN ('confirmed', 'waiting', 'offered', 'cancelled')),
    CONSTRAINT booking_first_status_known CHECK (first_status IN ('confirmed', 'waiting')),
    CONSTRAINT booking_origin_known CHECK (origin IN ('web', 'api', 'desk', 'school')),
    CONSTRAINT booking_party_positive CHECK (party_size BETWEEN 1 AND 500),
    CONSTRAINT booking_can_be_reached CHECK (purged_at IS NOT NULL OR email <> '' OR phone <> ''),
    CONSTRAINT booking_named CHECK (purged_at IS NOT NULL OR btrim(name) <> ''),
    CONSTRAINT booking_purged_is_nameless CHECK (purged_at IS NULL OR (name = '' AND email = '' AND phone = '' AND contact IS NULL)),
    CONSTRAINT booking_key_short CHECK (char_length(idempotency_key) BETWEEN 1 AND 200),
    CONSTRAINT booking_content_is_hash CHECK (octet_length(content) = 32),
    CONSTRAINT booking_token_is_hash CHECK (octet_length(token_hash) = 32),
    CONSTRAINT booking_contact_is_hash CHECK (octet_length(contact) = 32),
    CONSTRAINT booking_waiting_has_position CHECK (status <> 'waiting' OR waiting_position IS NOT NULL),
    CONSTRAINT booking_cancelled_has_time CHECK ((status = 'cancelled') = (cancelled_at IS NOT NULL)),
    CONSTRAINT booking_came_counted CHECK (came BETWEEN 0 AND 500)
);
CREATE INDEX booking_slot_idx ON booking (slot_id, status);
-- One live booking by the public per slot and contact; the desk and schools may
-- book twice, after a warning.
CREATE UNIQUE INDEX booking_contact_once ON booking (slot_id, contact)
    WHERE status <> 'cancelled' AND origin IN ('web', 'api') AND contact IS NOT NULL;
-- What counts against an edition’s limit of bookings per visitor. The contact
-- comes first: with the edition first, plans made for an empty table read the
-- whole index for one contact.
CREATE INDEX booking_contact_idx ON booking (contact, edition_id)
    WHERE status <> 'cancelled' AND origin IN ('web', 'api') AND contact IS NOT NULL;
CREATE SEQUENCE booking_waiting_seq;

-- What is to be told to somebody, by which channel, and what became of it.
-- Never a token, never an address: those are looked up when it is sent.
CREATE TABLE message (
    id              bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    territory_id    bigint NOT NULL REFERENCES territory (id) ON DELETE CASCADE,
    booking_id      bigint REFERENCES booking (id) ON DELETE CASCADE,
    sign_in_link_id bigint REFERENCES sign_in_link (id) ON DELETE CASCADE,
    opening_id      bigint REFERENCES opening (id) ON DELETE CASCADE,
    kind            text NOT NULL,
    seq             integer NOT NULL DEFAULT 1,
    channel         text NOT NULL,
    state           text NOT NULL DEFAULT 'queued',
    due_at          timestamptz NOT NULL,
    attempts        integer NOT NULL DEFAULT 0,
    last_error      text NOT NULL DEFAULT '',
    created_at      timestamptz NOT NULL DEFAULT now(),
    done_at         timestamptz,
    CONSTRAINT message_booking_key UNIQUE (booking_id, kind, seq),
    CONSTRAINT message_sign_in_key UNIQUE (sign_in_link_id, kind, seq),
    CONSTRAINT message_opening_key UNIQUE (opening_id, kind, seq),
    CONSTRAINT message_about_one_thing CHECK (num_nonnulls(booking_id, sign_in_link_id, opening_id) = 1),
    CONSTRAINT message_kind_known CHECK (kind IN ('confirmation', 'waiting', 'offer', 'change', 'cancellation', 'reminder', 'sign_in', 'approved', 'changes_requested', 'refused')),
    CONSTRAINT message_channel_known CHECK (channel IN ('email', 'sms', 'call')),
    CONSTRAINT message_state_known CHECK (state IN ('queued', 'sent', 'parked', 'dropped')),
    CONSTRAINT message_done_has_time CHECK ((state = 'queued' OR state = 'parked') = (done_at IS NULL)),
    CONSTRAINT message_attempts_counted CHECK (attempts >= 0)
);
CREATE INDEX message_due_idx ON message (due_at) WHERE state = 'queued';

