package postgres_test

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"sync"
	"testing"
	"time"

	"jema/internal/jema"
	"jema/internal/links"
	"jema/internal/postgres"
	"jema/internal/postgres/storetest"
)

// crowd books in batches, as the engine does, from networks.
type crowd struct {
	t     *testing.T
	w     *storetest.World
	pool  *postgres.BookingPool
	slots []jema.SlotID
	now   time.Time
	n     int
}

func newCrowd(t *testing.T, limit int) *crowd {
	w := storetest.New(t)
	if err := w.Store.SetClientBookings(t.Context(), w.Territory.ID, limit); err != nil {
		t.Fatal(err)
	}
	pool, err := w.Store.BookingPool(1, w.Territory.ID)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = pool.Close() })
	c := &crowd{t: t, w: w, pool: pool, now: storetest.Now}
	for i := range 4 {
		o := w.Opening(fmt.Sprint("Tournage ", i))
		for j := range 8 {
			c.slots = append(c.slots, o.Slot("2027-04-10", jema.Clock(540+60*j), jema.Clock(600+60*j), 500))
		}
	}
	return c
}

// visit is a request of a new visitor of a network, for any slot.
func (c *crowd) visit(near, wide int64, party int) postgres.PreparedRequest {
	c.n++
	r := request(c.slots[c.n%len(c.slots)], fmt.Sprint("k", c.n), party)
	r.Client = jema.Client{Near: near, Wide: wide}
	return postgres.PreparedRequest{BookingRequest: r, Code: fmt.Sprintf("%08d", c.n), TokenHash: links.Hash(r.Key)}
}

func (c *crowd) visits(n int, near, wide int64, party int) (list []postgres.PreparedRequest) {
	for range n {
		list = append(list, c.visit(near, wide, party))
	}
	return list
}

func (c *crowd) ask(requests ...postgres.PreparedRequest) []postgres.BookingOutcome {
	c.t.Helper()
	outcomes, err := c.pool.BookBatch(c.t.Context(), c.now, requests)
	if err != nil {
		c.t.Fatal(err)
	}
	return outcomes
}

// made sends requests and expects want bookings and, for having too many, refused refusals.
func (c *crowd) made(what string, want, refused int, requests ...postgres.PreparedRequest) {
	c.t.Helper()
	made, tooMany := 0, 0
	for _, o := range c.ask(requests...) {
		switch o.Outcome {
		case postgres.OutcomeCreated:
			made++
		case postgres.OutcomeTooMany:
			tooMany++
		}
	}
	if made != want || tooMany != refused {
		c.t.Errorf("%s: %d bookings and %d refusals, want %d and %d", what, made, tooMany, want, refused)
	}
}

func TestANetworkBooksSoManyInTenMinutes(t *testing.T) {
	c := newCrowd(t, 8)
	c.made("a batch of one network", 8, 4, c.visits(12, 1, 0, 1)...)
	c.made("the same network again", 0, 1, c.visit(1, 0, 1))
	c.made("another network", 8, 0, c.visits(8, 2, 0, 1)...)
	c.made("the desk", 20, 0, c.visits(20, 0, 0, 1)...)
	c.now = c.now.Add(4 * time.Minute)
	late := c.ask(c.visit(1, 0, 1))[0]
	if late.Outcome != postgres.OutcomeTooMany || late.Pause != 6*time.Minute {
		t.Errorf("four minutes later: %+v", late)
	}
	c.now = c.now.Add(6 * time.Minute)
	c.made("ten minutes later", 8, 1, c.visits(9, 1, 0, 1)...)
	c.w.Holds()
}

func TestANetworkTakesOnlySoManyPlaces(t *testing.T) {
	c := newCrowd(t, 20)
	c.made("sixty places", 7, 3, c.visits(10, 1, 0, 8)...)
	c.made("what is left of them", 1, 1, c.visit(1, 0, 4), c.visit(1, 0, 1))
	small := newCrowd(t, 2)
	small.made("a class where two bookings are allowed", 1, 0, small.visit(1, 0, 8))
	c.w.Holds()
}

func TestANetworkBooksSoManyInADay(t *testing.T) {
	c := newCrowd(t, 4)
	for range 5 {
		c.made("every ten minutes", 4, 0, c.visits(4, 1, 0, 1)...)
		c.now = c.now.Add(10 * time.Minute)
	}
	got := c.ask(c.visit(1, 0, 1))[0]
	if got.Outcome != postgres.OutcomeTooMany || got.Pause != 24*time.Hour-50*time.Minute {
		t.Errorf("the twenty-first of a day: %+v", got)
	}
	c.now = storetest.Now.Add(24 * time.Hour)
	c.made("the day after", 4, 1, c.visits(5, 1, 0, 1)...)
}

// A contact is counted where it is typed: what a stranger does with somebody's
// address elsewhere leaves that person every booking there is.
func TestAContactIsCountedByNetwork(t *testing.T) {
	c := newCrowd(t, 24)
	same := func(near int64, n int) []postgres.PreparedRequest {
		list := c.visits(n, near, 0, 1)
		for i := range list {
			list[i].Email = "victime@example.org"
		}
		return list
	}
	c.made("a stranger with an address", 10, 5, same(1, 15)...)
	c.made("the stranger with another", 1, 0, c.visit(1, 0, 1))
	c.now = c.now.Add(time.Hour)
	c.made("the stranger later that day", 0, 1, same(1, 1)...)
	c.made("the person", 10, 0, same(2, 10)...)
}

// Answers that reveal somebody's bookings run out. After that every request of
// that network is refused, so that the refusal reveals nothing either.
func TestAnswersThatTellRunOut(t *testing.T) {
	c := newCrowd(t, 40)
	theirs := c.visit(7, 0, 1)
	c.made("somebody", 1, 0, theirs)
	probe := func() postgres.PreparedRequest {
		r := c.visit(1, 0, 1)
		r.SlotID, r.Email = theirs.SlotID, theirs.Email
		return r
	}
	kinds := map[string]int{}
	for range 4 {
		for _, o := range c.ask(probe(), probe(), probe()) {
			kinds[o.Outcome]++
		}
	}
	if kinds["already"] != 10 || kinds[postgres.OutcomeTooMany] != 2 {
		t.Errorf("twelve probes: %v", kinds)
	}
	c.made("an honest visitor of that network", 0, 1, c.visit(1, 0, 1))
	c.now = c.now.Add(10 * time.Minute)
	c.made("ten minutes later", 1, 0, c.visit(1, 0, 1))
}

func TestALargeNetworkHasMoreRoom(t *testing.T) {
	c := newCrowd(t, 4)
	for household := range int64(4) {
		c.made("a household", 4, 1, c.visits(5, 1+household, 99, 1)...)
	}
	c.made("the fifth household", 0, 1, c.visit(50, 99, 1))
	c.made("elsewhere", 1, 0, c.visit(50, 98, 1))
}

// A key that is stored is answered whatever its network did since, and refused
// requests count for nothing.
func TestALimitIsForNewBookings(t *testing.T) {
	c := newCrowd(t, 3)
	first := c.visit(1, 0, 1)
	c.made("the limit", 3, 0, first, c.visit(1, 0, 1), c.visit(1, 0, 1))
	if got := c.ask(first)[0]; got.Outcome != postgres.OutcomeRepeated || got.ID == 0 {
		t.Errorf("the first key again: %+v", got)
	}
	wide := c.visits(6, 2, 0, 300)
	c.made("parties that are too large", 0, 0, wide...)
	c.made("after refusals", 3, 0, c.visits(3, 2, 0, 1)...)
	busy := c.visit(3, 0, 1)
	busy.NearBusy.Bookings = 3
	if got := c.ask(busy)[0]; got.Outcome != postgres.OutcomeTooMany || got.Pause != time.Second {
		t.Errorf("while three more are under way: %+v", got)
	}
	c.made("beside so many places under way", 1, 1, c.visitBeside(29), c.visitBeside(30))
	c.made("without a limit", 0, 1, c.visit(1, 0, 1))
	if err := c.w.Store.SetClientBookings(t.Context(), c.w.Territory.ID, 0); err != nil {
		t.Fatal(err)
	}
	c.made("without a limit", 50, 0, c.visits(50, 1, 0, 1)...)
	c.w.Holds()
}

// visitBeside is a request for one place from a network of its own, for which that number
// of places is under way.
func (c *crowd) visitBeside(places int) postgres.PreparedRequest {
	r := c.visit(int64(1000+places), 0, 1)
	r.NearBusy = postgres.Busy{Bookings: 1, Places: places}
	return r
}

// A pool books in its own territory alone.
func TestAnothersSlotIsMissing(t *testing.T) {
	c := newCrowd(t, 3)
	other, err := c.w.Store.CreateTerritory(t.Context(), jema.Territory{Slug: "ailleurs", Name: "Ailleurs"})
	if err != nil {
		t.Fatal(err)
	}
	pool, err := c.w.Store.BookingPool(1, other.ID)
	if err != nil {
		t.Fatal(err)
	}
	defer func() { _ = pool.Close() }()
	got, err := pool.BookBatch(t.Context(), c.now, c.visits(1, 1, 0, 1))
	if err != nil || got[0].Outcome != "missing" {
		t.Errorf("%+v, %v", got, err)
	}
}

func TestNetworksAreForgottenAfterADay(t *testing.T) {
	c := newCrowd(t, 3)
	c.made("today", 3, 0, c.visits(3, 1, 0, 1)...)
	c.now = c.now.Add(23 * time.Hour)
	c.made("tomorrow", 2, 0, c.visits(2, 2, 0, 1)...)
	for i, want := range []int{0, 3} {
		n, err := c.w.Store.ForgetClients(t.Context(), c.now.Add(time.Duration(i)*time.Hour))
		if err != nil || n != want {
			t.Errorf("%d hours later %d are forgotten, want %d, %v", i, n, want, err)
		}
	}
	if n := count(t, c.w, `SELECT count(*) FROM booking_client`); n != 2 {
		t.Errorf("%d rows are left, want 2", n)
	}
}

func TestClientBookingsAreChecked(t *testing.T) {
	w := storetest.New(t)
	for _, n := range []int{-1, jema.ClientBookingsMost + 1} {
		if err := w.Store.SetClientBookings(t.Context(), w.Territory.ID, n); jema.KindOf(err) != jema.KindInvalid {
			t.Errorf("%d: %v", n, err)
		}
	}
	if w.Territory.ClientBookings != 80 {
		t.Errorf("a territory begins with %d", w.Territory.ClientBookings)
	}
}

// Two independent programs count together; only what both have in the database
// in the same instant is not counted yet.
func TestProgramsCountTogether(t *testing.T) {
	c := newCrowd(t, 10)
	other, err := c.w.Store.BookingPool(1, c.w.Territory.ID)
	if err != nil {
		t.Fatal(err)
	}
	defer func() { _ = other.Close() }()
	made := 0
	for i := range 30 {
		ask := []func(context.Context, time.Time, []postgres.PreparedRequest) ([]postgres.BookingOutcome,
			error){c.pool.BookBatch, other.BookSlot}[i%2]
		outcomes, err := ask(t.Context(), c.now, []postgres.PreparedRequest{c.visit(1, 0, 1)})
		if err != nil {
			t.Fatal(err)
		}
		if slices.ContainsFunc(outcomes,
			func(o postgres.BookingOutcome) bool { return o.Outcome == postgres.OutcomeCreated }) {
			made++
		}
	}
	if made != 10 {
		t.Errorf("%d bookings through two programs, want 10", made)
	}
}

// grow enlarges the party of a booking, from a network.
func (c *crowd) grow(key string, size int, client jema.Client) error {
	change := postgres.PartyChange{TerritoryID: c.w.Territory.ID, TokenHash: links.Hash(key), Size: size, Client: client}
	return c.w.Store.ChangeParty(c.t.Context(), change, c.now)
}

// taken are the places of all bookings.
func (c *crowd) taken() int {
	return count(c.t, c.w, `SELECT coalesce(sum(party_size), 0) FROM booking WHERE status <> 'cancelled'`)
}

// Bookings of one place that grow afterwards take no more than bookings that
// were large from the beginning; the desk adds places without limit.
func TestAddedPlacesAreCounted(t *testing.T) {
	c := newCrowd(t, 20)
	small := c.visits(10, 1, 0, 1)
	c.made("ten of one place", 10, 0, small...)
	for i, r := range small[:7] {
		if err := c.grow(r.Key, 8, jema.Client{Near: 1}); err != nil {
			t.Errorf("booking %d: %v", i, err)
		}
	}
	c.now = c.now.Add(4 * time.Minute)
	err := c.grow(small[7].Key, 3, jema.Client{Near: 1})
	if !errors.Is(err, jema.ErrTooManyBookings) || pauseOf(err) != 6*time.Minute {
		t.Errorf("beyond sixty places: %v, after %s", err, pauseOf(err))
	}
	if n := c.taken(); n != 59 {
		t.Errorf("%d places are taken, want 59", n)
	}
	mustDo(t, c.grow(small[0].Key, 1, jema.Client{Near: 1})) // fewer always
	refusedWith(t, c.grow(small[0].Key, 3, jema.Client{Near: 1}), jema.ErrTooManyBookings)
	mustDo(t, c.grow(small[8].Key, 8, jema.Client{}))        // the desk
	mustDo(t, c.grow(small[9].Key, 8, jema.Client{Near: 2})) // another network
	c.made("what is left after growing", 1, 1, c.visit(1, 0, 1), c.visit(1, 0, 8))
	c.now = c.now.Add(6 * time.Minute)
	mustDo(t, c.grow(small[7].Key, 3, jema.Client{Near: 1}))
	mustDo(t, c.w.Store.SetClientBookings(t.Context(), c.w.Territory.ID, 0))
	for i := range small {
		mustDo(t, c.grow(small[i].Key, 7, jema.Client{Near: 1}))
	}
	c.w.Holds()
}

func pauseOf(err error) time.Duration {
	if refusal, ok := errors.AsType[*jema.Error](err); ok {
		return refusal.Pause
	}
	return 0
}

// Whoever grows many bookings in one instant finds no more room than whoever
// grows them one after the other.
func TestRivalsGrowNoFurther(t *testing.T) {
	c := newCrowd(t, 20)
	small := c.visits(20, 1, 9, 1)
	c.made("twenty of one place", 20, 0, small...)
	c.now = c.now.Add(10 * time.Minute)
	var rivals sync.WaitGroup
	for _, r := range small {
		rivals.Go(func() {
			if err := c.grow(r.Key, 7, jema.Client{Near: 1, Wide: 9}); err != nil && !errors.Is(err, jema.ErrTooManyBookings) {
				t.Error(err)
			}
		})
	}
	rivals.Wait()
	if n := c.taken(); n != 20+60 {
		t.Errorf("%d places are taken, want 80", n)
	}
	c.w.Holds()
}

// history is what two equal networks did before one of them requests a booking
// of three places, and the other three more places in a booking.
type history struct {
	limit int
	did   func(c *crowd, near, wide int64) []postgres.PreparedRequest
	wait  time.Duration
	room  bool // for three places
}

func visited(n, party int) func(c *crowd, near, wide int64) []postgres.PreparedRequest {
	return func(c *crowd, near, wide int64) []postgres.PreparedRequest { return c.visits(n, near, wide, party) }
}

func households(n int) func(c *crowd, near, wide int64) []postgres.PreparedRequest {
	return func(c *crowd, near, wide int64) (list []postgres.PreparedRequest) {
		for h := range n {
			list = append(list, c.visits(6, 100*near+int64(h), wide, 1)...)
		}
		return list
	}
}

func withOneContact(n int) func(c *crowd, near, wide int64) []postgres.PreparedRequest {
	return func(c *crowd, near, wide int64) []postgres.PreparedRequest {
		list := c.visits(n, near, wide, 1)
		for i := range list {
			list[i].Email = contactOf(near)
		}
		return list
	}
}

func contactOf(near int64) string { return fmt.Sprintf("contact%d@example.org", near) }

// A party grows exactly where a booking of as many places would be made.
func TestGrowthIsRefusedWhereABookingIs(t *testing.T) {
	for name, h := range map[string]history{
		"bookings":           {limit: 6, did: visited(6, 1)},
		"one booking fewer":  {limit: 6, did: visited(5, 1), room: true},
		"places":             {limit: 10, did: visited(4, 7)},
		"one place fewer":    {limit: 10, did: visited(9, 3), room: true},
		"ten minutes later":  {limit: 10, did: visited(4, 7), wait: 10 * time.Minute, room: true},
		"households":         {limit: 6, did: households(4)},
		"fewer households":   {limit: 6, did: households(3), room: true},
		"one contact":        {limit: 40, did: withOneContact(10), wait: time.Hour},
		"one contact, fewer": {limit: 40, did: withOneContact(9), wait: time.Hour, room: true},
	} {
		t.Run(name, func(t *testing.T) {
			c := newCrowd(t, h.limit)
			grows, asks := c.visit(7, 0, 1), c.visit(1, 91, 3)
			grows.Email, asks.Email = contactOf(2), contactOf(1)
			c.made("the booking that grows", 1, 0, grows)
			for near := range int64(2) {
				requests := h.did(c, near+1, near+91)
				c.made("the history", len(requests), 0, requests...)
			}
			c.now = c.now.Add(h.wait)
			booked := c.ask(asks)[0]
			grown := c.grow(grows.Key, 4, jema.Client{Near: 2, Wide: 92})
			if (booked.Outcome == postgres.OutcomeCreated) != h.room || (grown == nil) != h.room {
				t.Fatalf("the booking: %+v; the growth: %v; room: %t", booked, grown, h.room)
			}
			if !h.room && pauseOf(grown) != booked.Pause {
				t.Errorf("a booking waits %s, a growth %s", booked.Pause, pauseOf(grown))
			}
		})
	}
}

// A day has its own limits: five times those of ten minutes.
func TestGrowthOfADay(t *testing.T) {
	c := newCrowd(t, 4)
	first := c.visit(7, 0, 1)
	c.made("the booking that grows", 1, 0, first)
	for range 5 {
		c.made("every ten minutes", 4, 0, c.visits(4, 1, 0, 1)...)
		c.now = c.now.Add(10 * time.Minute)
	}
	err := c.grow(first.Key, 2, jema.Client{Near: 1})
	if !errors.Is(err, jema.ErrTooManyBookings) || pauseOf(err) != 24*time.Hour-50*time.Minute {
		t.Errorf("after twenty bookings of a day: %v, after %s", err, pauseOf(err))
	}
}
