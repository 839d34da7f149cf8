package booking_test

import (
	"cmp"
	"errors"
	"fmt"
	"slices"
	"testing"
	"time"

	"pgregory.net/rapid"

	"jema/internal/booking"
	"jema/internal/jema"
	"jema/internal/links"
	"jema/internal/postgres"
	"jema/internal/postgres/storetest"
	"jema/internal/proptest"
)

// lived is a booking as one would think it up.
type lived struct {
	key, contact string
	slot, party  int
	status       jema.BookingStatus
	offered      int // on which day
}

func (l *lived) sits() bool {
	return l.status == jema.Confirmed || l.status == jema.Offered
}

// lives is a model of two slots and everything that can happen to their
// bookings. The database must agree with it.
type lives struct {
	capacity, held [2]int
	all            []*lived // in order of arrival
	day            int
}

func (m *lives) taken(slot int) (n int) {
	for _, l := range m.all {
		if l.slot == slot && l.sits() {
			n += l.party
		}
	}
	return n
}

func (m *lives) free(slot int) int { return m.capacity[slot] - m.held[slot] - m.taken(slot) }

// offers gives what is free to those who wait and fit, in order of arrival.
func (m *lives) offers(slot int) {
	for _, l := range m.all {
		if l.slot == slot && l.status == jema.Waiting && l.party <= m.free(slot) {
			l.status, l.offered = jema.Offered, m.day
		}
	}
}

func (m *lives) ends(l *lived) error {
	l.status = jema.BookingCancelled
	m.offers(l.slot)
	return nil
}

func (m *lives) admits(slot, party, free int) error {
	switch {
	case party > m.capacity[slot] || party > partyMax:
		return jema.ErrPartyTooLarge
	case party > free:
		return jema.ErrSlotFull
	}
	return nil
}

// has reports whether somebody has a booking in a slot that is not cancelled.
func (m *lives) has(contact string, slot int) bool {
	return slices.ContainsFunc(m.all, func(l *lived) bool {
		return l.contact == contact && l.slot == slot && l.status != jema.BookingCancelled
	})
}

func (m *lives) book(l *lived, wait bool) error {
	if err := m.admits(l.slot, l.party, m.capacity[l.slot]); err != nil {
		return err
	}
	l.status = jema.Confirmed
	switch {
	case m.has(l.contact, l.slot):
		return jema.ErrAlreadyBooked
	case l.party <= m.free(l.slot):
	case wait:
		l.status = jema.Waiting
	default:
		return jema.ErrSlotFull
	}
	m.all = append(m.all, l)
	return nil
}

func (m *lives) answers(l *lived, what string) error {
	refusals := map[string]map[jema.BookingStatus]error{
		"accept":  {jema.Waiting: jema.ErrOfferGone, jema.BookingCancelled: jema.ErrOfferGone},
		"decline": {jema.Waiting: jema.ErrOfferGone, jema.Confirmed: jema.ErrOfferAnswer},
		"leave":   {jema.Offered: jema.ErrOfferMade, jema.Confirmed: jema.ErrOfferAnswer},
		"cancel":  {},
	}
	switch refused := refusals[what][l.status]; {
	case refused != nil:
		return refused
	case what == "accept":
		l.status = jema.Confirmed
		return nil
	case l.status == jema.BookingCancelled:
		return nil
	}
	return m.ends(l)
}

func (m *lives) resizes(l *lived, party int) error {
	if l.status == jema.BookingCancelled {
		return jema.ErrNothingLive
	}
	if party > l.party {
		free := m.free(l.slot) + l.party
		if l.status == jema.Waiting {
			free = m.capacity[l.slot]
		}
		if err := m.admits(l.slot, party, free); err != nil {
			return err
		}
	}
	l.party = party
	m.offers(l.slot)
	return nil
}

func (m *lives) moves(l *lived, to int) error {
	switch {
	case to == l.slot && l.status == jema.Confirmed:
		return nil
	case to == l.slot:
		return jema.ErrElsewhere
	case l.status == jema.BookingCancelled:
		return jema.ErrNothingLive
	}
	if err := m.admits(to, l.party, m.free(to)); err != nil {
		return err
	}
	if m.has(l.contact, to) {
		return jema.ErrAlreadyBooked
	}
	from := l.slot
	l.slot, l.status = to, jema.Confirmed
	m.offers(from)
	return nil
}

func (m *lives) sizes(slot, capacity int) error {
	waits := func(l *lived) bool { return l.slot == slot && l.status == jema.Waiting && l.party > capacity }
	switch {
	case capacity == m.capacity[slot]:
	case capacity < m.taken(slot):
		return jema.Conflict("slot.below_taken")
	case slices.ContainsFunc(m.all, waits):
		return jema.Conflict("slot.below_waiting")
	case capacity < m.taken(slot)+m.held[slot]:
		return jema.ErrSlotBelowHeld
	}
	m.capacity[slot] = capacity
	m.offers(slot)
	return nil
}

func (m *lives) keeps(slot, places int) error {
	if places > m.capacity[slot]-m.taken(slot) {
		return jema.ErrSlotBelowHeld
	}
	m.held[slot] = places
	m.offers(slot)
	return nil
}

// passes lets two days go by, after which no earlier offer is valid.
func (m *lives) passes() {
	open := slices.DeleteFunc(slices.Clone(m.all), func(l *lived) bool { return l.status != jema.Offered })
	slices.SortStableFunc(open, func(a, b *lived) int { return cmp.Compare(a.offered, b.offered) })
	m.day += 2
	for _, l := range open {
		_ = m.ends(l)
	}
}

// Bookings, offers, moves, changes and capacities at random: each gets the
// model's answer, and afterwards the database has the model's content.
func TestALifeIsAsInTheModel(t *testing.T) {
	unlessSet(t, "rapid.checks", "30")
	w := storetest.New(t)
	run := 0
	proptest.Check(t, func(t *rapid.T) {
		run++
		o := w.Opening(fmt.Sprintf("Vie %d", run))
		d := &deeds{w: w, e: engineAt(w, func() time.Time { return storetest.Now }), run: run}
		d.slots = [2]jema.SlotID{o.Slot("2027-04-10", 600, 660, 4), o.Slot("2027-04-10", 700, 760, 6)}
		d.m.capacity = [2]int{4, 6}
		t.Repeat(map[string]func(*rapid.T){"book": d.book, "answer": d.onOne(d.answer), "resize": d.onOne(d.resize),
			"move": d.onOne(d.move), "size": d.size, "keep": d.keep, "pass": d.pass, "": d.agree})
	})
	w.Holds()
}

func engineAt(w *storetest.World, now func() time.Time) *booking.Engine {
	return booking.New(w.Store.BookBatch, links.Links{}, now)
}

// deeds does to the model and to the database the same.
type deeds struct {
	w     *storetest.World
	e     *booking.Engine
	run   int
	m     lives
	slots [2]jema.SlotID
}

func (d *deeds) now() time.Time { return storetest.Now.AddDate(0, 0, d.m.day) }

// same fails when the answers of the database and the model differ.
func (d *deeds) same(t *rapid.T, what string, model, got error) {
	t.Helper()
	if said, want := fmt.Sprint(got), fmt.Sprint(model); !errors.Is(got, model) && said != want {
		t.Fatalf("%s: told %v, the model says %v", what, got, model)
	}
}

func (d *deeds) book(t *rapid.T) {
	l := &lived{key: fmt.Sprintf("vie %d %d", d.run, len(d.m.all)+1000*rapid.IntRange(0, 1<<20).Draw(t, "key")),
		contact: fmt.Sprintf("%d@example.org", rapid.IntRange(1, 9).Draw(t, "contact")),
		slot:    rapid.IntRange(0, 1).Draw(t, "slot"), party: rapid.IntRange(1, 5).Draw(t, "party")}
	r := request(d.slots[l.slot], l.key, l.party)
	r.Email, r.Wait = l.contact, rapid.Bool().Draw(t, "wait")
	model := d.m.book(l, r.Wait)
	_, err := d.e.Book(t.Context(), r)
	d.same(t, "booking", model, err)
}

// onOne is an action on one of the bookings; where there is none yet, it books.
func (d *deeds) onOne(act func(t *rapid.T, l *lived, hash []byte)) func(*rapid.T) {
	return func(t *rapid.T) {
		if len(d.m.all) == 0 {
			d.book(t)
			return
		}
		l := rapid.SampledFrom(d.m.all).Draw(t, "booking")
		act(t, l, links.Hash(links.Links{}.ManageToken(l.key, 1)))
	}
}

func (d *deeds) answer(t *rapid.T, l *lived, hash []byte) {
	what := rapid.SampledFrom([]string{"accept", "decline", "leave", "cancel"}).Draw(t, "answer")
	do := map[string]func() error{
		"accept":  func() error { return d.w.Store.AcceptOffer(t.Context(), d.w.Territory.ID, hash, d.now()) },
		"decline": func() error { return d.w.Store.DeclineOffer(t.Context(), d.w.Territory.ID, hash, d.now()) },
		"leave":   func() error { return d.w.Store.LeaveWaiting(t.Context(), d.w.Territory.ID, hash, d.now()) },
		"cancel":  func() error { return d.w.Store.CancelBooking(t.Context(), d.w.Territory.ID, hash, d.now()) },
	}[what]
	d.same(t, what, d.m.answers(l, what), do())
}

func (d *deeds) resize(t *rapid.T, l *lived, hash []byte) {
	party := rapid.IntRange(1, 9).Draw(t, "party")
	if party == l.party && l.status != jema.BookingCancelled {
		party++ // what changes nothing is another test's
	}
	change := postgres.PartyChange{TerritoryID: d.w.Territory.ID, TokenHash: hash, Size: party}
	d.same(t, "resizing", d.m.resizes(l, party), d.w.Store.ChangeParty(t.Context(), change, d.now()))
}

func (d *deeds) move(t *rapid.T, l *lived, hash []byte) {
	to := rapid.IntRange(0, 1).Draw(t, "to")
	d.same(t, "moving", d.m.moves(l, to), d.w.Store.MoveBooking(t.Context(), d.w.Territory.ID, hash, d.slots[to], d.now()))
}

func (d *deeds) size(t *rapid.T) {
	slot, n := rapid.IntRange(0, 1).Draw(t, "slot"), rapid.IntRange(1, 9).Draw(t, "capacity")
	d.same(t, "resizing the slot", d.m.sizes(slot, n), d.w.Store.ReviseSlot(t.Context(), d.w.Territory.ID, d.slots[slot],
		postgres.SlotRevision{Capacity: new(n)}, d.now()))
}

func (d *deeds) keep(t *rapid.T) {
	slot, n := rapid.IntRange(0, 1).Draw(t, "slot"), rapid.IntRange(0, 4).Draw(t, "places")
	d.same(t, "keeping places", d.m.keeps(slot, n), d.w.Store.ReviseSlot(t.Context(), d.w.Territory.ID, d.slots[slot],
		postgres.SlotRevision{Held: new(n)}, d.now()))
}

// pass lets time go by; so near the visit that none is left, it books.
func (d *deeds) pass(t *rapid.T) {
	if d.m.day > 20 {
		d.book(t)
		return
	}
	if _, err := d.w.DB.Exec(`UPDATE message SET state = 'sent', done_at = due_at WHERE state = 'queued'`); err != nil {
		t.Fatal(err)
	}
	d.m.passes()
	if _, err := d.w.Store.ExpireOffers(t.Context(), d.now()); err != nil {
		t.Fatal(err)
	}
}

// agree compares both slots and every booking.
func (d *deeds) agree(t *rapid.T) {
	for i, id := range d.slots {
		var s struct{ Capacity, Held, Taken int }
		if err := d.w.DB.Get(&s, `SELECT capacity, held, taken FROM slot WHERE id = $1`, id); err != nil ||
			s.Capacity != d.m.capacity[i] || s.Held != d.m.held[i] || s.Taken != d.m.taken(i) {
			t.Fatalf("slot %d is %+v (%v); the model has %d, %d held, %d taken", i, s, err, d.m.capacity[i],
				d.m.held[i], d.m.taken(i))
		}
	}
	for _, l := range d.m.all {
		var b struct {
			Status jema.BookingStatus
			Party  int
			Slot   jema.SlotID
		}
		err := d.w.DB.Get(&b, `SELECT status, party_size AS party, slot_id AS slot FROM booking WHERE idempotency_key = $1`,
			l.key)
		if err != nil || b.Status != l.status || b.Party != l.party || b.Slot != d.slots[l.slot] {
			t.Fatalf("%s is %+v (%v); the model says %+v", l.key, b, err, *l)
		}
	}
}
