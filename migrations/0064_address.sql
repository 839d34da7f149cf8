-- +goose Up
-- The addresses of a territory, of the Base Adresse Nationale: what visitors search
-- around, and where workshops are. They are replaced as a whole by the next import.
CREATE TABLE address (
    id             bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    territory_id   bigint NOT NULL,
    commune_insee  text NOT NULL,
    house_number   integer NOT NULL,
    suffix         text NOT NULL,
    street         text NOT NULL,
    postal_code    text NOT NULL,
    lat            double precision NOT NULL,
    lon            double precision NOT NULL,
    words          tsvector NOT NULL,
    CONSTRAINT address_commune_fkey FOREIGN KEY (territory_id, commune_insee) REFERENCES commune (territory_id, insee)
        ON DELETE CASCADE,
    CONSTRAINT address_street_given CHECK (btrim(street) <> ''),
    CONSTRAINT address_on_earth CHECK (lat BETWEEN -90 AND 90 AND lon BETWEEN -180 AND 180)
);
CREATE INDEX address_words_idx ON address USING gin (words);
CREATE INDEX address_territory_idx ON address (territory_id);
