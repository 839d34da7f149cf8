package web

import (
	"fmt"
	"net/http"
	"net/url"
	"strings"
	"testing"

	"jema/internal/jema"
)

func classForm(slot, second, way string) url.Values {
	return url.Values{"slot": {slot}, "second": {second}, "way": {way}, "school": {"École inventée"},
		"town":        {"Romans-sur-Isère"},
		"postal_code": {"26100"}, "teacher": {"Personne Inventée"}, "email": {"classe@example.org"},
		"phone":  {"04 65 71 00 12"},
		"pupils": {"20"}, "adults": {"3"}, "level": {"cycle3"}, "coach": {"1"}, "key": {strings.Repeat("ab", 16)}}
}

// A teacher finds a slot, sends a request, is refused what cannot be, and
// prints the confirmation once the artisan has accepted.
func TestAClassFromTheCalendarToTheConfirmation(t *testing.T) {
	s := newTestSite(t)
	owner := s.Account("artisan@example.org", jema.RoleArtisan)
	o := s.OpeningIn(s.Workshop("Atelier", owner.ID), "Tournage", jema.Approved)
	slot := o.Slot("2027-04-08", 600, 660, 30)
	if _, err := s.DB.Exec(`UPDATE slot SET audience = 'schools' WHERE id = $1`, slot); err != nil {
		t.Fatal(err)
	}
	v := s.visitor()
	link, _ := v.get("/scolaires").page.Find(`a[href^="/scolaires/demande?"]`).Attr("href")
	if link == "" {
		t.Fatal("the calendar offers no slot")
	}
	chosen, _ := v.get(link).page.Find("#f-slot option[selected]").Attr("value")
	form := classForm(chosen, "", "whole")
	form.Set("pupils", "34")
	if got := v.post("/scolaires/demande", form); got.StatusCode != http.StatusUnprocessableEntity ||
		got.page.Find("#w-pupils").Length() != 1 {
		t.Errorf("37 people: %d", got.StatusCode)
	}
	form.Set("pupils", "20")
	address := v.post("/scolaires/demande", form).Header.Get("Location")
	if again := v.post("/scolaires/demande", form).Header.Get("Location"); address == "" || again != address {
		t.Fatalf("sent twice: %q, then %q", address, again)
	}
	if got := v.get(address); got.StatusCode != 200 || strings.Contains(got.body, "1 rue Inventée") {
		t.Errorf("the request: %d, or the address is told before the answer", got.StatusCode)
	}
	if got := v.get("/scolaires"); got.page.Find(".tag.attention").Length() != 1 {
		t.Error("the calendar does not say that the slot is asked for")
	}
	answers := "/mon-evenement/" + fmt.Sprint(o.ID) + "/classes"
	if n := s.as(owner).get("/atelier").page.Find(`main a[href="` + answers + `"]`).Length(); n != 1 {
		t.Errorf("%d links lead the artisan to the class that waits", n)
	}
	visit, _ := s.as(owner).get(answers).page.Find(`input[name="visit"]`).Attr("value")
	if got := s.as(owner).post(answers, url.Values{"visit": {visit},
		"answer": {"accept"}}); got.StatusCode != http.StatusSeeOther {
		t.Fatalf("accepting: %d", got.StatusCode)
	}
	if got := s.as(owner).post(answers, url.Values{"visit": {visit},
		"answer": {"decline"}}); got.StatusCode != http.StatusConflict {
		t.Errorf("declining afterwards: %d", got.StatusCode)
	}
	got := v.get(address)
	for _, part := range []string{"1 rue Inventée", "École inventée", "Personne Inventée",
		"20 élèves et 3 accompagnateurs"} {
		if !strings.Contains(got.page.Find("main").Text(), part) {
			t.Errorf("the confirmation lacks %q", part)
		}
	}
	calendar, _ := got.page.Find(`a[href$="visite.ics"]`).Attr("href")
	if ics := v.get(calendar); ics.StatusCode != 200 {
		t.Errorf("the calendar entry: %d", ics.StatusCode)
	}
	path, _, _ := strings.Cut(address, "?")
	v.cancelsClass(path, "Un courriel part à l’atelier : Atelier.")
	if got := v.get(path); got.page.Find("form").Length() != 0 {
		t.Error("a cancelled class can be cancelled again")
	}
	s.Holds()
}

// cancelsClass cancels a class as its teacher does: the page first shows who
// gets a message, and nothing is done before that.
func (v *browser) cancelsClass(path string, told ...string) {
	v.t.Helper()
	before := v.get(path).page.Find("h1").Text()
	asks := v.post(path+"/annulation", nil)
	asks.tells(v.t, http.StatusOK, append(told, "Annuler la visite de la classe ?")...)
	if after := v.get(path).page.Find("h1").Text(); after != before {
		v.t.Errorf("at one click %q became %q", before, after)
	}
	form := asks.page.Find("main form")
	v.post(form.AttrOr("action", ""), filled(form)).wants(v.t, http.StatusSeeOther)
}

// The links of a class's two bookings lead to the class: what one half would do
// alone is refused, cancelling is for both.
func TestAHalfsLinkLeadsToItsClass(t *testing.T) {
	s := newTestSite(t)
	owner := s.Account("artisan@example.org", jema.RoleArtisan)
	v := s.visitor()
	var slots []jema.SlotID
	var openings []jema.OpeningID
	for _, title := range []string{"Tournage", "Émaillage"} {
		o := s.OpeningIn(s.Workshop("Atelier "+title, owner.ID), title, jema.Approved)
		openings, slots = append(openings, o.ID), append(slots, o.Slot("2027-04-08", 600, 660, 30))
	}
	if _, err := s.DB.Exec(`UPDATE slot SET audience = 'schools'`); err != nil {
		t.Fatal(err)
	}
	asked := v.post("/scolaires/demande", classForm(fmt.Sprint(slots[0]), fmt.Sprint(slots[1]), "rotation"))
	class, _, _ := strings.Cut(asked.Header.Get("Location"), "?")
	for _, opening := range openings {
		answers := "/mon-evenement/" + fmt.Sprint(opening) + "/classes"
		visit, _ := s.as(owner).get(answers).page.Find(`input[name="visit"]`).Attr("value")
		s.as(owner).post(answers, url.Values{"visit": {visit}, "answer": {"accept"}}).tells(t, http.StatusSeeOther)
	}
	calendar, _ := v.get(class).page.Find(`a[href$="visite.ics"]`).Attr("href")
	half := strings.TrimSuffix(calendar, "/visite.ics")
	if led := v.get(half); led.StatusCode != http.StatusSeeOther || led.Header.Get("Location") != class {
		t.Errorf("a half's link leads to %q, the class is at %q", led.Header.Get("Location"), class)
	}
	v.get(half+fmt.Sprintf("/deplacer/%d", slots[1])).tells(t, http.StatusConflict, "ne se déplace pas",
		"demandez un autre créneau")
	v.post(half+fmt.Sprintf("/deplacer/%d", slots[1]), nil).tells(t, http.StatusConflict, "ne se déplace pas")
	v.post(half+"/personnes", url.Values{"party_size": {"3"}}).tells(t, http.StatusConflict, "ne change pas de taille")
	asks := v.post(half+"/annulation", nil)
	asks.tells(t, http.StatusOK, "Annuler la visite de la classe ?", "à l’atelier : Atelier Tournage.",
		"à l’atelier : Atelier Émaillage.")
	if action := asks.page.Find("main form").AttrOr("action", ""); action != class+"/annulation" {
		t.Errorf("what is asked leads to %q", action)
	}
	v.get(class).tells(t, http.StatusOK, "Visite confirmée")
	v.post(half+"/annulation", url.Values{"sure": {"1"}}).tells(t, http.StatusSeeOther)
	v.get(class).tells(t, http.StatusOK, "Demande annulée")
	var taken int
	if err := s.DB.Get(&taken, `SELECT sum(taken) FROM slot`); err != nil || taken != 0 {
		t.Errorf("%d places are still taken (%v)", taken, err)
	}
	s.Holds()
}

// The organiser answers for an artisan; another artisan's visit is not there.
func TestTheOrganiserAnswersForAnArtisan(t *testing.T) {
	s := newTestSite(t)
	s.Account("artisan@example.org", jema.RoleArtisan)
	other := s.Account("autre@example.org", jema.RoleArtisan)
	fullWorld(s)
	theirs := s.OpeningIn(s.Workshop("Atelier voisin", other.ID), "Visite", jema.Approved)
	organiser := s.as(s.Account("organisation@example.org", jema.RoleOrganiser))
	visit, _ := organiser.get("/organisation/classes").page.Find(`input[name="visit"]`).Attr("value")
	form := url.Values{"visit": {visit}, "answer": {"accept"}}
	if got := s.as(other).post("/mon-evenement/"+fmt.Sprint(theirs.ID)+"/classes", form); visit == "" ||
		got.StatusCode != http.StatusNotFound {
		t.Errorf("another artisan answers visit %q: %d", visit, got.StatusCode)
	}
	if got := organiser.post("/organisation/classes", form); got.StatusCode != http.StatusSeeOther {
		t.Errorf("the organiser: %d", got.StatusCode)
	}
	s.Holds()
}
