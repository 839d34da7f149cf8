package postgres

import (
	"context"
	"time"

	"jema/internal/jema"
)

// PageState is what an edition's public pages depend on.
type PageState struct {
	Shared   string    // changes with the edition or the territory, which every page shows
	At       time.Time // of the database's clock
	Communes []CommuneState
	Slots    []jema.Slot // those that changed
}

// CommuneState is what public pages depend on in one commune. Listed changes with
// what is shown of it elsewhere: its name, which openings it has and of which
// crafts. Content changes with that and with whatever its own page shows, places
// that are left excepted.
type CommuneState struct {
	INSEE           string
	SortName        string `db:"sort_name"`
	Lat, Lon        float64
	Openings        int // approved ones
	Listed, Content int64
}

const sharedState = `SELECT clock_timestamp() AS at, md5(concat_ws('/',
	(SELECT e::text FROM edition e WHERE e.territory_id = $1 AND e.id = $2),
	(SELECT t::text FROM territory t WHERE t.id = $1),
	(SELECT b.xmin::text FROM basemap b WHERE b.territory_id = $1))) AS shared`

// communeStates folds a hash of each row that is shown into one number a commune.
// Where a table has no column that changes with every change, xmin does: it is the
// transaction that wrote the row. Each row is hashed with the opening it is shown
// with: of two equal hashes nothing would remain.
const communeStates = `WITH shown AS MATERIALIZED (
	SELECT o.id, o.workshop_id, o.commune_insee AS insee,
		hash_record_extended(ROW (o.id, k.slug, k.xmin::text, d.xmin::text), 0) AS listed,
		hash_record_extended(ROW (o.id, o.version, o.updated_at, w.updated_at), 0) AS content
	FROM opening o JOIN workshop w ON w.id = o.workshop_id
	LEFT JOIN craft k ON k.territory_id = w.territory_id AND k.slug = w.craft_slug
	LEFT JOIN craft_domain d ON d.slug = k.domain_slug
	WHERE o.territory_id = $1 AND o.edition_id = $2 AND o.state = 'approved'
), part AS (
	SELECT insee, 1 AS openings, listed, content FROM shown
	UNION ALL
	SELECT commune_insee, 0, 0, hash_record_extended(ROW ('gone'::text, id, version, updated_at), 0)
	FROM opening WHERE territory_id = $1 AND edition_id = $2 AND state = 'cancelled' AND approved_at IS NOT NULL
	UNION ALL
	SELECT insee, 0, hash_record_extended(ROW ('commune'::text, c.xmin::text), 0), 0 FROM commune c WHERE
		c.territory_id = $1
	UNION ALL
	SELECT v.insee, 0, 0, hash_record_extended(ROW ('hours'::text, h.id, h.starts_at, h.ends_at), 0)
	FROM shown v JOIN hours h ON h.opening_id = v.id WHERE h.territory_id = $1
	UNION ALL
	SELECT v.insee, 0, 0, hash_record_extended(ROW ('slot'::text, s.id, s.starts_at, s.ends_at, s.audience, s.state), 0)
	FROM shown v JOIN slot s ON s.opening_id = v.id WHERE s.territory_id = $1
	UNION ALL
	SELECT v.insee, 0, 0, hash_record_extended(ROW ('selection'::text, v.id, c.selection), 0)
	FROM shown v JOIN opening_selection c ON c.opening_id = v.id WHERE c.territory_id = $1
	UNION ALL
	SELECT v.insee, 0, 0, hash_record_extended(ROW ('photo'::text, v.id, p.id, p.xmin::text, p.rights_end <= $3), 0)
	FROM shown v JOIN photo p ON p.workshop_id = v.workshop_id WHERE p.territory_id = $1
)
SELECT c.insee, c.sort_name, c.lat, c.lon, sum(part.openings) AS openings,
	bit_xor(part.listed) AS listed, bit_xor(part.listed # part.content) AS content
FROM commune c JOIN part ON part.insee = c.insee
WHERE c.territory_id = $1 GROUP BY c.territory_id, c.insee ORDER BY c.insee`

// PageState reads what an edition's public pages depend on, with the slots that
// changed since a moment of the database's clock; the zero time means all of them.
func (s *Store) PageState(ctx context.Context, e jema.Edition, since, now time.Time) (state PageState, err error) {
	defer attempted(&err, "reading what the public pages depend on")
	err = s.read(ctx, func(tx *tx) error {
		if err := tx.GetContext(ctx, &state, sharedState, e.TerritoryID, e.ID); err != nil {
			return err
		}
		if err := tx.SelectContext(ctx, &state.Communes, communeStates, e.TerritoryID, e.ID, now); err != nil {
			return err
		}
		var rows []slotRow
		err := tx.SelectContext(ctx, &rows, `SELECT `+slotColumns+slotTables+
			`WHERE s.territory_id = $2 AND s.edition_id = $3 AND s.changed_at >= $4`, now, e.TerritoryID, e.ID, since)
		for _, r := range rows {
			state.Slots = append(state.Slots, r.slot())
		}
		return err
	})
	return state, err
}
