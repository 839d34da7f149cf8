package postgres

import (
	"context"
	"database/sql"
	"maps"
	"slices"
	"time"

	"github.com/lib/pq"

	"jema/internal/jema"
)

const photoColumns = `id, workshop_id, position, alt, credit, width, height, sha256, focus_x, focus_y, off_site,
	off_print, rights_end, people, waits`

type photoRow struct {
	ID            jema.PhotoID
	WorkshopID    jema.WorkshopID `db:"workshop_id"`
	Position      int
	Alt, Credit   string
	Width, Height int
	SHA256        []byte
	FocusX        int          `db:"focus_x"`
	FocusY        int          `db:"focus_y"`
	OffSite       bool         `db:"off_site"`
	OffPrint      bool         `db:"off_print"`
	RightsEnd     sql.NullTime `db:"rights_end"`
	People        jema.People
	Waits         bool
	Large, Small  []byte
}

func (r photoRow) photo() jema.Photo {
	return jema.Photo{ID: r.ID, WorkshopID: r.WorkshopID, Position: r.Position, Alt: r.Alt, Credit: r.Credit,
		Width: r.Width, Height: r.Height, SHA256: [32]byte(r.SHA256), Large: r.Large, Small: r.Small,
		Focus: jema.Focus{X: r.FocusX, Y: r.FocusY}, OffSite: r.OffSite, OffPrint: r.OffPrint,
		RightsEnd: r.RightsEnd.Time, People: r.People, Waits: r.Waits}
}

// written is a photo as it is stored in a territory.
func written(p jema.Photo, territoryID jema.TerritoryID) any {
	return struct {
		photoRow
		TerritoryID jema.TerritoryID
	}{photoRow{ID: p.ID, WorkshopID: p.WorkshopID, Position: p.Position, Alt: p.Alt, Credit: p.Credit, Width: p.Width,
		Height: p.Height, SHA256: p.SHA256[:], Large: p.Large, Small: p.Small, FocusX: p.Focus.X, FocusY: p.Focus.Y,
		OffSite: p.OffSite, OffPrint: p.OffPrint, RightsEnd: nullTime(p.RightsEnd), People: p.People,
		Waits: p.Waits}, territoryID}
}

// SavePhoto makes p the first photo of a territory's workshop, in place of the
// one before and of all that was written of it.
func (s *Store) SavePhoto(ctx context.Context, territoryID jema.TerritoryID, p jema.Photo,
	now time.Time) (id jema.PhotoID, err error) {
	defer attempted(&err, "saving a photo")
	err = s.inTx(ctx, func(tx *tx) error {
		id, err = savePhoto(ctx, tx, territoryID, p, now)
		return err
	})
	return id, err
}

func savePhoto(ctx context.Context, tx *tx, territoryID jema.TerritoryID, p jema.Photo,
	now time.Time) (id jema.PhotoID, err error) {
	if err := touchWorkshop(ctx, tx, territoryID, p.WorkshopID, now); err != nil {
		return 0, err
	}
	err = getNamed(ctx, tx, &id, `
		INSERT INTO photo (territory_id, workshop_id, alt, credit, width, height, sha256, large, small, focus_x,
			focus_y, off_site, off_print, rights_end, people, waits)
		VALUES (:territoryid, :workshop_id, :alt, :credit, :width, :height, :sha256, :large, :small, :focus_x,
			:focus_y, :off_site, :off_print, :rights_end, :people, :waits)
		ON CONFLICT ON CONSTRAINT photo_position_key DO UPDATE SET alt = excluded.alt, credit = excluded.credit,
			width = excluded.width, height = excluded.height, sha256 = excluded.sha256, large = excluded.large, small =
				excluded.small, focus_x = excluded.focus_x, focus_y = excluded.focus_y, off_site = excluded.off_site,
			off_print = excluded.off_print, rights_end = excluded.rights_end, people = excluded.people,
			waits = excluded.waits
		RETURNING id`, written(p, territoryID))
	return id, err
}

// touchWorkshop dates a workshop anew: what is printed of it has changed.
func touchWorkshop(ctx context.Context, tx *tx, territoryID jema.TerritoryID, id jema.WorkshopID, now time.Time) error {
	return oneNamed(ctx, tx, errWorkshopMissing, &id, `UPDATE workshop SET `+dated+
		` WHERE territory_id = :territory AND id = :id RETURNING id`,
		map[string]any{"territory": territoryID, "id": id, "now": now})
}

// DescribePhoto changes the description and the credit of a workshop's first photo
// to those of p; where p waits, the photo waits from now on.
func (s *Store) DescribePhoto(ctx context.Context, territoryID jema.TerritoryID, p jema.Photo,
	now time.Time) (err error) {
	defer attempted(&err, "describing a photo")
	return s.inTx(ctx, func(tx *tx) error { return describePhoto(ctx, tx, territoryID, p, now) })
}

func describePhoto(ctx context.Context, tx *tx, territoryID jema.TerritoryID, p jema.Photo, now time.Time) error {
	if err := touchWorkshop(ctx, tx, territoryID, p.WorkshopID, now); err != nil {
		return err
	}
	_, err := tx.ExecContext(ctx, `UPDATE photo SET alt = $3, credit = $4, waits = waits OR $5
		WHERE territory_id = $1 AND workshop_id = $2 AND position = 1`, territoryID, p.WorkshopID, p.Alt, p.Credit, p.Waits)
	return err
}

// RemovePhoto deletes a workshop's first photo.
func (s *Store) RemovePhoto(ctx context.Context, territoryID jema.TerritoryID, workshopID jema.WorkshopID,
	now time.Time) (err error) {
	defer attempted(&err, "removing a photo")
	return s.inTx(ctx, func(tx *tx) error { return removePhoto(ctx, tx, territoryID, workshopID, now) })
}

func removePhoto(ctx context.Context, tx *tx, territoryID jema.TerritoryID, workshopID jema.WorkshopID,
	now time.Time) error {
	if err := touchWorkshop(ctx, tx, territoryID, workshopID, now); err != nil {
		return err
	}
	return deletePhotoAt(ctx, tx, territoryID, workshopID, 1)
}

var errPhotoMissing = jema.NotFound("photo.missing")

// Photo finds a photo of a territory with its bytes.
func (s *Store) Photo(ctx context.Context, territoryID jema.TerritoryID, id jema.PhotoID) (p jema.Photo, err error) {
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

// WorkshopPhoto finds a workshop's first photo without its bytes, nil for none.
func (s *Store) WorkshopPhoto(ctx context.Context, territoryID jema.TerritoryID,
	workshopID jema.WorkshopID) (first *jema.Photo, err error) {
	defer attempted(&err, "reading the first photo of a workshop")
	err = s.read(ctx, func(tx *tx) error {
		all, err := workshopPhotos(ctx, tx, territoryID, workshopID)
		if err == nil && len(all) > 0 {
			first = &all[0]
		}
		return err
	})
	return first, err
}

// WorkshopPhotos lists a workshop's photos in order, without their bytes.
func (s *Store) WorkshopPhotos(ctx context.Context, territoryID jema.TerritoryID,
	workshopID jema.WorkshopID) (all []jema.Photo, err error) {
	defer attempted(&err, "reading the photos of a workshop")
	err = s.read(ctx, func(tx *tx) error {
		all, err = workshopPhotos(ctx, tx, territoryID, workshopID)
		return err
	})
	return all, err
}

func workshopPhotos(ctx context.Context, tx *tx, territoryID jema.TerritoryID,
	workshopID jema.WorkshopID) (all []jema.Photo, err error) {
	var rows []photoRow
	err = tx.SelectContext(ctx, &rows,
		`SELECT `+photoColumns+` FROM photo WHERE territory_id = $1 AND workshop_id = $2 ORDER BY position`,
		territoryID, workshopID)
	for _, r := range rows {
		all = append(all, r.photo())
	}
	return all, err
}

// loadPhotos adds the photos that the site may show of each workshop, without
// their bytes. The entries are of one territory.
func loadPhotos(ctx context.Context, tx *tx, list []jema.Entry, now time.Time) error {
	if len(list) == 0 {
		return nil
	}
	return eachPhoto(ctx, tx, list[0].Workshop.TerritoryID, list, func(e *jema.Entry, p jema.Photo) {
		if !p.OnSite(now) {
			return
		}
		e.Photos = append(e.Photos, p)
		if e.Photo == nil {
			e.Photo = &p
		}
	})
}

// loadPrinted makes each entry's photo the first that may be printed, with its
// bytes, large and small.
func loadPrinted(ctx context.Context, tx *tx, territoryID jema.TerritoryID, list []jema.Entry, now time.Time) error {
	for i := range list {
		list[i].Photo, list[i].Photos = nil, nil
	}
	chosen := map[jema.PhotoID][]*jema.Photo{}
	err := eachPhoto(ctx, tx, territoryID, list, func(e *jema.Entry, p jema.Photo) {
		if e.Photo == nil && p.InPrint(now) {
			e.Photo = &p
			chosen[p.ID] = append(chosen[p.ID], &p)
		}
	})
	if err != nil || len(chosen) == 0 {
		return err
	}
	var rows []photoRow
	err = tx.SelectContext(ctx, &rows, `SELECT id, large, small FROM photo WHERE territory_id = $1 AND id = ANY ($2)`,
		territoryID, pq.Array(slices.Collect(maps.Keys(chosen))))
	for _, r := range rows {
		for _, p := range chosen[r.ID] {
			p.Large, p.Small = r.Large, r.Small
		}
	}
	return err
}

// eachPhoto calls take with each photo of each entry's workshop, in order.
func eachPhoto(ctx context.Context, tx *tx, territoryID jema.TerritoryID, list []jema.Entry,
	take func(*jema.Entry, jema.Photo)) error {
	of := map[jema.WorkshopID][]*jema.Entry{}
	ids := make([]jema.WorkshopID, len(list))
	for i := range list {
		ids[i] = list[i].Workshop.ID
		of[ids[i]] = append(of[ids[i]], &list[i])
	}
	var rows []photoRow
	err := tx.SelectContext(ctx, &rows, `SELECT `+photoColumns+` FROM photo WHERE territory_id = $1
		AND workshop_id = ANY ($2) ORDER BY workshop_id, position`, territoryID, pq.Array(ids))
	for _, r := range rows {
		for _, e := range of[r.WorkshopID] {
			take(e, r.photo())
		}
	}
	return err
}
