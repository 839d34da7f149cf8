package postgres

import (
	"context"

	"jema/internal/jema"
)

// SizedPhoto is a photo with its bytes in one width and format.
type SizedPhoto struct {
	jema.Photo
	Data     []byte // nil: that size has not been made
	IsPublic bool   // an opening of its workshop is on the site
}

// PhotoSize finds a photo in one of the widths and formats it is sent in.
func (s *Store) PhotoSize(ctx context.Context, territoryID jema.TerritoryID, id jema.PhotoID,
	want jema.PhotoSize) (p SizedPhoto, err error) {
	defer attempted(&err, "reading a photo in one width")
	err = s.read(ctx, func(tx *tx) error {
		var r struct {
			photoRow
			Data  []byte
			Shown bool
		}
		err := one(ctx, tx, errPhotoMissing, &r, `SELECT `+photoColumns+`,
				(SELECT data FROM photo_size s WHERE s.territory_id = $1 AND s.photo_id = p.id AND s.sha256 = p.sha256
					AND s.width = $3 AND s.format = $4) AS data,
				EXISTS (SELECT FROM opening o JOIN edition e ON e.id = o.edition_id WHERE o.territory_id = $1
					AND o.workshop_id = p.workshop_id AND o.state = 'approved' AND e.state IN ('current', 'past')) AS shown
			FROM photo p WHERE p.territory_id = $1 AND p.id = $2`, territoryID, id, want.Width, want.Format)
		if err == nil {
			p = SizedPhoto{r.photo(), r.Data, r.Shown}
		}
		return err
	})
	return p, err
}

// PhotoUnsized finds the photo of a territory with the lowest id above after whose
// sizes have not been made, with its bytes; ok is false when there is none.
func (s *Store) PhotoUnsized(ctx context.Context, territoryID jema.TerritoryID, after jema.PhotoID) (p jema.Photo,
	ok bool, err error) {
	defer attempted(&err, "reading a photo without widths")
	err = s.read(ctx, func(tx *tx) error {
		var rows []photoRow
		err := tx.SelectContext(ctx, &rows, `SELECT `+photoColumns+`, large FROM photo p
			WHERE territory_id = $1 AND id > $2 AND NOT EXISTS
				(SELECT FROM photo_size s WHERE s.territory_id = $1 AND s.photo_id = p.id AND s.sha256 = p.sha256)
			ORDER BY id LIMIT 1`, territoryID, after)
		if ok = len(rows) == 1; ok {
			p = rows[0].photo()
		}
		return err
	})
	return p, ok, err
}

// SavePhotoSizes stores a picture as it is sent to browsers, for each photo of the
// territory that is this picture, in place of what was made of one before.
func (s *Store) SavePhotoSizes(ctx context.Context, territoryID jema.TerritoryID, p jema.Photo,
	sizes []jema.PhotoSize) (err error) {
	defer attempted(&err, "saving a photo in its widths")
	return s.inTx(ctx, func(tx *tx) error {
		// Photos are locked before their widths, as whoever deletes a photo locks them.
		if _, err := tx.ExecContext(ctx, `SELECT FROM photo WHERE territory_id = $1 AND sha256 = $2 ORDER BY id
			FOR KEY SHARE`, territoryID, p.SHA256[:]); err != nil {
			return err
		}
		if _, err := tx.ExecContext(ctx, `DELETE FROM photo_size WHERE territory_id = $1 AND photo_id IN
			(SELECT id FROM photo WHERE territory_id = $1 AND sha256 = $2)`, territoryID, p.SHA256[:]); err != nil {
			return err
		}
		for _, size := range sizes {
			if _, err := tx.ExecContext(ctx, `INSERT INTO photo_size (territory_id, photo_id, sha256, width, format, data)
				SELECT territory_id, id, sha256, $3, $4, $5 FROM photo WHERE territory_id = $1 AND sha256 = $2
				ON CONFLICT DO NOTHING`, territoryID, p.SHA256[:], size.Width, size.Format, size.Data); err != nil {
				return err
			}
		}
		return nil
	})
}
