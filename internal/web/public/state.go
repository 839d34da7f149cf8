package public

import (
	"context"
	"hash/maphash"
	"maps"
	"slices"
	"strconv"
	"sync"
	"time"

	"jema/internal/catalogue"
	"jema/internal/jema"
	"jema/internal/postgres"
)

// State is what the public pages show at one moment. It is never changed.
type State struct {
	Place     postgres.Place
	Now       time.Time // the moment that the pages show
	ByCommune []postgres.CommuneState

	shared  string                                       // of the edition, and whether it takes bookings
	slots   map[jema.OpeningID]map[jema.SlotID]jema.Slot // by opening and id
	visible map[jema.OpeningID]visible                   // by opening
	since   time.Time                                    // from when on changes are read next, by the database's clock
	content *content
	entries func() []jema.Entry // made when first called
	open    func() [][]jema.Date
}

// overlap is how far back changes are read again: one may commit later than
// another that bears a later time.
const overlap = 10 * time.Second

// read reads the state: the slots that changed since the one before, or all of them
// where anything else changed.
func (p *Pages) read(ctx context.Context, before *State) (*State, error) {
	place, err := p.Store.Place(ctx, p.Territory, postgres.Subject{})
	if err != nil {
		return nil, err
	}
	now := p.Now()
	var since time.Time
	if before != nil {
		since = before.since
	}
	found, err := p.Store.PageState(ctx, place.Edition, since, now)
	if err != nil {
		return nil, err
	}
	s := &State{Place: place, Now: now, ByCommune: found.Communes,
		shared: strconv.FormatInt(int64(place.Edition.ID), 10) + found.Shared +
			strconv.FormatBool(place.Edition.BookingOpen(now))}
	s.entries, s.open = sync.OnceValue(s.withAllSlots), sync.OnceValue(s.openDays)
	if before != nil && s.sameContent(before) {
		s.content = before.content
		s.take(before, found)
		return s, nil
	}
	if s.content, err = p.readContent(ctx, s, before); err != nil {
		return nil, err
	}
	if before != nil { // slots may have gone
		found, err = p.Store.PageState(ctx, place.Edition, time.Time{}, now)
	}
	s.take(nil, found)
	return s, err
}

// sameContent reports whether nothing changed but how many places are taken.
func (s *State) sameContent(before *State) bool {
	same := func(a, b postgres.CommuneState) bool { return a.INSEE == b.INSEE && a.Content == b.Content }
	return s.shared == before.shared && slices.EqualFunc(s.ByCommune, before.ByCommune, same)
}

// take stores the slots that were read over those of the state before, and counts
// their places.
func (s *State) take(before *State, found postgres.PageState) {
	s.since = found.At.Add(-overlap)
	s.takeSlots(before, found.Slots)
	s.countPlaces(before)
}

// takeSlots stores the slots that were read over those of the state before.
func (s *State) takeSlots(before *State, read []jema.Slot) {
	s.slots = map[jema.OpeningID]map[jema.SlotID]jema.Slot{}
	if before != nil {
		maps.Copy(s.slots, before.slots)
	}
	own := map[jema.OpeningID]bool{} // openings whose slots are not shared with the state before
	for _, slot := range read {
		if !own[slot.OpeningID] {
			own[slot.OpeningID] = true
			s.slots[slot.OpeningID] = maps.Clone(s.slots[slot.OpeningID])
			if s.slots[slot.OpeningID] == nil {
				s.slots[slot.OpeningID] = map[jema.SlotID]jema.Slot{}
			}
		}
		s.slots[slot.OpeningID][slot.ID] = slot
	}
}

// visible is what pages show of an opening's slots.
type visible struct {
	seats   Seats
	allFull bool
	words   []seatWords // of a list, in each of catalogue.Languages
	stamp   uint64      // changes with anything that is shown of a slot
	offer   uint64      // changes with anything but how many places are taken, and how many wait
	filled  *sync.Map   // words at marks of its slots, by mark; states with the same stamp share them
}

// countPlaces counts and words what each opening has left.
func (s *State) countPlaces(before *State) {
	s.visible = make(map[jema.OpeningID]visible, len(s.slots))
	for opening, slots := range s.slots {
		var v visible
		for _, slot := range slots {
			v.seats.Count(slot, s.Now)
			v.allFull = v.allFull || slot.Audience == jema.AudiencePublic && slot.State(s.Now) == jema.SlotFull
			v.stamp ^= stampOf(slot, s.Now)
			v.offer ^= stampOf(withoutCounts(slot, s.Now))
		}
		v.allFull = v.allFull && v.seats.Most == 0
		v.words = s.wordsOf(opening, v, before)
		if v.filled = (&sync.Map{}); before != nil && before.visible[opening].stamp == v.stamp {
			v.filled = before.visible[opening].filled
		}
		s.visible[opening] = v
	}
}

// seatWords are what lists in one language show of an opening's places.
type seatWords struct{ left, full string }

func (s *State) wordsOf(opening jema.OpeningID, v visible, before *State) []seatWords {
	if before != nil {
		if was := before.visible[opening]; was.words != nil && was.seats.equal(v.seats) && was.allFull == v.allFull {
			return was.words
		}
	}
	words := make([]seatWords, len(catalogue.Languages))
	for i, language := range catalogue.Languages {
		voice := catalogue.In(language)
		words[i] = seatWords{LeftWords(voice, v.seats, s.Place.Edition.Zone), FullWords(voice, v.allFull)}
	}
	return words
}

var seed = maphash.MakeSeed()

// withoutCounts returns a slot that is in the same state at a moment, whatever is taken of
// it and whoever waits.
func withoutCounts(slot jema.Slot, now time.Time) (jema.Slot, time.Time) {
	isFull := slot.Taken+slot.Held >= slot.Capacity
	slot.Taken, slot.Held, slot.Waiting = 0, 0, 0
	if isFull {
		slot.Taken = slot.Capacity
	}
	return slot, now
}

// stampOf is a number that changes with anything that a page shows of a slot.
func stampOf(slot jema.Slot, now time.Time) uint64 {
	return maphash.Comparable(seed, struct {
		id                              jema.SlotID
		start, end, from, until         int64
		capacity, taken, held, waiting  int
		audience, note                  string
		stored, state                   jema.SlotState
		open, begun, bookable, stillNow bool
	}{
		slot.ID, slot.Start.Unix(), slot.End.Unix(), slot.BookableFrom.Unix(), slot.BookableUntil.Unix(),
		slot.Capacity, slot.Taken, slot.Held, slot.Waiting, slot.Audience, slot.Note, slot.Stored, slot.State(now),
		slot.BookingOpen, !now.Before(slot.Start), slot.BookableYet(now), slot.BookableStill(now),
	})
}

// Shown is what a page depends on that shows openings of every commune.
func (s *State) Shown() []int64 {
	shown := make([]int64, len(s.ByCommune))
	for i, c := range s.ByCommune {
		shown[i] = c.Content
	}
	return shown
}

// ShownOf is what depends on an opening: on its commune, and its slots.
func (s *State) ShownOf(opening jema.OpeningID) []int64 {
	return s.shownOf(opening, s.visible[opening].stamp)
}

// OfferOf is ShownOf for what has marks where it shows how many places are left, and how
// many wait: what an opening's own page depends on.
func (s *State) OfferOf(opening jema.OpeningID) []int64 {
	return s.shownOf(opening, s.visible[opening].offer)
}

func (s *State) shownOf(opening jema.OpeningID, stamp uint64) []int64 {
	i, isThere := s.content.at[opening]
	if !isThere {
		return nil
	}
	shown := []int64{int64(stamp)} //nolint:gosec // a hash
	for _, c := range s.ByCommune {
		if c.INSEE == s.content.entries[i].Commune.INSEE {
			shown = append(shown, c.Content)
		}
	}
	return shown
}
