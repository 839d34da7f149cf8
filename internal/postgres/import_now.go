package postgres

import (
	"context"
	"fmt"
	"maps"
	"strings"
	"time"

	"github.com/lib/pq"

	"jema/internal/jema"
)

// importNow is what the program has of the openings and workshops of an import,
// with what the rows before have written, and with what waits for an organiser
// laid over it. shown is the same without what waits.
type importNow struct {
	openings     map[jema.OpeningID]map[string]string // fields by id
	workshops    map[jema.WorkshopID]map[string]string
	hours, slots map[jema.OpeningID]*baseTimes // by opening
	shown        *importNow
}

func (n *importNow) clone() *importNow {
	c := &importNow{maps.Clone(n.openings), maps.Clone(n.workshops), maps.Clone(n.hours), maps.Clone(n.slots), nil}
	if n.shown != nil {
		c.shown = n.shown.clone()
	}
	return c
}

// fields returns all fields of a target, of its opening and of its workshop.
func (n *importNow) fields(t *importTarget) map[string]string {
	all := maps.Clone(n.workshops[t.o.WorkshopID])
	maps.Copy(all, n.openings[t.o.ID])
	return all
}

// take lays what was taken over the fields of a target.
func (n *importNow) take(t *importTarget, taken map[string]string) {
	opening, workshop := maps.Clone(n.openings[t.o.ID]), maps.Clone(n.workshops[t.o.WorkshopID])
	for _, c := range importColumns {
		if value, is := taken[c.field]; is && c.table == "opening" {
			opening[c.field] = value
		} else if is {
			workshop[c.field] = value
		}
	}
	n.openings[t.o.ID], n.workshops[t.o.WorkshopID] = opening, workshop
}

// readNow reads the openings and workshops of the targets, and locks them until
// the import ends.
func (run *importRun) readNow(ctx context.Context, targets []*importTarget) (*importNow, error) {
	var openings []jema.OpeningID
	var workshops []jema.WorkshopID
	for _, t := range targets {
		openings, workshops = append(openings, t.o.ID), append(workshops, t.o.WorkshopID)
	}
	n := &importNow{hours: map[jema.OpeningID]*baseTimes{}, slots: map[jema.OpeningID]*baseTimes{}}
	var err error
	if n.workshops, err = readFields(ctx, run.tx, "workshop", workshops); err != nil {
		return nil, err
	}
	if n.openings, err = readFields(ctx, run.tx, "opening", openings); err != nil {
		return nil, err
	}
	if err := run.readTimes(ctx, n, openings); err != nil {
		return nil, err
	}
	n.shown = n.clone()
	return n, run.layWaiting(ctx, n, openings, workshops)
}

// fieldsQuery reads the fields of a table that a row may fill.
func fieldsQuery(table string) string {
	columns := []string{table + ".id"}
	for _, c := range importColumns {
		if c.table == table {
			columns = append(columns, c.get+" AS "+c.field)
		}
	}
	return `SELECT ` + strings.Join(columns, ", ") + ` FROM ` + table +
		` WHERE id = ANY ($1) ORDER BY id FOR NO KEY UPDATE`
}

func readFields[N ~int64](ctx context.Context, tx *tx, table string, ids []N) (map[N]map[string]string, error) {
	rows, err := tx.QueryxContext(ctx, fieldsQuery(table), pq.Array(ids))
	if err != nil {
		return nil, err
	}
	defer func() { _ = rows.Close() }()
	all := map[N]map[string]string{}
	for rows.Next() {
		row := map[string]any{}
		if err := rows.MapScan(row); err != nil {
			return nil, err
		}
		number, isNumber := row["id"].(int64)
		if !isNumber {
			return nil, fmt.Errorf("reading %s: id %v", table, row["id"])
		}
		delete(row, "id")
		id := N(number)
		all[id] = make(map[string]string, len(row))
		for field, value := range row {
			if b, ok := value.([]byte); ok {
				value = string(b)
			}
			all[id][field] = fmt.Sprint(value)
		}
	}
	return all, rows.Err()
}

// readTimes reads the words for free hours and slots, and the times themselves.
func (run *importRun) readTimes(ctx context.Context, n *importNow, ids []jema.OpeningID) error {
	var words []struct {
		ID           jema.OpeningID
		Hours, Slots string
	}
	err := run.tx.SelectContext(ctx, &words,
		`SELECT id, hours_text AS hours, slots_text AS slots FROM opening WHERE id = ANY ($1)`, pq.Array(ids))
	if err != nil {
		return err
	}
	var times []struct {
		OpeningID jema.OpeningID `db:"opening_id"`
		StartsAt  time.Time      `db:"starts_at"`
		EndsAt    time.Time      `db:"ends_at"`
		Audience  string
		Capacity  int
	}
	err = run.tx.SelectContext(ctx, &times, `
		SELECT opening_id, starts_at, ends_at, '' AS audience, 0 AS capacity FROM hours WHERE opening_id = ANY ($1)
		UNION ALL SELECT opening_id, starts_at, ends_at, audience, capacity FROM slot WHERE opening_id = ANY ($1) AND
			state <> 'cancelled'`,
		pq.Array(ids))
	hours, slots := map[jema.OpeningID][]SlotPlan{}, map[jema.OpeningID][]SlotPlan{}
	for _, t := range times {
		to := slots
		if t.Audience == "" {
			to = hours
		}
		to[t.OpeningID] = append(to[t.OpeningID], SlotPlan{jema.Interval{Start: t.StartsAt, End: t.EndsAt},
			t.Audience, t.Capacity})
	}
	for _, w := range words {
		n.hours[w.ID], n.slots[w.ID] = timesOf(w.Hours, hours[w.ID]), timesOf(w.Slots, slots[w.ID])
	}
	return err
}
