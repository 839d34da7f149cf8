package web

import (
	"net/http"
	"strings"
	"testing"

	"jema/internal/jema"
	"jema/internal/web/page"
)

// A possible duplicate is shown to artisan and organiser, and never refused; of
// events that are neither public nor their own, artisans only learn that there
// is one.
func TestDuplicatesAreSaidAndNeverRefused(t *testing.T) {
	s := newTestSite(t)
	account, stranger := s.Account("artisane@example.org", jema.RoleArtisan), s.Account("autre@example.org",
		jema.RoleArtisan)
	theirs := s.Workshop("Secret d’ici", stranger.ID)
	hidden := s.OpeningIn(theirs, "Tourner un bol", jema.Draft)
	v := s.as(account)
	v.follow(v.post("/atelier/nouveau", with(aWorkshop, "name", "Secret d’Ici", "artisan", "Nom à part")))
	shown := v.get(at("/mon-evenement/", s.lastOpening(), ""))
	shown.says(t, "L’organisation connaît déjà un atelier de ce nom")
	if strings.Contains(shown.body, at("/atelier/", theirs.ID, "")) {
		t.Error("somebody else's workshop is linked")
	}
	var shop int64
	if err := s.DB.Get(&shop, `SELECT max(id) FROM workshop`); err != nil {
		t.Fatal(err)
	}
	v.follow(v.post(at("/atelier/", shop, "/evenement"), with(anOpening, "title", "Tourner un BOL")))
	shown = v.get(at("/mon-evenement/", s.lastOpening(), ""))
	shown.says(t, "a déjà un événement de ce titre")
	if strings.Contains(shown.body, theirs.Name) || strings.Contains(shown.body, at("/evenements/", hidden.ID, "")) {
		t.Error("an unpublished event of somebody else is shown")
	}
	mine := s.lastOpening()
	v.follow(v.post(at("/mon-evenement/", mine, ""), with(v.form(at("/mon-evenement/", mine, "")), "do", "submit"))).says(
		t, "C’est envoyé")

	o := s.as(s.organiser())
	moderation := o.get(at("/organisation/evenements/", mine, "")).wants(t, http.StatusOK)
	moderation.says(t, "Même titre : « Tourner un bol », Secret d’ici (Brouillon)")
	if moderation.page.Find(`a[href="`+page.ModerationPath(hidden.ID)+`"]`).Length() == 0 ||
		!strings.Contains(moderation.body, "Même nom d’atelier") {
		t.Errorf("the organiser is told %q", moderation.page.Find("#doublons").Parent().Text())
	}
	if got := o.get("/organisation").page.Find(".queue-table .lacks").Text(); !strings.Contains(got,
		"peut-être en double") {
		t.Errorf("the queue says %q", got)
	}
	approve := with(o.form(page.ModerationPath(mine)), "decision", "approve", "place_known", "1")
	o.follow(o.post(page.ModerationPath(mine)+"/decision", approve))
	s.as(stranger).get(at("/mon-evenement/", hidden.ID, "")).says(t, "est déjà sur le site")

	v.follow(v.post(at("/atelier/", shop, "/evenement"), with(anOpening, "title", "tourner un bol", "hours_text",
		"dimanche de 10h à 12h", "slots_text", "", "capacity", "")))
	again := v.get(at("/mon-evenement/", s.lastOpening(), ""))
	if again.page.Find(`a[href="`+page.MyOpeningPath(mine)+`"]`).Length() == 0 {
		t.Error("one's own event is not linked")
	}
}
