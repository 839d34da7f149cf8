package web

import (
	"fmt"
	"net/http"
	"net/url"
	"testing"

	"jema/internal/postgres"
	"jema/internal/web/page"
)

// What a form names of another territory is not there, and nothing of that
// territory changes, whoever sends it.
func TestFormsNameNothingOfAnotherTerritory(t *testing.T) {
	s := newTestSite(t)
	here := furnish(s)
	there := furnish(s.beside(s.World.Beside("ailleurs")))
	own, foreign := here.owner, there.owner
	artisan, desk, organiser := here.as(here.accounts["owner"]), here.as(here.accounts["desk"]),
		here.as(here.accounts["organiser"])
	hold, err := there.Store.HoldPlaces(t.Context(), postgres.HoldRequest{TerritoryID: there.Territory.ID,
		SlotID:    foreign.slot,
		AccountID: there.accounts["desk"].ID, Places: 2}, there.site.Now())
	fatal(t, err)
	before := there.rows()
	booking := url.Values{"slot": textOf(foreign.slot), "party_size": {"1"}, "name": {"Camille"},
		"email": {"quelquun@example.org"}, "phone": {"0639980012"},
		"key": {page.NewKey()}, "warned": {"1"}}
	class := with(classForm(fmt.Sprint(foreign.school), "", "whole"), "key", page.NewKey())
	part := url.Values{"name": {"Camille"}, "email": {"groupe@example.org"}, "part": {fmt.Sprintf("%d:2:%s", foreign.slot,
		page.NewKey())}}
	decline := url.Values{"visit": textOf(foreign.visit), "answer": {"decline"}}
	capacity := formOf("do", "save", "capacity", "300")
	for _, c := range []struct {
		who  *browser
		path string
		form url.Values
		want int
	}{
		{s.visitor(), at("/evenements/", own.opening, "/reservations"), booking, http.StatusUnprocessableEntity},
		{s.visitor(), at("/evenements/", own.opening, "/groupe"), part, http.StatusUnprocessableEntity},
		{s.visitor(), "/r/" + own.bookingToken + at("/deplacer/", foreign.slot, ""), nil, http.StatusNotFound},
		{s.visitor(), "/scolaires/demande", class, http.StatusConflict},
		{artisan, at("/mon-evenement/", own.opening, at("/creneaux/", foreign.slot, "")), capacity, http.StatusNotFound},
		{artisan, at("/mon-evenement/", own.opening, "/classes"), decline, http.StatusNotFound},
		{organiser, at("/organisation/evenements/", own.opening, at("/creneaux/", foreign.slot, "")), capacity,
			http.StatusNotFound},
		{organiser, "/organisation/classes", decline, http.StatusNotFound},
		// what is gone is gone
		{organiser, "/organisation/programmes/pieces", url.Values{"remove": textOf(foreign.part), "sure": {"1"}},
			http.StatusSeeOther},
		{desk, at("/accueil/evenements/", own.opening, ""), url.Values{"hold": textOf(hold.ID)}, http.StatusSeeOther},
		{desk, at("/accueil/evenements/", own.opening, ""), url.Values{"slot": textOf(foreign.slot), "party_size": {"1"}},
			http.StatusUnprocessableEntity},
		{desk, at("/accueil/evenements/", own.opening, "/reservation"), booking, http.StatusUnprocessableEntity},
		{desk, at("/accueil/evenements/", own.opening, at("/creneaux/", foreign.slot, "")), formOf("do", "close"),
			http.StatusNotFound},
	} {
		if got := c.who.post(c.path, c.form); got.StatusCode != c.want {
			t.Errorf("%s: %d, want %d: %s", c.path, got.StatusCode, c.want, got.notices())
		}
		if after := there.rows(); after != before {
			t.Fatalf("%s changed the other territory:\n%s\nbefore:\n%s", c.path, after, before)
		}
	}
}
