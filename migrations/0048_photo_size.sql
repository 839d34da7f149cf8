-- +goose Up
-- A photo as it is sent to browsers: in several widths, each as JPEG and WebP.
-- Those of another sha256 than their photo’s are of a picture that was replaced.
CREATE TABLE photo_size (
    territory_id bigint NOT NULL,
    photo_id     bigint NOT NULL,
    sha256       bytea  NOT NULL,
    width        integer NOT NULL,
    format       text   NOT NULL,
    data         bytea  NOT NULL,
    CONSTRAINT photo_size_pkey PRIMARY KEY (photo_id, sha256, width, format),
    CONSTRAINT photo_size_photo_fkey FOREIGN KEY (photo_id, territory_id)
        REFERENCES photo (id, territory_id) ON DELETE CASCADE,
    CONSTRAINT photo_size_format_known CHECK (format IN ('jpeg', 'webp')),
    CONSTRAINT photo_size_wide CHECK (width BETWEEN 1 AND 4000)
);
