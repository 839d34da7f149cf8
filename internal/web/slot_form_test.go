package web

import (
	"net/http"
	"strings"
	"testing"

	"jema/internal/jema"
)

// A slot's page is one form: every button saves what is typed anywhere on it,
// and after a page that needs a confirmation it comes back as it was typed.
func TestEveryButtonOfASlotSavesThePage(t *testing.T) {
	s := newTestSite(t)
	owner := s.Account("artisan@example.org", jema.RoleArtisan)
	o := s.OpeningIn(s.Workshop("Atelier", owner.ID), "Tournage", jema.Approved)
	slot := o.Slot("2027-04-10", 600, 660, 6)
	s.book(slot, 2, "Alix")
	v, here := s.as(owner), at("/mon-evenement/", o.ID, at("/creneaux/", slot, ""))
	if n := v.get(here).page.Find("main form").Length(); n != 1 {
		t.Errorf("the page has %d forms", n)
	}
	if title := v.get(here).page.Find("title").Text(); !strings.HasPrefix(strings.ReplaceAll(title, "\u00a0", " "),
		"Samedi 10 avril, de 10 h à 11 h – ") {
		t.Errorf("the page is called %q", title)
	}
	stored := func() (got struct {
		Capacity, Held int
		State, Start   string
	}) {
		fatal(t, s.DB.Get(&got, `SELECT capacity, held, state, to_char(starts_at AT TIME ZONE 'Europe/Paris', 'HH24:MI')
			AS start FROM slot WHERE id = $1`, slot))
		return got
	}
	form := filled(v.get(here).page.Find("main form"))
	stale := with(form, "held", "1")
	v.follow(v.post(here, with(form, "capacity", "9", "held", "3", "bookable_until", "2027-04-09T18:00", "do",
		"save"))).says(t, "C’est enregistré")
	if got := stored(); got.Capacity != 9 || got.Held != 3 {
		t.Errorf("saved as %+v", got)
	}
	v.follow(v.post(here, with(stale, "do", "save"))) // another tab, loaded before: what it did not touch stays
	if got := stored(); got.Capacity != 9 || got.Held != 1 {
		t.Errorf("another tab makes it %+v", got)
	}
	form = filled(v.get(here).page.Find("main form"))
	asks := v.post(here, with(form, "capacity", "12", "from", "11:00", "to", "12:00", "do", "close")).wants(t,
		http.StatusOK)
	asks.says(t, "Déplacer ce créneau")
	asks.says(t, "Le reste de la page est enregistré")
	if got := stored(); got.Capacity != 12 || got.State != "closed" || got.Start != "10:00" {
		t.Errorf("closed as %+v", got)
	}
	back := v.post(here, with(filled(asks.page.Find("main form")), "do", "back")).wants(t, http.StatusOK)
	back.holds(t, "from", "11:00", "to", "12:00")
	v.follow(v.post(here, with(filled(asks.page.Find("main form")), "do", "move"))).says(t, "Le créneau est déplacé")
	if got := stored(); got.Start != "11:00" {
		t.Errorf("moved to %+v", got)
	}
	form = filled(v.get(here).page.Find("main form"))
	wrong := v.post(here, with(form, "capacity", "1", "held", "0", "bookable_until", "2027-04-08T18:00", "do",
		"reopen")).wants(t, http.StatusConflict)
	wrong.holds(t, "capacity", "1", "held", "0", "bookable_until", "2027-04-08T18:00")
	if got := stored(); got.Capacity != 12 || got.Held != 1 || got.State != "closed" ||
		!strings.Contains(wrong.page.Find("#w-capacity").Text(), "la capacité ne peut pas descendre") {
		t.Errorf("refused, it is %+v: %s", got, wrong.notices())
	}
	v.post(here, with(form, "capacity", "20", "do", "cancel")).wants(t, http.StatusOK).says(t, "Annuler ce créneau")
	if got := stored(); got.Capacity != 20 {
		t.Errorf("asked about, it is %+v", got)
	}
	s.Holds()
}
