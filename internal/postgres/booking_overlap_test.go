package postgres_test

import (
	"fmt"
	"testing"
	"time"

	"jema/internal/jema"
	"jema/internal/postgres"
	"jema/internal/postgres/storetest"
)

// whose requests places with a given address, as the same person does.
func whose(slot jema.SlotID, key, email string) jema.BookingRequest {
	r := request(slot, key, 2)
	r.Email = email
	return r
}

func keysOf(list []postgres.LiveBooking) (keys []string) {
	for _, b := range list {
		keys = append(keys, b.Key)
	}
	return keys
}

func TestOverlapsAreOneContactsAndAtTheSameTime(t *testing.T) {
	w := storetest.New(t)
	a, b := w.Opening("Tournage"), w.Opening("Modelage")
	own := a.Slot("2027-04-10", 600, 660, 8)
	desk := whose(b.Slot("2027-04-10", 630, 690, 8), "accueil", "Camille@example.org")
	desk.Origin = jema.OriginDesk
	book(t, w, whose(own, "un", "camille@example.org"), desk,
		whose(b.Slot("2027-04-10", 660, 720, 8), "ensuite", "camille@example.org"),
		whose(b.Slot("2027-04-10", 540, 600, 8), "avant", "camille@example.org"),
		whose(b.Slot("2027-04-11", 600, 660, 8), "demain", "camille@example.org"),
		whose(b.Slot("2027-04-10", 610, 620, 8), "annulé", "camille@example.org"),
		whose(b.Slot("2027-04-10", 620, 630, 8), "autre", "lea@example.org"))
	cancel(t, w, "annulé")
	list, err := w.Store.Overlaps(t.Context(), w.Territory.ID, visitOf(t, w, "un").ID)
	mustDo(t, err)
	if got := fmt.Sprint(keysOf(list)); got != "[accueil]" || list[0].Title != "Modelage" ||
		list[0].Commune != "Romans-sur-Isère" || !list[0].Start.Equal(w.At("2027-04-10", 630, 690).Start) {
		t.Errorf("at the same time: %s, %+v", got, list)
	}
}

func TestTheDeskSeesAllOfACallersBookings(t *testing.T) {
	w := storetest.New(t)
	o := w.Opening("Tournage")
	byPhone := request(o.Slot("2027-04-09", 600, 660, 8), "téléphone", 1)
	byPhone.Email, byPhone.Phone = "", "06 39 98 00 12"
	full := o.Slot("2027-04-08", 600, 660, 1)
	one := request(full, "plein", 1)
	book(t, w, byPhone, whose(o.Slot("2027-04-10", 600, 660, 8), "courriel", "Camille@example.org"), one,
		whose(full, "attend", "camille@example.org"),
		whose(o.Slot("2027-04-11", 600, 660, 8), "autre", "lea@example.org"))
	for _, c := range []struct {
		email, phone string
		now          time.Time
		want         string
	}{
		{"camille@example.org", "", storetest.Now, "[courriel]"}, // two do not fit where one was
		{"CAMILLE@example.org", "06 39 98 00 12", storetest.Now, "[téléphone courriel]"},
		{"camille@example.org", "06 39 98 00 12", w.At("2027-04-09", 600, 660).End, "[courriel]"},
		{"", "", storetest.Now, "[]"},
	} {
		list, err := w.Store.CallerBookings(t.Context(), w.Edition.ID, c.email, c.phone, c.now)
		mustDo(t, err)
		if got := fmt.Sprint(keysOf(list)); got != c.want {
			t.Errorf("%s %s: %s, want %s", c.email, c.phone, got, c.want)
		}
	}
}

// A contact gets its existing bookings mailed, now and then; an address without
// bookings gets nothing.
func TestWhatStandsIsToldAgain(t *testing.T) {
	w := storetest.New(t)
	o := w.Opening("Tournage")
	slot, other := o.Slot("2027-04-10", 600, 660, 8), o.Slot("2027-04-11", 600, 660, 8)
	call := request(slot, "appel", 1)
	call.Email, call.Phone = "", "04 65 71 00 12"
	book(t, w, request(slot, "un", 2), call)
	again := func(r jema.BookingRequest, now time.Time) {
		t.Helper()
		mustDo(t, w.Store.NotifyAgain(t.Context(), w.Territory.ID, r, now))
	}
	told := func(key string) int { t.Helper(); return count(t, w, messagesOf, key, jema.MessageConfirmation) }
	for range 5 {
		again(whose(slot, "deux", "UN@example.org"), storetest.Now)
		again(call, storetest.Now)
	}
	if told("un") != 2 || told("appel") != 2 {
		t.Errorf("within an hour: %d letters, %d calls", told("un")-1, told("appel")-1)
	}
	if n := count(t, w, `SELECT count(*) FROM message WHERE seq = 2 AND NOT unproven`); n != 0 {
		t.Errorf("%d letters that a stranger may have caused count as asked for", n)
	}
	// of another slot: the newest there is
	again(whose(other, "deux", "un@example.org"), storetest.Now.Add(61*time.Minute))
	again(call, storetest.Now.Add(4*time.Hour))
	if told("un") != 3 || told("appel") != 2 {
		t.Errorf("after an hour: %d letters, %d calls", told("un")-1, told("appel")-1)
	}
	cancel(t, w, "un")
	before := count(t, w, `SELECT count(*) FROM message`)
	again(whose(slot, "deux", "un@example.org"), storetest.Now.Add(5*time.Hour))
	again(whose(slot, "trois", "personne@example.org"), storetest.Now.Add(5*time.Hour))
	if n := count(t, w, `SELECT count(*) FROM message`) - before; n != 0 {
		t.Errorf("%d letters about nothing", n)
	}
	w.Holds()
}
