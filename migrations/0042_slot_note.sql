-- +goose Up
-- What the visitors of a slot should know before they come, in the words of its
-- artisan.
ALTER TABLE slot ADD COLUMN note text NOT NULL DEFAULT '',
    ADD CONSTRAINT slot_note_short CHECK (char_length(note) <= 500);
