-- +goose Up
-- Several photos of a workshop, in order. What must stay in sight when one is
-- cropped is so many per cent to the right of and below the middle. A right of
-- use may be for the site or for print alone, and may end. One that its artisan
-- adds to a workshop on the site waits for an organiser.
ALTER TABLE photo
    ADD CONSTRAINT photo_of_territory UNIQUE (id, territory_id),
    ADD COLUMN focus_x    smallint NOT NULL DEFAULT 0,
    ADD COLUMN focus_y    smallint NOT NULL DEFAULT 0,
    ADD COLUMN off_site   boolean  NOT NULL DEFAULT false,
    ADD COLUMN off_print  boolean  NOT NULL DEFAULT false,
    ADD COLUMN rights_end timestamptz,
    ADD COLUMN people     text     NOT NULL DEFAULT '',
    ADD COLUMN waits      boolean  NOT NULL DEFAULT false,
    ADD CONSTRAINT photo_few CHECK (position <= 8),
    ADD CONSTRAINT photo_focus_within CHECK (focus_x BETWEEN -50 AND 50 AND focus_y BETWEEN -50 AND 50),
    ADD CONSTRAINT photo_people_known CHECK (people IN ('', 'none', 'agreed')),
    ADD CONSTRAINT photo_useful CHECK (NOT (off_site AND off_print));
