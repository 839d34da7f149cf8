-- +goose Up
-- Parked messages are few and looked for often: those of people who have a
-- telephone go to the call list.
CREATE INDEX message_parked_idx ON message (channel) WHERE state = 'parked';
