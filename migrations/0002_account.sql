-- +goose Up
-- Who may do what: accounts, the links mailed to them, their sessions, and the
-- attempts that are counted against guessing.

CREATE TABLE account (
    id            bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    territory_id  bigint NOT NULL REFERENCES territory (id) ON DELETE CASCADE,
    email         text NOT NULL,
    name          text NOT NULL DEFAULT '',
    phone         text NOT NULL DEFAULT '',
    role          text NOT NULL,
    password_hash text,
    commune_insee text,
    language      text NOT NULL DEFAULT 'fr',
    disabled_at   timestamptz,
    created_at    timestamptz NOT NULL DEFAULT now(),
    CONSTRAINT account_email_key UNIQUE (territory_id, email),
    CONSTRAINT account_territory_key UNIQUE (id, territory_id),
    CONSTRAINT account_commune_fkey FOREIGN KEY (territory_id, commune_insee) REFERENCES commune (territory_id, insee),
    CONSTRAINT account_email_folded CHECK (email = lower(email) AND email LIKE '%_@_%'),
    CONSTRAINT account_role_known CHECK (role IN ('artisan', 'adviser', 'desk', 'organiser', 'correspondent', 'administrator')),
    CONSTRAINT account_correspondent_of_commune CHECK ((role = 'correspondent') = (commune_insee IS NOT NULL))
);

-- A link mailed to sign in. Its token is an HMAC of the row and is not stored;
-- its SHA-256 is. A link works once.
CREATE TABLE sign_in_link (
    id           bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    territory_id bigint NOT NULL REFERENCES territory (id) ON DELETE CASCADE,
    email        text NOT NULL,
    token_hash   bytea,
    created_at   timestamptz NOT NULL,
    expires_at   timestamptz NOT NULL,
    used_at      timestamptz,
    CONSTRAINT sign_in_link_token_key UNIQUE (token_hash),
    CONSTRAINT sign_in_link_token_is_hash CHECK (octet_length(token_hash) = 32),
    CONSTRAINT sign_in_link_email_folded CHECK (email = lower(email) AND email LIKE '%_@_%'),
    CONSTRAINT sign_in_link_expires CHECK (expires_at > created_at)
);

-- The table scs's postgresstore reads; token holds the SHA-256 of the cookie.
CREATE TABLE sessions (
    token  text PRIMARY KEY,
    data   bytea NOT NULL,
    expiry timestamptz NOT NULL
);
CREATE INDEX sessions_expiry_idx ON sessions (expiry);

-- How often somebody tried within a window; the key never holds an address in
-- clear, only its SHA-256.
CREATE TABLE attempt (
    key        bytea PRIMARY KEY,
    count      integer NOT NULL,
    expires_at timestamptz NOT NULL,
    CONSTRAINT attempt_key_is_hash CHECK (octet_length(key) = 32),
    CONSTRAINT attempt_counted CHECK (count > 0)
);
CREATE INDEX attempt_expires_idx ON attempt (expires_at);

