-- +goose Up
-- How much room organisers give an opening's photo on paper: '' leaves it to the layout.
ALTER TABLE opening
    ADD COLUMN photo_weight text NOT NULL DEFAULT '',
    ADD CONSTRAINT opening_photo_weight_known CHECK (photo_weight IN ('', 'half', 'column', 'common'));
