package booking_test

import (
	"context"
	"fmt"
	"log/slog"
	"sync"
	"testing"
	"time"

	"jema/internal/booking"
	"jema/internal/jema"
	"jema/internal/links"
	"jema/internal/postgres"
	"jema/internal/postgres/storetest"
)

// clock is a clock to set, as somebody sets that of a machine.
type clock struct {
	mu  sync.Mutex
	now time.Time
}

func (c *clock) Now() time.Time {
	c.mu.Lock()
	defer c.mu.Unlock()
	return c.now
}

func (c *clock) set(now time.Time) {
	c.mu.Lock()
	defer c.mu.Unlock()
	c.now = now
}

// watch is a world in which two processes do the upkeep, by one clock.
type watch struct {
	*storetest.World
	t     *testing.T
	clock *clock
	slot  jema.SlotID
	desk  jema.AccountID
}

func newWatch(t *testing.T, day string) *watch {
	w := storetest.New(t)
	// An edition over the night in which the clocks change.
	_, err := w.DB.Exec(`UPDATE edition SET starts_on = '2027-03-26', ends_on = '2027-04-11', booking_opens_at =
		'2027-02-01'`)
	if err != nil {
		t.Fatal(err)
	}
	slot := w.Opening("Tournage").Slot(day, 840, 900, 2)
	return &watch{w, t, &clock{now: storetest.Now}, slot, w.Account("accueil@example.org", jema.RoleDesk).ID}
}

// rounds lets two processes do one round of upkeep each, at once.
func (w *watch) rounds(now time.Time) {
	w.t.Helper()
	w.clock.set(now)
	var both sync.WaitGroup
	for range 2 {
		both.Go(func() { booking.NewUpkeep(w.Store, w.clock.Now, slog.New(slog.DiscardHandler)).Round(w.t.Context()) })
	}
	both.Wait()
	w.Holds()
}

func (w *watch) book(now time.Time, key string, party int) {
	w.t.Helper()
	r := request(w.slot, key, party)
	r.Wait, r.Origin = true, jema.OriginWeb
	out, err := w.Store.BookBatch(w.t.Context(), now, []postgres.PreparedRequest{{BookingRequest: r, Code: "00000001",
		TokenHash: links.Hash(key)}})
	if err != nil || out[0].Outcome != "created" {
		w.t.Fatalf("%s: %+v, %v", key, out, err)
	}
}

func (w *watch) stands(want map[string]string) {
	w.t.Helper()
	for key, status := range want {
		v, err := w.Store.BookingByToken(w.t.Context(), w.Territory.ID, links.Hash(key), w.clock.Now())
		if err != nil || string(v.Booking.Status) != status {
			w.t.Errorf("%s is %s (%v), want %s", key, v.Booking.Status, err, status)
		}
	}
}

func (w *watch) told(kind string, want int) {
	w.t.Helper()
	var n int
	if err := w.DB.Get(&n, `SELECT count(*) FROM message WHERE kind = $1`, kind); err != nil || n != want {
		w.t.Errorf("%d messages of kind %s (%v), want %d", n, kind, err, want)
	}
}

func (w *watch) mailed() {
	w.t.Helper()
	if _, err := w.DB.Exec(`UPDATE message SET state = 'sent', done_at = due_at WHERE state = 'queued'`); err != nil {
		w.t.Fatal(err)
	}
}

func at(t *testing.T, s string) time.Time {
	t.Helper()
	zone, err := time.LoadLocation("Europe/Paris")
	if err != nil {
		t.Fatal(err)
	}
	when, err := time.ParseInLocation("2006-01-02 15:04", s, zone)
	if err != nil {
		t.Fatal(err)
	}
	return when
}

// In the night of 28 March 2027 clocks go from two to three: an offer of
// Saturday evening pauses in it, and ends on Sunday by local time.
func TestOffersOverTheShortNight(t *testing.T) {
	w := newWatch(t, "2027-04-10")
	evening := at(t, "2027-03-27 19:00")
	w.book(evening, "un", 2)
	w.book(evening, "deux", 2)
	w.book(evening, "trois", 2)
	if err := w.Store.CancelBooking(t.Context(), w.Territory.ID, links.Hash("un"), evening); err != nil {
		t.Fatal(err)
	}
	w.mailed()
	for _, now := range []string{"2027-03-27 19:01", "2027-03-27 23:59", "2027-03-28 01:59", "2027-03-28 03:00",
		"2027-03-28 08:00", "2027-03-28 18:59"} {
		w.rounds(at(t, now))
		w.stands(map[string]string{"deux": "offered", "trois": "waiting"})
	}
	w.rounds(at(t, "2027-03-28 19:00"))
	w.stands(map[string]string{"deux": "cancelled", "trois": "offered"})
	w.told("offer", 2)
}

// Somebody sets the clock two days ahead, and back: who ran out is out once,
// nobody is offered the same twice, and what was confirmed stays so.
func TestTheClockJumps(t *testing.T) {
	w := newWatch(t, "2027-04-10")
	now := storetest.Now
	for _, key := range []string{"un", "deux", "trois", "quatre"} {
		w.book(now, key, 2)
	}
	if err := w.Store.CancelBooking(t.Context(), w.Territory.ID, links.Hash("un"), now); err != nil {
		t.Fatal(err)
	}
	w.mailed()
	w.rounds(now.AddDate(0, 0, 2)) // ahead
	w.stands(map[string]string{"deux": "cancelled", "trois": "offered", "quatre": "waiting"})
	w.mailed()
	w.rounds(now) // and back: the offer made by the wrong clock stands longer, and is one
	w.rounds(now.Add(time.Minute))
	w.stands(map[string]string{"deux": "cancelled", "trois": "offered", "quatre": "waiting"})
	if err := w.Store.AcceptOffer(t.Context(), w.Territory.ID, links.Hash("trois"), now.Add(time.Minute)); err != nil {
		t.Errorf("accepting by the right clock: %v", err)
	}
	w.rounds(now.AddDate(0, 0, 5))
	w.stands(map[string]string{"trois": "confirmed", "quatre": "waiting"})
	w.told("offer", 2)
	w.told("cancellation", 2)
}

// Reminders go at ten by the clock on the wall of the day before, the short
// night or not, once, also when the clock shows ten twice or never.
func TestRemindersAcrossTheShortNight(t *testing.T) {
	for day, ten := range map[string]string{"2027-03-28": "2027-03-27 10:00", "2027-03-29": "2027-03-28 10:00"} {
		w := newWatch(t, day)
		w.book(storetest.Now, "un", 1)
		w.rounds(at(t, ten).Add(-time.Minute))
		w.told("reminder", 0)
		w.rounds(at(t, ten))
		w.told("reminder", 1)
		w.rounds(at(t, ten).Add(-time.Hour)) // set back
		w.rounds(at(t, ten))
		w.told("reminder", 1)
	}
	w := newWatch(t, "2027-03-29")
	w.book(storetest.Now, "un", 1)
	w.rounds(at(t, "2027-03-27 23:00"))
	w.told("reminder", 0)
	w.rounds(at(t, "2027-03-29 07:00")) // over the hour in one jump
	w.told("reminder", 1)
	w = newWatch(t, "2027-03-29")
	w.book(storetest.Now, "un", 1)
	w.rounds(at(t, "2027-03-29 14:00")) // over the visit
	w.told("reminder", 0)
}

// What a hold that ran out gives back goes to those who wait, in one round.
func TestUpkeepGivesHoldsOn(t *testing.T) {
	w := newWatch(t, "2027-04-10")
	h, err := w.Store.HoldPlaces(t.Context(), postgres.HoldRequest{TerritoryID: w.Territory.ID, SlotID: w.slot,
		AccountID: w.desk, Places: 2}, storetest.Now)
	if err != nil {
		t.Fatal(err)
	}
	w.book(storetest.Now, "attend", 2)
	w.rounds(h.ExpiresAt.Add(-time.Second))
	w.stands(map[string]string{"attend": "waiting"})
	w.rounds(h.ExpiresAt)
	w.stands(map[string]string{"attend": "offered"})
}

// Run works by itself and ends with its context.
func TestUpkeepRuns(t *testing.T) {
	w := newWatch(t, "2027-04-10")
	h, err := w.Store.HoldPlaces(t.Context(), postgres.HoldRequest{TerritoryID: w.Territory.ID, SlotID: w.slot,
		AccountID: w.desk, Places: 2}, storetest.Now)
	if err != nil {
		t.Fatal(err)
	}
	w.clock.set(h.ExpiresAt)
	ctx, stop := context.WithCancel(t.Context())
	ended := make(chan struct{})
	go func() {
		booking.NewUpkeep(w.Store, w.clock.Now, slog.New(slog.DiscardHandler)).Run(ctx)
		close(ended)
	}()
	for deadline := time.Now().Add(time.Minute); ; time.Sleep(20 * time.Millisecond) {
		var n int
		if err := w.DB.Get(&n, `SELECT count(*) FROM hold`); err == nil && n == 0 {
			break
		}
		if time.Now().After(deadline) {
			t.Fatal("the hold was not given back")
		}
	}
	stop()
	select {
	case <-ended:
	case <-time.After(time.Minute):
		t.Error("the upkeep does not end")
	}
}

// A desk's booking from its hold is answered as any other, by the key.
func TestBookHeld(t *testing.T) {
	w := newWatch(t, "2027-04-10")
	e := engine(t, w.World)
	h, err := w.Store.HoldPlaces(t.Context(), postgres.HoldRequest{TerritoryID: w.Territory.ID, SlotID: w.slot,
		AccountID: w.desk, Places: 2}, storetest.Now)
	if err != nil {
		t.Fatal(err)
	}
	hold := postgres.HoldRef{TerritoryID: w.Territory.ID, ID: h.ID, AccountID: w.desk}
	ask := func(key string, party int) (jema.BookingAnswer, error) {
		return e.BookHeld(t.Context(), w.Store.BookHeld, hold, request(w.slot, key, party))
	}
	if _, err := ask("trop", 9); jema.KindOf(err) != jema.KindInvalid {
		t.Errorf("a party too large: %v", err)
	}
	first, err := ask("appel", 2)
	if err != nil || first.Status != jema.Confirmed || first.Token != newLinks(t).ManageToken("appel", 1) {
		t.Fatalf("%+v, %v", first, err)
	}
	if again, err := ask("appel", 2); err != nil || again != first {
		t.Errorf("asked again: %+v, %v", again, err)
	}
	if _, err := ask("plein", 1); fmt.Sprint(err) != fmt.Sprint(jema.ErrSlotFull) {
		t.Errorf("once it is full: %v", err)
	}
	// A request whose answer was lost twice is sent again.
	lost := 0
	losing := func(ctx context.Context, hold postgres.HoldRef, now time.Time,
		r postgres.PreparedRequest) (postgres.BookingOutcome, error) {
		o, err := w.Store.BookHeld(ctx, hold, now, r)
		if lost++; lost < 3 {
			return postgres.BookingOutcome{}, context.DeadlineExceeded
		}
		return o, err
	}
	if again, err := e.BookHeld(t.Context(), losing, hold, request(w.slot, "appel", 2)); err != nil ||
		again != first || lost != 3 {
		t.Errorf("after %d losses: %+v, %v", lost, again, err)
	}
	w.Holds()
}
