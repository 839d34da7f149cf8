package public

import (
	"cmp"
	"math"
	"slices"

	"jema/internal/jema"
	"jema/internal/postgres"
)

// What counts as near when a visit is moved, as postgres.Alternatives has it.
const (
	nearMost    = 100 // openings
	nearKM      = 15
	unknownKM   = 30 // of an opening whose place is not known
	kmPerHour   = 10 // an hour weighs as much
	kmPerDegree = 111
)

// neighbour is an opening to which visitors of another may change.
type neighbour struct {
	km         float64
	at         int32 // where its entry is in the content
	sameDomain bool
}

// Alternatives is postgres.Alternatives for a visitor who is not proven, of what the pages
// show, without a statement: other slots for a party of a slot's size, the nearest first.
// It returns false where the slot's opening is not on the pages.
func (s *State) Alternatives(v postgres.Visit, most int) (list []jema.Alternative, isThere bool) {
	at, isThere := s.content.at[v.Slot.OpeningID]
	if !isThere || !s.Place.Edition.State.Public() {
		return nil, false
	}
	var best nearest
	for i, n := range s.content.neighbours(at) {
		other := &s.content.entries[n.at]
		group := 2
		if i == 0 {
			group = 0
		} else if n.sameDomain {
			group = 1
		}
		if len(best) == most && best[most-1].group < group {
			break
		}
		for _, slot := range s.slots[other.Opening.ID] {
			free := slot.Free(s.Now)
			if slot.ID == v.Slot.ID || slot.Audience != v.Slot.Audience ||
				v.Booking.PartySize > min(free, other.Opening.PartyMax) {
				continue
			}
			score := slot.Start.Sub(v.Slot.Start).Abs().Hours() + n.km/kmPerHour
			best = best.with(candidate{group, score, slot, free, other}, most)
		}
	}
	for _, c := range best {
		list = append(list, jema.Alternative{SlotID: c.slot.ID, OpeningID: c.slot.OpeningID, Interval: c.slot.Interval,
			Free: c.free, Title: c.entry.Opening.Title, Workshop: c.entry.Workshop.Name, Commune: c.entry.Commune.Name,
			SameOpening: c.group == 0})
	}
	return list, true
}

// candidate is a slot with room.
type candidate struct {
	group int // 0 of the same opening, 1 of the same domain, 2 near
	score float64
	slot  jema.Slot
	free  int
	entry *jema.Entry
}

// nearest are candidates, the best first.
type nearest []candidate

// with adds a candidate where it is one of the best.
func (list nearest) with(c candidate, most int) nearest {
	i, _ := slices.BinarySearchFunc(list, c, func(a, b candidate) int {
		return cmp.Or(cmp.Compare(a.group, b.group), cmp.Compare(a.score, b.score), cmp.Compare(a.slot.ID, b.slot.ID))
	})
	if i >= most {
		return list
	}
	list = slices.Insert(list, i, c)
	return list[:min(len(list), most)]
}

// neighbours returns the openings to which visitors of one may change: itself, then those
// of its domain, then those nearby, the nearest first. They are found once for a content.
func (c *content) neighbours(at int) []neighbour {
	if found, known := c.near.Load(at); known {
		return found.([]neighbour) //nolint:forcetypeassert // stored below alone
	}
	own := c.entries[at]
	domain := own.DomainSlug()
	var list []neighbour
	for i, e := range c.entries {
		n := neighbour{km: kmBetween(own, e), at: int32(i)} //nolint:gosec // there are not as many openings
		n.sameDomain = domain != "" && e.DomainSlug() == domain
		if i != at && (n.sameDomain || n.km <= nearKM) {
			list = append(list, n)
		}
	}
	slices.SortFunc(list, func(a, b neighbour) int {
		if a.sameDomain != b.sameDomain {
			return map[bool]int{true: -1, false: 1}[a.sameDomain]
		}
		return cmp.Or(cmp.Compare(a.km, b.km), cmp.Compare(a.at, b.at))
	})
	list = slices.Insert(list, 0, neighbour{at: int32(at)}) //nolint:gosec // as above
	list = slices.Clone(list[:min(len(list), nearMost)])
	for i := range list {
		if math.IsInf(list[i].km, 1) {
			list[i].km = unknownKM
		}
	}
	c.near.Store(at, list)
	return list
}

// kmBetween is how far apart two openings are, whether their addresses are published or
// not: it only orders them. It is infinite where a place is not known.
func kmBetween(a, b jema.Entry) float64 {
	lat, lon, isKnown := whereOf(a)
	x, y, isPlaced := whereOf(b)
	if !isKnown || !isPlaced {
		return math.Inf(1)
	}
	return kmPerDegree * math.Hypot(x-lat, (y-lon)*math.Cos(lat*math.Pi/180))
}

func whereOf(e jema.Entry) (lat, lon float64, isKnown bool) {
	if e.Workshop.Placed() {
		return e.Workshop.Lat, e.Workshop.Lon, true
	}
	return e.Commune.Lat, e.Commune.Lon, e.Commune.INSEE != ""
}
