package postgres

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"time"

	"jema/internal/jema"
)

// baseTimes are free hours or slots as an import left them: the words and what
// was read of them, in a form that compares.
type baseTimes struct {
	Text  string   `json:"text"`
	Times []string `json:"times,omitempty"`
}

func (t *baseTimes) equal(o *baseTimes) bool {
	if t == nil || o == nil {
		return t == o
	}
	return t.Text == o.Text && slices.Equal(t.Times, o.Times)
}

func (t ImportedTimes) base() *baseTimes { return timesOf(t.Text, t.Plans) }

func timesOf(words string, plans []SlotPlan) *baseTimes {
	b := &baseTimes{Text: words}
	for _, p := range plans {
		b.Times = append(b.Times, fmt.Sprintf("%s/%s %s %d", p.Start.UTC().Format(time.RFC3339), p.End.UTC().Format(time.RFC3339), p.Audience, p.Capacity))
	}
	slices.Sort(b.Times)
	return b
}

// mergeTimes merges the free hours and the slots of a row, each with its words.
func (run *importRun) mergeTimes(ctx context.Context, openingID int64, created bool, base *importBase, row ImportRow, result *ImportResult) error {
	var words struct {
		Hours string `db:"hours_text"`
		Slots string `db:"slots_text"`
	}
	if err := run.tx.GetContext(ctx, &words, `SELECT hours_text, slots_text FROM opening WHERE id = $1`, openingID); err != nil {
		return err
	}
	hours, slots, err := plannedTimes(ctx, run.tx, openingID)
	if err != nil {
		return err
	}
	var hourPlans []SlotPlan
	for _, h := range hours {
		hourPlans = append(hourPlans, SlotPlan{Interval: h})
	}
	h := timesMerge{field: "hours_text", base: base.Hours, current: timesOf(words.Hours, hourPlans), row: row.Hours, created: created, result: result}
	s := timesMerge{field: "slots_text", base: base.Slots, current: timesOf(words.Slots, slots), row: row.Slots, created: created, result: result}
	if h.decide() {
		if err := run.writeHours(ctx, openingID, row.Hours); err != nil {
			return err
		}
	}
	if s.decide() {
		kept, err := run.writeSlots(ctx, openingID, row.Slots)
		if err != nil {
			return err
		}
		result.Kept = append(result.Kept, kept...)
	}
	base.Hours, base.Slots = h.base, s.base
	return nil
}

// timesMerge decides about the free hours, or the slots, of one row.
type timesMerge struct {
	field         string
	base, current *baseTimes
	row           ImportedTimes
	created       bool
	result        *ImportResult
}

// decide tells whether what the row says is to be written. Words that could
// not be read only replace other words that could not.
func (m *timesMerge) decide() (take bool) {
	said := m.row.base()
	untouched := m.base == nil && m.current.equal(&baseTimes{}) || m.base != nil && m.current.equal(m.base)
	change := FieldChange{m.field, m.current.Text, said.Text}
	switch {
	case !m.row.Given:
		return false
	case m.current.equal(said):
		m.base = said
		return false
	case !m.row.Read && len(m.current.Times) > 0 && !m.created:
		if m.base == nil || m.base.Text != said.Text {
			m.result.Kept = append(m.result.Kept, change)
		}
		return false
	case m.created:
		m.base = said
		return true
	case untouched:
		m.base = said
		m.result.Changes = append(m.result.Changes, change)
		return true
	case m.base == nil && said.equal(&baseTimes{}): // nothing said against what is there
		return false
	}
	m.result.Kept = append(m.result.Kept, change)
	return false
}

func (run *importRun) writeHours(ctx context.Context, openingID int64, t ImportedTimes) error {
	var hours []jema.Interval
	for _, p := range t.Plans {
		hours = append(hours, p.Interval)
	}
	if err := replaceHours(ctx, run.tx, openingID, hours); err != nil {
		return err
	}
	_, err := run.tx.ExecContext(ctx, `UPDATE opening SET hours_text = $2, version = version + 1, updated_at = now() WHERE id = $1`, openingID, t.Text)
	return err
}

// writeSlots makes the slots be those of the row, as far as the bookings
// allow: a booked slot that the row no longer has stays, and none shrinks
// below what is taken or kept back. What had to stay is returned.
func (run *importRun) writeSlots(ctx context.Context, openingID int64, t ImportedTimes) (kept []FieldChange, err error) {
	wanted := slices.Clone(t.Plans)
	var rows []slotRow
	err = run.tx.SelectContext(ctx, &rows, `SELECT id, opening_id, starts_at, ends_at, audience, capacity, taken, held, waiting, state
		FROM slot WHERE opening_id = $1 AND state <> 'cancelled' ORDER BY id FOR UPDATE`, openingID)
	if err != nil {
		return nil, err
	}
	for _, r := range rows {
		i := slices.IndexFunc(wanted, func(p SlotPlan) bool {
			return p.Start.Equal(r.StartsAt) && p.End.Equal(r.EndsAt) && p.Audience == r.Audience
		})
		if i < 0 {
			if err = removeSlot(ctx, run.tx, r.ID); errors.Is(err, errSlotBooked) {
				kept, err = append(kept, run.bookedChange(r, 0)), nil
			}
		} else {
			capacity := max(wanted[i].Capacity, r.Taken+r.Held)
			if err = resizeSlot(ctx, run.tx, r, capacity, run.options.Now); errors.Is(err, errSlotWaiting) {
				capacity, err = r.Capacity, nil
			}
			if capacity != wanted[i].Capacity {
				kept = append(kept, run.bookedChange(r, wanted[i].Capacity))
			}
			wanted = slices.Delete(wanted, i, i+1)
		}
		if err != nil {
			return nil, err
		}
	}
	for _, p := range wanted {
		if err := insertSlot(ctx, run.tx, openingID, p); err != nil {
			return nil, err
		}
	}
	_, err = run.tx.ExecContext(ctx, `UPDATE opening SET slots_text = $2, version = version + 1, updated_at = now() WHERE id = $1`, openingID, t.Text)
	return kept, err
}

// bookedChange says which booked slot a row wanted gone (capacity 0) or smaller.
func (run *importRun) bookedChange(r slotRow, capacity int) FieldChange {
	span := jema.Interval{Start: r.StartsAt, End: r.EndsAt}.Span(run.options.Edition.Zone)
	return FieldChange{Field: "slot", Was: fmt.Sprintf("%s %s %d", span.Day, span.From, r.Taken), Said: fmt.Sprint(capacity)}
}
