-- +goose Up
-- What /readyz writes to show that the database can be written to, and where
-- somebody who found a weakness reports it.

-- One row, updated by each probe.
CREATE TABLE readiness (
    single boolean PRIMARY KEY DEFAULT true CONSTRAINT readiness_single CHECK (single),
    probed_at timestamptz NOT NULL
);
INSERT INTO readiness (probed_at) VALUES ('epoch');

-- An address as RFC 9116 writes it: mailto:, https: or tel:. '' means none.
ALTER TABLE territory ADD COLUMN security_contact text NOT NULL DEFAULT ''
    CONSTRAINT territory_security_contact_form CHECK (security_contact ~ '^(mailto:[^[:space:]@]+@[^[:space:]@]+|https://[^[:space:]]+|tel:[+]?[0-9.-]+|)$');
