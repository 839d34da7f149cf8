package postgres

import (
	"context"
	"slices"

	"jema/internal/jema"
	"jema/internal/text"
)

// Duplicate is an event or a workshop that may be the same as another.
type Duplicate struct {
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
	Near        bool // title or name differ by a letter or two
}

// Public reports whether visitors see it.
func (d Duplicate) Public() bool { return d.State == jema.Approved }

// candidate is what may be a duplicate, with both names without accents and capitals.
type candidate struct {
	Duplicate
	Own, Other string
}

// kept returns the candidates whose names are alike, and those chosen by something else
// than their names.
func kept(found []candidate, chosen func(Duplicate) bool) (list []Duplicate) {
	for _, c := range found {
		if c.Near = c.Own != c.Other && text.Alike(c.Own, c.Other); c.Near || c.Own == c.Other || chosen(c.Duplicate) {
			list = append(list, c.Duplicate)
		}
	}
	return slices.Clip(list)
}

// eventCandidates are events b beside the event a ($3) of an edition: with the same title
// in the same workshop or commune; and with any title in the same workshop, or in the same
// commune and craft at overlapping times.
const eventCandidates = `
	WITH times AS (
		SELECT opening_id, starts_at, ends_at FROM hours WHERE edition_id = $2
		UNION ALL SELECT opening_id, starts_at, ends_at FROM slot WHERE edition_id = $2 AND state <> 'cancelled')
	SELECT b.id AS openingid, b.workshop_id AS workshopid, b.title, b.state, w.name AS workshop, w.artisan,
		coalesce(c.name, '') AS commune, coalesce(w.owner_id, 0) AS ownerid, a.title_folded AS own, b.title_folded AS other
	FROM opening a JOIN workshop v ON v.id = a.workshop_id
	JOIN opening b ON b.territory_id = a.territory_id AND b.edition_id = a.edition_id AND b.id <> a.id
		AND (b.workshop_id = a.workshop_id OR b.commune_insee = a.commune_insee)
	JOIN workshop w ON w.id = b.workshop_id
	LEFT JOIN commune c ON c.territory_id = w.territory_id AND c.insee = b.commune_insee
	WHERE a.territory_id = $1 AND a.edition_id = $2 AND a.id = $3 AND a.title <> '' AND b.title <> ''
		AND a.state NOT IN ('refused', 'cancelled') AND b.state NOT IN ('refused', 'cancelled')
		AND (b.title_folded = a.title_folded OR b.workshop_id = a.workshop_id
			OR (w.craft_slug = v.craft_slug OR w.craft_other <> '' AND jema_fold(w.craft_other) = jema_fold(v.craft_other))
				AND EXISTS (SELECT FROM times x JOIN times y ON x.starts_at < y.ends_at AND y.starts_at < x.ends_at
					WHERE x.opening_id = a.id AND y.opening_id = b.id))
	ORDER BY b.id`

// EventDuplicates lists events of an edition that may be the same as one of them:
// those with the same title, accents and capitals apart, in the same workshop or commune;
// and those with nearly the same title in the same workshop, or in the same commune and
// craft at overlapping times. Events that are refused or cancelled are no duplicates.
func (s *Store) EventDuplicates(ctx context.Context, territoryID jema.TerritoryID, editionID jema.EditionID,
	openingID jema.OpeningID) (list []Duplicate, err error) {
	defer attempted(&err, "searching duplicates of an opening")
	err = s.read(ctx, func(tx *tx) error {
		var found []candidate
		err := tx.SelectContext(ctx, &found, eventCandidates, territoryID, editionID, openingID)
		list = kept(found, func(Duplicate) bool { return false })
		return err
	})
	return list, err
}

// WorkshopDuplicates lists workshops of the same commune as one of them with the same
// artisan, or the same or nearly the same name, accents and capitals apart.
func (s *Store) WorkshopDuplicates(ctx context.Context, territoryID jema.TerritoryID, editionID jema.EditionID,
	workshopID jema.WorkshopID) (list []Duplicate, err error) {
	defer attempted(&err, "searching duplicates of a workshop")
	err = s.read(ctx, func(tx *tx) error {
		var found []candidate
		err := tx.SelectContext(ctx, &found, `
			SELECT b.id AS workshopid, coalesce(l.id, 0) AS openingid, '' AS title, coalesce(l.state, '') AS state,
				b.name AS workshop, b.artisan, c.name AS commune, coalesce(b.owner_id, 0) AS ownerid,
				jema_fold(b.name) = jema_fold(a.name) AS samename,
				a.artisan <> '' AND jema_fold(b.artisan) = jema_fold(a.artisan) AS sameartisan,
				jema_fold(a.name) AS own, jema_fold(b.name) AS other
			FROM workshop a JOIN workshop b ON b.territory_id = a.territory_id AND b.commune_insee = a.commune_insee
				AND b.id <> a.id
			JOIN commune c ON c.territory_id = $1 AND c.insee = b.commune_insee
			LEFT JOIN LATERAL (SELECT o.id, o.state FROM opening o
				WHERE o.territory_id = $1 AND o.edition_id = $2 AND o.workshop_id = b.id
				ORDER BY o.state = 'approved' DESC, o.id DESC LIMIT 1) l ON true
			WHERE a.territory_id = $1 AND a.id = $3 ORDER BY b.id`, territoryID, editionID, workshopID)
		list = kept(found, func(d Duplicate) bool { return d.SameArtisan })
		return err
	})
	return list, err
}
