package postgres

import (
	"context"
	"time"

	"jema/internal/jema"
)

// AddPhoto adds a photo behind the others of a territory's workshop.
func (s *Store) AddPhoto(ctx context.Context, territoryID jema.TerritoryID, p jema.Photo,
	now time.Time) (id jema.PhotoID, err error) {
	defer attempted(&err, "adding a photo")
	err = s.inTx(ctx, func(tx *tx) error {
		if err := changePhotos(ctx, tx, territoryID, p.WorkshopID, now); err != nil {
			return err
		}
		return getNamed(ctx, tx, &id, `
			INSERT INTO photo (territory_id, workshop_id, position, alt, credit, width, height, sha256, large, small,
				focus_x, focus_y, off_site, off_print, rights_end, people, waits)
			VALUES (:territoryid, :workshop_id,
				(SELECT count(*) + 1 FROM photo WHERE territory_id = :territoryid AND workshop_id = :workshop_id),
				:alt, :credit, :width, :height, :sha256, :large, :small, :focus_x, :focus_y, :off_site, :off_print,
				:rights_end, :people, :waits)
			RETURNING id`, written(p, territoryID))
	})
	return id, err
}

// ChangePhoto changes all that is written of a photo, its picture excepted.
func (s *Store) ChangePhoto(ctx context.Context, territoryID jema.TerritoryID, p jema.Photo,
	now time.Time) (err error) {
	defer attempted(&err, "changing a photo")
	return s.inTx(ctx, func(tx *tx) error {
		if err := changePhotos(ctx, tx, territoryID, p.WorkshopID, now); err != nil {
			return err
		}
		return oneNamed(ctx, tx, errPhotoMissing, &p.ID, `
			UPDATE photo SET alt = :alt, credit = :credit, focus_x = :focus_x, focus_y = :focus_y, off_site = :off_site,
				off_print = :off_print, rights_end = :rights_end, people = :people, waits = :waits
			WHERE territory_id = :territoryid AND workshop_id = :workshop_id AND id = :id RETURNING id`,
			written(p, territoryID))
	})
}

// RedrawPhoto replaces the picture of a photo by one that was turned or cropped.
// What was made of the picture before is deleted.
func (s *Store) RedrawPhoto(ctx context.Context, territoryID jema.TerritoryID, p jema.Photo,
	now time.Time) (err error) {
	defer attempted(&err, "redrawing a photo")
	return s.inTx(ctx, func(tx *tx) error {
		if err := changePhotos(ctx, tx, territoryID, p.WorkshopID, now); err != nil {
			return err
		}
		if _, err := tx.ExecContext(ctx, `DELETE FROM photo_size WHERE territory_id = $1 AND photo_id = $2`,
			territoryID, p.ID); err != nil {
			return err
		}
		return oneNamed(ctx, tx, errPhotoMissing, &p.ID, `
			UPDATE photo SET width = :width, height = :height, sha256 = :sha256, large = :large, small = :small,
				focus_x = 0, focus_y = 0
			WHERE territory_id = :territoryid AND workshop_id = :workshop_id AND id = :id RETURNING id`,
			written(p, territoryID))
	})
}

// AdvancePhoto moves a photo one place forward among those of its workshop; the
// first stays.
func (s *Store) AdvancePhoto(ctx context.Context, territoryID jema.TerritoryID, p jema.Photo,
	now time.Time) (err error) {
	defer attempted(&err, "moving a photo")
	return s.inTx(ctx, func(tx *tx) error {
		if err := changePhotos(ctx, tx, territoryID, p.WorkshopID, now); err != nil {
			return err
		}
		var at int
		if err := one(ctx, tx, errPhotoMissing, &at, `SELECT position FROM photo
			WHERE territory_id = $1 AND workshop_id = $2 AND id = $3`, territoryID, p.WorkshopID, p.ID); err != nil || at == 1 {
			return err
		}
		// No two photos have one position at any moment: both go below zero first.
		if _, err := tx.ExecContext(ctx, `UPDATE photo SET position = -position
			WHERE territory_id = $1 AND workshop_id = $2 AND position IN ($3::integer - 1, $3)`,
			territoryID, p.WorkshopID, at); err != nil {
			return err
		}
		_, err := tx.ExecContext(ctx, `UPDATE photo SET position = 2 * $3::integer - 1 + position
			WHERE territory_id = $1 AND workshop_id = $2 AND position < 0`, territoryID, p.WorkshopID, at)
		return err
	})
}

// DeletePhoto deletes a photo; those behind it move forward.
func (s *Store) DeletePhoto(ctx context.Context, territoryID jema.TerritoryID, p jema.Photo,
	now time.Time) (err error) {
	defer attempted(&err, "deleting a photo")
	return s.inTx(ctx, func(tx *tx) error {
		if err := changePhotos(ctx, tx, territoryID, p.WorkshopID, now); err != nil {
			return err
		}
		var at int
		if err := one(ctx, tx, errPhotoMissing, &at, `SELECT position FROM photo
			WHERE territory_id = $1 AND workshop_id = $2 AND id = $3`, territoryID, p.WorkshopID, p.ID); err != nil {
			return err
		}
		return deletePhotoAt(ctx, tx, territoryID, p.WorkshopID, at)
	})
}

func deletePhotoAt(ctx context.Context, tx *tx, territoryID jema.TerritoryID,
	workshopID jema.WorkshopID, at int) error {
	_, err := tx.ExecContext(ctx, `DELETE FROM photo WHERE territory_id = $1 AND workshop_id = $2 AND position = $3`,
		territoryID, workshopID, at)
	if err != nil {
		return err
	}
	_, err = tx.ExecContext(ctx, `UPDATE photo SET position = -position
		WHERE territory_id = $1 AND workshop_id = $2 AND position > $3`, territoryID, workshopID, at)
	if err != nil {
		return err
	}
	_, err = tx.ExecContext(ctx, `UPDATE photo SET position = -position - 1
		WHERE territory_id = $1 AND workshop_id = $2 AND position < 0`, territoryID, workshopID)
	return err
}

// changePhotos dates a workshop anew before its photos change. Its artisan learns what
// the office does to them by a message about the last event they sent.
func changePhotos(ctx context.Context, tx *tx, territoryID jema.TerritoryID, workshopID jema.WorkshopID,
	now time.Time) error {
	if err := touchWorkshop(ctx, tx, territoryID, workshopID, now); err != nil || !byOffice(ctx) {
		return err
	}
	var sent []jema.OpeningID
	err := tx.SelectContext(ctx, &sent, `
		SELECT o.id FROM opening o JOIN edition e ON e.id = o.edition_id AND e.territory_id = o.territory_id
		WHERE o.territory_id = $1 AND o.workshop_id = $2 AND e.state = 'current'
			AND o.state IN ('submitted', 'changes_requested', 'approved')
		ORDER BY o.id DESC LIMIT 1`, territoryID, workshopID)
	for _, id := range sent {
		err = queueArtisanNews(ctx, tx, artisanNews{Opening: id, Kind: jema.MessageEventEdited, Due: now.Add(editsJoin)},
			now)
	}
	return err
}
