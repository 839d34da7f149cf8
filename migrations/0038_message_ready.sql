-- +goose Up
-- Since when a message could leave. due_at moves with every claim and every
-- retry, so that it cannot tell how long a message has waited.

ALTER TABLE message ADD COLUMN ready_at timestamptz;
