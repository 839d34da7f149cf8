package postgres

import (
	"context"

	"jema/internal/jema"
)

// entrusted is the condition under which an account ($2, of the role $3) may write
// workshop w of a territory ($1): its artisan, an adviser whose portfolio has it, the
// correspondent of its commune, and every organiser.
const entrusted = `w.territory_id = $1 AND CASE $3 WHEN 'artisan' THEN w.owner_id = $2
	WHEN 'adviser' THEN EXISTS (SELECT FROM portfolio p WHERE p.territory_id = $1 AND p.account_id = $2
		AND p.workshop_id = w.id)
	WHEN 'correspondent' THEN w.commune_insee IN (` + communesOf + `)
	ELSE $3 IN ('organiser', 'administrator') END`

// EntrustedWorkshop answers nil when an account may write a workshop.
func (s *Store) EntrustedWorkshop(ctx context.Context, a jema.Account, workshopID jema.WorkshopID) (err error) {
	defer attempted(&err, "checking who may write a workshop")
	return s.read(ctx, func(tx *tx) error {
		var id int64
		return one(ctx, tx, errWorkshopMissing, &id, `SELECT w.id FROM workshop w WHERE w.id = $4 AND `+entrusted,
			a.TerritoryID, a.ID, string(a.Role), workshopID)
	})
}

// EntrustedOpening answers nil when an account may write an opening.
func (s *Store) EntrustedOpening(ctx context.Context, a jema.Account, openingID jema.OpeningID) (err error) {
	defer attempted(&err, "checking who may write an opening")
	return s.read(ctx, func(tx *tx) error {
		var id int64
		return one(ctx, tx, errOpeningMissing, &id, `SELECT o.id FROM opening o JOIN workshop w ON w.id = o.workshop_id
			WHERE o.id = $4 AND `+entrusted, a.TerritoryID, a.ID, string(a.Role), openingID)
	})
}
