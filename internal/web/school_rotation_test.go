package web

import (
	"fmt"
	"net/http"
	"net/url"
	"strings"
	"testing"

	"jema/internal/jema"
)

// rotationSite is a site with two openings, each with a slot, and a class that visits both
// in two halves.
type rotationSite struct {
	*testSite
	owner    jema.Account
	class    string // the address of the class's page
	openings []jema.OpeningID
	slots    []jema.SlotID
}

func newRotationSite(t *testing.T) *rotationSite {
	t.Helper()
	s := &rotationSite{testSite: newTestSite(t)}
	s.owner = s.Account("artisan@example.org", jema.RoleArtisan)
	for _, title := range []string{"Tournage", "Émaillage"} {
		o := s.OpeningIn(s.Workshop("Atelier "+title, s.owner.ID), title, jema.Approved)
		s.openings, s.slots = append(s.openings, o.ID), append(s.slots, o.Slot("2027-04-08", 600, 660, 30))
	}
	if _, err := s.DB.Exec(`UPDATE slot SET audience = 'schools'`); err != nil {
		t.Fatal(err)
	}
	asked := s.visitor().post("/scolaires/demande", classForm(fmt.Sprint(s.slots[0]), fmt.Sprint(s.slots[1]), "rotation"))
	s.class, _, _ = strings.Cut(asked.Header.Get("Location"), "?")
	for _, opening := range s.openings {
		answers := "/mon-evenement/" + fmt.Sprint(opening) + "/classes"
		visit, _ := s.as(s.owner).get(answers).page.Find(`input[name="visit"]`).Attr("value")
		s.as(s.owner).post(answers, url.Values{"visit": {visit}, "answer": {"accept"}}).tells(t, http.StatusSeeOther)
	}
	return s
}

// The page of a class lists both workshops for each half, in the order of that half. Before
// an artisan cancels, a page shows the consequences. Afterwards the class finds links to
// other slots, which fill in its form.
func TestAnArtisanCancelsHalfOfAClass(t *testing.T) {
	s := newRotationSite(t)
	v := s.visitor()
	v.get(s.class).tells(t, http.StatusOK, "Première moitié",
		"de 10 h à 10 h 25 : Atelier Tournage ; puis de 10 h 35 à 11 h : Atelier Émaillage",
		"Seconde moitié", "de 10 h à 10 h 25 : Atelier Émaillage ; puis de 10 h 35 à 11 h : Atelier Tournage",
		"5 minutes entre les deux ateliers")
	spare := s.OpeningIn(s.Workshop("Atelier voisin", s.owner.ID), "Gravure", jema.Approved).Slot("2027-04-08", 840, 900,
		30)
	if _, err := s.DB.Exec(`UPDATE slot SET audience = 'schools' WHERE id = $1`, spare); err != nil {
		t.Fatal(err)
	}
	artisan, here := s.as(s.owner), fmt.Sprintf("/mon-evenement/%d/creneaux/%d", s.openings[0], s.slots[0])
	asked := artisan.post(here, url.Values{"do": {"cancel"}})
	asked.tells(t, http.StatusOK, "École inventée", "l’autre atelier est Atelier Émaillage",
		"annulée dans les deux ateliers", "Pourquoi ce créneau est-il annulé")
	if text := asked.page.Find("main").Text(); strings.Contains(text, "groupe a réservé") ||
		strings.Contains(text, "Personne n’a réservé") {
		t.Errorf("the class is counted among the visitors: %s", text)
	}
	long := url.Values{"do": {"cancel"}, "sure": {"1"}, "reason": {strings.Repeat("four ", 120)}}
	if got := artisan.post(here, long); got.StatusCode != 422 || got.page.Find("#w-reason").Length() != 1 ||
		!strings.Contains(got.page.Find("#f-reason").Text(), "four four") {
		t.Errorf("a long reason: %d", got.StatusCode)
	}
	artisan.post(here, url.Values{"do": {"cancel"}, "sure": {"1"}, "reason": {"Le four est en panne."}}).tells(t,
		http.StatusSeeOther)
	page := v.get(s.class)
	page.tells(t, http.StatusOK, "Un atelier a dû annuler son créneau", "Le four est en panne.",
		"Où la classe peut venir à la place")
	link, _ := page.page.Find(`section[aria-labelledby="autrement"] a`).First().Attr("href")
	form := v.get(link)
	form.tells(t, http.StatusOK)
	if school, _ := form.page.Find("#f-school").Attr("value"); school != "École inventée" {
		t.Errorf("the form of %q is filled with %q", link, school)
	}
	// The nearest is the other half's own slot, which has room for everybody now.
	if slot, _ := form.page.Find("#f-slot option[selected]").Attr("value"); slot != fmt.Sprint(s.slots[1]) {
		t.Errorf("the form asks for slot %s, want %d", slot, s.slots[1])
	}
	if !strings.Contains(page.body, fmt.Sprintf("creneau=%d&", spare)) {
		t.Errorf("slot %d is not offered", spare)
	}
	s.Holds()
}

// Before a slot is moved, a page shows whether the halves can still change
// places. If they cannot, the visit is cancelled only once the artisan has confirmed that.
func TestAnArtisanMovesHalfOfAClass(t *testing.T) {
	s := newRotationSite(t)
	artisan, here := s.as(s.owner), fmt.Sprintf("/mon-evenement/%d/creneaux/%d", s.openings[0], s.slots[0])
	fits := url.Values{"do": {"move"}, "day": {"2027-04-08"}, "from": {"11:10"}, "to": {"12:10"}}
	artisan.post(here, fits).tells(t, http.StatusOK, "L’échange reste possible")
	tight := url.Values{"do": {"move"}, "day": {"2027-04-08"}, "from": {"11:02"}, "to": {"12:02"}}
	asked := artisan.post(here, tight)
	asked.tells(t, http.StatusOK, "il faudrait 5 minutes", "Déplacer, et annuler la visite de la classe")
	tight.Set("sure", "1")
	artisan.post(here, tight).tells(t, http.StatusConflict, "Confirmez que toute sa visite est annulée",
		"il faudrait 5 minutes")
	s.visitor().get(s.class).tells(t, http.StatusOK, "Visite confirmée")
	if ends, _ := asked.page.Find(`input[name="end_classes"]`).Attr("value"); ends == "" {
		t.Fatal("the page that asks for confirmation has no field end_classes")
	}
	tight.Set("end_classes", "1")
	artisan.post(here, tight).tells(t, http.StatusSeeOther)
	s.visitor().get(s.class).tells(t, http.StatusOK, "L’horaire d’un atelier a changé")
	s.Holds()
}

// Two slots in two towns, one right after the other, are refused. The message beside the
// field has the minutes that are needed, and the form what was typed.
func TestSlotsInTwoTownsNeedTime(t *testing.T) {
	s := newRotationSite(t)
	far := s.OpeningIn(s.Workshop("Atelier lointain", s.owner.ID), "Gravure", jema.Approved)
	if _, err := s.DB.Exec(`UPDATE opening SET commune_insee = '26034' WHERE id = $1`, far.ID); err != nil {
		t.Fatal(err)
	}
	slot := far.Slot("2027-04-08", 660, 720, 30)
	if _, err := s.DB.Exec(`UPDATE slot SET audience = 'schools' WHERE id = $1`, slot); err != nil {
		t.Fatal(err)
	}
	form := classForm(fmt.Sprint(s.slots[0]), fmt.Sprint(slot), "rotation")
	form.Set("key", strings.Repeat("cd", 16))
	form.Set("email", "autre@example.org")
	got := s.visitor().post("/scolaires/demande", form)
	got.tells(t, http.StatusUnprocessableEntity,
		"il faut 30 minutes entre la fin du premier créneau et le début du second")
	if school, _ := got.page.Find("#f-school").Attr("value"); got.page.Find("#w-second").Length() != 1 ||
		school != "École inventée" {
		t.Errorf("beside the second slot: %d, the school typed is %q", got.page.Find("#w-second").Length(), school)
	}
}
