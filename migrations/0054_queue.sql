-- +goose Up
-- The queue of organisers: the day on which the printer must have everything, who
-- looks after an event, and words as they are compared, so that a search over the
-- queue folds them once and not at every request.
ALTER TABLE edition ADD COLUMN printer_on date,
    ADD CONSTRAINT edition_printer_before_end CHECK (printer_on <= ends_on);

ALTER TABLE opening ADD COLUMN assigned_to bigint,
    ADD COLUMN title_folded text GENERATED ALWAYS AS (jema_fold(title)) STORED,
    ADD CONSTRAINT opening_assigned_fkey FOREIGN KEY (assigned_to, territory_id) REFERENCES account (id, territory_id);
CREATE INDEX opening_queue_idx ON opening (edition_id, state);
CREATE INDEX opening_twin_idx ON opening USING hash (title_folded); -- of any length

ALTER TABLE workshop ADD COLUMN words_folded text
    GENERATED ALWAYS AS (jema_fold(name || ' ' || artisan)) STORED;
