-- +goose Up
-- What an artisan says of an event in English, '' where they say it in French alone.
ALTER TABLE opening ADD COLUMN title_en text NOT NULL DEFAULT '', ADD COLUMN description_en text NOT NULL DEFAULT '',
    ADD CONSTRAINT opening_title_en_fits CHECK (char_length(title_en) <= 200);
