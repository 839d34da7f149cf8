package postgres

import (
	"context"
	"time"

	"jema/internal/jema"
)

const photoColumns = `id, workshop_id, alt, credit, width, height, sha256`

type photoRow struct {
	ID            int64
	WorkshopID    int64 `db:"workshop_id"`
	Alt, Credit   string
	Width, Height int
	SHA256        []byte
	Large, Small  []byte
}

func (r photoRow) photo() jema.Photo {
	return jema.Photo{ID: r.ID, WorkshopID: r.WorkshopID, Alt: r.Alt, Credit: r.Credit, Width: r.Width, Height: r.Height,
		SHA256: [32]byte(r.SHA256), Large: r.Large, Small: r.Small}
}

// SavePhoto makes p the first photo of a territory's workshop, in place of the
// one before.
func (s *Store) SavePhoto(ctx context.Context, territoryID int64, p jema.Photo, now time.Time) (id int64, err error) {
	defer attempted(&err, "saving a photo")
	err = s.inTx(ctx, func(tx *tx) error {
		id, err = savePhoto(ctx, tx, territoryID, p, now)
		return err
	})
	return id, err
}

func savePhoto(ctx context.Context, tx *tx, territoryID int64, p jema.Photo, now time.Time) (id int64, err error) {
	if err := touchWorkshop(ctx, tx, territoryID, p.WorkshopID, now); err != nil {
		return 0, err
	}
	row := photoRow{WorkshopID: p.WorkshopID, Alt: p.Alt, Credit: p.Credit, Width: p.Width, Height: p.Height,
		SHA256: p.SHA256[:], Large: p.Large, Small: p.Small}
	err = getNamed(ctx, tx, &id, `
		INSERT INTO photo (territory_id, workshop_id, alt, credit, width, height, sha256, large, small)
		VALUES (:territoryid, :workshop_id, :alt, :credit, :width, :height, :sha256, :large, :small)
		ON CONFLICT ON CONSTRAINT photo_position_key DO UPDATE SET alt = excluded.alt, credit = excluded.credit,
			width = excluded.width, height = excluded.height, sha256 = excluded.sha256, large = excluded.large, small =
				excluded.small
		RETURNING id`, struct {
		photoRow
		TerritoryID int64
	}{row, territoryID})
	return id, err
}

// touchWorkshop dates a workshop anew: what is printed of it has changed.
func touchWorkshop(ctx context.Context, tx *tx, territoryID, id int64, now time.Time) error {
	return oneNamed(ctx, tx, errWorkshopMissing, &id, `UPDATE workshop SET `+dated+
		` WHERE territory_id = :territory AND id = :id RETURNING id`,
		map[string]any{"territory": territoryID, "id": id, "now": now})
}

// DescribePhoto changes the description and the credit of a workshop's photo to
// those of p.
func (s *Store) DescribePhoto(ctx context.Context, territoryID int64, p jema.Photo, now time.Time) (err error) {
	defer attempted(&err, "describing a photo")
	return s.inTx(ctx, func(tx *tx) error { return describePhoto(ctx, tx, territoryID, p, now) })
}

func describePhoto(ctx context.Context, tx *tx, territoryID int64, p jema.Photo, now time.Time) error {
	if err := touchWorkshop(ctx, tx, territoryID, p.WorkshopID, now); err != nil {
		return err
	}
	_, err := tx.ExecContext(ctx, `UPDATE photo SET alt = $3, credit = $4 WHERE territory_id = $1 AND workshop_id = $2`,
		territoryID, p.WorkshopID, p.Alt, p.Credit)
	return err
}

// RemovePhoto takes a workshop's photos away.
func (s *Store) RemovePhoto(ctx context.Context, territoryID, workshopID int64, now time.Time) (err error) {
	defer attempted(&err, "removing a photo")
	return s.inTx(ctx, func(tx *tx) error { return removePhoto(ctx, tx, territoryID, workshopID, now) })
}

func removePhoto(ctx context.Context, tx *tx, territoryID, workshopID int64, now time.Time) error {
	if err := touchWorkshop(ctx, tx, territoryID, workshopID, now); err != nil {
		return err
	}
	_, err := tx.ExecContext(ctx, `DELETE FROM photo WHERE territory_id = $1 AND workshop_id = $2`,
		territoryID, workshopID)
	return err
}

var errPhotoMissing = jema.NotFound("photo.missing")

// Photo finds a photo of a territory with its bytes.
func (s *Store) Photo(ctx context.Context, territoryID, id int64) (p jema.Photo, err error) {
	defer attempted(&err, "reading a photo")
	err = s.read(ctx, func(tx *tx) error {
		var r photoRow
		err := one(ctx, tx, errPhotoMissing, &r,
			`SELECT `+photoColumns+`, large, small FROM photo WHERE territory_id = $1 AND id = $2`, territoryID, id)
		if err == nil {
			p = r.photo()
		}
		return err
	})
	return p, err
}

// WorkshopPhoto finds a workshop's first photo without its bytes.
func (s *Store) WorkshopPhoto(ctx context.Context, territoryID, workshopID int64) (p *jema.Photo, err error) {
	defer attempted(&err, "reading the photo of a workshop")
	err = s.read(ctx, func(tx *tx) error {
		var rows []photoRow
		err := tx.SelectContext(ctx, &rows,
			`SELECT `+photoColumns+` FROM photo WHERE territory_id = $1 AND workshop_id = $2 ORDER BY position LIMIT 1`,
			territoryID, workshopID)
		if len(rows) == 1 {
			photo := rows[0].photo()
			p = &photo
		}
		return err
	})
	return p, err
}
