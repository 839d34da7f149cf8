-- +goose Up
-- The territory and its reference data: communes with their boundaries, the
-- sixteen craft domains, the crafts, the editions.

CREATE TABLE territory (
    id            bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    slug          text NOT NULL CONSTRAINT territory_slug_key UNIQUE,
    name          text NOT NULL,
    base_url      text NOT NULL DEFAULT '',
    contact_email text NOT NULL DEFAULT '',
    contact_phone text NOT NULL DEFAULT '',
    publisher     text NOT NULL DEFAULT '',
    printer       text NOT NULL DEFAULT '',
    legal_deposit text NOT NULL DEFAULT '',
    print_run     text NOT NULL DEFAULT '',
    is_demo       boolean NOT NULL DEFAULT false,
    created_at    timestamptz NOT NULL DEFAULT now(),
    CONSTRAINT territory_slug_form CHECK (slug ~ '^[a-z0-9]+(-[a-z0-9]+)*$'),
    CONSTRAINT territory_name_given CHECK (btrim(name) <> '')
);

CREATE TABLE commune (
    territory_id bigint NOT NULL REFERENCES territory (id) ON DELETE CASCADE,
    insee        text NOT NULL,
    name         text NOT NULL,
    sort_name    text NOT NULL,
    at_name      text NOT NULL,
    of_name      text NOT NULL,
    postal_codes text[] NOT NULL DEFAULT '{}',
    former_names text[] NOT NULL DEFAULT '{}',
    lat          double precision NOT NULL,
    lon          double precision NOT NULL,
    population   integer NOT NULL DEFAULT 0,
    boundary     jsonb,
    PRIMARY KEY (territory_id, insee),
    CONSTRAINT commune_insee_form CHECK (insee ~ '^(2[AB]|[0-9]{2})[0-9]{3}$'),
    CONSTRAINT commune_name_given CHECK (btrim(name) <> '' AND sort_name <> '' AND at_name <> '' AND of_name <> ''),
    CONSTRAINT commune_on_earth CHECK (lat BETWEEN -90 AND 90 AND lon BETWEEN -180 AND 180),
    CONSTRAINT commune_population_counted CHECK (population >= 0),
    CONSTRAINT commune_boundary_is_area CHECK (boundary IS NULL OR boundary->>'type' IN ('Polygon', 'MultiPolygon'))
);

CREATE TABLE craft_domain (
    slug     text PRIMARY KEY,
    name     text NOT NULL CONSTRAINT craft_domain_name_key UNIQUE,
    position integer NOT NULL CONSTRAINT craft_domain_position_key UNIQUE
);

CREATE TABLE craft (
    territory_id bigint NOT NULL REFERENCES territory (id) ON DELETE CASCADE,
    slug         text NOT NULL,
    domain_slug  text NOT NULL REFERENCES craft_domain (slug),
    name         text NOT NULL,
    feminine     text NOT NULL DEFAULT '',
    synonyms     text[] NOT NULL DEFAULT '{}',
    specialty_of text,
    PRIMARY KEY (territory_id, slug),
    CONSTRAINT craft_specialty_of_fkey FOREIGN KEY (territory_id, specialty_of)
        REFERENCES craft (territory_id, slug) DEFERRABLE INITIALLY DEFERRED,
    CONSTRAINT craft_name_given CHECK (btrim(name) <> ''),
    CONSTRAINT craft_not_its_own_specialty CHECK (specialty_of <> slug)
);

-- opens_at and closes_at are the first and last moment of the edition in its
-- own zone; slots and hours carry them in composite foreign keys, because a
-- CHECK cannot look into another table.
CREATE TABLE edition (
    id                     bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    territory_id           bigint NOT NULL REFERENCES territory (id) ON DELETE CASCADE,
    year                   integer NOT NULL,
    name                   text NOT NULL,
    theme                  text NOT NULL DEFAULT '',
    starts_on              date NOT NULL,
    ends_on                date NOT NULL,
    time_zone              text NOT NULL,
    opens_at               timestamptz NOT NULL GENERATED ALWAYS AS (timezone(time_zone, starts_on::timestamp)) STORED,
    closes_at              timestamptz NOT NULL GENERATED ALWAYS AS (timezone(time_zone, (ends_on + 1)::timestamp)) STORED,
    registration_opens_at  timestamptz NOT NULL,
    registration_closes_at timestamptz NOT NULL,
    booking_opens_at       timestamptz NOT NULL,
    booking_closes_at      timestamptz NOT NULL,
    bookings_per_visitor   integer,
    freeze_at              timestamptz,
    purge_on               date NOT NULL,
    mark_notice            text NOT NULL DEFAULT '',
    national_url           text NOT NULL DEFAULT '',
    created_at             timestamptz NOT NULL DEFAULT now(),
    CONSTRAINT edition_year_key UNIQUE (territory_id, year),
    CONSTRAINT edition_bounds_key UNIQUE (id, territory_id, opens_at, closes_at),
    CONSTRAINT edition_territory_key UNIQUE (id, territory_id),
    CONSTRAINT edition_name_given CHECK (btrim(name) <> ''),
    CONSTRAINT edition_days_in_order CHECK (starts_on <= ends_on),
    CONSTRAINT edition_days_few CHECK (ends_on - starts_on < 62),
    CONSTRAINT edition_year_of_start CHECK (year = EXTRACT(year FROM starts_on)),
    CONSTRAINT edition_registration_in_order CHECK (registration_opens_at < registration_closes_at),
    CONSTRAINT edition_booking_in_order CHECK (booking_opens_at < booking_closes_at),
    CONSTRAINT edition_bookings_per_visitor_positive CHECK (bookings_per_visitor > 0),
    CONSTRAINT edition_purged_after_end CHECK (purge_on > ends_on)
);

