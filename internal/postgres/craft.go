package postgres

import (
	"context"
	"fmt"

	"github.com/lib/pq"

	"jema/internal/jema"
)

// SaveCrafts adds the crafts a territory lacks and updates those it has, with
// their domains. None is removed: workshops may bear it.
func (s *Store) SaveCrafts(ctx context.Context, territoryID jema.TerritoryID,
	crafts []jema.Craft) (saved Saved, err error) {
	defer attempted(&err, "saving the crafts")
	err = s.inTx(ctx, func(tx *tx) error {
		if err := saveDomains(ctx, tx, crafts); err != nil {
			return err
		}
		for _, c := range crafts {
			added, changed, err := saveCraft(ctx, tx, territoryID, c)
			if err != nil {
				return fmt.Errorf("saving the craft %s: %w", c.Slug, err)
			}
			saved.count(added, changed)
		}
		return nil
	})
	return saved, err
}

// saveDomains adds the domains that are new, after those that are there.
func saveDomains(ctx context.Context, tx *tx, crafts []jema.Craft) error {
	seen := map[string]bool{}
	for _, c := range crafts {
		if seen[c.Domain.Slug] {
			continue
		}
		seen[c.Domain.Slug] = true
		_, err := tx.ExecContext(ctx, `
			INSERT INTO craft_domain (slug, name, position) SELECT $1, $2, coalesce(max(position), 0) + 1 FROM craft_domain
			ON CONFLICT (slug) DO UPDATE SET name = excluded.name WHERE craft_domain.name <> excluded.name`,
			c.Domain.Slug, c.Domain.Name)
		if err != nil {
			return fmt.Errorf("saving the domain %s: %w", c.Domain.Slug, err)
		}
	}
	return nil
}

func saveCraft(ctx context.Context, tx *tx, territoryID jema.TerritoryID, c jema.Craft) (added,
	changed bool, err error) {
	var was []bool // one row: whether it is new; none when nothing changed
	err = tx.SelectContext(ctx, &was, `
		INSERT INTO craft AS c (territory_id, slug, domain_slug, name, feminine, synonyms, specialty_of)
		VALUES ($1, $2, $3, $4, $5, $6, nullif($7, ''))
		ON CONFLICT (territory_id, slug) DO UPDATE SET domain_slug = excluded.domain_slug, name = excluded.name,
			feminine = excluded.feminine, synonyms = excluded.synonyms, specialty_of = excluded.specialty_of
		WHERE (c.domain_slug, c.name, c.feminine, c.synonyms, c.specialty_of)
			IS DISTINCT FROM (excluded.domain_slug, excluded.name, excluded.feminine, excluded.synonyms, excluded.specialty_of)
		RETURNING xmax = 0`,
		territoryID, c.Slug, c.Domain.Slug, c.Name, c.Feminine, pq.Array(notNull(c.Synonyms)), c.SpecialtyOf)
	if err != nil || len(was) == 0 {
		return false, false, err
	}
	return was[0], true, nil
}

// Crafts returns a territory's crafts with their domains, in alphabetical order.
func (s *Store) Crafts(ctx context.Context, territoryID jema.TerritoryID) (crafts []jema.Craft, err error) {
	defer attempted(&err, "listing the crafts")
	err = s.read(ctx, func(tx *tx) error {
		crafts, err = choosableCrafts(ctx, tx, territoryID)
		return err
	})
	return crafts, err
}
