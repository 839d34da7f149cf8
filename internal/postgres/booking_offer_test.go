package postgres_test

import (
	"errors"
	"testing"
	"time"

	"jema/internal/jema"
	"jema/internal/links"
	"jema/internal/postgres"
	"jema/internal/postgres/storetest"
)

// mustDo fails the test on an error of something that has to succeed.
func mustDo(t *testing.T, err error) {
	t.Helper()
	if err != nil {
		t.Fatal(err)
	}
}

func refusedWith(t *testing.T, err, want error) {
	t.Helper()
	if !errors.Is(err, want) {
		t.Errorf("got %v, want %v", err, want)
	}
}

// visitOf reads a booking behind its link.
func visitOf(t *testing.T, w *storetest.World, key string) jema.Booking {
	t.Helper()
	v, err := w.Store.BookingByToken(t.Context(), w.Territory.ID, links.Hash(key), storetest.Now)
	mustDo(t, err)
	return v.Booking
}

// sent marks every mail and SMS as handed over.
func sent(t *testing.T, w *storetest.World) {
	t.Helper()
	_, err := w.DB.Exec(`UPDATE message SET state = 'sent', done_at = due_at WHERE state = 'queued' AND channel <> 'call'`)
	mustDo(t, err)
}

// offered is a slot of four in the afternoon, all taken, for which « deux », «
// quatre » and « encore » (of two, too) wait. Then the places come free: «
// quatre » is too large for what « deux » leaves, and its rank does not change.
func offered(t *testing.T) (*storetest.World, jema.SlotID) {
	t.Helper()
	w := storetest.New(t)
	slot := w.Opening("Tournage").Slot("2027-04-10", 840, 900, 4)
	book(t, w, request(slot, "un", 4), request(slot, "deux", 2), request(slot, "quatre", 4), request(slot, "encore", 2))
	cancel(t, w, "un")
	stands(t, w, map[string]string{"deux": "offered", "quatre": "waiting 1", "encore": "offered"})
	return w, slot
}

func TestPlacesAreOfferedInOrder(t *testing.T) {
	w, slot := offered(t)
	for _, key := range []string{"deux", "encore"} {
		b := visitOf(t, w, key)
		if !b.OfferEnds.Equal(storetest.Now.Add(24 * time.Hour)) { // from ten in the morning: ten hours today, two tomorrow
			t.Errorf("%s is offered places until %v", key, b.OfferEnds)
		}
		if n := count(t, w, messagesOf, key, jema.MessageOffer); n != 1 {
			t.Errorf("%s was told %d times", key, n)
		}
	}
	// The places are held: nobody else gets them.
	o := book(t, w, request(slot, "vite", 1))
	if o[0].Status != jema.Waiting {
		t.Errorf("offered places were given to somebody else: %+v", o[0])
	}
	accept(t, w, "deux")
	accept(t, w, "deux") // twice is once
	stands(t, w, map[string]string{"deux": "confirmed", "encore": "offered", "quatre": "waiting 1"})
	if b := visitOf(t, w, "deux"); b.Sequence != 1 || count(t, w, messagesOf, "deux", jema.MessageConfirmation) != 1 {
		t.Errorf("after accepting: %+v", b)
	}
}

func TestAnOfferIsDeclined(t *testing.T) {
	w, slot := offered(t)
	decline := func(key string) error {
		return w.Store.DeclineOffer(t.Context(), w.Territory.ID, links.Hash(key), storetest.Now)
	}
	mustDo(t, decline("deux"))
	mustDo(t, decline("deux"))
	mustDo(t, decline("encore"))
	stands(t, w, map[string]string{"deux": "cancelled", "encore": "cancelled", "quatre": "offered"})
	if b := visitOf(t, w, "deux"); b.Why != jema.WhyDeclined {
		t.Errorf("why: %q", b.Why)
	}
	refusedWith(t, w.Store.AcceptOffer(t.Context(), w.Territory.ID, links.Hash("deux"), storetest.Now), jema.ErrOfferGone)
	accept(t, w, "quatre")
	refusedWith(t, decline("quatre"), jema.ErrOfferAnswer)
	book(t, w, request(slot, "cinq", 1))
	refusedWith(t, decline("cinq"), jema.ErrOfferGone)
	refusedWith(t, decline("jamais"), jema.ErrBookingMissing)
}

func TestLeavingTheList(t *testing.T) {
	w, _ := offered(t)
	leave := func(key string) error {
		return w.Store.LeaveWaiting(t.Context(), w.Territory.ID, links.Hash(key), storetest.Now)
	}
	refusedWith(t, leave("deux"), jema.ErrOfferMade)
	mustDo(t, leave("quatre"))
	mustDo(t, leave("quatre"))
	accept(t, w, "deux")
	refusedWith(t, leave("deux"), jema.ErrOfferAnswer)
	stands(t, w, map[string]string{"deux": "confirmed", "quatre": "cancelled", "encore": "offered"})
	if b := visitOf(t, w, "quatre"); b.Why != jema.WhyLeft || count(t, w, messagesOf, "quatre",
		jema.MessageCancellation) != 1 {
		t.Errorf("after leaving: %+v", b)
	}
}

func TestOffersExpire(t *testing.T) {
	w, _ := offered(t)
	sent(t, w)
	ends := visitOf(t, w, "deux").OfferEnds
	if n, err := w.Store.ExpireOffers(t.Context(), ends.Add(-time.Second)); n != 0 || err != nil {
		t.Fatalf("%d expired too early, %v", n, err)
	}
	mustDo(t, w.Store.AcceptOffer(t.Context(), w.Territory.ID, links.Hash("encore"), ends.Add(-time.Second)))
	// Over is over, whether anybody has swept or not.
	refusedWith(t, w.Store.AcceptOffer(t.Context(), w.Territory.ID, links.Hash("deux"), ends), jema.ErrOfferGone)
	for want := 1; want >= 0; want-- {
		if n, err := w.Store.ExpireOffers(t.Context(), ends); n != want || err != nil {
			t.Errorf("%d expired, want %d: %v", n, want, err)
		}
	}
	stands(t, w, map[string]string{"deux": "cancelled", "encore": "confirmed", "quatre": "waiting 1"})
	if b := visitOf(t, w, "deux"); b.Why != jema.WhyExpired ||
		count(t, w, messagesOf, "deux", jema.MessageCancellation) != 1 {
		t.Errorf("after expiring: %+v", b)
	}
	cancel(t, w, "encore")
	stands(t, w, map[string]string{"quatre": "offered"})
}

// An offer does not end before its visitor could read of it: while its mail is
// queued, the offer is prolonged, up to the longest time an offer may last.
func TestAnOfferThatWasNotToldIsProlonged(t *testing.T) {
	w, _ := offered(t)
	ends := visitOf(t, w, "deux").OfferEnds
	if n, err := w.Store.ExpireOffers(t.Context(), ends); n != 0 || err != nil {
		t.Errorf("%d expired untold, %v", n, err)
	}
	if b := visitOf(t, w, "deux"); b.Status != jema.Offered || !b.OfferEnds.After(ends) {
		t.Errorf("after its time, untold: %+v", b)
	}
	near := time.Date(2027, 4, 10, 10, 30, 0, 0, time.UTC) // an hour and a half before
	if n, err := w.Store.ExpireOffers(t.Context(), near); n != 2 || err != nil {
		t.Errorf("%d expired near the visit, %v", n, err)
	}
	stands(t, w, map[string]string{"deux": "cancelled", "quatre": "waiting 1", "encore": "cancelled"})
}

// In the last three hours nothing is offered: the places are the public's.
func TestNothingIsOfferedNearTheVisit(t *testing.T) {
	w := storetest.New(t)
	slot := w.Opening("Tournage").Slot("2027-04-10", 840, 900, 2)
	book(t, w, request(slot, "un", 2), request(slot, "deux", 2))
	near := time.Date(2027, 4, 10, 9, 0, 1, 0, time.UTC) // eleven o'clock and a second in Paris
	mustDo(t, w.Store.CancelBooking(t.Context(), w.Territory.ID, links.Hash("un"), near))
	stands(t, w, map[string]string{"un": "cancelled", "deux": "waiting 1"})
	r := request(slot, "vite", 2)
	o, err := w.Store.BookBatch(t.Context(), near, prepare(r))
	if err != nil || o[0].Status != jema.Confirmed {
		t.Errorf("a free place near the visit: %+v, %v", o, err)
	}
	if n, err := w.Store.OfferFreed(t.Context(), near); n != 0 || err != nil {
		t.Errorf("%d offered, %v", n, err)
	}
}

// What came free in another way is found by the sweep, once.
func TestFreedPlacesAreFound(t *testing.T) {
	w := storetest.New(t)
	slot := w.Opening("Tournage").Slot("2027-04-10", 840, 900, 2)
	book(t, w, request(slot, "un", 2), request(slot, "deux", 2))
	_, err := w.DB.Exec(`UPDATE slot SET capacity = 5 WHERE id = $1`, slot)
	mustDo(t, err)
	for want := 1; want >= 0; want-- {
		if n, err := w.Store.OfferFreed(t.Context(), storetest.Now); n != want || err != nil {
			t.Errorf("%d offered, want %d: %v", n, want, err)
		}
	}
	stands(t, w, map[string]string{"un": "confirmed", "deux": "offered"})
}

// prepare makes requests ready for a batch, each with its key as its token.
func prepare(requests ...jema.BookingRequest) []postgres.PreparedRequest {
	list := make([]postgres.PreparedRequest, len(requests))
	for i, r := range requests {
		list[i] = postgres.PreparedRequest{BookingRequest: r, Code: "00000001", TokenHash: links.Hash(r.Key)}
	}
	return list
}
