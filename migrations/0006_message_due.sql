-- +goose Up
-- A message is its own queue (docs/decisions/messages.md): a sender looks for
-- what is due by its channel, and never walks over the calls somebody has yet
-- to make.
CREATE INDEX message_queue_idx ON message (channel, due_at) WHERE state = 'queued';
DROP INDEX message_due_idx;
