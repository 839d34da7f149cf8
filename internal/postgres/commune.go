package postgres

import (
	"context"
	"fmt"

	"github.com/lib/pq"

	"jema/internal/jema"
)

// Saved counts what became of a list of reference data.
type Saved struct{ Added, Changed, Unchanged int }

func (s *Saved) count(added, changed bool) {
	switch {
	case added:
		s.Added++
	case changed:
		s.Changed++
	default:
		s.Unchanged++
	}
}

// SaveCommunes adds the communes a territory lacks and updates those it has; a
// commune given without boundary retains its stored one. None is removed:
// openings may refer to it.
func (s *Store) SaveCommunes(ctx context.Context, territoryID jema.TerritoryID,
	communes []jema.Commune) (saved Saved, err error) {
	defer attempted(&err, "saving the communes")
	err = s.inTx(ctx, func(tx *tx) error {
		for _, c := range communes {
			added, changed, err := saveCommune(ctx, tx, territoryID, c)
			if err != nil {
				return fmt.Errorf("saving the commune %s: %w", c.INSEE, err)
			}
			saved.count(added, changed)
		}
		return nil
	})
	return saved, err
}

func saveCommune(ctx context.Context, tx *tx, territoryID jema.TerritoryID, c jema.Commune) (added,
	changed bool, err error) {
	var was []bool // one row: whether it is new; none when nothing changed
	err = selectNamed(ctx, tx, &was, `
		INSERT INTO commune AS c (territory_id, insee, name, sort_name, at_name, of_name, postal_codes, former_names,
			lat, lon, population, boundary)
		VALUES (:territory, :insee, :name, :sort_name, :at_name, :of_name, :postal_codes, :former_names, :lat, :lon,
			:population, :boundary)
		ON CONFLICT (territory_id, insee) DO UPDATE SET name = excluded.name, sort_name = excluded.sort_name,
			at_name = excluded.at_name, of_name = excluded.of_name, postal_codes = excluded.postal_codes,
			former_names = excluded.former_names, lat = excluded.lat, lon = excluded.lon, population = excluded.population,
			boundary = coalesce(excluded.boundary, c.boundary)
		WHERE (c.name, c.sort_name, c.at_name, c.of_name, c.postal_codes, c.former_names, c.lat, c.lon, c.population,
			c.boundary)
			IS DISTINCT FROM (excluded.name, excluded.sort_name, excluded.at_name, excluded.of_name, excluded.postal_codes,
			excluded.former_names, excluded.lat, excluded.lon, excluded.population, coalesce(excluded.boundary, c.boundary))
		RETURNING xmax = 0`,
		map[string]any{"territory": territoryID, "insee": c.INSEE, "name": c.Name, "sort_name": c.SortName,
			"at_name": c.AtName,
			"of_name": c.OfName, "postal_codes": pq.Array(notNull(c.PostalCodes)),
			"former_names": pq.Array(notNull(c.FormerNames)),
			"lat":          c.Lat, "lon": c.Lon, "population": c.Population, "boundary": nullText(string(c.Boundary))})
	if err != nil || len(was) == 0 {
		return false, false, err
	}
	return was[0], true, nil
}

// notNull makes no list an empty one: the columns are never NULL.
func notNull(s []string) []string {
	if s == nil {
		return []string{}
	}
	return s
}

// Communes returns a territory's communes with their boundaries, by INSEE code.
func (s *Store) Communes(ctx context.Context, territoryID jema.TerritoryID) (communes []jema.Commune, err error) {
	defer attempted(&err, "listing the communes")
	err = s.read(ctx, func(tx *tx) error {
		communes, err = communesWithBoundary(ctx, tx, territoryID)
		return err
	})
	return communes, err
}
