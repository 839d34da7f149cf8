-- +goose Up
-- Schools: a calendar of their own that opens before the public's, a class
-- that asks for a slot (or, in two halves, for two), artisans who answer.

-- When schools may ask; left out, four weeks before the public books and until
-- booking closes. (Empty, not filled in: an older program running beside this
-- one adds editions without them.)
ALTER TABLE edition ADD COLUMN school_opens_at timestamptz,
    ADD COLUMN school_closes_at timestamptz,
    ADD CONSTRAINT edition_school_in_order CHECK (school_opens_at < school_closes_at);

-- A class is a school, a teacher and two numbers: never a pupil's name.
CREATE TABLE school_request (
    id              bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    territory_id    bigint NOT NULL,
    edition_id      bigint NOT NULL,
    state           text NOT NULL DEFAULT 'asked',
    rotation        boolean NOT NULL,
    choice_slot_id  bigint,
    school          text NOT NULL,
    town            text NOT NULL,
    postal_code     text NOT NULL,
    teacher         text NOT NULL,
    email           text NOT NULL,
    phone           text NOT NULL,
    pupils          integer NOT NULL,
    adults          integer NOT NULL,
    level           text NOT NULL,
    coach           boolean NOT NULL,
    answer_by       timestamptz NOT NULL,
    idempotency_key text NOT NULL,
    content         bytea NOT NULL,
    generation      integer NOT NULL DEFAULT 1,
    token_hash      bytea NOT NULL,
    created_at      timestamptz NOT NULL,
    ended_at        timestamptz,
    purged_at       timestamptz,
    CONSTRAINT school_request_edition_key UNIQUE (id, edition_id, territory_id),
    CONSTRAINT school_request_edition_fkey FOREIGN KEY (edition_id, territory_id) REFERENCES edition (id, territory_id),
    CONSTRAINT school_request_choice_fkey FOREIGN KEY (choice_slot_id, edition_id, territory_id)
        REFERENCES slot (id, edition_id, territory_id),
    CONSTRAINT school_request_idempotency_key UNIQUE (idempotency_key),
    CONSTRAINT school_request_token_key UNIQUE (token_hash),
    CONSTRAINT school_request_state_known CHECK (state IN ('asked', 'accepted', 'declined', 'cancelled')),
    CONSTRAINT school_request_level_known CHECK (level IN ('cycle1', 'cycle2', 'cycle3', 'cycle4', 'upper', 'vocational', 'higher')),
    CONSTRAINT school_request_class_size CHECK (pupils >= 1 AND adults >= 1 AND pupils + adults <= 35),
    CONSTRAINT school_request_halves CHECK (NOT rotation OR (pupils >= 2 AND adults >= 2 AND choice_slot_id IS NULL)),
    CONSTRAINT school_request_named CHECK (purged_at IS NOT NULL OR (btrim(school) <> '' AND btrim(teacher) <> '')),
    CONSTRAINT school_request_can_be_reached CHECK (purged_at IS NOT NULL OR (email <> '' AND phone <> '')),
    CONSTRAINT school_request_purged_is_nameless CHECK (purged_at IS NULL OR (teacher = '' AND email = '' AND phone = '')),
    CONSTRAINT school_request_key_short CHECK (char_length(idempotency_key) BETWEEN 1 AND 100),
    CONSTRAINT school_request_content_is_hash CHECK (octet_length(content) = 32),
    CONSTRAINT school_request_token_is_hash CHECK (octet_length(token_hash) = 32),
    CONSTRAINT school_request_time_to_answer CHECK (answer_by > created_at),
    CONSTRAINT school_request_ended_has_time CHECK ((state = 'asked') = (ended_at IS NULL))
);
CREATE INDEX school_request_queue_idx ON school_request (edition_id, state, answer_by);

-- A slot that a class asks for; a rotation has two, a second choice comes when
-- the first was declined. agreed: this workshop said yes, the other has yet to.
CREATE TABLE school_visit (
    id           bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    territory_id bigint NOT NULL,
    edition_id   bigint NOT NULL,
    request_id   bigint NOT NULL,
    slot_id      bigint NOT NULL,
    position     integer NOT NULL,
    party        integer NOT NULL,
    state        text NOT NULL DEFAULT 'asked',
    booking_id   bigint REFERENCES booking (id),
    answered_at  timestamptz,
    CONSTRAINT school_visit_request_fkey FOREIGN KEY (request_id, edition_id, territory_id)
        REFERENCES school_request (id, edition_id, territory_id) ON DELETE CASCADE,
    CONSTRAINT school_visit_slot_fkey FOREIGN KEY (slot_id, edition_id, territory_id)
        REFERENCES slot (id, edition_id, territory_id),
    CONSTRAINT school_visit_slot_key UNIQUE (request_id, slot_id),
    CONSTRAINT school_visit_position_key UNIQUE (request_id, position),
    CONSTRAINT school_visit_booking_key UNIQUE (booking_id),
    CONSTRAINT school_visit_position_known CHECK (position IN (1, 2)),
    CONSTRAINT school_visit_party_counted CHECK (party BETWEEN 1 AND 35),
    CONSTRAINT school_visit_state_known CHECK (state IN ('asked', 'agreed', 'booked', 'declined', 'withdrawn')),
    CONSTRAINT school_visit_booked_has_booking CHECK (state <> 'booked' OR booking_id IS NOT NULL),
    CONSTRAINT school_visit_answered_has_time CHECK ((state = 'asked') = (answered_at IS NULL))
);
CREATE INDEX school_visit_slot_idx ON school_visit (slot_id);

ALTER TABLE message ADD COLUMN school_visit_id bigint REFERENCES school_visit (id) ON DELETE CASCADE,
    ADD CONSTRAINT message_school_key UNIQUE (school_visit_id, kind, seq),
    DROP CONSTRAINT message_about_one_thing,
    ADD CONSTRAINT message_about_one_thing CHECK (num_nonnulls(booking_id, sign_in_link_id, opening_id, school_visit_id) = 1),
    DROP CONSTRAINT message_kind_known,
    ADD CONSTRAINT message_kind_known CHECK (kind IN ('confirmation', 'waiting', 'offer', 'change', 'cancellation', 'reminder', 'sign_in',
        'approved', 'changes_requested', 'refused', 'school_request', 'school_reminder', 'school_withdrawn', 'school_asked', 'school_answer'));
