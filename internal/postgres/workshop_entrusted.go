package postgres

import (
	"context"

	"jema/internal/jema"
)

// entrusted is the condition under which an account ($2, of the role $3) may write
// workshop w of a territory: its artisan, and every organiser.
const entrusted = `w.territory_id = $1 AND (w.owner_id = $2 AND $3 = 'artisan'
	OR $3 IN ('organiser', 'administrator'))`

// EntrustedWorkshop answers nil when an account may write a workshop.
func (s *Store) EntrustedWorkshop(ctx context.Context, a jema.Account, workshopID int64) (err error) {
	defer attempted(&err, "checking who may write a workshop")
	return s.read(ctx, func(tx *tx) error {
		var id int64
		return one(ctx, tx, errWorkshopMissing, &id, `SELECT w.id FROM workshop w WHERE w.id = $4 AND `+entrusted,
			a.TerritoryID, a.ID, string(a.Role), workshopID)
	})
}

// EntrustedOpening answers nil when an account may write an opening.
func (s *Store) EntrustedOpening(ctx context.Context, a jema.Account, openingID int64) (err error) {
	defer attempted(&err, "checking who may write an opening")
	return s.read(ctx, func(tx *tx) error {
		var id int64
		return one(ctx, tx, errOpeningMissing, &id, `SELECT o.id FROM opening o JOIN workshop w ON w.id = o.workshop_id
			WHERE o.id = $4 AND `+entrusted, a.TerritoryID, a.ID, string(a.Role), openingID)
	})
}
