-- +goose Up
-- What the organisers recommend on the home page, and for what: an event may be there
-- for several reasons.
CREATE TABLE opening_selection (
    opening_id   bigint NOT NULL,
    edition_id   bigint NOT NULL,
    territory_id bigint NOT NULL,
    workshop_id  bigint NOT NULL,
    selection    text NOT NULL,
    PRIMARY KEY (opening_id, selection),
    CONSTRAINT opening_selection_opening_fkey FOREIGN KEY (opening_id, edition_id, territory_id, workshop_id)
        REFERENCES opening (id, edition_id, territory_id, workshop_id) ON DELETE CASCADE,
    CONSTRAINT opening_selection_known CHECK (selection IN ('family', 'try', 'rare'))
);
CREATE INDEX opening_selection_edition_idx ON opening_selection (edition_id);
