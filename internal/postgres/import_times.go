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
		b.Times = append(b.Times, fmt.Sprintf("%s/%s %s %d", p.Start.UTC().Format(time.RFC3339),
			p.End.UTC().Format(time.RFC3339), p.Audience, p.Capacity))
	}
	slices.Sort(b.Times)
	return b
}

// planTimes merges the free hours and the slots of a row, each with its words.
func (p *importPlan) planTimes(now *importNow) {
	h := timesMerge{field: "hours_text", base: p.base.Hours, current: now.hours[p.o.ID], row: p.row.Hours,
		created: p.is.opening, result: &p.result}
	s := timesMerge{field: "slots_text", base: p.base.Slots, current: now.slots[p.o.ID], row: p.row.Slots,
		created: p.is.opening, result: &p.result}
	p.hours, p.slots = h.decide(), s.decide()
	p.base.Hours, p.base.Slots = h.base, s.base
}

// timesMerge decides about the free hours, or the slots, of one row.
type timesMerge struct {
	field         string
	base, current *baseTimes
	row           ImportedTimes
	created       bool
	result        *ImportResult
}

// decide reports whether the row's value is to be written. Words that could not
// be read only replace other words that could not.
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
			m.result.Retained = append(m.result.Retained, change)
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
	m.result.Retained = append(m.result.Retained, change)
	return false
}

// writeSlots makes the slots be those of the row, as far as the bookings allow:
// a booked slot that the row no longer has stays, and none shrinks below the
// places taken or held back. What had to stay is returned.
func (run *importRun) writeSlots(ctx context.Context, openingID jema.OpeningID,
	t ImportedTimes) (kept []FieldChange, err error) {
	wanted := slices.Clone(t.Plans)
	var rows []slotRow
	err = run.tx.SelectContext(ctx, &rows, `SELECT id, opening_id, starts_at, ends_at, audience, capacity, taken,
		held, waiting, state
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
	return kept, nil
}

// bookedChange describes which booked slot a row wanted gone (capacity 0) or
// smaller.
func (run *importRun) bookedChange(r slotRow, capacity int) FieldChange {
	span := jema.Interval{Start: r.StartsAt, End: r.EndsAt}.Span(run.options.Edition.Zone)
	return FieldChange{Field: "slot", Was: fmt.Sprintf("%s %s %d", span.Day, span.From, r.Taken),
		Given: fmt.Sprint(capacity)}
}
