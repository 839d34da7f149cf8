-- +goose Up
-- What a printer asks for: the paper, which decides the printing condition of the
-- press edition where no profile was given, and how far what reaches an edge goes
-- on beyond it, in millimetres.

ALTER TABLE printing
    ADD COLUMN paper text NOT NULL DEFAULT 'coated'
        CONSTRAINT printing_paper_known CHECK (paper IN ('coated', 'uncoated')),
    ADD COLUMN bleed integer NOT NULL DEFAULT 3
        CONSTRAINT printing_bleed_known CHECK (bleed IN (3, 5));
