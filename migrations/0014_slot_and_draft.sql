-- +goose Up
-- A slot's own times of booking, and drafts that are made once.

-- A slot may open to bookings later than its edition, and close earlier. The
-- edition's own times are carried beside, by a foreign key, so that a CHECK can
-- hold the one within the other; where a slot says nothing of its own there is
-- nothing to carry, and its edition's times hold.
ALTER TABLE edition ADD CONSTRAINT edition_booking_key UNIQUE (id, territory_id, booking_opens_at, booking_closes_at);
ALTER TABLE slot ADD COLUMN bookable_from timestamptz,
    ADD COLUMN bookable_until timestamptz,
    ADD COLUMN edition_booking_opens_at timestamptz,
    ADD COLUMN edition_booking_closes_at timestamptz,
    ADD CONSTRAINT slot_booking_fkey FOREIGN KEY (edition_id, territory_id, edition_booking_opens_at, edition_booking_closes_at)
        REFERENCES edition (id, territory_id, booking_opens_at, booking_closes_at) ON UPDATE CASCADE,
    ADD CONSTRAINT slot_bookable_carries_edition CHECK ((num_nonnulls(bookable_from, bookable_until) > 0) = (edition_booking_opens_at IS NOT NULL)
        AND (edition_booking_opens_at IS NULL) = (edition_booking_closes_at IS NULL)),
    ADD CONSTRAINT slot_bookable_within_edition CHECK (bookable_from >= edition_booking_opens_at AND bookable_until <= edition_booking_closes_at),
    ADD CONSTRAINT slot_bookable_in_order CHECK (bookable_from < bookable_until),
    ADD CONSTRAINT slot_bookable_before_start CHECK (bookable_from < starts_at);

-- A new opening's form has a key: sent twice, it makes one draft. draft_content
-- is the SHA-256 of what was sent with it.
ALTER TABLE opening ADD COLUMN draft_key text,
    ADD COLUMN draft_content bytea,
    ADD CONSTRAINT opening_draft_key UNIQUE (draft_key),
    ADD CONSTRAINT opening_draft_whole CHECK ((draft_key IS NULL) = (draft_content IS NULL)),
    ADD CONSTRAINT opening_draft_key_short CHECK (char_length(draft_key) BETWEEN 1 AND 100),
    ADD CONSTRAINT opening_draft_content_is_hash CHECK (octet_length(draft_content) = 32);
