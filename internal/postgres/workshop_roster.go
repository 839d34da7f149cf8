package postgres

import (
	"context"
	"strings"

	"github.com/lib/pq"

	"jema/internal/jema"
	"jema/internal/text"
)

// RosterPage is how many workshops a page of the roster has.
const RosterPage = 50

// What a RosterFilter shows.
const (
	RosterAll    = ""
	RosterBefore = "avant"  // with an event of an earlier edition that may be taken over
	RosterEmpty  = "rien"   // with no event in the edition
	RosterReread = "relire" // with an event that was taken over and not looked at since
)

// RosterFilter chooses among a territory's workshops; a zero field chooses nothing away.
type RosterFilter struct {
	Edition jema.Edition // whose events are counted
	Words   string       // all of them are found in name or artisan
	Commune string       // INSEE code
	Show    string       // one of the constants
	Page    int          // from 1
}

// RosterLine is a workshop as the roster lists it.
type RosterLine struct {
	ID                     jema.WorkshopID
	Name, Artisan, Commune string
	Email, Phone           string
	Events                 int // of the edition, cancelled and refused ones left out
	ToReread               int // of them
	Before                 int // events of an earlier edition that may be taken over
	Total                  int // workshops that the filter chooses
}

const roster = `WITH before AS (SELECT o.workshop_id, count(*) AS n ` + predecessors + `GROUP BY o.workshop_id),
	event AS (SELECT workshop_id, count(*) AS n, count(*) FILTER (WHERE to_reread) AS to_reread FROM opening
		WHERE territory_id = $1 AND edition_id = $2 AND state NOT IN ('cancelled', 'refused') GROUP BY workshop_id)
	SELECT s.id, s.name, s.artisan, coalesce(k.name, '') AS commune, coalesce(a.email, s.email) AS email, s.phone,
		coalesce(v.n, 0) AS events, coalesce(v.to_reread, 0) AS toreread, coalesce(b.n, 0) AS before,
		count(*) OVER () AS total
	FROM workshop s LEFT JOIN before b ON b.workshop_id = s.id LEFT JOIN event v ON v.workshop_id = s.id
	LEFT JOIN commune k ON k.territory_id = s.territory_id AND k.insee = s.commune_insee
	LEFT JOIN account a ON a.id = s.owner_id AND a.territory_id = s.territory_id
	WHERE s.territory_id = $1 AND ($4 = '' OR s.commune_insee = $4)
	AND CASE $5 WHEN 'avant' THEN b.n > 0 WHEN 'rien' THEN v.n IS NULL WHEN 'relire' THEN v.to_reread > 0 ELSE true END
	AND NOT EXISTS (SELECT FROM unnest($3::text[]) word WHERE position(word IN s.words_folded) = 0)
	ORDER BY s.words_folded, s.id LIMIT $6 OFFSET $7`

// Roster lists a page of a territory's workshops by name, with what each has in an
// edition and before it.
func (s *Store) Roster(ctx context.Context, f RosterFilter) (list []RosterLine, err error) {
	defer attempted(&err, "listing the workshops of a territory")
	words := strings.Fields(text.Fold(f.Words))
	err = s.readQueue(ctx, func(tx *tx) error {
		return tx.SelectContext(ctx, &list, roster, f.Edition.TerritoryID, f.Edition.ID, pq.Array(append([]string{},
			words...)), f.Commune, f.Show, RosterPage, RosterPage*(max(f.Page, 1)-1))
	})
	return list, err
}
