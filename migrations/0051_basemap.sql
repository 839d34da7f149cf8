-- +goose Up
-- What the maps of a territory show below its places: rivers, railways, stations and
-- names, as GeoJSON, with the line that has to be shown beside it.
CREATE TABLE basemap (
    territory_id bigint PRIMARY KEY REFERENCES territory (id),
    content jsonb NOT NULL,
    credit text NOT NULL,
    changed_at timestamptz NOT NULL,
    CONSTRAINT basemap_has_features CHECK (coalesce(jsonb_typeof(content -> 'features') = 'array', false)),
    CONSTRAINT basemap_credit_short CHECK (char_length(credit) <= 300)
);
