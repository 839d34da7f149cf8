-- +goose Up
-- An event may follow one of an earlier edition, of the same workshop, whose texts and
-- times were taken over. An event has one successor in an edition, however often it is
-- taken over. to_reread: nobody of the workshop has looked at it since.
ALTER TABLE opening ADD CONSTRAINT opening_workshop_key UNIQUE (id, territory_id, workshop_id);
ALTER TABLE opening ADD COLUMN follows_id bigint, ADD COLUMN to_reread boolean NOT NULL DEFAULT false,
    ADD CONSTRAINT opening_follows_fkey FOREIGN KEY (follows_id, territory_id, workshop_id)
        REFERENCES opening (id, territory_id, workshop_id),
    ADD CONSTRAINT opening_successor_key UNIQUE (follows_id, edition_id),
    ADD CONSTRAINT opening_follows_another CHECK (follows_id <> id);
