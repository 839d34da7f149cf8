package web

import (
	"fmt"
	"net/http"
	"net/url"
	"strings"
	"testing"

	"jema/internal/jema"
)

// booked fills the form of an opening's page as a browser would.
func (v *browser) booked(opening jema.OpeningID, slot jema.SlotID, changes ...string) (answer, url.Values) {
	v.t.Helper()
	page := v.get(fmt.Sprintf("/evenements/%d", opening)).page
	key, _ := page.Find(`form[method=post] input[name=key]`).Attr("value")
	form := url.Values{"key": {key}, "slot": {fmt.Sprint(slot)}, "party_size": {"2"}, "name": {"Camille Essai"},
		"email": {"camille@example.org"}, "phone": {""}}
	for i := 0; i+1 < len(changes); i += 2 {
		form.Set(changes[i], changes[i+1])
	}
	return v.reserve(opening, form), form
}

func (v *browser) reserve(opening jema.OpeningID, form url.Values) answer {
	v.t.Helper()
	return v.post(fmt.Sprintf("/evenements/%d/reservations", opening), form)
}

// plain is text without the typographer's spaces.
var plain = strings.NewReplacer("\u00a0", " ", "\u202f", " ")

func (a answer) tells(t testing.TB, status int, sentences ...string) {
	t.Helper()
	if a.StatusCode != status {
		t.Fatalf("status %d, want %d: %s", a.StatusCode, status, a.page.Find("main").Text())
	}
	said := plain.Replace(a.page.Find("main").Text())
	for _, s := range sentences {
		if !strings.Contains(said, plain.Replace(s)) {
			t.Errorf("the page does not say %q", s)
		}
	}
}

func TestBookingTakesOnePageAndTwoActions(t *testing.T) {
	s := newTestSite(t)
	opening := s.Opening("Tournage")
	slot := opening.Slot("2027-04-10", 14*60, 15*60, 8)
	s.DB.MustExec(`UPDATE workshop SET publish_address = false`)
	v := s.visitor()

	shown := v.get(fmt.Sprintf("/evenements/%d", opening.ID))
	shown.tells(t, 200, "il reste 8 places", "L’adresse est donnée à la réservation.",
		"Territoire d’essai reçoit ces renseignements")
	if shown.page.Find("input[name=slot][checked]").Length() != 1 {
		t.Error("the only slot is not chosen beforehand")
	}
	if strings.Contains(shown.body, "1 rue Inventée") {
		t.Error("an address that is not published is shown")
	}
	if got := shown.Header.Get("Cache-Control"); got != "private, no-cache" {
		t.Errorf("a page with a key is cached: %q", got)
	}
	answer, _ := v.booked(opening.ID, slot)
	answer.tells(t, 303)
	place := answer.Header.Get("Location")
	if !strings.HasPrefix(place, "/r/") || !strings.Contains(place, "?fait=reserve&") {
		t.Fatalf("sent on to %q", place)
	}
	visit := v.get(place)
	visit.tells(t, 200, "C’est réservé.", "Votre visite est réservée", "1 rue Inventée", "Camille Essai", "2 personnes",
		"de 14\u00a0h à 15\u00a0h")
	v.get(fmt.Sprintf("/evenements/%d", opening.ID)).tells(t, 200, "il reste 6 places")
	s.Holds()
}

func TestTheSameKeyBooksOnce(t *testing.T) {
	s := newTestSite(t)
	opening := s.Opening("Tournage")
	slot := opening.Slot("2027-04-10", 14*60, 15*60, 8)
	v := s.visitor()
	first, form := v.booked(opening.ID, slot)
	again := v.reserve(opening.ID, form)
	if first.Header.Get("Location") != again.Header.Get("Location") || again.StatusCode != 303 {
		t.Errorf("sent twice, sent on to %q and %q", first.Header.Get("Location"), again.Header.Get("Location"))
	}
	form.Set("name", "Quelqu’un d’autre")
	other := v.reserve(opening.ID, form)
	other.tells(t, 409, "Vous avez déjà réservé avec ce formulaire.")
	key, _ := other.page.Find("input[name=key]").Attr("value")
	if key == form.Get("key") || len(key) != 32 {
		t.Errorf("the new key is %q", key)
	}
	form.Set("key", key)
	v.reserve(opening.ID, form).tells(t, 200, "Rien de plus n’est réservé")
	var taken int
	if err := s.DB.Get(&taken, `SELECT taken FROM slot WHERE id = $1`, slot); err != nil || taken != 2 {
		t.Errorf("%d places taken, %v", taken, err)
	}
}

func TestAFullSlotProposesItsNeighboursAndTheWaitingList(t *testing.T) {
	s := newTestSite(t)
	opening := s.Opening("Tournage")
	far := opening.Slot("2027-04-09", 10*60, 11*60, 8)
	full := opening.Slot("2027-04-10", 14*60, 15*60, 2)
	near := opening.Slot("2027-04-10", 15*60, 16*60, 4)
	small := opening.Slot("2027-04-10", 16*60, 17*60, 1)
	v := s.visitor()
	v.booked(opening.ID, full)
	refused, form := v.booked(opening.ID, full, "email", "noe@example.org", "name", "Noé")
	refused.tells(t, 409, "Ce créneau n’a plus de place.", "complet", "samedi\u00a010\u00a0avril à 15\u00a0h")
	proposed := refused.page.Find("#w-slot a")
	if got, _ := proposed.First().Attr("href"); proposed.Length() != 2 || got != fmt.Sprintf("#slot-%d", near) {
		t.Errorf("proposed %d, first %s; want %d then %d, never %d", proposed.Length(), got, near, far, small)
	}
	if got, _ := refused.page.Find("#f-name").Attr("value"); got != "Noé" {
		t.Errorf("what was typed is lost: %q", got)
	}
	if refused.page.Find(".summary[autofocus] a[href='#f-slot']").Length() != 1 {
		t.Error("the summary does not lead to the field")
	}
	tight, _ := v.booked(opening.ID, small, "email", "noe@example.org", "party_size", "1")
	tight.tells(t, 303)
	few := opening.Slot("2027-04-11", 10*60, 11*60, 3)
	v.booked(opening.ID, few)
	left, _ := v.booked(opening.ID, few, "email", "lea@example.org")
	left.tells(t, 409, "Ce créneau n’a plus qu’une place libre.")
	form.Set("wait", "1")
	waiting := v.reserve(opening.ID, form)
	waiting.tells(t, 303)
	v.get(waiting.Header.Get("Location")).tells(t, 200, "Vous êtes sur la liste d’attente",
		"Vous êtes la prochaine demande")
	if got := v.get(strings.SplitN(waiting.Header.Get("Location"), "?", 2)[0] + "/visite.ics").StatusCode; got != 404 {
		t.Errorf("whoever waits has a calendar entry: %d", got)
	}
	s.Holds()
}

func TestWhatCannotBeBookedSaysWhy(t *testing.T) {
	s := newTestSite(t)
	opening := s.Opening("Tournage")
	slot := opening.Slot("2027-04-10", 14*60, 15*60, 4)
	schools := opening.Slot("2027-04-09", 9*60, 10*60, 25)
	gone := opening.Slot("2027-04-09", 11*60, 12*60, 5)
	s.DB.MustExec(`UPDATE slot SET audience = 'schools' WHERE id = $1`, schools)
	s.DB.MustExec(`UPDATE slot SET state = 'cancelled' WHERE id = $1`, gone)
	stranger := s.Opening("Ailleurs").Slot("2027-04-10", 14*60, 15*60, 4)
	v := s.visitor()
	page := v.get(fmt.Sprintf("/evenements/%d", opening.ID))
	page.tells(t, 200, "pour les écoles", "annulé")
	if page.page.Find("input[name=slot][disabled]").Length() != 2 {
		t.Error("slots that cannot be chosen can be chosen")
	}
	big, _ := v.booked(opening.ID, slot, "party_size", "5")
	big.tells(t, 422, "Pas plus de 4 personnes")
	school, _ := v.booked(opening.ID, schools)
	school.tells(t, 409, "n’est pas ouvert à la réservation")
	other, _ := v.booked(opening.ID, stranger)
	other.tells(t, 422, "Choisissez un créneau.")
	nothing := v.reserve(opening.ID, url.Values{})
	nothing.tells(t, 422, "Choisissez un créneau.", "Indiquez un nom.", "Indiquez un courriel ou un téléphone",
		"entre 1 et 500")
	v.reserve(opening.ID+99, url.Values{}).tells(t, 404)

	s.DB.MustExec(`UPDATE edition SET booking_opens_at = '2027-03-20 08:00+01'`)
	early := v.get(fmt.Sprintf("/evenements/%d", opening.ID))
	early.tells(t, 200, "Les réservations ouvrent le samedi\u00a020\u00a0mars\u00a02027 à 8\u00a0h.")
	if early.page.Find("form[action$=reservations]").Length() != 0 {
		t.Error("one may book before booking opens")
	}
	s.DB.MustExec(`UPDATE edition SET booking_opens_at = '2027-01-20 08:00+01', booking_closes_at = '2027-02-20 08:00+01'`)
	v.get(fmt.Sprintf("/evenements/%d", opening.ID)).tells(t, 200, "Les réservations en ligne sont closes.")
}

func TestBadBookingsAreAnsweredNeverFailed(t *testing.T) {
	s := newTestSite(t)
	opening := s.Opening("Tournage")
	slot := opening.Slot("2027-04-10", 14*60, 15*60, 500)
	v := s.visitor()
	for i, bad := range []string{"\x00", "a\x00b", "\xff\xfe", "\xed\xa0\x80", strings.Repeat("é", 10_000), "👩‍🏭🧵",
		"\u202eabc", "<script>alert(1)</script>", "' OR 1=1"} {
		for _, field := range []string{"key", "slot", "party_size", "name", "email", "phone", "wait"} {
			got, _ := v.booked(opening.ID, slot, "email", fmt.Sprintf("v%d%s@example.org", i, field), field, bad)
			if got.StatusCode != 303 && got.StatusCode != 422 {
				t.Errorf("%s=%.20q: status %d", field, bad, got.StatusCode)
			}
			if strings.Contains(got.body, "<script>alert") {
				t.Errorf("%s is not escaped", field)
			}
		}
	}
	both, _ := v.booked(opening.ID, slot, "email", "", "phone", "0639980012")
	both.tells(t, 303)
	v.get(both.Header.Get("Location")).tells(t, 200, "06\u00a039\u00a098\u00a000\u00a012")
	wrong, _ := v.booked(opening.ID, slot, "email", "camille@exemple", "phone", "12")
	wrong.tells(t, 422, "Cette adresse de courriel semble incomplète", "Ce numéro de téléphone semble incomplet")
	if described, _ := wrong.page.Find("#f-email").Attr("aria-describedby"); described != "w-email" {
		t.Errorf("the field is not described by what is wrong: %q", described)
	}
	s.Holds()
}

func TestALinkShowsAndItsButtonCancels(t *testing.T) {
	s := newTestSite(t)
	opening := s.Opening("Tournage")
	slot := opening.Slot("2027-04-10", 14*60, 15*60, 8)
	v := s.visitor()
	made, _ := v.booked(opening.ID, slot)
	path, _, _ := strings.Cut(made.Header.Get("Location"), "?")
	before := fingerprint(t, s)
	for i := range 100 {
		got := v.do([]string{http.MethodGet, http.MethodHead}[i%2], path, "", nil)
		if got.StatusCode != 200 || got.Header.Get("Cache-Control") != "no-store" ||
			got.Header.Get("X-Robots-Tag") != "noindex" {
			t.Fatalf("status %d, %v", got.StatusCode, got.Header)
		}
	}
	for _, odd := range []string{path + "/annulation", path + "/annulation?x=1"} {
		if got := v.get(odd).StatusCode; got != 404 && got != 405 {
			t.Errorf("GET %s answers %d", odd, got)
		}
	}
	if after := fingerprint(t, s); after != before {
		t.Errorf("looking changed %s to %s", before, after)
	}
	ics := v.get(path + "/visite.ics")
	if !strings.Contains(ics.body, "BEGIN:VEVENT") || !strings.HasPrefix(ics.Header.Get("Content-Type"), "text/calendar") {
		t.Errorf("no calendar entry: %.80s", ics.body)
	}
	for range 2 { // a second time changes nothing more
		cancelled := v.post(path+"/annulation", url.Values{"sure": {"1"}})
		cancelled.tells(t, 303)
		v.get(cancelled.Header.Get("Location")).tells(t, 200, "Cette réservation est annulée")
	}
	v.get(fmt.Sprintf("/evenements/%d", opening.ID)).tells(t, 200, "il reste 8 places")
	v.get("/r/"+strings.Repeat("A", 22)).tells(t, 404, "Cette réservation n’existe pas")
	s.Holds()
}

func TestOnlyWhatIsApprovedIsShown(t *testing.T) {
	s := newTestSite(t)
	shop := s.Workshop("Atelier fermé", 0)
	v := s.visitor()
	for _, state := range []jema.OpeningState{jema.Draft, jema.Submitted, jema.Refused, jema.Cancelled,
		jema.ChangesRequested, jema.Incomplete} {
		opening := s.OpeningIn(shop, "Secret "+string(state), state)
		v.get(fmt.Sprintf("/evenements/%d", opening.ID)).tells(t, 404)
		v.reserve(opening.ID, url.Values{}).tells(t, 404)
	}
	for _, path := range []string{"/", "/evenements", "/communes/26281"} {
		if strings.Contains(v.get(path).body, "Secret") {
			t.Errorf("%s shows what is not approved", path)
		}
	}
}
