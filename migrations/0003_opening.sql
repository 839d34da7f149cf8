-- +goose Up
-- What artisans offer: workshops, openings, hours, slots, photos, and what is
-- still wrong with an opening that came in by spreadsheet.

-- What two people would agree is the same word, as text.Fold in the program:
-- lower case, no accents, ligatures spelt out, one apostrophe, one hyphen.
-- Lowering comes last, when É is an E: a database may have been made in a
-- locale that knows no other letters.
CREATE FUNCTION jema_fold(text) RETURNS text LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE AS
$$ SELECT lower(regexp_replace(normalize(translate(
    replace(replace(replace(replace(replace($1, 'œ', 'oe'), 'Œ', 'oe'), 'æ', 'ae'), 'Æ', 'ae'), 'ß', 'ss'),
    '’ʼ´`‐‑–—−', '''''''''-----'), NFKD), '[\u0300-\u036f]', '', 'g')) $$;

CREATE TABLE workshop (
    id              bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    territory_id    bigint NOT NULL REFERENCES territory (id) ON DELETE CASCADE,
    owner_id        bigint,
    kind            text NOT NULL DEFAULT 'artisan',
    name            text NOT NULL,
    artisan         text NOT NULL DEFAULT '',
    craft_slug      text,
    craft_other     text NOT NULL DEFAULT '',
    commune_insee   text,
    address         text NOT NULL DEFAULT '',
    postal_code     text NOT NULL DEFAULT '',
    lat             double precision,
    lon             double precision,
    phone           text NOT NULL DEFAULT '',
    email           text NOT NULL DEFAULT '',
    website         text NOT NULL DEFAULT '',
    publish_address boolean NOT NULL DEFAULT false,
    publish_phone   boolean NOT NULL DEFAULT false,
    publish_email   boolean NOT NULL DEFAULT false,
    one_visit_at_a_time boolean NOT NULL DEFAULT false,
    created_at      timestamptz NOT NULL DEFAULT now(),
    updated_at      timestamptz NOT NULL DEFAULT now(),
    CONSTRAINT workshop_territory_key UNIQUE (id, territory_id),
    CONSTRAINT workshop_one_visit_key UNIQUE (id, one_visit_at_a_time),
    CONSTRAINT workshop_owner_fkey FOREIGN KEY (owner_id, territory_id) REFERENCES account (id, territory_id),
    CONSTRAINT workshop_craft_fkey FOREIGN KEY (territory_id, craft_slug) REFERENCES craft (territory_id, slug),
    CONSTRAINT workshop_commune_fkey FOREIGN KEY (territory_id, commune_insee) REFERENCES commune (territory_id, insee),
    CONSTRAINT workshop_kind_known CHECK (kind IN ('artisan', 'school', 'institution')),
    CONSTRAINT workshop_name_given CHECK (btrim(name) <> ''),
    CONSTRAINT workshop_craft_or_other CHECK (craft_slug IS NULL OR craft_other = ''),
    CONSTRAINT workshop_position_whole CHECK ((lat IS NULL) = (lon IS NULL)),
    CONSTRAINT workshop_on_earth CHECK (lat BETWEEN -90 AND 90 AND lon BETWEEN -180 AND 180)
);
CREATE INDEX workshop_owner_idx ON workshop (owner_id);

CREATE TABLE opening (
    id              bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    territory_id    bigint NOT NULL,
    edition_id      bigint NOT NULL,
    workshop_id     bigint NOT NULL,
    commune_insee   text,
    kind            text NOT NULL,
    state           text NOT NULL DEFAULT 'draft',
    title           text NOT NULL DEFAULT '',
    description     text NOT NULL DEFAULT '',
    printed_text    text NOT NULL DEFAULT '',
    printed_text_proposed boolean NOT NULL DEFAULT false,
    hours_text      text NOT NULL DEFAULT '',
    slots_text      text NOT NULL DEFAULT '',
    duration        integer,
    party_max       integer NOT NULL DEFAULT 8,
    price           text NOT NULL DEFAULT '',
    minimum_age     text NOT NULL DEFAULT '',
    languages       text NOT NULL DEFAULT '',
    access          text NOT NULL DEFAULT '',
    remarks         text NOT NULL DEFAULT '',
    moderation_note text NOT NULL DEFAULT '',
    national_number text NOT NULL DEFAULT '',
    import_key      text,
    imported        jsonb,
    version         integer NOT NULL DEFAULT 1,
    created_at      timestamptz NOT NULL DEFAULT now(),
    updated_at      timestamptz NOT NULL DEFAULT now(),
    submitted_at    timestamptz,
    approved_at     timestamptz,
    CONSTRAINT opening_edition_key UNIQUE (id, edition_id, territory_id, workshop_id),
    CONSTRAINT opening_import_key UNIQUE (edition_id, import_key),
    CONSTRAINT opening_edition_fkey FOREIGN KEY (edition_id, territory_id) REFERENCES edition (id, territory_id),
    CONSTRAINT opening_workshop_fkey FOREIGN KEY (workshop_id, territory_id) REFERENCES workshop (id, territory_id),
    CONSTRAINT opening_commune_fkey FOREIGN KEY (territory_id, commune_insee) REFERENCES commune (territory_id, insee),
    CONSTRAINT opening_kind_known CHECK (kind IN ('open_doors', 'demonstration', 'initiation', 'exhibition', 'guided_visit', 'talk', 'circuit', 'exceptional', 'collective', 'school')),
    CONSTRAINT opening_state_known CHECK (state IN ('draft', 'incomplete', 'submitted', 'changes_requested', 'approved', 'refused', 'cancelled')),
    CONSTRAINT opening_approved_is_whole CHECK (state NOT IN ('approved', 'submitted') OR (btrim(title) <> '' AND commune_insee IS NOT NULL)),
    CONSTRAINT opening_printed_text_fits CHECK (char_length(printed_text) <= 350),
    CONSTRAINT opening_duration_positive CHECK (duration BETWEEN 1 AND 1440),
    CONSTRAINT opening_party_positive CHECK (party_max BETWEEN 1 AND 500),
    CONSTRAINT opening_import_whole CHECK ((import_key IS NULL) = (imported IS NULL))
);
CREATE INDEX opening_public_idx ON opening (edition_id, commune_insee) WHERE state = 'approved';
CREATE INDEX opening_workshop_idx ON opening (workshop_id);

-- What is wrong with a cell of an imported row, in the words of the report.
CREATE TABLE defect (
    opening_id bigint NOT NULL REFERENCES opening (id) ON DELETE CASCADE,
    field      text NOT NULL,
    header     text NOT NULL,
    value      text NOT NULL,
    problem    text NOT NULL,
    blocking   boolean NOT NULL,
    PRIMARY KEY (opening_id, field),
    CONSTRAINT defect_said CHECK (problem <> '')
);

CREATE TABLE hours (
    id                bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    territory_id      bigint NOT NULL,
    edition_id        bigint NOT NULL,
    opening_id        bigint NOT NULL,
    workshop_id       bigint NOT NULL,
    edition_opens_at  timestamptz NOT NULL,
    edition_closes_at timestamptz NOT NULL,
    starts_at         timestamptz NOT NULL,
    ends_at           timestamptz NOT NULL,
    CONSTRAINT hours_opening_fkey FOREIGN KEY (opening_id, edition_id, territory_id, workshop_id)
        REFERENCES opening (id, edition_id, territory_id, workshop_id) ON DELETE CASCADE,
    CONSTRAINT hours_edition_fkey FOREIGN KEY (edition_id, territory_id, edition_opens_at, edition_closes_at)
        REFERENCES edition (id, territory_id, opens_at, closes_at) DEFERRABLE,
    CONSTRAINT hours_in_order CHECK (starts_at < ends_at),
    CONSTRAINT hours_within_edition CHECK (starts_at >= edition_opens_at AND ends_at <= edition_closes_at),
    CONSTRAINT hours_no_overlap EXCLUDE USING gist (
        int8range(opening_id, opening_id, '[]') WITH &&, tstzrange(starts_at, ends_at) WITH &&) DEFERRABLE
);
CREATE INDEX hours_opening_idx ON hours (opening_id, starts_at);

-- taken counts the places of live bookings (confirmed or offered), waiting the
-- parties on the waiting list; "full" is derived. changed_at is what other
-- processes poll.
CREATE TABLE slot (
    id                bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    territory_id      bigint NOT NULL,
    edition_id        bigint NOT NULL,
    opening_id        bigint NOT NULL,
    workshop_id       bigint NOT NULL,
    exclusive         boolean NOT NULL,
    edition_opens_at  timestamptz NOT NULL,
    edition_closes_at timestamptz NOT NULL,
    starts_at         timestamptz NOT NULL,
    ends_at           timestamptz NOT NULL,
    audience          text NOT NULL DEFAULT 'public',
    state             text NOT NULL DEFAULT 'open',
    capacity          integer NOT NULL,
    taken             integer NOT NULL DEFAULT 0,
    waiting           integer NOT NULL DEFAULT 0,
    changed_at        timestamptz NOT NULL DEFAULT now(),
    CONSTRAINT slot_edition_key UNIQUE (id, edition_id, territory_id),
    CONSTRAINT slot_opening_fkey FOREIGN KEY (opening_id, edition_id, territory_id, workshop_id)
        REFERENCES opening (id, edition_id, territory_id, workshop_id) ON DELETE CASCADE,
    CONSTRAINT slot_exclusive_fkey FOREIGN KEY (workshop_id, exclusive)
        REFERENCES workshop (id, one_visit_at_a_time) ON UPDATE CASCADE,
    CONSTRAINT slot_edition_fkey FOREIGN KEY (edition_id, territory_id, edition_opens_at, edition_closes_at)
        REFERENCES edition (id, territory_id, opens_at, closes_at) DEFERRABLE,
    CONSTRAINT slot_in_order CHECK (starts_at < ends_at),
    CONSTRAINT slot_within_edition CHECK (starts_at >= edition_opens_at AND ends_at <= edition_closes_at),
    CONSTRAINT slot_audience_known CHECK (audience IN ('public', 'schools')),
    CONSTRAINT slot_state_known CHECK (state IN ('open', 'closed', 'cancelled')),
    CONSTRAINT slot_capacity_positive CHECK (capacity BETWEEN 1 AND 5000),
    CONSTRAINT slot_not_oversold CHECK (taken BETWEEN 0 AND capacity),
    CONSTRAINT slot_waiting_counted CHECK (waiting >= 0),
    CONSTRAINT slot_exclusive_no_overlap EXCLUDE USING gist (
        int8range(workshop_id, workshop_id, '[]') WITH &&, tstzrange(starts_at, ends_at) WITH &&)
        WHERE (exclusive AND state <> 'cancelled') DEFERRABLE
);
CREATE INDEX slot_opening_idx ON slot (opening_id, starts_at);
CREATE INDEX slot_changed_idx ON slot (changed_at);

CREATE TABLE photo (
    id           bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    territory_id bigint NOT NULL,
    workshop_id  bigint NOT NULL,
    position     integer NOT NULL DEFAULT 1,
    alt          text NOT NULL DEFAULT '',
    credit       text NOT NULL DEFAULT '',
    width        integer NOT NULL,
    height       integer NOT NULL,
    sha256       bytea NOT NULL,
    large        bytea NOT NULL,
    small        bytea NOT NULL,
    created_at   timestamptz NOT NULL DEFAULT now(),
    CONSTRAINT photo_workshop_fkey FOREIGN KEY (workshop_id, territory_id)
        REFERENCES workshop (id, territory_id) ON DELETE CASCADE,
    CONSTRAINT photo_position_key UNIQUE (workshop_id, position),
    CONSTRAINT photo_sized CHECK (width BETWEEN 1 AND 20000 AND height BETWEEN 1 AND 20000),
    CONSTRAINT photo_sha256_is_hash CHECK (octet_length(sha256) = 32)
);

