package web

import (
	"fmt"
	"net/http"
	"net/url"
	"strings"
	"testing"
	"time"

	"jema/internal/jema"
	"jema/internal/postgres"
	"jema/internal/postgres/storetest"
)

// messageSite is a site where one visitor got a letter about a booking.
func messageSite(t *testing.T) (s *testSite, desk *browser, token string) {
	t.Helper()
	s = newTestSite(t)
	slot := s.Opening("Tournage").Slot("2027-04-10", 600, 660, 4)
	made, err := s.site.Engine.Book(t.Context(), jema.BookingRequest{SlotID: slot, Key: "k", PartySize: 2,
		Name:  "Visiteuse Inventée",
		Email: "v@example.org", Language: "fr", Origin: jema.OriginWeb})
	if err != nil {
		t.Fatal(err)
	}
	return s, s.as(s.Account("accueil@example.org", jema.RoleDesk)), made.Token
}

// settle claims the letters that are due and stores an outcome for each.
func (s *testSite) settle(outcome func(jema.Message) postgres.Settlement) jema.MessageID {
	s.t.Helper()
	claimed, err := s.Store.ClaimMessages(s.t.Context(), postgres.Claim{TerritoryID: s.Territory.ID,
		Channel: jema.ChannelEmail,
		Most:    10, Attempts: 10}, storetest.Now)
	if err != nil || len(claimed) != 1 {
		s.t.Fatalf("%d claimed, %v", len(claimed), err)
	}
	s.must(s.Store.SettleMessages(s.t.Context(), s.Territory.ID, outcome(claimed[0])))
	return claimed[0].ID
}

func (s *testSite) refuse() jema.MessageID {
	s.t.Helper()
	return s.settle(func(m jema.Message) postgres.Settlement {
		return postgres.Refused(m, "Le serveur ne connaît pas cette adresse.\n550 no such user")
	})
}

func (s *testSite) sent() jema.MessageID {
	s.t.Helper()
	return s.settle(func(m jema.Message) postgres.Settlement { return postgres.Sent(m, storetest.Now) })
}

func does(v *browser, id jema.MessageID, what string) answer {
	return v.post(at("/organisation/messages/", id, ""), url.Values{"do": {what}})
}

func TestMessagesAreSeen(t *testing.T) {
	s, desk, token := messageSite(t)
	got := desk.get("/organisation/messages").wants(t, 200)
	for _, words := range []string{"Confirmation", "Visiteuse Inventée", "v@example.org", "En attente1", "Tournage"} {
		got.says(t, words)
	}
	if got.Header.Get("Cache-Control") != "no-store" {
		t.Error("names and addresses must not be kept")
	}
	id := s.sent()
	show := desk.get(at("/organisation/messages/", id, "")).wants(t, 200)
	show.says(t, "Votre visite est confirmée")
	show.says(t, "refait maintenant")
	show.says(t, "Remis au serveur de courriel")
	if strings.Contains(show.body, token) {
		t.Error("the page opens the booking")
	}
	desk.get(at("/organisation/messages/", int64(987654), "")).wants(t, 404)
}

// The page shows how many messages wait to leave and for how long, or that none
// waits.
func TestTheBacklogIsSeen(t *testing.T) {
	s, desk, _ := messageSite(t)
	now := s.site.Now()
	s.setNow(now.Add(3*time.Minute + time.Second))
	says := func(want string) {
		t.Helper()
		if got := desk.get("/organisation/messages").wants(t, 200).page.Find(".backlog").Text(); plainSpaces(got) != want {
			t.Errorf("the page says %q, want %q", got, want)
		}
	}
	says("1 courriel attend de partir, depuis 3 minutes.")
	s.settle(func(m jema.Message) postgres.Settlement {
		return postgres.Failed(m, "Le serveur ne répond pas.", storetest.Now.Add(time.Hour))
	})
	says("1 courriel n’est pas passé et sera retenté : il attend depuis 3 minutes.")
	if _, err := s.DB.Exec(`UPDATE message SET state = 'sent', done_at = now()`); err != nil {
		t.Fatal(err)
	}
	says("Tout ce qui devait partir est parti.")
}

// A link to sign in is never shown on these pages, and the desk cannot send it again.
func TestSignInLinksAreNotShown(t *testing.T) {
	s, desk, _ := messageSite(t)
	token := signInLink(t, s)
	var id jema.MessageID
	if err := s.DB.Get(&id, `SELECT id FROM message WHERE kind = 'sign_in'`); err != nil {
		t.Fatal(err)
	}
	got := desk.get(at("/organisation/messages/", id, "")).wants(t, 200)
	if strings.Contains(got.body, token) || got.page.Find(".letter").Length() != 0 {
		t.Error("the page signs its reader in")
	}
	if _, err := s.DB.Exec(`UPDATE message SET state = 'sent', done_at = now() WHERE id = $1`, id); err != nil {
		t.Fatal(err)
	}
	if got := desk.get(at("/organisation/messages/", id, "")); got.page.Find("button[value=resend]").Length() != 0 {
		t.Error("a link to sign in is offered to be sent again")
	}
	does(desk, id, "resend").wants(t, 409)
}

func TestMessagesAreLookedFor(t *testing.T) {
	s, desk, _ := messageSite(t)
	s.refuse()
	for query, found := range map[string]int{
		"": 1, "?etat=undeliverable": 1, "?etat=sent": 0, "?etat=nonsense": 1, "?genre=confirmation": 1, "?genre=offer": 0,
		"?moyen=email": 1,
		"?moyen=call":  0, "?q=visiteuse": 1, "?q=V%40example.org": 1, "?q=personne": 0, "?avant=1": 0, "?avant=-1": 1,
	} {
		if n := desk.get("/organisation/messages"+query).wants(t, 200).page.Find("tbody tr").Length(); n != found {
			t.Errorf("%s finds %d, want %d", query, n, found)
		}
	}
	got := desk.get("/organisation/messages?etat=undeliverable&q=visiteuse")
	got.says(t, "Le serveur ne connaît pas cette adresse.")
	if current := got.page.Find(".states [aria-current]"); current.Text() != "Non distribuable1" {
		t.Errorf("the page is said to be %q", current.Text())
	}
	if link, _ := got.page.Find(".states a").First().Attr("href"); link != "/organisation/messages?q=visiteuse" {
		t.Errorf("all of them are at %q", link)
	}
}

// Older messages are a page further, each of them once.
func TestMessagesHavePages(t *testing.T) {
	s, desk, _ := messageSite(t)
	if _, err := s.DB.Exec(`INSERT INTO message (territory_id, booking_id, kind, seq, channel, due_at)
		SELECT territory_id, booking_id, 'change', i, 'email', due_at FROM message, generate_series(1, $1) i`,
		50); err != nil {
		t.Fatal(err)
	}
	first := desk.get("/organisation/messages?moyen=email").wants(t, 200)
	link, _ := first.page.Find(".pages a").Attr("href")
	second := desk.get(link).wants(t, 200)
	if a, b := first.page.Find("tbody tr").Length(), second.page.Find("tbody tr").Length(); a != 50 || b != 1 {
		t.Errorf("%d lines, then %d", a, b)
	}
	if back, _ := second.page.Find(".pages a").Attr("href"); back != "/organisation/messages?moyen=email" {
		t.Errorf("back is at %q", back)
	}
}

func TestMessageIsParkedAndTakenOut(t *testing.T) {
	s, desk, _ := messageSite(t)
	var id jema.MessageID
	if err := s.DB.Get(&id, `SELECT id FROM message`); err != nil {
		t.Fatal(err)
	}
	desk.follow(does(desk, id, "park")).tells(t, 200, "Mis de côté par Compte d’essai", "Mis de côté par une personne.")
	does(desk, id, "park").wants(t, 409).says(t, "n’attend plus")
	organiser := s.as(s.Account("organisation@example.org", jema.RoleOrganiser))
	home := organiser.get("/organisation").wants(t, 200)
	if link, _ := home.page.Find(".notice a").Attr("href"); link != "/organisation/messages?etat=parked" {
		t.Errorf("the home leads to %q", link)
	}
	organiser.follow(does(organiser, id, "retry")).says(t, "Remis en route par")
	if got := organiser.get("/organisation"); got.page.Find(".notice").Length() != 0 {
		t.Error("nothing is parked any more")
	}
	does(desk, id, "retry").wants(t, 409)
	does(desk, id, "burn").wants(t, 422)
	does(desk, 987654, "park").wants(t, 404)
	s.Holds()
}

func TestMessageIsSentAgain(t *testing.T) {
	s, desk, _ := messageSite(t)
	id := s.refuse()
	desk.get(at("/organisation/messages/", id, "")).wants(t, 200).says(t, "550 no such user")
	again := desk.follow(does(desk, id, "resend"))
	again.says(t, "Renvoyé à la demande de Compte d’essai")
	again.says(t, "Les autres envois")
	does(desk, id, "resend").wants(t, 409).says(t, "déjà en route")
	if second := s.sent(); fmt.Sprint(second) == fmt.Sprint(id) {
		t.Error("the parked message itself was sent")
	}
	// What is no longer true is not sent again.
	if err := s.Store.CancelBooking(t.Context(), s.Territory.ID, s.tokenHash(),
		storetest.Now.Add(time.Minute)); err != nil {
		t.Fatal(err)
	}
	got := desk.get(at("/organisation/messages/", id, "")).wants(t, 200)
	got.says(t, "n’a plus rien à dire")
	if got.page.Find("button[value=resend]").Length() != 0 {
		t.Error("what is not true is offered to be sent again")
	}
	does(desk, id, "resend").wants(t, 409).says(t, "n’est plus vrai")
	s.Holds()
}

func (s *testSite) tokenHash() (hash []byte) {
	s.t.Helper()
	if err := s.DB.Get(&hash, `SELECT token_hash FROM booking`); err != nil {
		s.t.Fatal(err)
	}
	return hash
}

// speaks is a browser whose requests name its reader's languages.
type speaks string

func (l speaks) RoundTrip(r *http.Request) (*http.Response, error) {
	r = r.Clone(r.Context())
	r.Header.Set("Accept-Language", string(l))
	return http.DefaultTransport.RoundTrip(r)
}

// Visitors get letters in the language of the page on which they booked;
// callers of the desk get French, whatever the desk's browser requests.
func TestVisitorsAreWrittenToInTheirLanguage(t *testing.T) {
	s := newTestSite(t)
	opening := s.Opening("Tournage")
	slot := opening.Slot("2027-04-10", 600, 660, 40)
	n := 0
	for prefix, want := range map[string]string{"/en": "en", "": "fr"} {
		v := s.visitor()
		v.client.Transport, v.prefix = speaks("en-GB,en;q=0.9,fr;q=0.8"), prefix
		n++
		answer, form := v.booked(opening.ID, slot, "email", fmt.Sprintf("v%d@example.org", n))
		answer.wants(t, http.StatusSeeOther)
		var language string
		if err := s.DB.Get(&language, `SELECT language FROM booking WHERE idempotency_key = $1`,
			form.Get("key")); err != nil || language != want {
			t.Errorf("%q is written to in %q, want %q (%v)", prefix, language, want, err)
		}
	}
	desk := s.as(s.Account("accueil@example.org", jema.RoleDesk))
	desk.client.Transport = speaks("en")
	key := strings.Repeat("0a", 16)
	got := desk.post(at("/accueil/evenements/", opening.ID, "/reservation"), url.Values{"key": {key},
		"slot": {fmt.Sprint(slot)}, "party_size": {"1"},
		"name": {"Personne Inventée"}, "phone": {"04 65 71 00 12"}, "warned": {"1"}})
	var language string
	if err := s.DB.Get(&language, `SELECT language FROM booking WHERE idempotency_key = $1`, key); err != nil ||
		language != "fr" {
		t.Errorf("a caller is written to in %q (%v): %d %s", language, err, got.StatusCode, got.notices())
	}
}
