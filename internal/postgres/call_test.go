package postgres_test

import (
	"testing"
	"time"

	"jema/internal/jema"
	"jema/internal/links"
	"jema/internal/postgres"
	"jema/internal/postgres/storetest"
)

// callers is a slot of two, taken by a visitor with mail, where two visitors
// wait who have only a telephone; then the places come free.
func callers(t *testing.T) *desk {
	t.Helper()
	d := newDesk(t, 2)
	wait := func(key, phone string) jema.BookingRequest {
		r := request(d.slot, key, 2)
		r.Email, r.Phone = "", phone
		return r
	}
	book(t, d.World, request(d.slot, "un", 2), wait("appel", "06 12 34 56 78"), wait("suit", "04 65 71 00 12"))
	for _, line := range d.calls(storetest.Now) {
		d.record(line, jema.CallReached, storetest.Now)
	}
	cancel(t, d.World, "un")
	stands(t, d.World, map[string]string{"appel": "offered", "suit": "waiting 1"})
	return d
}

func (d *desk) calls(now time.Time) []postgres.CallLine {
	d.t.Helper()
	list, err := d.Store.CallList(d.t.Context(), d.Territory.ID, now)
	mustDo(d.t, err)
	return list
}

func (d *desk) record(line postgres.CallLine, outcome jema.CallOutcome, now time.Time) {
	d.t.Helper()
	mustDo(d.t, d.Store.RecordCall(d.t.Context(), postgres.CallRecord{TerritoryID: d.Territory.ID,
		MessageID: line.Message.ID, AccountID: d.account, Outcome: outcome, Note: ""}, now))
}

func TestTheClockOfAnOfferStartsAtTheCall(t *testing.T) {
	d := callers(t)
	now := storetest.Now
	lines := d.calls(now)
	if len(lines) != 1 || lines[0].Name != "Visiteuse Inventée" || lines[0].Phone != "06 12 34 56 78" ||
		lines[0].Message.Kind != jema.MessageOffer ||
		lines[0].Booking.PartySize != 2 || lines[0].Opening.Title != "Tournage" {
		t.Fatalf("%+v", lines)
	}
	zone := d.Edition.Zone
	byCall, _ := jema.OfferCallBy(now, d.At("2027-04-10", 840, 900).Start, zone)
	if b := visitOf(t, d.World, "appel"); !b.OfferEnds.Equal(byCall) {
		t.Errorf("before the call: %v, want %v", b.OfferEnds, byCall)
	}
	called := now.Add(5 * time.Hour)
	mustDo(t, d.Store.RecordCall(t.Context(), postgres.CallRecord{TerritoryID: d.Territory.ID,
		MessageID: lines[0].Message.ID, AccountID: d.account, Outcome: jema.CallReached, Note: "rappelle ce soir"}, called))
	byOffer, _ := jema.OfferEnds(called, d.At("2027-04-10", 840, 900).Start, zone)
	if b := visitOf(t, d.World, "appel"); !b.OfferEnds.Equal(byOffer) {
		t.Errorf("after the call: %v, want %v", b.OfferEnds, byOffer)
	}
	if left := d.calls(called); len(left) != 0 {
		t.Errorf("still to call: %+v", left)
	}
	err := d.Store.RecordCall(t.Context(), postgres.CallRecord{TerritoryID: d.Territory.ID, MessageID: lines[0].Message.ID,
		AccountID: d.account, Outcome: jema.CallNoAnswer, Note: ""}, called)
	refusedWith(t, err, jema.ErrCallDone)
	mustDo(t, d.Store.AcceptOffer(t.Context(), d.Territory.ID, links.Hash("appel"), byOffer.Add(-time.Second)))
	stands(t, d.World, map[string]string{"appel": "confirmed", "suit": "waiting 1"})
}

// Nobody is called about what is no longer so, or at night, or twice within
// the hour.
func TestWhoIsCalledWhen(t *testing.T) {
	d := callers(t)
	now := storetest.Now
	line := d.calls(now)[0]
	d.record(line, jema.CallNoAnswer, now)
	if again := d.calls(now.Add(119 * time.Minute)); len(again) != 0 {
		t.Errorf("called again at once: %+v", again)
	}
	again := d.calls(now.Add(2 * time.Hour))
	if len(again) != 1 || len(again[0].Calls) != 1 || again[0].Calls[0].Outcome != jema.CallNoAnswer ||
		again[0].Calls[0].By != "Compte d’essai" {
		t.Fatalf("%+v", again)
	}
	d.record(line, jema.CallNoAnswer, now.Add(time.Second)) // the button was pressed twice
	for day := range jema.CallTries - 1 {
		if n := count(t, d.World, `SELECT count(*) FROM call WHERE message_id = $1`, line.Message.ID); n != day+1 {
			t.Errorf("%d calls are noted, not %d", n, day+1)
		}
		d.record(line, jema.CallNoAnswer, now.AddDate(0, 0, day+1))
	}
	if n := count(t, d.World, `SELECT count(*) FROM message WHERE id = $1 AND state = 'parked' AND last_error <> ''`,
		line.Message.ID); n != 1 {
		t.Error("a call nobody answers is made for ever")
	}
	// These offers end, too.
	ends := visitOf(t, d.World, "appel").OfferEnds
	if n, err := d.Store.ExpireOffers(t.Context(), ends); n != 1 || err != nil {
		t.Errorf("%d expired, %v", n, err)
	}
	stands(t, d.World, map[string]string{"appel": "cancelled", "suit": "offered"})
	// At night the call waits for the day.
	night := time.Date(2027, 3, 27, 22, 0, 0, 0, time.UTC)
	mustDo(t, d.Store.DeclineOffer(t.Context(), d.Territory.ID, links.Hash("suit"), night))
	morning := time.Date(2027, 3, 28, 6, 0, 0, 0, time.UTC) // eight o'clock, summer time
	before := len(d.calls(morning.Add(-time.Second)))
	if after := len(d.calls(morning)); after != before+1 {
		t.Errorf("%d calls before eight, %d at eight", before, after)
	}
}

func TestAWrongNumberTakesTheOfferBack(t *testing.T) {
	d := callers(t)
	line := d.calls(storetest.Now)[0]
	d.record(line, jema.CallWrongNumber, storetest.Now)
	stands(t, d.World, map[string]string{"appel": "cancelled", "suit": "offered"})
	if lines := d.calls(storetest.Now); len(lines) != 1 || lines[0].Phone != "04 65 71 00 12" {
		t.Errorf("to call now: %+v", lines)
	}
}

func TestWhatACallRefuses(t *testing.T) {
	d := callers(t)
	line := d.calls(storetest.Now)[0]
	record := func(territory jema.TerritoryID, message jema.MessageID, outcome jema.CallOutcome) error {
		return d.Store.RecordCall(t.Context(), postgres.CallRecord{TerritoryID: territory, MessageID: message,
			AccountID: d.account, Outcome: outcome, Note: ""}, storetest.Now)
	}
	refusedWith(t, record(d.Territory.ID+1, line.Message.ID, jema.CallReached), jema.ErrCallMissing)
	refusedWith(t, record(d.Territory.ID, 999999, jema.CallReached), jema.ErrCallMissing)
	if err := record(d.Territory.ID, line.Message.ID, "engaged"); jema.KindOf(err) != jema.KindInvalid {
		t.Errorf("an outcome nobody knows: %v", err)
	}
	mail := count(t, d.World, `SELECT max(id) FROM message WHERE channel = 'email'`)
	refusedWith(t, record(d.Territory.ID, jema.MessageID(mail), jema.CallReached), jema.ErrCallMissing)
	d.Holds()
}

// Offers come first, what is not true any more not at all; artisans are called
// too.
func TestTheCallList(t *testing.T) {
	d := callers(t)
	caller := request(d.Opening("Modelage").Slot("2027-04-07", 840, 900, 2), "autre", 2)
	caller.Email, caller.Phone = "", "06 00 00 00 01"
	book(t, d.World, caller)
	artisan := d.OpeningIn(d.Workshop("Atelier sans courriel", 0), "Filage", jema.Submitted)
	_, err := d.DB.Exec(`UPDATE workshop SET email = '' WHERE name = 'Atelier sans courriel'`)
	mustDo(t, err)
	mustDo(t, d.Store.MoveOpening(t.Context(), postgres.OpeningMove{TerritoryID: d.Territory.ID, ID: artisan.ID,
		From: jema.Submitted, To: jema.Approved, Note: ""}, storetest.Now))
	var kinds []string
	for _, line := range d.calls(storetest.Now) {
		kinds = append(kinds, line.Message.Kind+" "+line.Phone)
	}
	want := []string{"offer 06 12 34 56 78", "confirmation 06 00 00 00 01", "approved 04 65 71 00 12"}
	if len(kinds) != 3 || kinds[0] != want[0] || kinds[1] != want[1] || kinds[2] != want[2] {
		t.Errorf("to call: %q, want %q", kinds, want)
	}
	mustDo(t, d.Store.CancelBooking(t.Context(), d.Territory.ID, links.Hash("autre"), storetest.Now))
	for _, line := range d.calls(storetest.Now) {
		if line.Message.Kind == jema.MessageConfirmation {
			t.Error("somebody who cancelled is to be told that the visit is confirmed")
		}
	}
	if n, err := d.Store.RouteMessages(t.Context(), storetest.Now); n != 1 || err != nil {
		t.Errorf("%d messages went elsewhere, want the moot one: %v", n, err)
	}
	if n := count(t, d.World, `SELECT count(*) FROM message WHERE state = 'dropped' AND channel = 'call'`); n != 1 {
		t.Errorf("%d calls are dropped", n)
	}
}

// Messages find the channel that can bring them.
func TestMessagesAreRouted(t *testing.T) {
	w := storetest.New(t)
	slot := w.Opening("Tournage").Slot("2027-04-10", 840, 900, 9)
	mobile, fixed, both := request(slot, "mobile", 1), request(slot, "fixe", 1), request(slot, "deux moyens", 1)
	mobile.Email, mobile.Phone = "", "06 12 34 56 78"
	fixed.Email, fixed.Phone = "", "04 65 71 00 12"
	both.Phone = "04 65 71 00 13"
	book(t, w, mobile, fixed, both, request(slot, "courriel", 1))
	channels := func(want map[string]string) {
		t.Helper()
		for key, channel := range want {
			if n := count(t, w, `SELECT count(*) FROM message m JOIN booking b ON b.id = m.booking_id
				WHERE b.idempotency_key = $1 AND m.channel || ' ' || m.state = $2`, key, channel); n != 1 {
				t.Errorf("%s is not told by %s", key, channel)
			}
		}
	}
	channels(map[string]string{"mobile": "call queued", "fixe": "call queued", "deux moyens": "email queued",
		"courriel": "email queued"})
	mustDo(t, w.Store.SetSMSURL(t.Context(), w.Territory.ID, "https://sms.example.org/send"))
	if err := w.Store.SetSMSURL(t.Context(), w.Territory.ID,
		"ftp://sms.example.org"); jema.KindOf(err) != jema.KindInvalid {
		t.Errorf("an address that is none: %v", err)
	}
	_, err := w.DB.Exec(`UPDATE message SET state = 'parked', attempts = 1, last_error = '550' WHERE channel = 'email'`)
	mustDo(t, err)
	for want := range 2 {
		if n, err := w.Store.RouteMessages(t.Context(), storetest.Now); n != 2-2*want || err != nil {
			t.Errorf("%d messages went elsewhere, %v", n, err)
		}
	}
	channels(map[string]string{"mobile": "sms queued", "fixe": "call queued", "deux moyens": "call queued",
		"courriel": "email parked"})
	// An SMS that the gateway refuses is a call, and stays one.
	_, err = w.DB.Exec(`UPDATE message SET state = 'parked', attempts = 1, last_error = '400' WHERE channel = 'sms'`)
	mustDo(t, err)
	for range 2 {
		_, err = w.Store.RouteMessages(t.Context(), storetest.Now)
		mustDo(t, err)
	}
	channels(map[string]string{"mobile": "call queued"})
	w.Holds()
}

// The database and the domain agree on which numbers are mobile.
func TestBothKnowAMobile(t *testing.T) {
	w := storetest.New(t)
	for _, phone := range []string{"06 12 34 56 78", "07 12 34 56 78", "+33612345678", "06.12.34.56.78",
		"04 65 71 00 12", "+41791234567",
		"06 12 34 56 7", "", "+33 4 65 71 00 12", "+3361234567", "06+12345678"} {
		var is bool
		mustDo(t, w.DB.Get(&is, `SELECT is_mobile($1)`, phone))
		if _, want := jema.Mobile(phone); is != want {
			t.Errorf("%q: the database says %v, the domain %v", phone, is, want)
		}
	}
}
