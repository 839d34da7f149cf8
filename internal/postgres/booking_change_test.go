package postgres_test

import (
	"fmt"
	"testing"
	"time"

	"jema/internal/jema"
	"jema/internal/links"
	"jema/internal/postgres"
	"jema/internal/postgres/storetest"
)

func resize(t *testing.T, w *storetest.World, key string, size int, now time.Time) error {
	t.Helper()
	return w.Store.ChangeParty(t.Context(), postgres.PartyChange{TerritoryID: w.Territory.ID, TokenHash: links.Hash(key),
		Size: size}, now)
}

func move(t *testing.T, w *storetest.World, key string, slot jema.SlotID) error {
	t.Helper()
	return w.Store.MoveBooking(t.Context(), w.Territory.ID, links.Hash(key), slot, storetest.Now)
}

func TestAPartyChangesItsSize(t *testing.T) {
	w := storetest.New(t)
	slot := w.Opening("Tournage").Slot("2027-04-10", 840, 900, 6)
	book(t, w, request(slot, "un", 4), request(slot, "deux", 2), request(slot, "trois", 3))
	now := storetest.Now

	refusedWith(t, resize(t, w, "un", 5, now), jema.ErrSlotFull)
	mustDo(t, resize(t, w, "un", 3, now)) // one place free: « trois » does not fit
	mustDo(t, resize(t, w, "un", 4, now)) // and back into its own
	mustDo(t, resize(t, w, "trois", 6, now))
	refusedWith(t, resize(t, w, "trois", 7, now), jema.ErrPartyTooLarge)
	mustDo(t, resize(t, w, "trois", 2, now)) // who waits keeps the rank
	stands(t, w, map[string]string{"un": "confirmed", "trois": "waiting 1"})
	mustDo(t, resize(t, w, "un", 2, now))
	stands(t, w, map[string]string{"un": "confirmed", "deux": "confirmed", "trois": "offered"})
	mustDo(t, resize(t, w, "trois", 1, now))
	mustDo(t, resize(t, w, "deux", 3, now))

	if b := visitOf(t, w, "un"); b.PartySize != 2 || b.Sequence != 3 ||
		count(t, w, messagesOf, "un", jema.MessageChange) != 3 {
		t.Errorf("after three changes: %+v", b)
	}
	if n := count(t, w, `SELECT was_party FROM message m JOIN booking b ON b.id = m.booking_id
		WHERE b.idempotency_key = 'un' AND m.kind = 'change' ORDER BY m.seq DESC LIMIT 1`); n != 4 {
		t.Errorf("the change says that there were %d before", n)
	}
	begun := time.Date(2027, 4, 10, 12, 0, 0, 0, time.UTC)
	refusedWith(t, resize(t, w, "un", 1, begun), jema.ErrVisitBegun)
	mustDo(t, resize(t, w, "un", 1, begun.Add(-time.Second)))
	refusedWith(t, resize(t, w, "un", 0, now),
		jema.Problems{{Field: "party_size", Message: "booking.party_size.range"}}.Err())
	cancel(t, w, "un")
	refusedWith(t, resize(t, w, "un", 1, now), jema.ErrNothingLive)
	w.Holds()
}

// Parties grow under the rules of bookings: not once bookings are closed.
func TestAPartyGrowsWhileBookingsAreOpen(t *testing.T) {
	w := storetest.New(t)
	slot := w.Opening("Tournage").Slot("2027-04-10", 840, 900, 6)
	book(t, w, request(slot, "un", 2))
	_, err := w.DB.Exec(`UPDATE slot SET state = 'closed'`)
	mustDo(t, err)
	refusedWith(t, resize(t, w, "un", 3, storetest.Now), jema.ErrSlotClosed)
	mustDo(t, resize(t, w, "un", 1, storetest.Now))
}

func TestABookingMoves(t *testing.T) {
	w := storetest.New(t)
	o := w.Opening("Tournage")
	here, there, full := o.Slot("2027-04-10", 600, 660, 2), o.Slot("2027-04-10", 700, 760, 4),
		o.Slot("2027-04-10", 800, 860, 1)
	book(t, w, request(here, "un", 2), request(here, "deux", 2), request(full, "plein", 1), request(there, "trois", 1))
	refusedWith(t, move(t, w, "un", full), jema.ErrPartyTooLarge)
	refusedWith(t, move(t, w, "trois", full), jema.ErrSlotFull)
	refusedWith(t, move(t, w, "un", 999999), jema.ErrSlotMissing)
	stands(t, w, map[string]string{"un": "confirmed", "deux": "waiting 1"})

	mustDo(t, move(t, w, "un", there))
	mustDo(t, move(t, w, "un", there)) // there already
	stands(t, w, map[string]string{"un": "confirmed", "deux": "offered"})
	b := visitOf(t, w, "un")
	if b.SlotID != there || b.Sequence != 1 || count(t, w, messagesOf, "un", jema.MessageChange) != 1 {
		t.Errorf("after moving: %+v", b)
	}
	if n := count(t, w, `SELECT count(*) FROM message m JOIN slot s ON s.id = $1 WHERE m.kind = 'change' AND
		m.was_starts_at = s.starts_at`, here); n != 1 {
		t.Error("the change does not say when the visit was")
	}
	refusedWith(t, move(t, w, "trois", here), jema.ErrSlotFull) // « deux » holds two of two
	w.Holds()
}

func TestWhoWaitsMovesIntoAPlace(t *testing.T) {
	w := storetest.New(t)
	o := w.Opening("Tournage")
	here, there := o.Slot("2027-04-10", 600, 660, 2), o.Slot("2027-04-10", 700, 760, 4)
	book(t, w, request(here, "un", 2), request(here, "attend", 2), request(here, "suit", 1))
	mustDo(t, move(t, w, "attend", there))
	stands(t, w, map[string]string{"un": "confirmed", "attend": "confirmed", "suit": "waiting 1"})
	if n := count(t, w, messagesOf, "attend", jema.MessageConfirmation); n != 1 {
		t.Errorf("who waited was told %d times of the places", n)
	}
	cancel(t, w, "un")
	stands(t, w, map[string]string{"suit": "offered"})
	mustDo(t, move(t, w, "suit", there)) // takes another slot than the one it was offered
	stands(t, w, map[string]string{"suit": "confirmed"})
	if n := count(t, w, `SELECT taken FROM slot WHERE id = $1`, here); n != 0 {
		t.Errorf("%d places are still held where the offer was", n)
	}
}

// A target is what a booking may be made for.
func TestWhereABookingMayGo(t *testing.T) {
	w := storetest.New(t)
	o := w.Opening("Tournage")
	here := o.Slot("2027-04-10", 600, 660, 4)
	closed, schools, cancelled := o.Slot("2027-04-10", 700, 760, 4), o.Slot("2027-04-10", 800, 860, 4),
		o.Slot("2027-04-10", 900, 960, 4)
	draft := w.OpeningIn(w.Workshop("Atelier nu", 0), "Émaillage", jema.Draft).Slot("2027-04-10", 600, 660, 4)
	book(t, w, request(here, "un", 2))
	_, err := w.DB.Exec(`UPDATE slot SET state = CASE id WHEN $1 THEN 'closed' WHEN $2 THEN 'cancelled' ELSE state END,
		audience = CASE id WHEN $3 THEN 'schools' ELSE audience END`, closed, cancelled, schools)
	mustDo(t, err)
	for slot, want := range map[jema.SlotID]error{closed: jema.ErrSlotClosed, schools: jema.ErrSlotClosed,
		cancelled: jema.ErrSlotClosed, draft: jema.ErrSlotMissing} {
		refusedWith(t, move(t, w, "un", slot), want)
	}
	begun := time.Date(2027, 4, 10, 8, 0, 0, 0, time.UTC)
	free := o.Slot("2027-04-10", 1000, 1060, 4)
	refusedWith(t, w.Store.MoveBooking(t.Context(), w.Territory.ID, links.Hash("un"), free, begun), jema.ErrVisitBegun)
	mustDo(t, w.Store.MoveBooking(t.Context(), w.Territory.ID, links.Hash("un"), free, begun.Add(-time.Second)))
	cancel(t, w, "un")
	refusedWith(t, move(t, w, "un", here), jema.ErrNothingLive)
}

// One live booking of a slot and contact holds for those who move, too.
func TestNobodyMovesIntoTheirOwnBooking(t *testing.T) {
	w := storetest.New(t)
	o := w.Opening("Tournage")
	here, there := o.Slot("2027-04-10", 600, 660, 4), o.Slot("2027-04-10", 700, 760, 4)
	twice := request(there, "bis", 1)
	twice.Email = "un@example.org"
	book(t, w, request(here, "un", 2), twice)
	refusedWith(t, move(t, w, "un", there), jema.ErrAlreadyBooked)
	stands(t, w, map[string]string{"un": "confirmed", "bis": "confirmed"})
}

func TestLinksAreSentAgainAndRevoked(t *testing.T) {
	w := storetest.New(t)
	slot := w.Opening("Tournage").Slot("2027-04-10", 600, 660, 2)
	book(t, w, request(slot, "un", 2), request(slot, "deux", 2))
	mustDo(t, w.Store.ResendLink(t.Context(), w.Territory.ID, visitOf(t, w, "un").ID, storetest.Now))
	if n := count(t, w, messagesOf, "un", jema.MessageConfirmation); n != 1 {
		t.Errorf("what is on its way was queued again: %d", n)
	}
	w.DB.MustExec(`UPDATE message SET state = 'sent', done_at = created_at`)
	mustDo(t, w.Store.ResendLink(t.Context(), w.Territory.ID, visitOf(t, w, "un").ID, storetest.Now))
	mustDo(t, w.Store.ResendLink(t.Context(), w.Territory.ID, visitOf(t, w, "deux").ID, storetest.Now))
	if count(t, w, messagesOf, "un", jema.MessageConfirmation) != 2 ||
		count(t, w, messagesOf, "deux", jema.MessageWaiting) != 2 {
		t.Error("the link was not sent again")
	}
	refusedWith(t, w.Store.ResendLink(t.Context(), w.Territory.ID, 999999, storetest.Now), jema.ErrBookingMissing)

	next := func(key string, generation int) []byte { return links.Hash(key + " " + string(rune('0'+generation))) }
	mustDo(t, w.Store.RevokeLinks(t.Context(), w.Territory.ID, links.Hash("un"), next, storetest.Now))
	_, err := w.Store.BookingByToken(t.Context(), w.Territory.ID, links.Hash("un"), storetest.Now)
	refusedWith(t, err, jema.ErrBookingMissing)
	if b := visitOf(t, w, "un 2"); b.Generation != 2 || count(t, w, messagesOf, "un", jema.MessageConfirmation) != 3 {
		t.Errorf("after revoking: %+v", b)
	}
	w.Holds()
}

func TestFindByCode(t *testing.T) {
	w := storetest.New(t)
	slot := w.Opening("Tournage").Slot("2027-04-10", 600, 660, 9)
	caller := request(slot, "sans courriel", 1)
	caller.Email, caller.Phone = "", "06 12 34 56 78"
	book(t, w, request(slot, "un", 2), caller)
	code := visitOf(t, w, "un").Code
	find := func(code, contact string) (string, error) {
		b, err := w.Store.FindByCode(t.Context(), w.Territory.ID, code, contact, storetest.Now)
		return b.Key, err
	}
	for _, contact := range []string{"un@example.org", " UN@Example.org "} {
		if key, err := find(jema.SpokenCode(code), contact); key != "un" || err != nil {
			t.Errorf("with %q: %q, %v", contact, key, err)
		}
	}
	if key, err := find(visitOf(t, w, "sans courriel").Code, "+33 6 12 34 56 78"); key != "sans courriel" || err != nil {
		t.Errorf("by telephone: %q, %v", key, err)
	}
	for _, pair := range [][2]string{{code, "deux@example.org"}, {"99999999", "un@example.org"}, {code, ""},
		{"", "un@example.org"}, {code, "06 12 34 56 78"}} {
		_, err := find(pair[0], pair[1])
		refusedWith(t, err, jema.ErrBookingMissing)
	}
	_, err := w.Store.FindByCode(t.Context(), w.Territory.ID+1, code, "un@example.org", storetest.Now)
	refusedWith(t, err, jema.ErrBookingMissing)
}

// Who guesses is stopped, with one contact and with one code, and may try
// again an hour later.
func TestFindByCodeIsNotForGuessing(t *testing.T) {
	w := storetest.New(t)
	slot := w.Opening("Tournage").Slot("2027-04-10", 600, 660, 9)
	book(t, w, request(slot, "un", 2))
	code, now := visitOf(t, w, "un").Code, storetest.Now
	find := func(code, contact string) error {
		_, err := w.Store.FindByCode(t.Context(), w.Territory.ID, code, contact, now)
		return err
	}
	guess := func(n int) { refusedWith(t, find(fmt.Sprintf("99%06d", n), "un@example.org"), jema.ErrBookingMissing) }
	for n := range 50 {
		guess(n)
	}
	mustDo(t, find(code, "un@example.org")) // its owner is not shut out by others' guesses
	for n := range 49 {
		guess(50 + n)
	}
	refusedWith(t, find(code, "un@example.org"), jema.ErrFindTooMany)
	now = now.Add(time.Hour)
	mustDo(t, find(code, "un@example.org"))
	for i := range 9 {
		refusedWith(t, find(code, string(rune('a'+i))+"@example.org"), jema.ErrBookingMissing)
	}
	refusedWith(t, find(code, "z@example.org"), jema.ErrFindTooMany)
}
