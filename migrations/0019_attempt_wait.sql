-- +goose Up
-- Attempts are slowed down rather than counted towards a closed door: when the
-- next one may come. Rows of the program before this one have no such time.

ALTER TABLE attempt ADD COLUMN next_at timestamptz;
