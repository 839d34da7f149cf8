package postgres

import (
	"context"
	"time"

	"jema/internal/jema"
)

// Standing is how an edition's public pages stand: Stamp changes whenever
// something they say does, apart from how many places are left, which Slots
// tells for the slots that changed.
type Standing struct {
	Stamp string
	At    time.Time // of the database's clock
	Slots []jema.Slot
}

const standingStamp = `SELECT clock_timestamp() AS at, md5(concat_ws('/',
	(SELECT e::text FROM edition e WHERE e.id = $1),
	(SELECT t::text FROM territory t WHERE t.id = $2),
	(SELECT concat_ws(' ', count(*), sum(version), max(updated_at)) FROM opening WHERE edition_id = $1),
	(SELECT concat_ws(' ', count(*), sum(extract(epoch FROM updated_at))) FROM workshop WHERE territory_id = $2),
	(SELECT concat_ws(' ', count(*), max(id)) FROM hours WHERE edition_id = $1),
	(SELECT concat_ws(' ', count(*), max(id)) FROM slot WHERE edition_id = $1),
	(SELECT concat_ws(' ', count(*), md5(string_agg(encode(sha256, 'hex') || alt || credit, '' ORDER BY id))) FROM photo WHERE territory_id = $2),
	(SELECT md5(string_agg(name || of_name || at_name, '' ORDER BY insee)) FROM commune WHERE territory_id = $2),
	(SELECT md5(string_agg(name || domain_slug, '' ORDER BY slug)) FROM craft WHERE territory_id = $2))) AS stamp`

// Standing reads how an edition stands, with the slots that changed since a
// moment of the database's clock; the zero time means all of them.
func (s *Store) Standing(ctx context.Context, e jema.Edition, since, now time.Time) (st Standing, err error) {
	defer attempted(&err, "reading the stamp of an edition")
	err = s.read(ctx, func(tx *tx) error {
		if err := tx.GetContext(ctx, &st, standingStamp, e.ID, e.TerritoryID); err != nil {
			return err
		}
		var rows []slotRow
		err := tx.SelectContext(ctx, &rows, `SELECT `+slotColumns+slotTables+`WHERE s.edition_id = $2 AND s.changed_at >= $3`, now, e.ID, since)
		for _, r := range rows {
			st.Slots = append(st.Slots, r.slot())
		}
		return err
	})
	return st, err
}
