package postgres

import (
	"context"
	"jema/internal/jema"
)

// PastOpening is what a workshop's own page lists of another edition than the one on
// show.
type PastOpening struct {
	ID          jema.OpeningID
	Title       string
	Edition     string
	EditionYear int `db:"edition_year"`
}

// PastOpenings lists the approved openings of a workshop in past editions other than
// one, the newest first.
func (s *Store) PastOpenings(ctx context.Context, territoryID jema.TerritoryID, workshopID jema.WorkshopID,
	shownID jema.EditionID) (all []PastOpening, err error) {
	defer attempted(&err, "reading the past openings of a workshop")
	err = s.read(ctx, func(tx *tx) error {
		return tx.SelectContext(ctx, &all, `SELECT o.id, o.title, e.name AS edition, e.year AS edition_year
			FROM opening o JOIN edition e ON e.id = o.edition_id AND e.territory_id = o.territory_id
			WHERE o.territory_id = $1 AND o.workshop_id = $2 AND o.edition_id <> $3 AND o.state = 'approved'
				AND e.state = 'past'
			ORDER BY e.year DESC, o.title, o.id`, territoryID, workshopID, shownID)
	})
	return all, err
}
