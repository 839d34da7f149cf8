-- +goose Up
-- Where those who come by car leave it, in the artisan's words, '' where nothing was
-- written; parking_en in English, '' where the French one alone is shown.
ALTER TABLE workshop ADD COLUMN parking text NOT NULL DEFAULT '', ADD COLUMN parking_en text NOT NULL DEFAULT '',
    ADD CONSTRAINT workshop_parking_fits CHECK (char_length(parking) <= 500 AND char_length(parking_en) <= 500);
