-- +goose Up
-- The desk: places are held once for one press of the button, however often its
-- answer is lost; a call about an offer ends with the person's own answer.

-- Empty for holds of a program that gives them no key.
ALTER TABLE hold ADD COLUMN key text NOT NULL DEFAULT '',
    ADD CONSTRAINT hold_key_short CHECK (char_length(key) <= 100);
CREATE UNIQUE INDEX hold_key_once ON hold (account_id, key) WHERE key <> '';

ALTER TABLE call DROP CONSTRAINT call_outcome_known,
    ADD CONSTRAINT call_outcome_known CHECK (outcome IN ('reached', 'no_answer', 'left_message', 'wrong_number', 'accepted', 'declined', 'call_back'));
