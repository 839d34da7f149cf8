package postgres_test

import (
	"sync"
	"testing"
	"time"

	"jema/internal/jema"
	"jema/internal/links"
	"jema/internal/postgres"
	"jema/internal/postgres/storetest"
)

// claim takes up to most messages that are due.
func claim(t *testing.T, w *storetest.World, now time.Time, most int) []jema.Message {
	t.Helper()
	list, err := w.Store.ClaimMessages(t.Context(), postgres.Claim{TerritoryID: w.Territory.ID, Channel: jema.ChannelEmail,
		Most: most, Attempts: 10, Interrupted: "trop souvent"}, now)
	if err != nil {
		t.Error(err)
	}
	return list
}

// letterOf reads the letter of one message.
func letterOf(t *testing.T, w *storetest.World, m jema.Message) postgres.Letter {
	t.Helper()
	found, err := w.Store.Letters(t.Context(), w.Territory.ID, []jema.Message{m}, storetest.Now)
	if err != nil || len(found) != 1 {
		t.Fatalf("%d letters, %v", len(found), err)
	}
	return found[m.ID]
}

// confirmations books n visits by different people, which queues n confirmations.
func confirmations(t *testing.T, w *storetest.World, n int) {
	t.Helper()
	slot := w.Opening("Tournage").Slot("2027-04-10", 600, 660, n)
	requests := make([]postgres.PreparedRequest, n)
	for i := range requests {
		key := string(rune('a'+i%26)) + string(rune('a'+i/26))
		requests[i] = postgres.PreparedRequest{Code: "0000" + "1234", TokenHash: links.Hash(key),
			BookingRequest: jema.BookingRequest{SlotID: slot, Key: key, PartySize: 1, Name: "V", Email: key + "@example.org",
				Language: "fr", Origin: jema.OriginWeb}}
	}
	if _, err := w.Store.BookBatch(t.Context(), storetest.Now, requests); err != nil {
		t.Fatal(err)
	}
}

func TestClaimsDoNotMeet(t *testing.T) {
	w := storetest.New(t)
	confirmations(t, w, 60)
	var mu sync.Mutex
	claimed := map[jema.MessageID]int{}
	var claimants sync.WaitGroup
	for range 6 {
		claimants.Go(func() {
			for range 5 {
				list := claim(t, w, storetest.Now, 4)
				mu.Lock()
				for _, m := range list {
					claimed[m.ID]++
				}
				mu.Unlock()
			}
		})
	}
	claimants.Wait()
	for id, n := range claimed {
		if n != 1 {
			t.Errorf("message %d was claimed %d times", id, n)
		}
	}
	if rest := claim(t, w, storetest.Now, 100); len(claimed)+len(rest) != 60 {
		t.Errorf("%d claimed, %d left, want 60 in all", len(claimed), len(rest))
	}
}

func TestSettling(t *testing.T) {
	w := storetest.New(t)
	confirmations(t, w, 4)
	list := claim(t, w, storetest.Now, 10)
	if len(list) != 4 {
		t.Fatalf("%d claimed", len(list))
	}
	later := storetest.Now.Add(time.Hour)
	if err := w.Store.SettleMessages(t.Context(), w.Territory.ID, postgres.Sent(list[0], storetest.Now),
		postgres.Dropped(list[1], storetest.Now, "passé"), postgres.Failed(list[2], "plus tard", later),
		postgres.Failed(list[3], "refusé", time.Time{})); err != nil {
		t.Fatal(err)
	}
	var states []string
	if err := w.DB.Select(&states, `SELECT state || ' ' || last_error FROM message ORDER BY id`); err != nil {
		t.Fatal(err)
	}
	for i, want := range []string{"sent ", "dropped passé", "queued plus tard", "parked refusé"} {
		if states[i] != want {
			t.Errorf("message %d: %q, want %q", i, states[i], want)
		}
	}
	if again := claim(t, w, later, 10); len(again) != 1 || again[0].ID != list[2].ID || again[0].Attempts != 2 {
		t.Errorf("due later: %+v", again)
	}
	w.Holds()
}

func TestLetterOfABooking(t *testing.T) {
	w := storetest.New(t)
	confirmations(t, w, 1)
	w.DB.MustExec(`UPDATE workshop SET lat = 45.05, lon = 5.04, parking = 'place du Four', parking_en = 'by the oven'`)
	l := letterOf(t, w, claim(t, w, storetest.Now, 1)[0])
	start := time.Date(2027, 4, 10, 10, 0, 0, 0, w.Edition.Zone)
	if l.To != "aa@example.org" || l.Booking.Key != "aa" || l.Booking.Generation != 1 || l.Booking.PartySize != 1 ||
		l.Booking.Status != jema.Confirmed {
		t.Errorf("the booking: %+v to %q", l.Booking, l.To)
	}
	if !l.Slot.Start.Equal(start) || l.Opening.Title != "Tournage" || l.Workshop.Name != "Atelier Tournage" ||
		l.Commune.Name != "Romans-sur-Isère" ||
		l.Edition.Zone.String() != "Europe/Paris" || l.Territory.Name != w.Territory.Name || !l.Workshop.PublishAddress {
		t.Errorf("the visit: %+v", l)
	}
	if l.Workshop.Lat != 45.05 || l.Workshop.Lon != 5.04 || l.Workshop.Parking != "place du Four" ||
		l.Workshop.ParkingEnglish != "by the oven" {
		t.Errorf("how to come: %+v", l.Workshop)
	}
	none, err := w.Store.Letters(t.Context(), w.Territory.ID, []jema.Message{{ID: 999}}, storetest.Now)
	if err != nil || len(none) != 0 {
		t.Errorf("a message that is not there: %v, %v", none, err)
	}
}

// A school is written to in its own language, the artisan in the artisan's.
func TestSchoolsAreWrittenToInTheirLanguage(t *testing.T) {
	c := newClassroom(t)
	if _, err := c.DB.Exec(`UPDATE workshop SET email = 'atelier@example.org'`); err != nil {
		t.Fatal(err)
	}
	r := class("classe", c.slot(c.a, 600, 30))
	r.Language = "en"
	asked := c.ask(r)
	if _, err := c.answer(asked.Visits[0].ID, true); err != nil {
		t.Fatal(err)
	}
	languages := map[string]string{}
	for _, m := range claim(t, c.World, storetest.Now, 10) {
		languages[m.Kind] = letterOf(t, c.World, m).Language
	}
	var booking string
	if err := c.DB.Get(&booking, `SELECT language FROM booking`); err != nil || booking != "en" {
		t.Errorf("the class's booking is in %q, %v", booking, err)
	}
	for kind, want := range map[string]string{jema.MessageSchoolAsked: "en", jema.MessageSchoolAnswer: "en",
		jema.MessageSchoolRequest: "fr"} {
		if languages[kind] != want {
			t.Errorf("%s is written in %q, want %q (%v)", kind, languages[kind], want, languages)
		}
	}
}
