package postgres

import (
	"context"

	"jema/internal/jema"
)

const territoryColumns = `id, slug, name, base_url AS baseurl, contact_email AS contactemail, contact_phone AS
	contactphone,
	publisher, printer, legal_deposit AS legaldeposit, print_run AS printrun, sms_url AS smsurl, security_contact AS
		securitycontact,
	is_demo AS isdemo, client_bookings AS clientbookings`

// CreateTerritory adds a territory and returns it with its id; a slug that is
// taken is a Conflict.
func (s *Store) CreateTerritory(ctx context.Context, t jema.Territory) (_ jema.Territory, err error) {
	defer attempted(&err, "creating a territory")
	err = s.inTx(ctx, func(tx *tx) error {
		return getNamed(ctx, tx, &t, `
			INSERT INTO territory (slug, name, base_url, contact_email, contact_phone, publisher, printer, legal_deposit,
				print_run, is_demo)
			VALUES (:slug, :name, :baseurl, :contactemail, :contactphone, :publisher, :printer, :legaldeposit, :printrun,
				:isdemo)
			RETURNING `+territoryColumns, t)
	})
	return t, err
}

// SetBaseURL changes where a territory is reached; QR codes printed from now
// on lead there.
func (s *Store) SetBaseURL(ctx context.Context, territoryID jema.TerritoryID, url string) (err error) {
	defer attempted(&err, "setting the address of a site")
	return s.inTx(ctx, func(tx *tx) error {
		var id int64
		return one(ctx, tx, errTerritoryMissing, &id,
			`UPDATE territory SET base_url = $2 WHERE id = $1 RETURNING id`, territoryID, url)
	})
}

var errTerritoryMissing = jema.NotFound("territory.missing")

// SetClientBookings changes how many bookings one network may make in ten
// minutes; 0 is no limit. A number out of range is jema.ErrClientBookings.
func (s *Store) SetClientBookings(ctx context.Context, territoryID jema.TerritoryID, most int) (err error) {
	defer attempted(&err, "setting how much a network may book")
	if most < 0 || most > jema.ClientBookingsMost {
		return jema.ErrClientBookings
	}
	return s.inTx(ctx, func(tx *tx) error {
		var id int64
		return one(ctx, tx, errTerritoryMissing, &id,
			`UPDATE territory SET client_bookings = $2 WHERE id = $1 RETURNING id`, territoryID, most)
	})
}

// Territories lists all of them by name.
func (s *Store) Territories(ctx context.Context) (list []jema.Territory, err error) {
	defer attempted(&err, "listing the territories")
	err = s.read(ctx, func(tx *tx) error {
		list, err = allTerritories(ctx, tx)
		return err
	})
	return list, err
}

func allTerritories(ctx context.Context, tx *tx) (list []jema.Territory, err error) {
	err = tx.SelectContext(ctx, &list, `SELECT `+territoryColumns+` FROM territory ORDER BY name, id`)
	return list, err
}

// Territory finds one by its slug; "" finds the only one there is.
func (s *Store) Territory(ctx context.Context, slug string) (t jema.Territory, err error) {
	defer attempted(&err, "reading a territory")
	err = s.read(ctx, func(tx *tx) error {
		t, err = territoryBySlug(ctx, tx, slug)
		return err
	})
	return t, err
}

func territoryBySlug(ctx context.Context, tx *tx, slug string) (jema.Territory, error) {
	var found []jema.Territory
	err := tx.SelectContext(ctx, &found,
		`SELECT `+territoryColumns+` FROM territory WHERE $1 IN ('', slug) ORDER BY id LIMIT 2`, slug)
	switch {
	case err != nil:
		return jema.Territory{}, err
	case len(found) == 0:
		return jema.Territory{}, errTerritoryMissing
	case len(found) > 1:
		return jema.Territory{}, jema.Invalid("territory.which")
	}
	return found[0], nil
}

// SetSMSURL changes where a territory's SMS gateway takes messages; "" means
// that it has none, and people without mail are called. Anything else that is
// not http(s)://host is jema.ErrSMSURL.
func (s *Store) SetSMSURL(ctx context.Context, territoryID jema.TerritoryID, url string) (err error) {
	defer attempted(&err, "setting the SMS gateway")
	if err := jema.CheckSMSURL(url); err != nil {
		return err
	}
	return s.inTx(ctx, func(tx *tx) error {
		var id int64
		return one(ctx, tx, errTerritoryMissing, &id,
			`UPDATE territory SET sms_url = $2 WHERE id = $1 RETURNING id`, territoryID, url)
	})
}

// SetSecurityContact changes where a weakness of a territory's site is
// reported; contact is what jema.SecurityContact returns.
func (s *Store) SetSecurityContact(ctx context.Context, territoryID jema.TerritoryID, contact string) (err error) {
	defer attempted(&err, "setting the security contact")
	return s.inTx(ctx, func(tx *tx) error {
		var id int64
		return one(ctx, tx, errTerritoryMissing, &id,
			`UPDATE territory SET security_contact = $2 WHERE id = $1 RETURNING id`, territoryID, contact)
	})
}
