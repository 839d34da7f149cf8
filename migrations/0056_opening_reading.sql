-- +goose Up
-- Who reads an event to decide on it, until when: so that two organisers do not
-- work on the same one unknowingly. The first who opens it is named to others.
CREATE TABLE opening_reading (
    opening_id   bigint PRIMARY KEY,
    edition_id   bigint NOT NULL,
    territory_id bigint NOT NULL,
    workshop_id  bigint NOT NULL,
    account_id   bigint NOT NULL,
    since        timestamptz NOT NULL,
    until        timestamptz NOT NULL,
    CONSTRAINT opening_reading_opening_fkey FOREIGN KEY (opening_id, edition_id, territory_id, workshop_id)
        REFERENCES opening (id, edition_id, territory_id, workshop_id) ON DELETE CASCADE,
    CONSTRAINT opening_reading_account_fkey FOREIGN KEY (account_id, territory_id)
        REFERENCES account (id, territory_id),
    CONSTRAINT opening_reading_ends CHECK (until > since)
);
