package postgres

import (
	"context"

	"github.com/lib/pq"

	"jema/internal/jema"
)

// Choices are what a form about a workshop lets one choose from.
type Choices struct {
	Communes []jema.Commune // without boundaries
	Crafts   []jema.Craft
}

// Choices lists a territory's communes and crafts, both in the order of the
// French alphabet, articles left aside.
func (s *Store) Choices(ctx context.Context, territoryID jema.TerritoryID) (c Choices, err error) {
	defer attempted(&err, "listing the choices of a form")
	err = s.read(ctx, func(tx *tx) error {
		if c.Communes, err = choosableCommunes(ctx, tx, territoryID); err != nil {
			return err
		}
		c.Crafts, err = choosableCrafts(ctx, tx, territoryID)
		return err
	})
	return c, err
}

func choosableCommunes(ctx context.Context, tx *tx, territoryID jema.TerritoryID) ([]jema.Commune, error) {
	var rows []communeRow
	err := tx.SelectContext(ctx, &rows, `SELECT insee, name, sort_name, at_name, of_name, postal_codes, former_names,
		lat, lon, population
		FROM commune WHERE territory_id = $1 ORDER BY sort_name COLLATE "fr-x-icu", insee`, territoryID)
	list := make([]jema.Commune, len(rows))
	for i, r := range rows {
		list[i] = r.commune()
	}
	return list, err
}

func choosableCrafts(ctx context.Context, tx *tx, territoryID jema.TerritoryID) ([]jema.Craft, error) {
	var rows []struct {
		Slug, Name, Feminine string
		Synonyms             pq.StringArray
		SpecialtyOf          string `db:"specialty_of"`
		DomainSlug           string `db:"domain_slug"`
		DomainName           string `db:"domain_name"`
		DomainPosition       int    `db:"domain_position"`
	}
	err := tx.SelectContext(ctx, &rows, `SELECT k.slug, k.name, k.feminine, k.synonyms, coalesce(k.specialty_of, '')
		AS specialty_of,
		d.slug AS domain_slug, d.name AS domain_name, d.position AS domain_position
		FROM craft k JOIN craft_domain d ON d.slug = k.domain_slug
		WHERE k.territory_id = $1 ORDER BY k.name COLLATE "fr-x-icu", k.slug`, territoryID)
	list := make([]jema.Craft, len(rows))
	for i, r := range rows {
		list[i] = jema.Craft{Slug: r.Slug, Name: r.Name, Feminine: r.Feminine, Synonyms: r.Synonyms,
			SpecialtyOf: r.SpecialtyOf,
			Domain:      jema.CraftDomain{Slug: r.DomainSlug, Name: r.DomainName, Position: r.DomainPosition}}
	}
	return list, err
}

// CommuneCount is how many approved openings a commune has in an edition.
type CommuneCount struct {
	INSEE, Name string
	Openings    int
}

// CommuneCounts lists a territory's communes in alphabetical order, each with
// how many openings its programme would hold.
func (s *Store) CommuneCounts(ctx context.Context, e jema.Edition) (list []CommuneCount, err error) {
	defer attempted(&err, "counting the openings of each commune")
	err = s.read(ctx, func(tx *tx) error {
		return tx.SelectContext(ctx, &list, `SELECT c.insee, c.name, count(o.id) AS openings FROM commune c
			LEFT JOIN opening o ON o.territory_id = c.territory_id AND o.commune_insee = c.insee AND o.edition_id = $2 AND
				o.state = 'approved'
			WHERE c.territory_id = $1 GROUP BY c.insee, c.name, c.sort_name ORDER BY c.sort_name COLLATE "fr-x-icu", c.insee`,
			e.TerritoryID, e.ID)
	})
	return list, err
}

// AwaitingCount counts the openings of an edition that organisers still have to
// look at: those of a commune, or of all for an INSEE code of "".
func (s *Store) AwaitingCount(ctx context.Context, e jema.Edition, insee string) (n int, err error) {
	defer attempted(&err, "counting the openings that wait for organisers")
	err = s.read(ctx, func(tx *tx) error {
		return tx.GetContext(ctx, &n, `SELECT count(*) FROM opening
			WHERE territory_id = $1 AND edition_id = $2 AND state = ANY ($3) AND ($4 = '' OR commune_insee = $4)`,
			e.TerritoryID, e.ID, pq.Array(jema.AwaitingOrganisers), insee)
	})
	return n, err
}
