-- +goose Up
-- What the printed programme wants besides: which state of an event its artisan
-- approved as it will print, and where a circuit halts.

-- The last approval of a proof. It holds while neither the event nor its
-- workshop has changed since.
CREATE TABLE proof (
    opening_id   bigint PRIMARY KEY,
    territory_id bigint NOT NULL,
    workshop_id  bigint NOT NULL,
    edition_id   bigint NOT NULL,
    version      integer NOT NULL,
    workshop_at  timestamptz NOT NULL, -- when the workshop had last changed
    account_id   bigint NOT NULL,
    approved_at  timestamptz NOT NULL,
    CONSTRAINT proof_opening_fkey FOREIGN KEY (opening_id, edition_id, territory_id, workshop_id)
        REFERENCES opening (id, edition_id, territory_id, workshop_id) ON DELETE CASCADE,
    CONSTRAINT proof_account_fkey FOREIGN KEY (account_id, territory_id) REFERENCES account (id, territory_id),
    CONSTRAINT proof_version_positive CHECK (version > 0)
);

-- Where a circuit halts, one place on a line.
ALTER TABLE opening ADD COLUMN stops text NOT NULL DEFAULT '';
ALTER TABLE opening ADD CONSTRAINT opening_stops_few CHECK (length(stops) <= 2000);
