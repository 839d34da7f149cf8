package postgres

import (
	"context"
	"encoding/json"
	"fmt"
	"slices"
	"strings"
	"time"

	"github.com/lib/pq"

	"jema/internal/jema"
	"jema/internal/reading"
)

// write stores what was planned for a batch of rows: for each table one
// statement for all of them. Only slots of openings that were there before are
// compared one by one, as somebody may have booked them.
func (run *importRun) write(ctx context.Context, plans []*importPlan) error {
	if err := nameImport(ctx, run.tx); err != nil {
		return err
	}
	for _, step := range []func(context.Context, []*importPlan) error{
		run.writeWorkshops, run.writeHours, run.writeNewSlots, run.writeOldSlots, run.writeDefects, run.writeOpenings,
		run.writeProposals, run.writeRemembered,
		run.notifyArtisans,
	} {
		if err := step(ctx, plans); err != nil {
			return err
		}
	}
	return nil
}

// datedImport is dated for the statements of an import, whose rows are $1 and
// whose moment is $2.
const datedImport = "updated_at = greatest(t.updated_at + interval '1 microsecond', $2)"

// writeQuery writes the fields of a table from JSON objects that have all of
// them and the row's id.
func writeQuery(table string, also ...string) string {
	columns, sets := []string{"id bigint"}, []string{datedImport}
	for _, c := range importColumns {
		if c.table == table {
			columns = append(columns, c.field+" text")
			sets = append(sets, strings.ReplaceAll(fmt.Sprintf(c.set, "v."+c.field), "%!(EXTRA", ""))
		}
	}
	for _, a := range also {
		columns, sets = append(columns, a), append(sets, strings.Fields(a)[0]+" = v."+strings.Fields(a)[0])
	}
	return `UPDATE ` + table + ` t SET ` + strings.Join(sets, ", ") + ` FROM jsonb_to_recordset($1) AS v(` +
		strings.Join(columns, ", ") + `)
		WHERE t.id = v.id`
}

// writeWorkshops writes what rows take of workshops. Several rows of one
// workshop have each seen what the ones above wrote; the last has all of it.
func (run *importRun) writeWorkshops(ctx context.Context, plans []*importPlan) error {
	var records []map[string]any
	written := map[jema.WorkshopID]bool{}
	for _, p := range plans {
		if !p.takes("workshop") || written[p.o.WorkshopID] {
			continue
		}
		written[p.o.WorkshopID] = true
		records = append(records, record(p.o.WorkshopID, run.now.shown.workshops[p.o.WorkshopID]))
	}
	return run.writeRecords(ctx, writeQuery("workshop"), records, run.options.Now)
}

func (p *importPlan) takes(table string) bool { return touches(p.take, table) }

// touches reports whether one of the fields is of a table.
func touches(fields map[string]string, table string) bool {
	return slices.ContainsFunc(importColumns, func(c importColumn) bool {
		_, touched := fields[c.field]
		return touched && c.table == table
	})
}

func record[N ~int64](id N, fields map[string]string) map[string]any {
	r := map[string]any{"id": id}
	for field, value := range fields {
		r[field] = value
	}
	return r
}

// openingExtras are what an import writes of an opening besides its fields.
var openingExtras = []string{"hours_text text", "slots_text text", "state text", "price_kind text",
	"price_from integer", "price_to integer",
	"age_from integer", "language_codes text[]", "facts_of text", "access_hi boolean", "access_vi boolean",
	"access_mi boolean",
	"access_ii boolean", "access_pi boolean"}

func openingQuery() string {
	query := writeQuery("opening", openingExtras...)
	return strings.Replace(query, "SET "+datedImport, "SET "+datedImport+`, version = t.version + 1,
		submitted_at = CASE WHEN v.state <> t.state THEN coalesce(t.submitted_at, $2) ELSE t.submitted_at END,
		approved_at = CASE WHEN v.state <> t.state AND v.state = 'approved' THEN $2 ELSE t.approved_at END`, 1)
}

// writeOpenings writes what rows take of openings: fields, the values of their
// words, the words for the times, and the state.
func (run *importRun) writeOpenings(ctx context.Context, plans []*importPlan) error {
	var records []map[string]any
	for _, p := range plans {
		if !p.takes("opening") && !p.hours && !p.slots && !p.onward {
			continue
		}
		shown := run.now.shown
		fields := shown.openings[p.o.ID]
		r := record(p.o.ID, fields)
		r["hours_text"], r["slots_text"] = run.words(p.hours, p.row.Hours, shown.hours[p.o.ID]),
			run.words(p.slots, p.row.Slots, shown.slots[p.o.ID])
		r["state"] = p.result.State
		facts := reading.FactsOf(jema.Opening{Price: fields["price"], MinimumAge: fields["minimum_age"],
			Languages: fields["languages"], Access: fields["access"]})
		for column, value := range factRecord(facts) {
			r[column] = value
		}
		records = append(records, r)
	}
	return run.writeRecords(ctx, openingQuery(), records, run.options.Now)
}

func (run *importRun) words(written bool, said ImportedTimes, before *baseTimes) string {
	if written {
		return said.Text
	}
	return before.Text
}

// writeRecords runs a query over records, which it reads as JSON from $1; more
// parameters follow.
func (run *importRun) writeRecords(ctx context.Context, query string, records []map[string]any, more ...any) error {
	if len(records) == 0 {
		return nil
	}
	b, err := json.Marshal(records)
	if err != nil {
		return fmt.Errorf("writing rows: %w", err)
	}
	result, err := run.tx.ExecContext(ctx, query, append([]any{string(b)}, more...)...)
	if err != nil {
		return err
	}
	if n, err := result.RowsAffected(); err != nil || int(n) != len(records) {
		return fmt.Errorf("%d of %d rows were written: %w", n, len(records), err)
	}
	return nil
}

// writeHours replaces the free hours of the openings whose row has others.
func (run *importRun) writeHours(ctx context.Context, plans []*importPlan) error {
	var all []jema.OpeningID
	var times plannedRows
	for _, p := range plans {
		if p.hours {
			all = append(all, p.o.ID)
			times.add(p.o.ID, p.row.Hours.Plans)
		}
	}
	if len(all) == 0 {
		return nil
	}
	if _, err := run.tx.ExecContext(ctx, `DELETE FROM hours WHERE opening_id = ANY ($1)`, pq.Array(all)); err != nil {
		return err
	}
	_, err := run.tx.ExecContext(ctx, `
		INSERT INTO hours (territory_id, edition_id, opening_id, workshop_id, edition_opens_at, edition_closes_at,
			starts_at, ends_at)
		SELECT o.territory_id, o.edition_id, o.id, o.workshop_id, e.opens_at, e.closes_at, u.starts_at, u.ends_at
		FROM unnest($1::bigint[], $2::timestamptz[], $3::timestamptz[]) WITH ORDINALITY AS u (id, starts_at, ends_at, n)
		JOIN opening o ON o.id = u.id JOIN edition e ON e.id = o.edition_id ORDER BY u.n`, pq.Array(times.ids),
		pq.Array(times.starts), pq.Array(times.ends))
	return err
}

// plannedRows are times of several openings, a column each.
type plannedRows struct {
	ids                     []jema.OpeningID
	starts, ends, audiences []string
	capacities              []int64
}

func (r *plannedRows) add(id jema.OpeningID, plans []SlotPlan) {
	for _, p := range plans {
		r.ids = append(r.ids, id)
		r.starts, r.ends = append(r.starts, p.Start.UTC().Format(time.RFC3339Nano)),
			append(r.ends, p.End.UTC().Format(time.RFC3339Nano))
		r.audiences, r.capacities = append(r.audiences, p.key().audience), append(r.capacities, int64(p.Capacity))
	}
}

// writeNewSlots adds the slots of openings that are new.
func (run *importRun) writeNewSlots(ctx context.Context, plans []*importPlan) error {
	var slots plannedRows
	for _, p := range plans {
		if p.slots && p.is.opening {
			slots.add(p.o.ID, p.row.Slots.Plans)
		}
	}
	if len(slots.ids) == 0 {
		return nil
	}
	_, err := run.tx.ExecContext(ctx, `
		INSERT INTO slot (territory_id, edition_id, opening_id, workshop_id, exclusive, edition_opens_at, edition_closes_at,
			starts_at, ends_at, audience, capacity)
		SELECT o.territory_id, o.edition_id, o.id, w.id, w.one_visit_at_a_time, e.opens_at, e.closes_at, u.starts_at,
			u.ends_at, u.audience, u.capacity
		FROM unnest($1::bigint[], $2::timestamptz[], $3::timestamptz[], $4::text[], $5::integer[])
			WITH ORDINALITY AS u (id, starts_at, ends_at, audience, capacity, n)
		JOIN opening o ON o.id = u.id JOIN workshop w ON w.id = o.workshop_id JOIN edition e ON e.id = o.edition_id ORDER
			BY u.n`,
		pq.Array(slots.ids), pq.Array(slots.starts), pq.Array(slots.ends), pq.Array(slots.audiences),
		pq.Array(slots.capacities))
	return err
}

func (run *importRun) writeOldSlots(ctx context.Context, plans []*importPlan) error {
	for _, p := range plans {
		if !p.slots || p.is.opening {
			continue
		}
		kept, err := run.writeSlots(ctx, p.o.ID, p.row.Slots)
		if err != nil {
			return err
		}
		p.result.Retained = append(p.result.Retained, kept...)
	}
	return nil
}

// writeDefects stores what is wrong with cells, and forgets what no longer is.
func (run *importRun) writeDefects(ctx context.Context, plans []*importPlan) error {
	var gone plannedRows
	var records []map[string]any
	for _, p := range plans {
		for _, d := range p.defects {
			records = append(records, map[string]any{"opening_id": p.o.ID, "field": d.Field, "header": d.Header,
				"value":   d.Value,
				"problem": d.Problem, "blocking": d.Blocking})
		}
		for _, field := range p.repaired {
			gone.ids, gone.audiences = append(gone.ids, p.o.ID), append(gone.audiences, field)
		}
	}
	if len(gone.ids) > 0 {
		_, err := run.tx.ExecContext(ctx, `DELETE FROM defect d USING unnest($1::bigint[], $2::text[]) AS u (id, field)
			WHERE d.opening_id = u.id AND d.field = u.field`, pq.Array(gone.ids), pq.Array(gone.audiences))
		if err != nil {
			return err
		}
	}
	return run.writeRecords(ctx, `
		INSERT INTO defect (opening_id, field, header, value, problem, blocking)
		SELECT opening_id, field, header, value, problem, blocking FROM jsonb_to_recordset($1)
			AS v(opening_id bigint, field text, header text, value text, problem text, blocking boolean)
		ON CONFLICT (opening_id, field) DO UPDATE SET header = excluded.header, value = excluded.value,
			problem = excluded.problem, blocking = excluded.blocking`, records)
}

// writeRemembered stores what this import contained.
func (run *importRun) writeRemembered(ctx context.Context, plans []*importPlan) error {
	var records []map[string]any
	for _, p := range plans {
		base, err := p.remembered()
		if err != nil {
			return err
		}
		if base != "" {
			records = append(records, map[string]any{"id": p.o.ID, "imported": json.RawMessage(base), "import_key": p.row.Key})
		}
	}
	return run.writeRecords(ctx, `UPDATE opening t SET imported = v.imported, import_key = v.import_key
		FROM jsonb_to_recordset($1) AS v(id bigint, imported jsonb, import_key text) WHERE t.id = v.id`, records)
}

// notifyArtisans queues messages to artisans with an account about what a sheet
// has changed of what they sent. An artisan who registered nothing gets no
// message about a sheet.
func (run *importRun) notifyArtisans(ctx context.Context, plans []*importPlan) error {
	now := run.options.Now
	for _, p := range plans {
		if p.is.opening || !p.o.Owned {
			continue
		}
		var err error
		switch changed := p.takes("opening") || p.takes("workshop") || p.hours || p.slots; {
		case p.onward && p.result.State == jema.Approved:
			err = notifyArtisan(ctx, run.tx, p.o.ID, jema.Approved, 1, now)
		case changed && !run.onSite(p.importTarget):
			err = notifyEdited(ByOffice(ctx), run.tx, jema.Opening{ID: p.o.ID, State: p.o.State}, now)
		}
		if err != nil {
			return err
		}
	}
	return nil
}
