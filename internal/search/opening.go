package search

import (
	"math"
	"sync/atomic"

	"jema/internal/jema"
	"jema/internal/reading"
)

// doc is one opening as it is searched; what a pass over all of them reads comes first.
type doc struct {
	number int32
	insee  string
	domain string
	at     spot
	facts  jema.Facts
	visits atomic.Pointer[visits]
	entry  jema.Entry // its slots as they were; current has them as they are
}

// visits are an opening's times. They are replaced whole when a slot changes.
type visits struct {
	slots   []jema.Slot
	windows []window
	days    [momentsAndAll]uint64 // the days of the edition on which something happens, by part of the day
}

// momentsAndAll counts the parts of a day, and the whole.
const momentsAndAll = 4

// window is a stretch of one day of the edition. places are for the public, from
// opens until closes (Unix seconds).
type window struct {
	day           int8 // of the edition, from 0
	slot          int16
	from, to      int16 // minutes of the day
	places        int32
	opens, closes int64
	start         int64 // Unix seconds
}

// free returns how many places the public may book at now: see jema.Slot.Free.
func (w *window) free(now int64) int {
	if now < w.opens || now >= w.closes {
		return 0
	}
	return int(w.places)
}

const walkIn = -1 // the slot of a window in which anyone may come

func newDoc(number int32, e jema.Entry, edition jema.Edition, p plane) *doc {
	d := &doc{number: number, entry: e, insee: e.Commune.INSEE, facts: completed(reading.Facts(e.Opening), e.Opening),
		at: p.spot(Point{e.Commune.Lat, e.Commune.Lon}), domain: e.DomainSlug()}
	if lat, lon, ok := e.Position(); ok {
		d.at = p.spot(Point{lat, lon})
	}
	d.visits.Store(d.visitsOf(e.Slots, edition))
	return d
}

// current returns the entry with its present slots.
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
		if d.visits.CompareAndSwap(now, d.visitsOf(slots, edition)) {
			return true
		}
	}
}

// visitsOf arranges the times of an opening with its present slots. Those for schools are
// times of an opening for schools alone.
func (d *doc) visitsOf(slots []jema.Slot, edition jema.Edition) *visits {
	v := &visits{slots: slots}
	for _, h := range d.entry.Hours {
		v.add(h, walkIn, edition)
	}
	school := d.entry.Opening.Kind == jema.SchoolKind
	for i, s := range slots {
		if s.Stored != jema.SlotCancelled && (school || s.Audience == jema.AudiencePublic) {
			v.add(s.Interval, int16(i), edition) // an opening has few slots
		}
	}
	for i := range v.windows {
		w := &v.windows[i]
		v.days[len(Moments)] |= 1 << w.day
		for n, m := range Moments {
			if w.within(m.From, m.To) {
				v.days[n] |= 1 << w.day
			}
		}
	}
	return v
}

func (v *visits) add(i jema.Interval, slot int16, edition jema.Edition) {
	span := i.Span(edition.Zone)
	day := edition.StartsOn.DaysUntil(span.Day)
	if day < 0 || day >= 64 {
		return
	}
	// day below 64, minutes of a day
	//nolint:gosec // minutes of a day, days of an edition
	w := window{day: int8(day), slot: slot, from: int16(span.From), to: int16(span.To), start: i.Start.Unix()}
	if slot != walkIn {
		w.offer(v.slots[slot])
	}
	v.windows = append(v.windows, w)
}

// offer notes how many places of a slot the public may book, and when.
func (w *window) offer(s jema.Slot) {
	if s.Audience != jema.AudiencePublic || s.Stored != jema.SlotOpen || !s.BookingOpen {
		return
	}
	w.places = int32(max(0, s.Capacity-s.Taken-s.Held)) //nolint:gosec // a slot's capacity is small
	w.opens, w.closes = math.MinInt64, s.Start.Unix()
	if !s.BookableFrom.IsZero() {
		w.opens = s.BookableFrom.Unix()
	}
	if !s.BookableUntil.IsZero() {
		w.closes = min(w.closes, s.BookableUntil.Unix())
	}
}

// within reports whether one may come between two times of the day: what is open then,
// or a slot that begins then.
func (w *window) within(from, to jema.Clock) bool {
	if w.slot == walkIn {
		return w.from < int16(to) && w.to > int16(from) //nolint:gosec // minutes of a day
	}
	return w.from >= int16(from) && w.from < int16(to) //nolint:gosec // as above
}

// room reports whether a party may come to the window now.
func (w *window) room(q *Query, now int64) bool {
	if w.slot == walkIn {
		return !q.Free && q.Booking != BookingWith
	}
	return w.free(now) >= q.party()
}

// open returns the days on which one may come: at the requested hours, with room for
// the party if room is set.
func (v *visits) open(q *Query, hours, room bool, now int64) (days uint64) {
	room, hours = room && q.party() > 0, hours && q.timed()
	if !room {
		if !hours {
			return v.days[len(Moments)]
		}
		if m := q.moment(); m >= 0 {
			return v.days[m]
		}
	}
	for i := range v.windows {
		w := &v.windows[i]
		if (!hours || w.within(q.From, q.To)) && (!room || w.room(q, now)) {
			days |= 1 << w.day
		}
	}
	return days
}

// first returns the first moment that fits on one of some days, in Unix seconds; late
// where there is none.
func (v *visits) first(q *Query, days uint64, now int64) int64 {
	first := int64(math.MaxInt64)
	for i := range v.windows {
		w := &v.windows[i]
		if days&(1<<w.day) != 0 && (!q.timed() || w.within(q.From, q.To)) && (q.party() == 0 || w.room(q, now)) {
			first = min(first, w.start)
		}
	}
	return first
}

// most returns the largest party that one slot takes now, on some days.
func (v *visits) most(days uint64, now int64) (n int) {
	for i := range v.windows {
		if w := &v.windows[i]; w.slot != walkIn && days&(1<<w.day) != 0 {
			n = max(n, w.free(now))
		}
	}
	return n
}

// bookable reports whether the public may book, or are in line for, some slot.
func (v *visits) bookable() bool {
	for _, s := range v.slots {
		if s.Audience == jema.AudiencePublic && s.Stored != jema.SlotCancelled {
			return true
		}
	}
	return false
}
