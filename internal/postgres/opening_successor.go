package postgres

import (
	"context"
	"database/sql"
	"errors"
	"maps"
	"slices"
	"time"

	"github.com/lib/pq"

	"jema/internal/jema"
)

// TimesWords writes the times of an event of an edition as its artisan would: its free
// hours, and its slots, of which minutes is the duration, 0 when they have none.
type TimesWords func(e jema.Edition, minutes int, hours, slots []jema.Interval) (hoursText, slotsText string)

// Succession takes an event of an earlier edition over into another one.
type Succession struct {
	Into       jema.Edition
	WorkshopID jema.WorkshopID
	OpeningID  jema.OpeningID // of the earlier event
	Words      TimesWords
}

// predecessors are the published events, in the last earlier edition in which their
// workshop had any, that have no successor yet: o of the workshop w in the edition e;
// n is the edition ($2) of the territory ($1) into which they may be taken.
const predecessors = ` FROM opening o JOIN workshop w ON w.id = o.workshop_id AND w.territory_id = o.territory_id
	JOIN edition e ON e.id = o.edition_id AND e.territory_id = o.territory_id
	JOIN edition n ON n.territory_id = o.territory_id AND n.id = $2
	LEFT JOIN commune c ON c.territory_id = o.territory_id AND c.insee = o.commune_insee
	WHERE o.territory_id = $1 AND o.state = 'approved' AND e.starts_on < n.starts_on
	AND e.year = (SELECT max(pe.year) FROM opening p JOIN edition pe ON pe.id = p.edition_id
		WHERE p.workshop_id = o.workshop_id AND p.state = 'approved' AND pe.starts_on < n.starts_on)
	AND NOT EXISTS (SELECT FROM opening f WHERE f.follows_id = o.id AND f.edition_id = n.id) `

// Predecessors lists the events of some workshops that may be taken over into an
// edition, by workshop and title.
func (s *Store) Predecessors(ctx context.Context, into jema.Edition,
	workshops []jema.WorkshopID) (list []jema.Predecessor, err error) {
	defer attempted(&err, "listing the events that may be taken over")
	err = s.read(ctx, func(tx *tx) error {
		var rows []struct {
			jema.Predecessor
			EditionID jema.EditionID
		}
		err := tx.SelectContext(ctx, &rows, `SELECT o.id, o.workshop_id AS workshopid, o.title, e.year, w.name AS workshop,
			coalesce(c.name, '') AS commune, e.id AS editionid`+predecessors+`AND o.workshop_id = ANY ($3)
			ORDER BY w.words_folded, w.id, o.title_folded, o.id`, into.TerritoryID, into.ID, pq.Array(workshops))
		if err != nil || len(rows) == 0 {
			return err
		}
		editions := make(map[jema.OpeningID]jema.EditionID, len(rows))
		for _, r := range rows {
			editions[r.ID] = r.EditionID
		}
		_, left, err := leftBehind(ctx, tx, into, editions)
		for _, r := range rows {
			r.Left = left[r.ID]
			list = append(list, r.Predecessor)
		}
		return err
	})
	return list, err
}

// leftBehind returns the editions of some events, of which it gets the ids, and the times
// of each event for which another edition has no day, free hours first.
func leftBehind(ctx context.Context, tx *tx, in jema.Edition, editionOf map[jema.OpeningID]jema.EditionID) (
	editions map[jema.EditionID]jema.Edition, left map[jema.OpeningID][]jema.Interval, err error) {
	if editions, err = editionsByID(ctx, tx, in.TerritoryID, slices.Collect(maps.Values(editionOf))); err != nil {
		return nil, nil, err
	}
	var times []struct {
		OpeningID jema.OpeningID `db:"opening_id"`
		StartsAt  time.Time      `db:"starts_at"`
		EndsAt    time.Time      `db:"ends_at"`
	}
	err = tx.SelectContext(ctx, &times, `
		SELECT opening_id, starts_at, ends_at FROM (
			SELECT opening_id, 1 AS kind, starts_at, ends_at FROM hours WHERE territory_id = $1 AND opening_id = ANY ($2)
			UNION ALL SELECT opening_id, 2, starts_at, ends_at FROM slot
				WHERE territory_id = $1 AND opening_id = ANY ($2) AND state <> 'cancelled') t
		ORDER BY kind, starts_at, ends_at`, in.TerritoryID, pq.Array(slices.Collect(maps.Keys(editionOf))))
	left = map[jema.OpeningID][]jema.Interval{}
	for _, r := range times {
		i := jema.Interval{Start: r.StartsAt, End: r.EndsAt}
		if _, ok := editions[editionOf[r.OpeningID]].IntervalIn(in, i); !ok {
			left[r.OpeningID] = append(left[r.OpeningID], i)
		}
	}
	return editions, left, err
}

// TakeOver makes the event of an edition that follows one of an earlier edition: a
// draft with its texts, its facts, and its times on the same weekdays, to be read again.
// It returns the successor's id; where there is one already, that one's, unchanged.
func (s *Store) TakeOver(ctx context.Context, n Succession, now time.Time) (id jema.OpeningID, err error) {
	defer attempted(&err, "taking an event over")
	err = s.inTx(ctx, func(tx *tx) error {
		id, err = takeOver(ctx, tx, n, now)
		return err
	})
	return id, err
}

func takeOver(ctx context.Context, tx *tx, n Succession, now time.Time) (id jema.OpeningID, err error) {
	before, err := openingPlan(ctx, tx, n.Into.TerritoryID, n.OpeningID)
	if err != nil {
		return 0, err
	}
	editions, err := editionsByID(ctx, tx, n.Into.TerritoryID, []jema.EditionID{before.Opening.EditionID})
	from := editions[before.Opening.EditionID]
	switch {
	case err != nil:
		return 0, err
	case from.StartsOn.Compare(n.Into.StartsOn) >= 0, before.Opening.WorkshopID != n.WorkshopID:
		return 0, errOpeningMissing
	}
	if id, err = insertSuccessor(ctx, tx, n, now); errors.Is(err, sql.ErrNoRows) {
		err = one(ctx, tx, errOpeningMissing, &id, `SELECT id FROM opening
			WHERE territory_id = $1 AND follows_id = $2 AND edition_id = $3`, n.Into.TerritoryID, n.OpeningID, n.Into.ID)
		return id, err
	}
	if err != nil {
		return 0, err
	}
	return id, moveInto(ctx, tx, n, from, before, id)
}

// insertSuccessor adds the successor of an event without its times; sql.ErrNoRows
// where there is one, or the event was never published.
func insertSuccessor(ctx context.Context, tx *tx, n Succession, now time.Time) (id jema.OpeningID, err error) {
	err = getNamed(ctx, tx, &id, `
		INSERT INTO opening (territory_id, edition_id, workshop_id, commune_insee, kind, title, description, title_en,
			description_en, printed_text, printed_text_proposed, duration, party_max, price, minimum_age, languages, access,
			counted, stops, photo_weight, price_kind, price_from, price_to, age_from, language_codes, access_hi, access_vi,
			access_mi, access_ii, access_pi, facts_of, follows_id, to_reread, created_at, updated_at)
		SELECT o.territory_id, CAST(:edition AS bigint), o.workshop_id, w.commune_insee, o.kind, o.title, o.description,
			o.title_en, o.description_en, o.printed_text, o.printed_text_proposed, o.duration, o.party_max, o.price,
			o.minimum_age, o.languages, o.access, o.counted, o.stops, o.photo_weight, o.price_kind, o.price_from, o.price_to,
			o.age_from, o.language_codes, o.access_hi, o.access_vi, o.access_mi, o.access_ii, o.access_pi, o.facts_of,
			o.id, true, CAST(:now AS timestamptz), :now
		FROM opening o JOIN workshop w ON w.id = o.workshop_id
		WHERE o.territory_id = :territory AND o.id = :opening AND o.state = 'approved'
		ON CONFLICT ON CONSTRAINT opening_successor_key DO NOTHING RETURNING id`, map[string]any{
		"territory": n.Into.TerritoryID, "edition": n.Into.ID, "opening": n.OpeningID, "now": now})
	return id, err
}

// moveInto gives a successor the times of the event before it, as far as its edition
// has such days, in the words that the form reads them from.
func moveInto(ctx context.Context, tx *tx, n Succession, from jema.Edition, before OpeningPlan,
	id jema.OpeningID) error {
	var hours, slots []jema.Interval
	for _, h := range before.Hours {
		if moved, ok := from.IntervalIn(n.Into, h); ok {
			hours = append(hours, moved)
		}
	}
	if err := replaceHours(ctx, tx, id, hours); err != nil {
		return err
	}
	for _, p := range before.Slots {
		moved, ok := from.IntervalIn(n.Into, p.Interval)
		if !ok {
			continue
		}
		slots = append(slots, moved)
		if err := insertSlot(ctx, tx, id, SlotPlan{moved, p.Audience, p.Capacity}); err != nil {
			return err
		}
	}
	hoursText, slotsText := n.Words(n.Into, before.Opening.Duration, hours, slots)
	_, err := tx.ExecContext(ctx, `UPDATE opening SET hours_text = $3, slots_text = $4
		WHERE territory_id = $1 AND id = $2`, n.Into.TerritoryID, id, hoursText, slotsText)
	return err
}

// editionsByID finds editions of a territory; one that is missing is an error.
func editionsByID(ctx context.Context, tx *tx, territoryID jema.TerritoryID,
	ids []jema.EditionID) (map[jema.EditionID]jema.Edition, error) {
	var rows []editionRow
	err := tx.SelectContext(ctx, &rows, `SELECT `+editionColumns+` FROM edition
		WHERE territory_id = $1 AND id = ANY ($2)`, territoryID, pq.Array(ids))
	if err != nil {
		return nil, err
	}
	list, err := editionsOf(rows)
	found := make(map[jema.EditionID]jema.Edition, len(list))
	for _, e := range list {
		found[e.ID] = e
	}
	for _, id := range ids {
		if _, ok := found[id]; !ok && err == nil {
			err = ErrEditionMissing
		}
	}
	return found, err
}

// TakenOver returns what an event of an edition has from an earlier one, nil when it
// follows none.
func (s *Store) TakenOver(ctx context.Context, in jema.Edition, openingID jema.OpeningID) (t *jema.TakenOver,
	err error) {
	defer attempted(&err, "reading what an event was taken from")
	err = s.read(ctx, func(tx *tx) error {
		var row struct {
			Follows   jema.OpeningID
			EditionID jema.EditionID
			ToReread  bool
		}
		err := one(ctx, tx, errOpeningMissing, &row, `SELECT coalesce(o.follows_id, 0) AS follows,
			o.to_reread AS toreread, coalesce(f.edition_id, 0) AS editionid
			FROM opening o LEFT JOIN opening f ON f.territory_id = o.territory_id AND f.id = o.follows_id
			WHERE o.territory_id = $1 AND o.id = $2`, in.TerritoryID, openingID)
		if err != nil || row.Follows == 0 {
			return err
		}
		editions, left, err := leftBehind(ctx, tx, in, map[jema.OpeningID]jema.EditionID{row.Follows: row.EditionID})
		t = &jema.TakenOver{FromID: row.Follows, Year: editions[row.EditionID].Year, ToReread: row.ToReread,
			Left: left[row.Follows]}
		return err
	})
	return t, err
}

// Reread notes that somebody of the workshop has looked at an event that was taken
// over.
func (s *Store) Reread(ctx context.Context, territoryID jema.TerritoryID, openingID jema.OpeningID) (err error) {
	defer attempted(&err, "noting that an event was read again")
	return s.inTx(ctx, func(tx *tx) error {
		var id int64
		return one(ctx, tx, errOpeningMissing, &id, `UPDATE opening SET to_reread = false
			WHERE territory_id = $1 AND id = $2 RETURNING id`, territoryID, openingID)
	})
}
