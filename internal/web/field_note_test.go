package web

import (
	"net/http"
	"net/url"
	"strings"
	"testing"

	"jema/internal/jema"
)

// A note on an answer is shown beside it on the artisan's page and goes out with
// the letter; ready sentences are the territory's own; it is settled
// when the answer changes.
func TestWhatIsAskedStandsBesideItsAnswer(t *testing.T) {
	s := newTestSite(t)
	account := s.Account("artisane@example.org", jema.RoleArtisan)
	o := s.OpeningIn(s.Workshop("Atelier", account.ID), "Tournage", jema.Submitted)
	o.Slot("2027-04-10", 600, 660, 8)
	v, where, mine := s.as(s.organiser()), at("/organisation/evenements/", o.ID, ""), at("/mon-evenement/", o.ID, "")

	sentences := v.get("/organisation/phrases").wants(t, http.StatusOK)
	form := filled(sentences.page.Find(`form[action="/organisation/phrases"]`))
	if form.Get("sentence_1") == "" || form.Get("field_1") != "hours_text" {
		t.Errorf("a territory is offered %q about %q", form.Get("sentence_1"), form.Get("field_1"))
	}
	form = with(form, "sentence_1", strings.Repeat("x", 301))
	v.post("/organisation/phrases", form).wants(t, http.StatusUnprocessableEntity).says(t, "Au plus 300 caractères")
	for i := range 8 {
		form.Set("sentence_"+string(rune('2'+i)), "")
	}
	form = with(form, "sentence_1", "Combien de temps cela dure-t-il ?", "field_1", "slots_text")
	v.follow(v.post("/organisation/phrases", form)).says(t, "Les phrases sont enregistrées")

	page := v.get(where).page
	ready := page.Find(`input[name="ready"]`)
	if ready.Length() != 1 {
		t.Fatalf("%d sentences are ready", ready.Length())
	}
	read := filled(page.Find("form[data-opening]"))
	v.post(where+"/decision", with(read, "decision", "ask")).wants(t, http.StatusUnprocessableEntity)
	v.post(where+"/decision", with(read, "decision", "ask", "ready", "999")).wants(t,
		http.StatusUnprocessableEntity).says(t, "n’existe plus")
	asked := with(read, "decision", "ask", "ready", ready.AttrOr("value", ""), "on_title", "Quel tour ?")
	v.post(where+"/decision", asked).wants(t, http.StatusSeeOther)

	hers := s.as(account)
	hers.get(mine).says(t, "Créneaux : Combien de temps cela dure-t-il ?")
	beside := func(step string) string { return hers.get(mine + "/etapes/" + step).page.Find(".defect").Text() }
	if got := beside("activite"); !strings.Contains(got, "Quel tour ?") {
		t.Errorf("beside the title stands %q", got)
	}
	if got := beside("horaires"); !strings.Contains(got, "Combien de temps") {
		t.Errorf("beside the slots stands %q", got)
	}
	step := mine + "/etapes/activite"
	form = filled(hers.get(step).page.Find(`form[action*="etapes"]`))
	hers.post(step, with(form, "title", "Tournage au pied")).wants(t, http.StatusSeeOther)
	if got := beside("activite"); strings.Contains(got, "Quel tour ?") {
		t.Errorf("after the title changed stands %q", got)
	}
	v.get("/organisation").says(t, "remarque à régler")
	v.decide(o.ID, "approve", "").wants(t, http.StatusSeeOther)
	if got := beside("horaires"); got != "" {
		t.Errorf("once published stands %q", got)
	}
	emptied := url.Values{"sentence_1": {""}, "id_1": {ready.AttrOr("value", "")}}
	v.follow(v.post("/organisation/phrases", emptied))
	if got := v.get(where).page.Find(`input[name="ready"]`).Length(); got != 0 {
		t.Errorf("%d sentences are left", got)
	}
}
