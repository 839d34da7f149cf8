-- +goose Up
-- Who counts in a party: in a workshop that holds eight, a baby in arms may
-- not, and a parent who only watches may not either. The artisan says.
ALTER TABLE opening ADD COLUMN counted text NOT NULL DEFAULT 'everyone',
    ADD CONSTRAINT opening_counted_known CHECK (counted IN ('everyone', 'not_babies', 'participants'));
