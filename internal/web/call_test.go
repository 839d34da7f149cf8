package web

import (
	"net/url"
	"regexp"
	"strings"
	"testing"

	"jema/internal/catalogue"
	"jema/internal/jema"
)

// offeredByCall is a site where places are offered to somebody who has to be
// called, with the address where that call is noted.
func offeredByCall(t *testing.T) (s *testSite, desk *browser, action string, slot jema.SlotID) {
	t.Helper()
	s = newTestSite(t)
	opening := s.Opening("Tournage")
	slot = opening.Slot("2027-04-10", 600, 660, 2)
	first := s.visitor().linked(opening.ID, slot)
	s.visitor().linked(opening.ID, slot, "email", "", "phone", "06 39 98 00 12", "name", "Dominique Essai", "wait", "1")
	if _, err := s.DB.Exec(`UPDATE message SET state = 'sent', done_at = now()`); err != nil {
		t.Fatal(err)
	}
	s.visitor().post(first+"/annulation", url.Values{"sure": {"1"}}).tells(t, 303)
	desk = s.as(s.Account("accueil@example.org", jema.RoleDesk))
	list := desk.get("/accueil/appels")
	list.tells(t, 200, "Dominique Essai")
	call := desk.get(list.page.Find(".call h2 a").AttrOr("href", ""))
	call.tells(t, 200, "Dominique Essai", "La personne accepte", "La personne refuse", "À rappeler", "Pas de réponse")
	if n := call.page.Find(`main a[href^="/r/"]`).Length(); n != 1 {
		t.Errorf("%d links to the booking", n)
	}
	action, _ = call.page.Find(".call form").Attr("action")
	return s, desk, action, slot
}

// Who answers the call answers the offer: yes.
func TestAnOfferIsAcceptedByTelephone(t *testing.T) {
	s, desk, action, slot := offeredByCall(t)
	noted := desk.post(action, url.Values{"outcome": {"accepted"}})
	noted.tells(t, 303)
	after := desk.get(noted.Header.Get("Location"))
	after.tells(t, 200, "La personne accepte", "Personne n’est à appeler")
	link, _ := after.page.Find(`section[aria-labelledby="note"] a`).Attr("href")
	desk.get(link).tells(t, 200, "Votre visite est réservée")
	if n := s.count(`SELECT taken FROM slot WHERE id = $1`, slot); n != 2 {
		t.Errorf("%d places are taken", n)
	}
	desk.post(action, url.Values{"outcome": {"declined"}}).tells(t, 409, "Quelqu’un a déjà noté")
	s.Holds()
}

// Or no: the places go to the next, and the booking is still seen.
func TestAnOfferIsDeclinedByTelephone(t *testing.T) {
	s, desk, action, slot := offeredByCall(t)
	noted := desk.post(action, url.Values{"outcome": {"declined"}})
	noted.tells(t, 303)
	after := desk.get(noted.Header.Get("Location"))
	after.tells(t, 200, "La personne refuse", "Personne n’est à appeler")
	link, _ := after.page.Find(`section[aria-labelledby="note"] a`).Attr("href")
	desk.get(link).tells(t, 200, "refusé")
	if n := s.count(`SELECT taken FROM slot WHERE id = $1`, slot); n != 0 {
		t.Errorf("%d places are taken", n)
	}
	s.Holds()
}

// Or later: the call is made again while the offer lasts.
func TestAnOfferIsCalledBackAbout(t *testing.T) {
	s, desk, action, slot := offeredByCall(t)
	for range 2 {
		desk.post(action, url.Values{"outcome": {"call_back"}}).tells(t, 303)
	}
	if n := s.count(`SELECT count(*) FROM call WHERE outcome = 'call_back'`); n != 1 {
		t.Errorf("noted %d times", n)
	}
	if n := s.count(`SELECT count(*) FROM message m JOIN booking b ON b.id = m.booking_id WHERE m.kind = 'offer' AND
		m.state = 'queued'
		AND b.status = 'offered' AND b.slot_id = $1 AND m.due_at < b.offer_expires_at`, slot); n != 1 {
		t.Error("the call is not made again within the offer")
	}
	desk.post(action, url.Values{"outcome": {"accepted"}}).tells(t, 303)
	s.Holds()
}

// A call about a cancelled booking leads to it.
func TestACancelledCallLeadsToItsBooking(t *testing.T) {
	s := newTestSite(t)
	opening := s.Opening("Tournage")
	link := s.visitor().linked(opening.ID, opening.Slot("2027-04-10", 600, 660, 6), "email", "", "phone", "06 39 98 00 12")
	s.visitor().post(link+"/annulation", url.Values{"sure": {"1"}}).tells(t, 303)
	desk := s.as(s.Account("accueil@example.org", jema.RoleDesk))
	call := desk.get("/accueil/appels").page.Find(".call h2 a").AttrOr("href", "")
	led, _ := desk.get(call).page.Find(`main a[href^="/r/"]`).Attr("href")
	if led == "" {
		t.Fatal("no link")
	}
	desk.get(led).tells(t, 200, "Cette réservation est annulée")
}

// A call has a page of its own: what is typed about one is there when another
// is noted, and comes back when the call is refused.
func TestACallIsNotedOnItsPage(t *testing.T) {
	s, desk, action, _ := offeredByCall(t)
	if n := desk.get("/accueil/appels").page.Find(`form[method="post"]`).Find(typedInto).Length(); n != 0 {
		t.Errorf("%d fields on the list of calls", n)
	}
	refused := desk.post(action, url.Values{"outcome": {"declined"}, "note": {strings.Repeat("Trop long. ", 30)}})
	refused.tells(t, 422)
	if refused.page.Find(`#f-note[aria-invalid="true"]`).Length() != 1 {
		t.Error("nothing is said beside the note")
	}
	if refused.page.Find(`[value="declined"][checked]`).Length() != 1 {
		t.Error("the outcome that was chosen is gone")
	}
	refused.holds(t, "note", strings.Repeat("Trop long. ", 30))
	desk.post(action, url.Values{"outcome": {"declined"}}).tells(t, 303)
	late := desk.post(action, url.Values{"outcome": {"reached"}, "note": {"Rappelle lundi"}})
	late.tells(t, 409, "Quelqu’un a déjà noté", "Rappelle lundi")
	over := desk.get(action)
	over.tells(t, 303)
	desk.get(over.Header.Get("Location")).tells(t, 200, "La personne refuse")
	desk.get("/accueil/appels/999999").tells(t, 404)
	s.Holds()
}

// The list of calls names every kind of message that the database stores.
func TestEveryCallHasAName(t *testing.T) {
	s := newTestSite(t)
	var known string
	fatal(t, s.DB.Get(&known, `SELECT pg_get_constraintdef(oid) FROM pg_constraint WHERE conname = 'message_kind_known'`))
	kinds := regexp.MustCompile(`'([a-z_]+)'`).FindAllStringSubmatch(known, -1)
	if len(kinds) == 0 {
		t.Fatalf("no kind in %s", known)
	}
	for _, kind := range kinds {
		if kind[1] != jema.MessageSignIn && !catalogue.In("fr").Has("call_page.kind."+kind[1]) { // a link is never read aloud
			t.Errorf("a call of the kind %s has no name", kind[1])
		}
	}
}
