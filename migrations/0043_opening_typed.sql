-- +goose Up
-- What somebody typed about an event that cannot be read yet, by the name of its
-- field, « à préciser » among it: it is there again on the next visit, on any device.
ALTER TABLE opening ADD COLUMN typed jsonb NOT NULL DEFAULT '{}',
    ADD CONSTRAINT opening_typed_object CHECK (jsonb_typeof(typed) = 'object'),
    ADD CONSTRAINT opening_typed_short CHECK (octet_length(typed::text) <= 400000);

-- What is sent may still lack an answer, as long as registration is open; what is
-- published may not.
ALTER TABLE opening DROP CONSTRAINT opening_approved_is_whole;
ALTER TABLE opening ADD CONSTRAINT opening_approved_is_whole
    CHECK (state <> 'approved' OR (btrim(title) <> '' AND commune_insee IS NOT NULL));
