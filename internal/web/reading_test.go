package web

import (
	"net/http"
	"net/url"
	"strings"
	"testing"
	"time"

	"jema/internal/jema"
)

// Events are read one after the other: what visitors and paper show, what is
// missing, and one button that publishes and leads to the next of the same
// filter. Whoever reads is named to the other, who is led past.
func TestEventsAreReadAndPublishedOneAfterTheOther(t *testing.T) {
	s := newTestSite(t)
	shop, ids := s.Workshop("Atelier", 0), map[string]jema.OpeningID{}
	for i, title := range []string{"Un", "Deux", "Trois"} {
		o := s.OpeningIn(shop, title, jema.Submitted)
		o.Slot("2027-04-10", jema.Clock(600+i*60), jema.Clock(630+i*60), 8)
		ids[title] = o.ID
	}
	s.OpeningIn(s.Workshop("Ailleurs", 0), "Une autre", jema.Refused)
	one, two := s.as(s.organiser()), s.as(s.Account("autre@example.org", jema.RoleOrganiser))
	begun := one.post("/organisation/relecture", url.Values{"queue": {"tri=titre&mots=atelier"}})
	if to := begun.Header.Get("Location"); !strings.HasPrefix(to, at("/organisation/evenements/", ids["Deux"], "?")) {
		t.Fatalf("reading begins at %s", to)
	}
	page := one.follow(begun)
	page.says(t, "1 sur 3")
	page.says(t, "Il n’y a pas de photo.")
	if src, is := page.page.Find("img.proof").Attr("src"); !is || one.get(src).StatusCode != http.StatusOK {
		t.Errorf("no picture of how it prints: %q", src)
	}
	button := page.page.Find(`.decide-bar button[data-key="p"]`)
	if button.AttrOr("value", "") != "approve" || button.AttrOr("accesskey", "") != "p" {
		t.Error("no key publishes")
	}

	where := at("/organisation/evenements/", ids["Deux"], "")
	two.get(where).says(t, "Lu par Compte d’essai depuis 10 h.")
	two.get("/organisation").says(t, "lu par Compte d’essai")
	one.get(where).says(t, "Deux") // her own reading is no warning
	if got := one.get(where).page.Find("#lu-par").Length(); got != 0 {
		t.Error("she is warned of herself")
	}
	first := two.post("/organisation/relecture", url.Values{"queue": {"tri=titre"}}).Header.Get("Location")
	if !strings.HasPrefix(first, at("/organisation/evenements/", ids["Trois"], "?")) {
		t.Errorf("the other is led to %s", first)
	}

	form := with(filled(page.page.Find("form[data-opening]")), "decision", "approve")
	published := one.post(where+"/decision", form).wants(t, http.StatusSeeOther)
	if to := published.Header.Get("Location"); !strings.HasPrefix(to, at("/organisation/evenements/", ids["Un"], "?")) {
		t.Fatalf("publishing leads to %s, past what the other reads", to)
	}
	next := one.follow(published)
	next.says(t, "L’événement est publié")
	next.says(t, "Revoir l’événement précédent")
	next.says(t, "2 sur 2")
	if s.state(ids["Deux"]) != jema.Approved {
		t.Error("it is not published")
	}
	if got := two.get(where).page.Find("#lu-par").Length(); got != 0 {
		t.Error("what was decided on is still read")
	}
	one.post(where+"/decision", form).wants(t, http.StatusConflict) // twice
	s.setNow(s.site.Now().Add(jema.ReadingLasts + time.Minute))
	two.get(at("/organisation/evenements/", ids["Un"], "")).wants(t, http.StatusOK)
	if got := two.get(at("/organisation/evenements/", ids["Un"], "")).page.Find("#lu-par").Length(); got != 0 {
		t.Error("after ten minutes it is still read")
	}
	last := two.post(at("/organisation/evenements/", ids["Un"], "/lecture"), nil).wants(t, http.StatusSeeOther)
	two.follow(last)
	one.get(at("/organisation/evenements/", ids["Un"], "")).says(t, "Lu par")
	end := one.post(at("/organisation/evenements/", ids["Un"], "/decision"),
		with(filled(next.page.Find("form[data-opening]")), "decision", "approve"))
	if to := end.Header.Get("Location"); !strings.HasPrefix(to, at("/organisation/evenements/", ids["Trois"], "?")) &&
		!strings.HasPrefix(to, "/organisation?") {
		t.Errorf("after the last one comes %s", to)
	}
}

// What is odd about an event is written beside it, and what a proposal changes
// is marked word by word.
func TestWhatIsOddStandsBesideTheEvent(t *testing.T) {
	s := newTestSite(t)
	account := s.Account("artisane@example.org", jema.RoleArtisan)
	shop := s.Workshop("Atelier", account.ID)
	odd := s.OpeningIn(shop, "TOUT EN CAPITALES 🙂", jema.Incomplete)
	s.DB.MustExec(`UPDATE workshop SET craft_slug = NULL, craft_other = 'charron', address = ''`)
	s.DB.MustExec(`UPDATE opening SET price = '', hours_text = 'le matin', printed_text_proposed = true WHERE id = $1`,
		odd.ID)
	s.defect(odd.ID, "phone", "06", "Numéro incomplet.", false)
	v := s.as(s.organiser())
	a := v.get(at("/organisation/evenements/", odd.ID, "")).wants(t, http.StatusOK)
	for _, words := range []string{"Ni horaires ni créneaux", "« le matin »", "Aucune adresse n’est publiée", "Ni tarif",
		"« charron »", "personne ne l’a encore approuvé", "Colonne, « 06 » : Numéro incomplet.", "🙂"} {
		a.says(t, strings.Join(strings.Fields(words), " "))
	}

	live := s.OpeningIn(shop, "Tournage", jema.Approved)
	live.Slot("2027-04-10", 600, 660, 8)
	mine := at("/mon-evenement/", live.ID, "")
	artisan := s.as(account)
	artisan.follow(artisan.post(mine, with(artisan.form(mine), "description", "Un texte neuf.")))
	page := v.get(at("/organisation/evenements/", live.ID, "")).page
	if old, now := page.Find(".compare del").Text(), page.Find(".compare ins").Text(); old != "texte." ||
		now != "texte neuf." && now != "neuf." {
		t.Errorf("marked: %q, %q", old, now)
	}
}
