-- +goose Up
-- What organisers ask of an artisan, each beside the answer it is about, until
-- that answer changes; and the sentences that a territory's organisers have ready.
CREATE TABLE opening_note (
    opening_id   bigint NOT NULL,
    edition_id   bigint NOT NULL,
    territory_id bigint NOT NULL,
    workshop_id  bigint NOT NULL,
    field        text NOT NULL,
    note         text NOT NULL,
    account_id   bigint NOT NULL, -- who asks
    noted_at     timestamptz NOT NULL,
    CONSTRAINT opening_note_pkey PRIMARY KEY (opening_id, field),
    CONSTRAINT opening_note_opening_fkey FOREIGN KEY (opening_id, edition_id, territory_id, workshop_id)
        REFERENCES opening (id, edition_id, territory_id, workshop_id) ON DELETE CASCADE,
    CONSTRAINT opening_note_account_fkey FOREIGN KEY (account_id, territory_id) REFERENCES account (id, territory_id),
    CONSTRAINT opening_note_field_form CHECK (field ~ '^[a-z_]{1,40}$'),
    CONSTRAINT opening_note_given CHECK (btrim(note) <> '' AND char_length(note) <= 1000)
);

CREATE TABLE ready_sentence (
    id           bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    territory_id bigint NOT NULL REFERENCES territory (id),
    field        text NOT NULL DEFAULT '', -- the answer it is about; '' is none in particular
    sentence     text NOT NULL,
    CONSTRAINT ready_sentence_field_form CHECK (field ~ '^[a-z_]{0,40}$'),
    CONSTRAINT ready_sentence_given CHECK (btrim(sentence) <> '' AND char_length(sentence) <= 300)
);
CREATE INDEX ready_sentence_territory_idx ON ready_sentence (territory_id, id);
