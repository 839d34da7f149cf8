-- +goose Up
-- The languages that have the practical page of a programme beside its own: none, or two
-- and more (law of 4 August 1994, article 4).
ALTER TABLE printing
    ADD COLUMN others text NOT NULL DEFAULT '',
    ADD CONSTRAINT printing_others_known
        CHECK (others ~ '^((en|de|it|es|pt)(,(en|de|it|es|pt))+)?$');
