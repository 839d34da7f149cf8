package booking_test

import (
	"context"
	"errors"
	"fmt"
	"sync"
	"testing"
	"time"

	"jema/internal/booking"
	"jema/internal/jema"
	"jema/internal/links"
	"jema/internal/postgres"
	"jema/internal/postgres/storetest"
)

// busyMachine is how long a request waits where no test measures patience: a
// machine that runs other things may be slow.
const busyMachine = 2 * time.Minute

func engine(t *testing.T, w *storetest.World, options ...booking.Option) *booking.Engine {
	t.Helper()
	pool, err := w.Store.BookingPool(booking.Workers+booking.ApartMost, 0)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = pool.Close() })
	options = append([]booking.Option{booking.Patient(busyMachine), booking.BySlot(pool.BookSlot)}, options...)
	return booking.New(pool.BookBatch, newLinks(t), func() time.Time { return storetest.Now }, options...)
}

func newLinks(t testing.TB) links.Links {
	t.Helper()
	l, err := links.New("http://jema.test", make([]byte, links.SecretBytes))
	if err != nil {
		t.Fatal(err)
	}
	return l
}

func request(slot jema.SlotID, key string, party int) jema.BookingRequest {
	return jema.BookingRequest{SlotID: slot, Key: key, PartySize: party, Name: "Visiteuse Inventée",
		Email:    key + "@example.org",
		Language: "fr", Origin: jema.OriginAPI}
}

func TestAHundredForTheLastPlace(t *testing.T) {
	w := storetest.New(t)
	slot := w.Opening("Tournage").Slot("2027-04-10", 600, 660, 1)
	e := engine(t, w)
	results := make([]error, 100)
	var wg sync.WaitGroup
	for i := range results {
		wg.Go(func() { _, results[i] = e.Book(t.Context(), request(slot, fmt.Sprintf("k%d", i), 1)) })
	}
	wg.Wait()
	booked := 0
	for _, err := range results {
		switch {
		case err == nil:
			booked++
		case !errors.Is(err, jema.ErrSlotFull):
			t.Errorf("a rival was told %v", err)
		}
	}
	if booked != 1 {
		t.Errorf("%d of a hundred rivals got the last place", booked)
	}
	w.Holds()
}

// Count-then-insert without the slot's lock is what many systems do. It must
// oversell here, or the test above proves nothing.
func TestControlOversellsWithoutTheGuards(t *testing.T) {
	w := storetest.New(t)
	slot := w.Opening("Tournage").Slot("2027-04-10", 600, 660, 1)
	if _, err := w.DB.Exec(`ALTER TABLE slot DROP CONSTRAINT slot_not_oversold,
		DROP CONSTRAINT slot_room_for_held`); err != nil {
		t.Fatal(err)
	}
	for range 50 { // one race may end well by chance
		if taken := raceWithoutGuards(t, w, slot); taken > 1 {
			return
		}
	}
	t.Error("the control never sold the one place twice: it did not race")
}

func raceWithoutGuards(t *testing.T, w *storetest.World, slot jema.SlotID) (taken int) {
	t.Helper()
	if _, err := w.DB.Exec(`UPDATE slot SET taken = 0 WHERE id = $1`, slot); err != nil {
		t.Fatal(err)
	}
	start := make(chan struct{})
	var wg sync.WaitGroup
	for range 40 {
		wg.Go(func() {
			<-start
			var free bool
			if err := w.DB.Get(&free, `SELECT taken < capacity FROM slot WHERE id = $1`, slot); err != nil || !free {
				return
			}
			_, _ = w.DB.Exec(`UPDATE slot SET taken = taken + 1 WHERE id = $1`, slot)
		})
	}
	close(start)
	wg.Wait()
	if err := w.DB.Get(&taken, `SELECT taken FROM slot WHERE id = $1`, slot); err != nil {
		t.Fatal(err)
	}
	return taken
}

func TestAKeyIsAnsweredOnce(t *testing.T) {
	w := storetest.New(t)
	o := w.Opening("Tournage")
	slot := o.Slot("2027-04-10", 600, 660, 3)
	e := engine(t, w)
	first, err := e.Book(t.Context(), request(slot, "same", 2))
	if err != nil {
		t.Fatal(err)
	}
	again, err := e.Book(t.Context(), request(slot, "same", 2))
	if err != nil || again != first {
		t.Errorf("the same key and content got %+v, %v; the first answer was %+v", again, err, first)
	}
	other := request(slot, "same", 1)
	if _, err := e.Book(t.Context(), other); !errors.Is(err, jema.ErrKeyReused) {
		t.Errorf("the same key with other content got %v", err)
	}
	elsewhere := request(o.Slot("2027-04-10", 700, 760, 3), "same", 2)
	if _, err := e.Book(t.Context(), elsewhere); !errors.Is(err, jema.ErrKeyReused) {
		t.Errorf("the same key for another slot got %v", err)
	}
	w.Holds()
}

// A cancelled booking's key still gets its first answer.
func TestAKeyKeepsItsFirstStatus(t *testing.T) {
	w := storetest.New(t)
	slot := w.Opening("Tournage").Slot("2027-04-10", 600, 660, 2)
	e := engine(t, w)
	first := must(e.Book(t.Context(), request(slot, "first", 2)))(t)
	waits := request(slot, "second", 1)
	waits.Wait = true
	second := must(e.Book(t.Context(), waits))(t)
	if second.Status != jema.Waiting {
		t.Fatalf("the second party is %s", second.Status)
	}
	if err := w.Store.CancelBooking(t.Context(), w.Territory.ID, links.Hash(first.Token), storetest.Now); err != nil {
		t.Fatal(err)
	}
	w.Holds()
	visit, err := w.Store.BookingByToken(t.Context(), w.Territory.ID, links.Hash(second.Token), storetest.Now)
	if err != nil || visit.Booking.Status != jema.Offered {
		t.Errorf("after a cancellation who waited is %v, %v", visit.Booking.Status, err)
	}
	if again := must(e.Book(t.Context(), waits))(t); again != second {
		t.Errorf("the key's second answer %+v is not its first %+v", again, second)
	}
	if again := must(e.Book(t.Context(), request(slot, "first", 2)))(t); again != first {
		t.Errorf("the cancelled key's answer %+v is not its first %+v", again, first)
	}
	w.Holds()
}

func TestRefusals(t *testing.T) {
	w := storetest.New(t)
	o := w.Opening("Tournage")
	slot := o.Slot("2027-04-10", 600, 660, 4)
	e := engine(t, w)
	must(e.Book(t.Context(), request(slot, "a", 3)))(t)

	same := request(slot, "b", 1)
	same.Email = "A@example.org"
	draft := w.OpeningIn(w.Workshop("Autre", 0), "Brouillon", jema.Submitted).Slot("2027-04-10", 600, 660, 4)
	for name, c := range map[string]struct {
		r    jema.BookingRequest
		want error
	}{
		"full":              {request(slot, "c", 2), jema.ErrSlotFull},
		"larger than slot":  {request(slot, "d", 5), jema.ErrPartyTooLarge},
		"already":           {same, jema.ErrAlreadyBooked},
		"no such slot":      {request(99999, "e", 1), jema.ErrSlotMissing},
		"not approved":      {request(draft, "f", 1), jema.ErrSlotClosed},
		"nobody":            {request(slot, "g", 0), jema.Invalid("form.invalid")},
		"party over a page": {request(slot, "h", 501), jema.Invalid("form.invalid")},
	} {
		if _, err := e.Book(t.Context(), c.r); !errors.Is(err, c.want) {
			t.Errorf("%s: got %v, want %v", name, err, c.want)
		}
	}
	desk := same
	desk.Key, desk.Origin = "desk", jema.OriginDesk
	if _, err := e.Book(t.Context(), desk); err != nil {
		t.Errorf("the desk books a second time for one contact: %v", err)
	}
	w.Holds()
}

func TestABatchAnswersInOrderOfArrival(t *testing.T) {
	w := storetest.New(t)
	slot := w.Opening("Tournage").Slot("2027-04-10", 600, 660, 4)
	var batch []postgres.PreparedRequest
	for i, party := range []int{3, 3, 1, 1} { // 3 fits, 3 does not, 1 fits, 1 does not
		r := request(slot, fmt.Sprintf("k%d", i), party)
		batch = append(batch, postgres.PreparedRequest{BookingRequest: r, Code: "00000007", TokenHash: links.Hash(r.Key)})
	}
	batch = append(batch, batch[0], batch[1]) // duplicates within the batch
	got, err := w.Store.BookBatch(t.Context(), storetest.Now, batch)
	if err != nil {
		t.Fatal(err)
	}
	for i, want := range []string{"created", "full", "created", "full", "repeated", "full"} {
		if got[i].Outcome != want {
			t.Errorf("request %d got %s, want %s", i, got[i].Outcome, want)
		}
	}
	if got[4] != (postgres.BookingOutcome{Outcome: "repeated", ID: got[0].ID, Code: got[0].Code, Status: jema.Confirmed,
		Generation: 1}) || got[0].Code == got[2].Code {
		t.Errorf("answers %+v", got)
	}
	w.Holds()
}

// An outcome that is unknown is resolved by the key, never by booking twice.
func TestUnknownOutcomeIsAskedAgain(t *testing.T) {
	w := storetest.New(t)
	slot := w.Opening("Tournage").Slot("2027-04-10", 600, 660, 4)
	cut := true
	e := booking.New(func(ctx context.Context, now time.Time, r []postgres.PreparedRequest) ([]postgres.BookingOutcome,
		error) {
		out, err := w.Store.BookBatch(ctx, now, r)
		if cut {
			cut = false
			return nil, errors.New("connection lost after the commit")
		}
		return out, err
	}, newLinks(t), func() time.Time { return storetest.Now })
	must(e.Book(t.Context(), request(slot, "k", 2)))(t)
	var n int
	if err := w.DB.Get(&n, `SELECT count(*) FROM booking`); err != nil || n != 1 {
		t.Errorf("%d bookings, %v", n, err)
	}
	w.Holds()
}

func must(a jema.BookingAnswer, err error) func(*testing.T) jema.BookingAnswer {
	return func(t *testing.T) jema.BookingAnswer {
		t.Helper()
		if err != nil {
			t.Fatal(err)
		}
		return a
	}
}
