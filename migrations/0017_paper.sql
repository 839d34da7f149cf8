-- +goose Up
-- The paper an edition is printed on: it decides the printing condition of the
-- press edition where the printer has given no profile.

ALTER TABLE printing ADD COLUMN paper text NOT NULL DEFAULT 'coated'
    CONSTRAINT printing_paper_known CHECK (paper IN ('coated', 'uncoated'));
