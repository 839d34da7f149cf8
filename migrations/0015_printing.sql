-- +goose Up
-- How the programmes of an edition are printed, the supplied pages and logos
-- that go into them, and the versions that were frozen for the printer.

CREATE TABLE printing (
    edition_id   bigint PRIMARY KEY,
    territory_id bigint NOT NULL,
    format       text NOT NULL DEFAULT 'auto',
    language     text NOT NULL DEFAULT 'fr',
    ordering     text NOT NULL DEFAULT 'workshop',
    opening_text text NOT NULL DEFAULT '',
    pages        integer NOT NULL DEFAULT 0,
    CONSTRAINT printing_edition_fkey FOREIGN KEY (edition_id, territory_id) REFERENCES edition (id, territory_id) ON DELETE CASCADE,
    CONSTRAINT printing_format_known CHECK (format IN ('auto', 'sheet', 'folded', 'brochure', 'large')),
    CONSTRAINT printing_language_known CHECK (language IN ('fr', 'en')),
    CONSTRAINT printing_ordering_known CHECK (ordering IN ('workshop', 'craft', 'day')),
    CONSTRAINT printing_opening_text_short CHECK (length(opening_text) <= 1200),
    CONSTRAINT printing_pages_counted CHECK (pages BETWEEN 0 AND 400)
);

-- A supplied piece, kept as it was given.
CREATE TABLE printing_part (
    id           bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    edition_id   bigint NOT NULL,
    territory_id bigint NOT NULL,
    kind         text NOT NULL,
    name         text NOT NULL,
    media        text NOT NULL,
    data         bytea NOT NULL,
    pages        integer NOT NULL DEFAULT 1,
    created_at   timestamptz NOT NULL DEFAULT now(),
    CONSTRAINT printing_part_edition_fkey FOREIGN KEY (edition_id, territory_id) REFERENCES edition (id, territory_id) ON DELETE CASCADE,
    CONSTRAINT printing_part_kind_known CHECK (kind IN ('logo', 'cover', 'back_cover', 'insert', 'profile')),
    CONSTRAINT printing_part_media_known CHECK (CASE kind WHEN 'profile' THEN media = 'application/vnd.iccprofile'
        WHEN 'logo' THEN media IN ('application/pdf', 'image/svg+xml') ELSE media = 'application/pdf' END),
    CONSTRAINT printing_part_name_given CHECK (btrim(name) <> ''),
    CONSTRAINT printing_part_sized CHECK (octet_length(data) BETWEEN 1 AND 20971520),
    CONSTRAINT printing_part_pages_counted CHECK (pages BETWEEN 1 AND 400)
);
CREATE INDEX printing_part_edition_idx ON printing_part (edition_id, kind, id);
-- A programme has one cover, one back, and one press it is printed on.
CREATE UNIQUE INDEX printing_part_cover_key ON printing_part (edition_id, kind) WHERE kind IN ('cover', 'back_cover', 'profile');

-- (FREEZE is a word of SQL.) Several communes frozen by one decision. It is over when it is ended; one
-- that stopped halfway goes on where it stopped.
CREATE TABLE edition_freeze (
    id           bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    edition_id   bigint NOT NULL,
    territory_id bigint NOT NULL,
    total        integer NOT NULL,
    account_id   bigint NOT NULL,
    started_at   timestamptz NOT NULL,
    ended_at     timestamptz,
    CONSTRAINT edition_freeze_edition_key UNIQUE (id, edition_id),
    CONSTRAINT edition_freeze_edition_fkey FOREIGN KEY (edition_id, territory_id) REFERENCES edition (id, territory_id) ON DELETE CASCADE,
    CONSTRAINT edition_freeze_account_fkey FOREIGN KEY (account_id, territory_id) REFERENCES account (id, territory_id),
    CONSTRAINT edition_freeze_total_counted CHECK (total > 0),
    CONSTRAINT edition_freeze_in_order CHECK (ended_at >= started_at)
);

-- What was sent to the printer: the programme as a value, for differences and
-- errata, and as files, to be had again byte for byte. Never changed.
CREATE TABLE version (
    id            bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    edition_id    bigint NOT NULL,
    territory_id  bigint NOT NULL,
    commune_insee text, -- none: the book of the whole territory
    number        integer NOT NULL,
    freeze_id     bigint,
    format        text NOT NULL,
    language      text NOT NULL,
    pages         integer NOT NULL,
    programme     jsonb NOT NULL,
    account_id    bigint NOT NULL,
    frozen_at     timestamptz NOT NULL,
    CONSTRAINT version_number_key UNIQUE NULLS NOT DISTINCT (edition_id, commune_insee, number),
    CONSTRAINT version_freeze_key UNIQUE (freeze_id, commune_insee),
    CONSTRAINT version_edition_fkey FOREIGN KEY (edition_id, territory_id) REFERENCES edition (id, territory_id) ON DELETE CASCADE,
    CONSTRAINT version_commune_fkey FOREIGN KEY (territory_id, commune_insee) REFERENCES commune (territory_id, insee),
    CONSTRAINT version_freeze_fkey FOREIGN KEY (freeze_id, edition_id) REFERENCES edition_freeze (id, edition_id) ON DELETE CASCADE,
    CONSTRAINT version_account_fkey FOREIGN KEY (account_id, territory_id) REFERENCES account (id, territory_id),
    CONSTRAINT version_number_positive CHECK (number > 0),
    CONSTRAINT version_pages_positive CHECK (pages > 0),
    CONSTRAINT version_programme_is_object CHECK (jsonb_typeof(programme) = 'object')
);

CREATE TABLE version_file (
    version_id bigint NOT NULL,
    made_for   text NOT NULL,
    pdf        bytea NOT NULL,
    sha256     bytea NOT NULL,
    CONSTRAINT version_file_pkey PRIMARY KEY (version_id, made_for),
    CONSTRAINT version_file_version_fkey FOREIGN KEY (version_id) REFERENCES version (id) ON DELETE CASCADE,
    CONSTRAINT version_file_made_for_known CHECK (made_for IN ('screen', 'press', 'booklet')),
    CONSTRAINT version_file_whole CHECK (sha256 = sha256(pdf))
);

-- +goose StatementBegin
CREATE FUNCTION version_stays() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION 'a frozen version is never changed'
        USING ERRCODE = 'check_violation', CONSTRAINT = TG_TABLE_NAME || '_stays', TABLE = TG_TABLE_NAME;
END $$;
-- +goose StatementEnd
CREATE TRIGGER version_stays BEFORE UPDATE ON version FOR EACH ROW EXECUTE FUNCTION version_stays();
CREATE TRIGGER version_file_stays BEFORE UPDATE ON version_file FOR EACH ROW EXECUTE FUNCTION version_stays();
