-- +goose Up
-- What a booking costs is mostly the indexes it is entered into: each is kept
-- for a question that is asked, and holds only the rows the question is about.

-- A slot's counts change with every booking. Without an index on the time of
-- the change, and with room in its page, the new version stays beside the old
-- one and no index hears of it; who polls for changes reads the slots.
DROP INDEX slot_changed_idx;
ALTER TABLE slot SET (fillfactor = 50);

-- The bookings of a slot are found by booking_waiting_position_key.
DROP INDEX booking_slot_idx;

-- The contact comes first: what one contact holds, in a slot or in an edition,
-- is one look-up. One live booking by the public per slot and contact; the desk
-- and schools may book twice, after a warning.
DROP INDEX booking_contact_idx;
DROP INDEX booking_contact_once;
CREATE UNIQUE INDEX booking_contact_once ON booking (contact, slot_id)
    WHERE status <> 'cancelled' AND origin IN ('web', 'api') AND contact IS NOT NULL;

-- A message is about one thing, and need not be entered as about no other.
ALTER TABLE message DROP CONSTRAINT message_sign_in_key, DROP CONSTRAINT message_opening_key, DROP CONSTRAINT message_school_key;
CREATE UNIQUE INDEX message_sign_in_key ON message (sign_in_link_id, kind, seq) WHERE sign_in_link_id IS NOT NULL;
CREATE UNIQUE INDEX message_opening_key ON message (opening_id, kind, seq) WHERE opening_id IS NOT NULL;
CREATE UNIQUE INDEX message_school_key ON message (school_visit_id, kind, seq) WHERE school_visit_id IS NOT NULL;
