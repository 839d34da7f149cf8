package web

import (
	"fmt"
	"net/url"
	"strings"
	"testing"

	"jema/internal/jema"
	"jema/internal/postgres/storetest"
)

// lastYear has a workshop of an artisan with an event of 2027, while artisans register
// for 2028.
func lastYear(t *testing.T) (s *testSite, artisan jema.Account, shop jema.Workshop, old *storetest.Opening) {
	s = newTestSite(t)
	artisan = s.Account("terre@example.org", jema.RoleArtisan)
	shop = s.Workshop("Terre", artisan.ID)
	old = s.OpeningIn(shop, "Tournage", jema.Approved)
	old.Slot("2027-04-10", 600, 660, 7)
	s.prepare2028()
	s.setEdition(jema.EditionRegistering)
	return s, artisan, shop, old
}

// From the list to « envoyé »: one tap takes last year over, one sends it, no field.
func TestAnArtisanTakesLastYearOver(t *testing.T) {
	s, account, shop, old := lastYear(t)
	v := s.as(account)
	list := v.get("/atelier")
	list.says(t, "Reprendre pour 2028")
	form := list.page.Find(fmt.Sprintf(`form[action="/atelier/%d/reprise"]`, shop.ID))
	if form.Find(fmt.Sprintf(`button[name="event"][value="%d"]`, old.ID)).Length() != 1 {
		t.Fatal("the list does not offer the event of last year")
	}
	address := fmt.Sprintf("/atelier/%d/reprise", shop.ID)
	took := url.Values{"event": {fmt.Sprint(old.ID)}}
	first := v.post(address, took)
	first.wants(t, 303)
	seen := v.follow(first)
	seen.says(t, "Repris de 2027, à relire")
	seen.says(t, "à 10 h") // of the slot, on the same weekday
	id := s.lastOpening()
	if plan := s.plan(id); !strings.Contains(plan.Opening.SlotsText, "samedi") || len(plan.Slots) != 1 ||
		plan.Slots[0].Capacity != 7 || jema.DateOf(plan.Slots[0].Start).String() != "2028-04-08" {
		t.Errorf("the slots are %q %+v", plan.Opening.SlotsText, plan.Slots)
	}
	if again := v.post(address, took); !strings.HasPrefix(again.Header.Get("Location"), at("/mon-evenement/", id, "")) {
		t.Errorf("taken over twice it leads to %s", again.Header.Get("Location"))
	}
	v.get("/atelier").says(t, "repris, à relire")
	v.get(at("/mon-evenement/", id, "/etapes/horaires")).says(t, "repris, à relire")
	v.post(at("/mon-evenement/", id, ""), url.Values{"do": {"submit"}}).wants(t, 303)
	if state := s.state(id); state != jema.Submitted {
		t.Errorf("after one tap it is %s", state)
	}
	if body := v.get(at("/mon-evenement/", id, "")).page.Find("main").Text(); strings.Contains(body, "Repris de") {
		t.Error("it is still to be read again once it is sent")
	}
	other := s.as(s.Account("autre@example.org", jema.RoleArtisan))
	other.post(address, took).wants(t, 404)
	s.Holds()
}

// An organiser is first shown what will be taken over, then takes it over for the
// chosen workshops; their artisans read it again.
func TestAnOrganiserTakesLastYearOver(t *testing.T) {
	s, account, shop, old := lastYear(t)
	s.OpeningIn(s.Workshop("Autre", 0), "Émaillage", jema.Approved)
	boss := s.as(s.organiser())
	boss.post("/organisation/edition", url.Values{"annee": {"2028"}}).wants(t, 303)
	list := boss.get("/organisation/ateliers?voir=avant&mots=terre")
	list.says(t, "1 atelier")
	list.says(t, "1 à reprendre")
	boss.follow(boss.post("/organisation/ateliers/reprise", url.Values{})).says(t, "Cochez d’abord des ateliers")
	chosen := url.Values{"workshop": {fmt.Sprint(shop.ID)}}
	ask := boss.post("/organisation/ateliers/reprise", chosen)
	ask.says(t, "1 événement sera repris comme brouillon de 2028")
	ask.says(t, "aux mêmes jours de la semaine")
	if n := s.lastOpening(); n != old.ID+1 {
		t.Errorf("event %d was stored before it was confirmed", n)
	}
	boss.post("/organisation/ateliers/reprise", filled(ask.page.Find("form.stack"))).wants(t, 303)
	id := s.lastOpening()
	if plan := s.plan(id); plan.Opening.Title != "Tournage" || plan.Opening.State != jema.Draft {
		t.Errorf("taken over: %+v", plan.Opening)
	}
	boss.get("/organisation/ateliers?voir=relire").says(t, "repris, à relire")
	boss.get("/organisation?etat=draft").says(t, "repris, à relire")
	boss.get(at("/mon-evenement/", id, "")).says(t, "L’atelier ne l’a pas encore relu")
	refused := boss.post(at("/mon-evenement/", id, ""), url.Values{"do": {"reread"}})
	refused.tells(t, 403, "C’est à l’atelier de dire qu’il a relu")
	boss.get(at("/mon-evenement/", id, "")).says(t, "L’atelier ne l’a pas encore relu")
	artisan := s.as(account)
	artisan.get(at("/mon-evenement/", id, "")).says(t, "J’ai tout relu")
	artisan.post(at("/mon-evenement/", id, ""), url.Values{"do": {"reread"}}).wants(t, 303)
	boss.get("/organisation/ateliers?voir=relire").says(t, "Aucun atelier")
	boss.post("/organisation/ateliers/reprise", chosen).says(t, "Rien à reprendre pour 2028")
	boss.get("/en/organisation/ateliers").says(t, "All workshops of the territory")
}
