-- An edition is prepared, takes registrations, is on show, is past. One is on
-- show at a time; which one is a decision, and no longer the highest year.

-- +goose Up
ALTER TABLE edition ADD COLUMN state text NOT NULL DEFAULT 'prepared'
    CONSTRAINT edition_state_known CHECK (state IN ('prepared', 'registering', 'current', 'past'));

-- Until now a territory showed its last edition.
UPDATE edition e SET state = CASE
    WHEN e.year = (SELECT max(l.year) FROM edition l WHERE l.territory_id = e.territory_id) THEN 'current'
    ELSE 'past' END;

CREATE UNIQUE INDEX edition_one_current ON edition (territory_id) WHERE state = 'current';
