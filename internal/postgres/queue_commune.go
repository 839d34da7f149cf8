package postgres

import (
	"context"

	"jema/internal/jema"
)

// CommuneCoverage is how many openings of an edition a commune has: on the site,
// and on their way there.
type CommuneCoverage struct {
	INSEE, Name string
	Public      int
	Waiting     int
}

// CommuneCoverage lists a territory's communes in the order of the alphabet with
// what opens there.
func (s *Store) CommuneCoverage(ctx context.Context, e jema.Edition) (list []CommuneCoverage, err error) {
	defer attempted(&err, "counting the openings of each commune by state")
	err = s.read(ctx, func(tx *tx) error {
		return tx.SelectContext(ctx, &list, `SELECT c.insee, c.name,
			count(o.id) FILTER (WHERE o.state = 'approved') AS public,
			count(o.id) FILTER (WHERE o.state IN ('draft', 'incomplete', 'submitted', 'changes_requested')) AS waiting
			FROM commune c LEFT JOIN opening o ON o.territory_id = c.territory_id AND o.commune_insee = c.insee
				AND o.edition_id = $2
			WHERE c.territory_id = $1 GROUP BY c.insee, c.name, c.sort_name
			ORDER BY c.sort_name COLLATE "fr-x-icu", c.insee`, e.TerritoryID, e.ID)
	})
	return list, err
}
