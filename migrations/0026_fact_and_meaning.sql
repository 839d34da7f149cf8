-- +goose Up
-- What a visitor must know before coming, as values beside the artisan's words:
-- the price in cents, the minimum age, the languages as BCP 47 codes, and for
-- which disabilities the workshop is fit. NULL is « nobody has said ».
-- facts_of holds the words that the values belong to: a program that only knows
-- the words changes these alone, and the values are then out of date.

ALTER TABLE opening
    ADD COLUMN price_kind text NOT NULL DEFAULT 'unknown'
        CONSTRAINT opening_price_known CHECK (price_kind IN ('unknown', 'free', 'amount', 'range', 'on_site')),
    ADD COLUMN price_from integer,
    ADD COLUMN price_to integer,
    ADD COLUMN age_from integer
        CONSTRAINT opening_age_human CHECK (age_from BETWEEN 0 AND 99),
    ADD COLUMN language_codes text[] NOT NULL DEFAULT '{}'
        CONSTRAINT opening_languages_form CHECK (array_to_string(language_codes, ' ', '') ~ '^([a-z]{2,3}( [a-z]{2,3})*)?$'),
    ADD COLUMN access_hi boolean,
    ADD COLUMN access_vi boolean,
    ADD COLUMN access_mi boolean,
    ADD COLUMN access_ii boolean,
    ADD COLUMN access_pi boolean,
    ADD COLUMN facts_of text NOT NULL DEFAULT '',
    ADD CONSTRAINT opening_price_whole CHECK (CASE price_kind
        WHEN 'amount' THEN price_from > 0 AND price_to IS NULL
        WHEN 'range' THEN price_from >= 0 AND (price_to > price_from OR price_to IS NULL AND price_from > 0)
        ELSE price_from IS NULL AND price_to IS NULL END IS TRUE);

ALTER TABLE opening ADD COLUMN facts_current boolean NOT NULL GENERATED ALWAYS AS (
    facts_of = price || E'\x1f' || minimum_age || E'\x1f' || languages || E'\x1f' || access) STORED;

-- What somebody said a column of a spreadsheet means, for files with the same
-- headers: shape is their SHA-256. field is '' for a column not to be read.
CREATE TABLE import_meaning (
    territory_id bigint NOT NULL,
    shape        bytea NOT NULL,
    header       text NOT NULL,
    field        text NOT NULL,
    said_at      timestamptz NOT NULL,
    CONSTRAINT import_meaning_pkey PRIMARY KEY (territory_id, shape, header),
    CONSTRAINT import_meaning_territory_id_fkey FOREIGN KEY (territory_id) REFERENCES territory (id),
    CONSTRAINT import_meaning_shape_is_hash CHECK (octet_length(shape) = 32),
    CONSTRAINT import_meaning_header_given CHECK (btrim(header) <> '')
);
