package postgres

import (
	"context"
	"time"

	"github.com/jmoiron/sqlx"
	"github.com/lib/pq"

	"jema/internal/jema"
	"jema/internal/text"
)

// EntryFilter chooses among an edition's approved openings; a zero field
// chooses nothing away.
type EntryFilter struct {
	Commune string         // INSEE code
	Craft   string         // slug of the craft, or of the craft it is a specialty of
	Domain  string         // slug of the domain
	Day     jema.Date      // something happens on it
	Words   string         // all of them are found in title, workshop, craft or text
	Free    bool           // has a slot the public may book now
	After   jema.OpeningID // id of the last one seen
	Limit   int            // 0 means all
	IDs     []jema.OpeningID
}

const entryWhere = ` FROM opening o JOIN workshop w ON w.id = o.workshop_id JOIN edition e ON e.id = o.edition_id
	JOIN commune c ON c.territory_id = o.territory_id AND c.insee = o.commune_insee
	LEFT JOIN craft k ON k.territory_id = w.territory_id AND k.slug = w.craft_slug
	WHERE o.edition_id = :edition AND o.state = 'approved'
	AND (:commune = '' OR o.commune_insee = :commune)
	AND (:craft = '' OR k.slug = :craft OR k.specialty_of = :craft)
	AND (:domain = '' OR k.domain_slug = :domain)
	AND (:after = 0 OR o.id > :after)
	AND (cardinality(CAST(:ids AS bigint[])) = 0 OR o.id = ANY (:ids))
	AND (:day = '' OR EXISTS (
		SELECT 1 FROM hours h WHERE h.opening_id = o.id AND CAST(h.starts_at AT TIME ZONE e.time_zone AS date) =
			CAST(nullif(:day, '') AS date)
		UNION ALL SELECT 1 FROM slot s WHERE s.opening_id = o.id AND s.state <> 'cancelled'
			AND CAST(s.starts_at AT TIME ZONE e.time_zone AS date) = CAST(nullif(:day, '') AS date)))
	AND (NOT :free OR EXISTS (
		SELECT 1 FROM slot s WHERE s.opening_id = o.id AND s.state = 'open' AND s.audience = 'public' AND s.taken +
			s.held < s.capacity
			AND s.starts_at > :now AND e.state <> 'past' AND :now >= e.booking_opens_at AND :now < e.booking_closes_at
			AND :now >= coalesce(s.bookable_from, '-infinity') AND :now < coalesce(s.bookable_until, 'infinity')))
	AND NOT EXISTS (SELECT 1 FROM unnest(string_to_array(:words, ' ')) word WHERE word <> '' AND position(word IN
		jema_fold(
		concat_ws(' ', o.title, w.name, w.artisan, k.name, k.feminine, array_to_string(k.synonyms, ' '), w.craft_other,
			c.name, o.description))) = 0)`

// Entries lists approved openings with all that visitors are shown of them,
// by id.
func (s *Store) Entries(ctx context.Context, e jema.Edition, f EntryFilter,
	now time.Time) (list []jema.Entry, err error) {
	defer attempted(&err, "listing the entries of an edition")
	err = s.read(ctx, func(tx *tx) error {
		list, err = entries(ctx, tx, e, f, now)
		return err
	})
	return list, err
}

// Entry finds one approved opening of an edition.
func (s *Store) Entry(ctx context.Context, e jema.Edition, id jema.OpeningID,
	now time.Time) (entry jema.Entry, err error) {
	defer attempted(&err, "reading an entry")
	err = s.read(ctx, func(tx *tx) error {
		list, err := entries(ctx, tx, e, EntryFilter{IDs: []jema.OpeningID{id}}, now)
		if err == nil && len(list) == 0 {
			err = errOpeningMissing
		}
		if err == nil {
			entry = list[0]
		}
		return err
	})
	return entry, err
}

func entries(ctx context.Context, tx *tx, e jema.Edition, f EntryFilter, now time.Time) ([]jema.Entry, error) {
	var ids []jema.OpeningID
	query, args, err := f.query(e, now)
	if err == nil {
		err = tx.SelectContext(ctx, &ids, query, args...)
	}
	if err != nil {
		return nil, err
	}
	return loadEntries(ctx, tx, ids, now)
}

// query selects the ids of what the filter chooses, in order.
func (f EntryFilter) query(e jema.Edition, now time.Time) (query string, args []any, err error) {
	day := ""
	if !f.Day.IsZero() {
		day = f.Day.String()
	}
	if f.IDs == nil {
		f.IDs = []jema.OpeningID{}
	}
	query = `SELECT o.id` + entryWhere + ` ORDER BY o.id`
	if f.Limit > 0 {
		query += ` LIMIT :limit`
	}
	bound, args, err := sqlx.Named(query, map[string]any{
		"edition": e.ID, "commune": f.Commune, "craft": f.Craft, "domain": f.Domain, "after": f.After, "ids": pq.Array(f.IDs),
		"day": day, "free": f.Free, "now": now, "words": text.Fold(f.Words), "limit": f.Limit,
	})
	return sqlx.Rebind(sqlx.DOLLAR, bound), args, err
}

type entryRow struct {
	Opening       jema.Opening `db:"o"`
	ProofApproved int
	Workshop      jema.Workshop `db:"w"`
	Commune       struct {
		INSEE, Name, SortName, AtName, OfName string
		Lat, Lon                              float64
	} `db:"c"`
	Craft struct {
		Slug, Name, Feminine, SpecialtyOf string
		DomainSlug, DomainName            string
		DomainPosition                    int
	} `db:"k"`
}

// loadEntries reads openings by id with everything beside them, in four
// queries whatever their number.
func loadEntries(ctx context.Context, tx *tx, ids []jema.OpeningID, now time.Time) ([]jema.Entry, error) {
	var rows []entryRow
	if err := tx.SelectContext(ctx, &rows, entryColumns, pq.Array(ids)); err != nil {
		return nil, err
	}
	list := make([]jema.Entry, len(rows))
	at := make(map[jema.OpeningID]*jema.Entry, len(rows))
	for i, r := range rows {
		list[i] = r.entry()
		at[r.Opening.ID] = &list[i]
	}
	if err := loadTimes(ctx, tx, ids, now, at); err != nil {
		return nil, err
	}
	return list, loadPhotos(ctx, tx, list, now)
}

func (r entryRow) entry() jema.Entry {
	e := jema.Entry{Opening: r.Opening, Workshop: r.Workshop, ProofApproved: r.ProofApproved, Commune: jema.Commune{
		INSEE: r.Commune.INSEE, Name: r.Commune.Name, SortName: r.Commune.SortName, AtName: r.Commune.AtName,
		OfName: r.Commune.OfName, Lat: r.Commune.Lat, Lon: r.Commune.Lon,
	}}
	if k := r.Craft; k.Slug != "" {
		e.Craft = &jema.Craft{Slug: k.Slug, Name: k.Name, Feminine: k.Feminine, SpecialtyOf: k.SpecialtyOf,
			Domain: jema.CraftDomain{Slug: k.DomainSlug, Name: k.DomainName, Position: k.DomainPosition}}
	}
	return e
}

func loadTimes(ctx context.Context, tx *tx, ids []jema.OpeningID, now time.Time,
	at map[jema.OpeningID]*jema.Entry) error {
	var hours []struct {
		OpeningID jema.OpeningID `db:"opening_id"`
		StartsAt  time.Time      `db:"starts_at"`
		EndsAt    time.Time      `db:"ends_at"`
	}
	err := tx.SelectContext(ctx, &hours, `SELECT opening_id, starts_at, ends_at FROM hours
		WHERE opening_id = ANY ($1) ORDER BY starts_at, ends_at`, pq.Array(ids))
	if err != nil {
		return err
	}
	for _, h := range hours {
		at[h.OpeningID].Hours = append(at[h.OpeningID].Hours, jema.Interval{Start: h.StartsAt, End: h.EndsAt})
	}
	var slots []slotRow
	err = tx.SelectContext(ctx, &slots, `SELECT `+slotColumns+slotTables+
		`WHERE s.opening_id = ANY ($2) ORDER BY s.starts_at, s.ends_at, s.id`, now, pq.Array(ids))
	for _, r := range slots {
		at[r.OpeningID].Slots = append(at[r.OpeningID].Slots, r.slot())
	}
	return err
}
