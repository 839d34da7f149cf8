-- +goose Up
-- How much one network may book, so that no single one empties an edition.

-- Bookings that one network may make within ten minutes; 0 is no limit. The
-- other limits follow from it: see book_batch_v2.
ALTER TABLE territory ADD COLUMN client_bookings integer NOT NULL DEFAULT 80,
    ADD CONSTRAINT territory_client_bookings_sane CHECK (client_bookings BETWEEN 0 AND 100000);

-- One row for each booking, and for each refusal that would tell of somebody
-- else's bookings (noted), by the network it came from. client is a keyed hash
-- of that network, pair of the network and the contact that was typed; rows go
-- after a day. Rows are added and counted, never changed, so that no two
-- bookings wait for each other here. Unlogged: a crash of the database forgets
-- what was counted and costs no booking.
CREATE UNLOGGED TABLE booking_client (
    territory_id bigint NOT NULL,
    client       bigint NOT NULL,
    pair         bigint NOT NULL,
    at           timestamptz NOT NULL,
    places       integer NOT NULL,
    noted        boolean NOT NULL,
    CONSTRAINT booking_client_places_counted CHECK (places BETWEEN 0 AND 500)
);
CREATE INDEX booking_client_idx ON booking_client (client, at);
