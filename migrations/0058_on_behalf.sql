-- +goose Up
-- Whoever acts for workshops: an adviser for those of her portfolio, the correspondent of
-- communes for those in hers. account.commune_insee is a correspondent's first commune,
-- correspondence has further ones.
ALTER TABLE account ADD CONSTRAINT account_role_key UNIQUE (id, territory_id, role);

CREATE TABLE portfolio (
    territory_id bigint NOT NULL,
    account_id   bigint NOT NULL,
    role         text NOT NULL DEFAULT 'adviser',
    workshop_id  bigint NOT NULL,
    CONSTRAINT portfolio_pkey PRIMARY KEY (account_id, workshop_id),
    CONSTRAINT portfolio_account_fkey FOREIGN KEY (account_id, territory_id, role)
        REFERENCES account (id, territory_id, role) ON DELETE CASCADE,
    CONSTRAINT portfolio_workshop_fkey FOREIGN KEY (workshop_id, territory_id)
        REFERENCES workshop (id, territory_id) ON DELETE CASCADE,
    CONSTRAINT portfolio_of_adviser CHECK (role = 'adviser')
);
CREATE INDEX portfolio_workshop_idx ON portfolio (workshop_id);

CREATE TABLE correspondence (
    territory_id  bigint NOT NULL,
    account_id    bigint NOT NULL,
    role          text NOT NULL DEFAULT 'correspondent',
    commune_insee text NOT NULL,
    CONSTRAINT correspondence_pkey PRIMARY KEY (account_id, commune_insee),
    CONSTRAINT correspondence_account_fkey FOREIGN KEY (account_id, territory_id, role)
        REFERENCES account (id, territory_id, role) ON DELETE CASCADE,
    CONSTRAINT correspondence_commune_fkey FOREIGN KEY (territory_id, commune_insee)
        REFERENCES commune (territory_id, insee),
    CONSTRAINT correspondence_of_correspondent CHECK (role = 'correspondent')
);

-- What somebody said about an event, written down by whoever acts for its workshop: who
-- said it, how, on which day, and the answers that it gave.
CREATE TABLE statement (
    id           bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    opening_id   bigint NOT NULL,
    edition_id   bigint NOT NULL,
    territory_id bigint NOT NULL,
    workshop_id  bigint NOT NULL,
    account_id   bigint NOT NULL, -- who wrote it down
    said_by      text NOT NULL,
    how          text NOT NULL,
    said_on      date NOT NULL,
    fields       text[] NOT NULL,
    noted_at     timestamptz NOT NULL,
    CONSTRAINT statement_opening_fkey FOREIGN KEY (opening_id, edition_id, territory_id, workshop_id)
        REFERENCES opening (id, edition_id, territory_id, workshop_id) ON DELETE CASCADE,
    CONSTRAINT statement_account_fkey FOREIGN KEY (account_id, territory_id) REFERENCES account (id, territory_id),
    CONSTRAINT statement_once UNIQUE (opening_id, account_id, said_by, how, said_on),
    CONSTRAINT statement_by_somebody CHECK (btrim(said_by) <> '' AND char_length(said_by) <= 200),
    CONSTRAINT statement_how_known CHECK (how IN ('phone', 'in_person', 'email', 'letter')),
    CONSTRAINT statement_of_something CHECK (cardinality(fields) > 0)
);
