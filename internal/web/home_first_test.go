package web

import (
	"net/url"
	"slices"
	"strings"
	"testing"
	"time"

	"jema/internal/jema"
)

// The home page counts what opens on each day, shows some of the day that comes next,
// and what the organisers recommend.
func TestHomeShowsWhatToDoFirst(t *testing.T) {
	s := newTestSite(t)
	tour := s.Opening("Tournage")
	tour.Slot("2027-04-10", 600, 660, 8)
	tour.Slot("2027-04-11", 600, 660, 8)
	s.Opening("Émaux").Slot("2027-04-11", 600, 660, 8)
	v := s.visitor()
	home := v.get("/")
	if days := labels(home.page.Find(".week .small")); !slices.Equal(days[4:], []string{"1 événement", "2 événements"}) {
		t.Errorf("the days count %q", days)
	}
	home.tells(t, 200, "Pour commencer, samedi\u00a010\u00a0avril")
	if first := labels(home.page.Find("[aria-labelledby=commencer] h3")); !slices.Equal(first, []string{"Tournage"}) {
		t.Errorf("to begin with: %q", first)
	}
	organiser := s.as(s.organiser())
	where := at("/organisation/evenements/", tour.ID, "")
	organiser.follow(organiser.post(where+"/selection", url.Values{"selection": {"rare", "dear"}})).tells(t, 200,
		"la page d’accueil suit")
	if checked := organiser.get(where).page.Find("input[name=selection][checked]"); checked.AttrOr("value", "") != "rare" {
		t.Error("the event's page does not show that it is recommended")
	}
	home = v.get("/")
	home.tells(t, 200, "Métiers rares")
	if picked := labels(home.page.Find("[aria-labelledby=choix-rare] h3")); !slices.Equal(picked, []string{"Tournage"}) {
		t.Errorf("recommended: %q", picked)
	}
	v.get("/en/").tells(t, 200, "Rare crafts", "To begin with, Saturday\u00a010\u00a0April")
	draft := s.OpeningIn(s.Workshop("Autre", 0), "Cuisson", jema.Submitted)
	organiser.post(at("/organisation/evenements/", draft.ID, "/selection"), formOf("selection", "try")).tells(t, 409)
	organiser.post(where+"/selection", formOf("selection", ""))
	if home = v.get("/"); strings.Contains(home.body, "choix-rare") {
		t.Error("what is no longer recommended is still there")
	}
	s.setNow(time.Date(2027, 4, 11, 8, 0, 0, 0, time.UTC))
	v.get("/").tells(t, 200, "Aujourd’hui", "Émaux")
}
