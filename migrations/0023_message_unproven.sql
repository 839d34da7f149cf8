-- +goose Up
-- Which letters may be a stranger's doing: only those are slowed. Somebody who
-- books, or books again, has typed an address and has not shown that it is
-- theirs. Whoever acts by a booking's link or code, the desk, the workshop and
-- the passing of time cause all others. The default is for what the batch of
-- bookings inserts.

ALTER TABLE message ADD COLUMN unproven boolean NOT NULL DEFAULT true;
