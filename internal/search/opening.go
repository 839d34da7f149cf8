package search

import (
	"sync/atomic"
	"time"

	"jema/internal/jema"
	"jema/internal/reading"
)

// doc is one opening as it is searched.
type doc struct {
	number int32
	entry  jema.Entry // its slots as they were; current has them as they are
	facts  jema.Facts
	at     Point
	exact  bool // at is the workshop, not the commune
	domain string
	visits atomic.Pointer[visits]
}

// visits are an opening's times. They are replaced whole when a slot changes.
type visits struct {
	slots   []jema.Slot
	windows []window
	days    [momentsAndAll]uint64 // the days of the edition on which something happens, by part of the day
}

// momentsAndAll counts the parts of a day, and the whole.
const momentsAndAll = 4

// window is a stretch of one day of the edition.
type window struct {
	day      int8 // of the edition, from 0
	slot     int16
	from, to jema.Clock
	start    time.Time
}

const walkIn = -1 // the slot of a window in which anyone may come

func newDoc(number int32, e jema.Entry, edition jema.Edition) *doc {
	d := &doc{number: number, entry: e, facts: reading.Facts(e.Opening), at: Point{e.Commune.Lat, e.Commune.Lon}, domain: e.DomainSlug()}
	if lat, lon, ok := e.Position(); ok {
		d.at, d.exact = Point{lat, lon}, true
	}
	d.visits.Store(visitsOf(e.Hours, e.Slots, edition))
	return d
}

// current returns the entry with its slots as they stand.
func (d *doc) current() jema.Entry {
	e := d.entry
	e.Slots = d.visits.Load().slots
	return e
}

// update replaces one slot; false when the opening does not have it.
func (d *doc) update(s jema.Slot, edition jema.Edition) bool {
	for {
		now := d.visits.Load()
		slots, found := make([]jema.Slot, len(now.slots)), false
		for i, old := range now.slots {
			if slots[i] = old; old.ID == s.ID {
				slots[i], found = s, true
			}
		}
		if !found {
			return false
		}
		if d.visits.CompareAndSwap(now, visitsOf(d.entry.Hours, slots, edition)) {
			return true
		}
	}
}

func visitsOf(hours []jema.Interval, slots []jema.Slot, edition jema.Edition) *visits {
	v := &visits{slots: slots}
	for _, h := range hours {
		v.add(h, walkIn, edition)
	}
	for i, s := range slots {
		if s.Stored != jema.SlotCancelled {
			v.add(s.Interval, int16(i), edition) // an opening has few slots
		}
	}
	for _, w := range v.windows {
		v.days[len(Moments)] |= 1 << w.day
		for i, m := range Moments {
			if w.within(m.From, m.To) {
				v.days[i] |= 1 << w.day
			}
		}
	}
	return v
}

func (v *visits) add(i jema.Interval, slot int16, edition jema.Edition) {
	span := i.Span(edition.Zone)
	day := edition.StartsOn.DaysUntil(span.Day)
	if day >= 0 && day < 64 {
		v.windows = append(v.windows, window{int8(day), slot, span.From, span.To, i.Start}) // below 64
	}
}

// within tells whether one may come between two times of the day: what is open then,
// or a slot that begins then.
func (w window) within(from, to jema.Clock) bool {
	if w.slot == walkIn {
		return w.from < to && w.to > from
	}
	return w.from >= from && w.from < to
}

// room tells whether a party may come to the window now.
func (v *visits) room(w window, party int, q *Query, now time.Time) bool {
	if w.slot == walkIn {
		return !q.Free && q.Booking != BookingWith
	}
	return v.slots[w.slot].Free(now) >= party
}

// open returns the days on which one may come: at the hours asked for, with room for
// the party if room is set.
func (v *visits) open(q *Query, hours, room bool, now time.Time) (days uint64) {
	if !room || q.party() == 0 {
		if !hours || !q.timed() {
			return v.days[len(Moments)]
		}
		if m := q.moment(); m >= 0 {
			return v.days[m]
		}
		room = false
	}
	hours = hours && q.timed()
	for _, w := range v.windows {
		if (!hours || w.within(q.From, q.To)) && (!room || v.room(w, q.party(), q, now)) {
			days |= 1 << w.day
		}
	}
	return days
}

// first returns the first moment that fits on one of some days.
func (v *visits) first(q *Query, days uint64, now time.Time) (first time.Time) {
	for _, w := range v.windows {
		if days&(1<<w.day) == 0 || q.timed() && !w.within(q.From, q.To) || q.party() > 0 && !v.room(w, q.party(), q, now) {
			continue
		}
		if first.IsZero() || w.start.Before(first) {
			first = w.start
		}
	}
	return first
}

// most returns the largest party that one slot takes now, on some days.
func (v *visits) most(days uint64, now time.Time) (n int) {
	for _, w := range v.windows {
		if w.slot != walkIn && days&(1<<w.day) != 0 {
			n = max(n, v.slots[w.slot].Free(now))
		}
	}
	return n
}

// bookable tells whether the public may book, or stand in line for, some slot.
func (v *visits) bookable() bool {
	for _, s := range v.slots {
		if s.Audience == jema.AudiencePublic && s.Stored != jema.SlotCancelled {
			return true
		}
	}
	return false
}
