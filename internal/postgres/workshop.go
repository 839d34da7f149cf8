package postgres

import (
	"cmp"
	"context"
	"database/sql"
	"time"

	"jema/internal/jema"
)

const workshopColumns = `w.id, w.territory_id AS territoryid, coalesce(w.owner_id, 0) AS ownerid, w.kind, w.name,
	w.artisan,
	coalesce(w.craft_slug, '') AS craftslug, w.craft_other AS craftother, coalesce(w.commune_insee, '') AS communeinsee,
	w.address, w.postal_code AS postalcode, w.phone, w.email, w.website, w.publish_address AS publishaddress,
	w.publish_phone AS publishphone, w.publish_email AS publishemail, w.one_visit_at_a_time AS onevisitatatime,
	w.parking, w.parking_en AS parkingenglish,
	coalesce(w.lat, 0) AS lat, coalesce(w.lon, 0) AS lon, w.updated_at AS updatedat`

var (
	errWorkshopMissing = jema.NotFound("workshop.missing")
	errWorkshopChanged = jema.Conflict("workshop.changed")
)

// Workshop finds a workshop of a territory.
func (s *Store) Workshop(ctx context.Context, territoryID jema.TerritoryID,
	id jema.WorkshopID) (w jema.Workshop, err error) {
	defer attempted(&err, "reading a workshop")
	err = s.read(ctx, func(tx *tx) error {
		w, err = workshop(ctx, tx, territoryID, id)
		return err
	})
	return w, err
}

func workshop(ctx context.Context, tx *tx, territoryID jema.TerritoryID,
	id jema.WorkshopID) (w jema.Workshop, err error) {
	err = one(ctx, tx, errWorkshopMissing, &w,
		`SELECT `+workshopColumns+` FROM workshop w WHERE w.territory_id = $1 AND w.id = $2`, territoryID, id)
	return w, err
}

// WorkshopsOf lists what an artisan has, oldest first.
func (s *Store) WorkshopsOf(ctx context.Context, territoryID jema.TerritoryID,
	accountID jema.AccountID) (list []jema.Workshop, err error) {
	defer attempted(&err, "listing the workshops of an account")
	err = s.read(ctx, func(tx *tx) error {
		return tx.SelectContext(ctx, &list,
			`SELECT `+workshopColumns+` FROM workshop w WHERE w.territory_id = $1 AND w.owner_id = $2 ORDER BY w.id`,
			territoryID, accountID)
	})
	return list, err
}

// dated is when a row was last changed, by the clock of whoever changed it. It
// moves forward with every change, whatever that clock shows: an editor who
// comes from an older state is found by it, and an edition's stamp is made of it.
const dated = `updated_at = greatest(updated_at + interval '1 microsecond', :now)`

// SaveWorkshop adds a workshop without id, or replaces the content of one; its
// owner and its territory never change here. UpdatedAt, where it is not zero,
// is the state its editor saw: a workshop that has changed since is a Conflict.
func (s *Store) SaveWorkshop(ctx context.Context, w jema.Workshop, now time.Time) (_ jema.Workshop, err error) {
	defer attempted(&err, "saving a workshop")
	if err := w.Check(); err != nil {
		return w, err
	}
	err = s.inTx(ctx, func(tx *tx) (err error) {
		if w.ID == 0 {
			w.ID, err = insertWorkshop(ctx, tx, w, now)
			return err
		}
		return updateWorkshop(ctx, tx, w, now)
	})
	return w, err
}

func insertWorkshop(ctx context.Context, tx *tx, w jema.Workshop, now time.Time) (id jema.WorkshopID, err error) {
	w.Kind = cmp.Or(w.Kind, jema.WorkshopArtisan)
	w.UpdatedAt = now
	err = getNamed(ctx, tx, &id, `
		INSERT INTO workshop (territory_id, owner_id, kind, name, artisan, craft_slug, craft_other, commune_insee, address,
			postal_code, phone, email, website, publish_address, publish_phone, publish_email, one_visit_at_a_time, lat, lon,
			parking, parking_en, created_at, updated_at)
		VALUES (:territoryid, nullif(:ownerid, 0), :kind, :name, :artisan, nullif(:craftslug, ''), :craftother,
			nullif(:communeinsee, ''), :address, :postalcode, :phone, :email, :website, :publishaddress, :publishphone,
			:publishemail, :onevisitatatime, `+lat+`, `+lon+`, :parking, :parkingenglish, :updatedat,
			:updatedat)
		RETURNING id`, w)
	return id, err
}

// lat and lon are where a workshop is; both 0 are stored as unknown.
const (
	lat = `CASE WHEN ` + unplaced + ` THEN NULL ELSE CAST(:lat AS double precision) END`
	lon = `CASE WHEN ` + unplaced + ` THEN NULL ELSE CAST(:lon AS double precision) END`

	unplaced = `CAST(:lat AS double precision) = 0 AND CAST(:lon AS double precision) = 0`
)

// updateWorkshop replaces the content of a workshop. The openings that take
// place at the workshop follow it to its commune.
func updateWorkshop(ctx context.Context, tx *tx, w jema.Workshop, now time.Time) error {
	_, err := tx.ExecContext(ctx, `UPDATE opening o SET commune_insee = nullif($3, '') FROM workshop w
		WHERE o.workshop_id = w.id AND w.territory_id = $1 AND w.id = $2 AND o.commune_insee IS NOT DISTINCT FROM
			w.commune_insee`,
		w.TerritoryID, w.ID, w.CommuneINSEE)
	if err != nil {
		return err
	}
	missing := errWorkshopMissing
	if !w.UpdatedAt.IsZero() {
		missing = errWorkshopChanged
	}
	return oneNamed(ctx, tx, missing, &w.ID, `
		UPDATE workshop SET name = :name, artisan = :artisan, craft_slug = nullif(:craftslug, ''), craft_other = :craftother,
			commune_insee = nullif(:communeinsee, ''), address = :address, postal_code = :postalcode, phone = :phone,
			email = :email, website = :website, publish_address = :publishaddress, publish_phone = :publishphone,
			publish_email = :publishemail, one_visit_at_a_time = :onevisitatatime, `+dated+`, lat = `+lat+`, lon = `+lon+`,
			parking = :parking, parking_en = :parkingenglish
		WHERE territory_id = :territoryid AND id = :id AND (CAST(:seen AS timestamptz) IS NULL OR updated_at = :seen)
			RETURNING id`,
		struct {
			jema.Workshop
			Now  time.Time
			Seen sql.NullTime
		}{w, now, nullTime(w.UpdatedAt)})
}

func nullTime(t time.Time) sql.NullTime { return sql.NullTime{Time: t, Valid: !t.IsZero()} }

// WorkshopShown reports whether anything of a workshop is public: one of its
// openings is approved.
func (s *Store) WorkshopShown(ctx context.Context, territoryID jema.TerritoryID,
	workshopID jema.WorkshopID) (shown bool, err error) {
	defer attempted(&err, "reading whether a workshop is public")
	err = s.read(ctx, func(tx *tx) error {
		return tx.GetContext(ctx, &shown,
			`SELECT EXISTS (SELECT FROM opening o JOIN edition e ON e.id = o.edition_id WHERE o.territory_id = $1
				AND o.workshop_id = $2 AND o.state = 'approved' AND e.state IN ('current', 'past'))`, territoryID, workshopID)
	})
	return shown, err
}
