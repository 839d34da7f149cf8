package postgres

import (
	"context"

	"jema/internal/jema"
)

// Duplicate is an event or a workshop that may be the same as another.
type Duplicate struct {
	Of          int64 // the event or workshop it may be the same as
	WorkshopID  jema.WorkshopID
	OpeningID   jema.OpeningID // the event; of a workshop its latest in the edition, 0 for none
	Title       string
	Workshop    string
	Artisan     string
	Commune     string
	OwnerID     jema.AccountID // 0 when nobody has claimed the workshop
	State       jema.OpeningState
	SameName    bool // of a workshop: the same name
	SameArtisan bool // of a workshop: the same artisan
}

// Public reports whether visitors see it.
func (d Duplicate) Public() bool { return d.State == jema.Approved }

// EventDuplicates lists events of an edition with the same title, accents and
// capitals apart, in the same workshop or commune; of one event, or of all for
// openingID 0. Events that are refused or cancelled are no duplicates.
func (s *Store) EventDuplicates(ctx context.Context, territoryID jema.TerritoryID, editionID jema.EditionID,
	openingID jema.OpeningID) (list []Duplicate, err error) {
	defer attempted(&err, "searching duplicates of an opening")
	err = s.read(ctx, func(tx *tx) error {
		return tx.SelectContext(ctx, &list, `
			WITH event AS MATERIALIZED (
				SELECT o.id, o.workshop_id, o.commune_insee, o.title, o.state, jema_fold(o.title) AS folded FROM opening o
				WHERE o.territory_id = $1 AND o.edition_id = $2 AND o.state NOT IN ('refused', 'cancelled') AND o.title <> '')
			SELECT a.id AS of, b.id AS openingid, b.workshop_id AS workshopid, b.title, b.state, w.name AS workshop, w.artisan,
				coalesce(c.name, '') AS commune, coalesce(w.owner_id, 0) AS ownerid
			FROM event a JOIN event b ON b.folded = a.folded AND b.id <> a.id
				AND (b.workshop_id = a.workshop_id OR b.commune_insee = a.commune_insee)
			JOIN workshop w ON w.id = b.workshop_id LEFT JOIN commune c ON c.territory_id = w.territory_id AND c.insee =
				b.commune_insee
			WHERE $3 = 0 OR a.id = $3 ORDER BY a.id, b.id`, territoryID, editionID, openingID)
	})
	return list, err
}

// WorkshopDuplicates lists workshops of the same commune with the same name or
// the same artisan, accents and capitals apart; of one workshop, or of all that
// take part in an edition for workshopID 0.
func (s *Store) WorkshopDuplicates(ctx context.Context, territoryID jema.TerritoryID, editionID jema.EditionID,
	workshopID jema.WorkshopID) (list []Duplicate, err error) {
	defer attempted(&err, "searching duplicates of a workshop")
	err = s.read(ctx, func(tx *tx) error {
		return tx.SelectContext(ctx, &list, `
			WITH shop AS MATERIALIZED (
				SELECT w.id, w.commune_insee, w.name, w.artisan, w.owner_id, jema_fold(w.name) AS folded, jema_fold(w.artisan)
					AS person
				FROM workshop w WHERE w.territory_id = $1),
			latest AS (
				SELECT DISTINCT ON (o.workshop_id) o.workshop_id, o.id, o.state FROM opening o WHERE o.territory_id = $1 AND
					o.edition_id = $2
				ORDER BY o.workshop_id, o.state = 'approved' DESC, o.id DESC)
			SELECT a.id AS of, b.id AS workshopid, coalesce(l.id, 0) AS openingid, '' AS title, coalesce(l.state, '') AS
				state, b.name AS workshop,
				b.artisan, c.name AS commune, coalesce(b.owner_id, 0) AS ownerid, b.folded = a.folded AS samename,
				a.person <> '' AND b.person = a.person AS sameartisan
			FROM shop a JOIN shop b ON b.commune_insee = a.commune_insee AND b.id <> a.id
				AND (b.folded = a.folded OR a.person <> '' AND b.person = a.person)
			JOIN commune c ON c.territory_id = $1 AND c.insee = b.commune_insee
			LEFT JOIN latest l ON l.workshop_id = b.id
			WHERE CASE WHEN $3 = 0 THEN EXISTS (SELECT FROM latest x WHERE x.workshop_id = a.id) ELSE a.id = $3 END
			ORDER BY a.id, b.id`, territoryID, editionID, workshopID)
	})
	return list, err
}
