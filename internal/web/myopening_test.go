package web

import (
	"context"
	"net/http"
	"net/url"
	"slices"
	"strings"
	"testing"

	"github.com/PuerkitoBio/goquery"

	"jema/internal/jema"
)

func (s *testSite) book(slot int64, party int, name string) jema.BookingAnswer {
	s.t.Helper()
	answer, err := s.site.Engine.Book(context.Background(), jema.BookingRequest{SlotID: slot, Key: name,
		PartySize: party, Name: name,
		Email: strings.ToLower(name) + "@example.org", Phone: "06 01 02 03 04", Language: "fr", Origin: jema.OriginWeb})
	if err != nil {
		s.t.Fatal(err)
	}
	return answer
}

// lastOpening is the opening that was added last.
func (s *testSite) lastOpening() (id int64) {
	s.t.Helper()
	if err := s.DB.GetContext(s.t.Context(), &id, `SELECT max(id) FROM opening`); err != nil {
		s.t.Fatal(err)
	}
	return id
}

func TestOpeningFromDraftToSubmitted(t *testing.T) {
	s := newTestSite(t)
	account := s.Account("artisane@example.org", jema.RoleArtisan)
	shop := s.Workshop("Atelier", account.ID)
	v := s.as(account)
	create := at("/atelier/", shop.ID, "/evenement")
	v.get(create).wants(t, http.StatusOK)
	page := v.follow(v.post(create, anOpening))
	page.says(t, "Brouillon")
	if shown := page.page.Find(".as-shown").Text(); !strings.Contains(shown, "Tourner un bol") ||
		!strings.Contains(shown, "gratuit") {
		t.Errorf("the preview shows %q", shown)
	}
	id := s.lastOpening()
	plan := s.plan(id)
	if len(plan.Hours) != 2 || len(plan.Slots) != 4 || plan.Slots[0].Capacity != 6 || plan.Opening.Duration != 45 ||
		plan.Opening.PartyMax != 4 {
		t.Errorf("kept as %+v", plan)
	}
	form := filled(page.page.Find("form[data-opening]"))
	v.follow(v.post(at("/mon-evenement/", id, ""), form)) // nothing changed: nothing happens
	if again := s.plan(id); again.Opening.Version != plan.Opening.Version {
		t.Error("saving what is there is a change")
	}
	v.follow(v.post(at("/mon-evenement/", id, ""), with(form, "do", "submit"))).says(t, "C’est envoyé")
	v.follow(v.post(at("/mon-evenement/", id, ""), with(form, "do", "submit"))) // pressed twice
	if s.state(id) != jema.Submitted {
		t.Error("not submitted")
	}
	s.Holds()
}

func TestOpeningIsRefusedBesideTheField(t *testing.T) {
	s := newTestSite(t)
	account := s.Account("artisane@example.org", jema.RoleArtisan)
	shop := s.Workshop("Atelier", account.ID)
	v := s.as(account)
	for field, bad := range map[string]string{
		"title": "", "kind": "rien", "printed_text": strings.Repeat("é", 351), "hours_text": "samedi 31 avril de 10h à 12h",
		"slots_text": "samedi de 14h à 17h",
		"duration":   "longtemps", "capacity": "beaucoup", "audience": "les chats", "party_max": "mille milliards",
		"price": strings.Repeat("é", 10_000),
	} {
		a := v.post(at("/atelier/", shop.ID, "/evenement"), with(anOpening, field, bad)).wants(t,
			http.StatusUnprocessableEntity)
		if a.page.Find("#w-"+field).Text() == "" {
			t.Errorf("nothing is said beside %s: %s", field, a.said())
		}
		if kept := filled(a.page.Find("form[data-opening]")); kept.Get(field) != bad && field != "kind" &&
			field != "audience" {
			t.Errorf("%s: typed %.40q, kept %.40q", field, bad, kept.Get(field))
		}
	}
	many := with(anOpening, "duration", "", "slots_text", "tous les jours de 0h à 23h toutes les 2 minutes")
	v.post(at("/atelier/", shop.ID, "/evenement"), many).wants(t, http.StatusUnprocessableEntity).says(t, "500 au plus")
	a := v.post(at("/atelier/", shop.ID, "/evenement"), with(anOpening, "hours_text", "samedi 31 avril de 10h à 12h"))
	if words := a.page.Find("#r-hours_text mark").Text(); !strings.Contains(words, "31 avril") {
		t.Errorf("points at %q", words)
	}
}

func TestOpeningWithoutTimesIsNotSubmitted(t *testing.T) {
	s := newTestSite(t)
	account := s.Account("artisane@example.org", jema.RoleArtisan)
	o := s.OpeningIn(s.Workshop("Atelier", account.ID), "Tournage", jema.Draft)
	v, where := s.as(account), at("/mon-evenement/", o.ID, "")
	form := filled(v.get(where).page.Find("form[data-opening]"))
	a := v.post(where, with(form, "do", "submit")).wants(t, http.StatusUnprocessableEntity)
	if a.page.Find("#w-hours_text").Text() == "" || s.state(o.ID) != jema.Draft {
		t.Errorf("said %q, now %s", a.said(), s.state(o.ID))
	}
}

func TestTwoEditorsDoNotUndoEachOther(t *testing.T) {
	s := newTestSite(t)
	account := s.Account("artisane@example.org", jema.RoleArtisan)
	o := s.OpeningIn(s.Workshop("Atelier", account.ID), "Tournage", jema.Submitted)
	v, where := s.as(account), at("/mon-evenement/", o.ID, "")
	form := filled(v.get(where).page.Find("form[data-opening]"))
	v.follow(v.post(where, with(form, "title", "Premier")))
	a := v.post(where, with(form, "title", "Second")).wants(t, http.StatusConflict)
	a.says(t, "Recharger la page")
	if kept := filled(a.page.Find("form[data-opening]")); kept.Get("title") != "Second" ||
		s.plan(o.ID).Opening.Title != "Premier" {
		t.Errorf("typed %q, stored %q", kept.Get("title"), s.plan(o.ID).Opening.Title)
	}
	if again := v.post(where, filled(a.page.Find("form[data-opening]"))); again.StatusCode != http.StatusConflict {
		t.Error("sending once more overwrites what was not read")
	}
}

func TestBookedSlotStays(t *testing.T) {
	s := newTestSite(t)
	account := s.Account("artisane@example.org", jema.RoleArtisan)
	v := s.as(account)
	shop := s.Workshop("Atelier", account.ID)
	v.post(at("/atelier/", shop.ID, "/evenement"), anOpening).wants(t, http.StatusSeeOther)
	id := s.lastOpening()
	s.DB.MustExec(`UPDATE opening SET state = 'approved' WHERE id = $1`, id)
	var slot int64
	if err := s.DB.Get(&slot, `SELECT min(id) FROM slot WHERE opening_id = $1`, id); err != nil {
		t.Fatal(err)
	}
	s.book(slot, 3, "Alix")
	where := at("/mon-evenement/", id, "")
	form := filled(v.get(where).page.Find("form[data-opening]"))
	for field, bad := range map[string][2]string{"slots_text": {"slots_text", "dimanche à 10h"},
		"capacity": {"capacity", "2"}} {
		a := v.post(where, with(form, bad[0], bad[1])).wants(t, http.StatusConflict)
		if a.page.Find("#w-"+field).Text() == "" {
			t.Errorf("nothing beside %s: %s", field, a.said())
		}
	}
	if s.state(id) != jema.Approved || len(s.plan(id).Slots) != 4 {
		t.Error("half of it was saved")
	}
	a := v.post(where, with(form, "slots_text", "dimanche à 10h"))
	if link := a.page.Find(`a[href="` + where + `/creneaux"]`); link.Length() == 0 {
		t.Error("nothing leads to the slot's own page")
	}
	v.follow(v.post(where, with(form, "slots_text", "samedi à 14h et à 18h", "capacity", "8"))).says(t, "C’est proposé")
	if plan := s.plan(id); len(plan.Slots) != 4 || plan.Slots[0].Capacity != 6 {
		t.Errorf("a proposal changed what is live: %+v", plan.Slots)
	}
	o := s.as(s.organiser())
	o.follow(o.decideProposal(id, "accept", ""))
	if plan := s.plan(id); len(plan.Slots) != 2 || plan.Slots[0].Capacity != 8 {
		t.Errorf("kept as %+v", plan.Slots)
	}
	s.Holds()
}

func TestClosedRegistrationIsSaid(t *testing.T) {
	s := newTestSite(t)
	account := s.Account("artisane@example.org", jema.RoleArtisan)
	shop := s.Workshop("Atelier", account.ID)
	draft, asked := s.OpeningIn(shop, "Brouillon", jema.Draft), s.OpeningIn(shop, "Question", jema.ChangesRequested)
	s.DB.MustExec(`UPDATE edition SET registration_closes_at = '2027-02-01'`)
	v := s.as(account)
	v.get("/atelier").says(t, "Les inscriptions sont closes")
	v.post(at("/atelier/", shop.ID, "/evenement"), anOpening).wants(t, http.StatusConflict).says(t,
		"Les inscriptions sont closes")
	page := v.get(at("/mon-evenement/", draft.ID, ""))
	page.says(t, "Les inscriptions sont closes")
	v.post(at("/mon-evenement/", draft.ID, ""), anOpening).wants(t, http.StatusConflict)
	v.post(at("/mon-evenement/", draft.ID, ""), with(anOpening, "do", "submit")).wants(t, http.StatusConflict)
	form := filled(v.get(at("/mon-evenement/", asked.ID, "")).page.Find("form[data-opening]"))
	v.follow(v.post(at("/mon-evenement/", asked.ID, ""), with(form, "hours_text", "samedi de 10h à 12h", "do", "submit")))
	if s.state(asked.ID) != jema.Submitted {
		t.Error("who was asked for a change cannot answer")
	}
}

func TestVisitorList(t *testing.T) {
	s := newTestSite(t)
	account := s.Account("artisane@example.org", jema.RoleArtisan)
	o := s.OpeningIn(s.Workshop("Atelier", account.ID), "Tournage", jema.Approved)
	slot := o.Slot("2027-04-10", 600, 660, 8)
	o.Slot("2027-04-10", 720, 780, 8)
	s.book(slot, 3, "Alix")
	gone := s.book(slot, 2, "Partie")
	s.DB.MustExec(`UPDATE slot SET taken = taken - 2 WHERE id = $1`, slot)
	s.DB.MustExec(`UPDATE booking SET status = 'cancelled', cancelled_at = now() WHERE id = $1`, gone.ID)
	where := at("/mon-evenement/", o.ID, "/visiteurs")
	a := s.as(account).get(where).wants(t, http.StatusOK)
	a.says(t, "3 personnes attendues en tout")
	a.says(t, "Personne n’a encore réservé")
	if row := a.page.Find("tbody tr"); row.Length() != 1 || !strings.Contains(row.Text(), "Alix") ||
		!strings.Contains(row.Text(), "06 01 02 03 04") {
		t.Errorf("lists %q", row.Text())
	}
	if a.Header.Get("Cache-Control") != "no-store" {
		t.Error("names may be kept by a cache")
	}
	s.as(s.Account("autre@example.org", jema.RoleArtisan)).get(where).wants(t, http.StatusNotFound)
	s.as(s.organiser()).get(where).wants(t, http.StatusForbidden)
}

func TestButtonsWorkWithoutScript(t *testing.T) {
	s := newTestSite(t)
	account := s.Account("artisane@example.org", jema.RoleArtisan)
	shop := s.Workshop("Atelier", account.ID)
	v, where := s.as(account), at("/atelier/", shop.ID, "/evenement")
	add := with(anOpening, "do", "add_hours", "hours_from", "14:00", "hours_to", "18:00")
	add["hours_day"] = []string{"2027-04-10", "2027-04-11"}
	a := v.post(where, add).wants(t, http.StatusOK)
	if got := strings.Join(strings.Fields(a.page.Find("#r-hours_text").Text()), " "); !strings.Contains(got,
		"de 10 h à 12 h et de 14 h à 18 h") {
		t.Errorf("now means %q, by the words %q", got, a.page.Find("#f-hours_text").Text())
	}
	slots := with(anOpening, "do", "add_slots", "slots_text", "", "duration", "", "slots_from", "10:00", "slots_to",
		"12:00", "slots_every", "30 min")
	slots["slots_day"] = []string{"2027-04-09"}
	v.post(where, slots).wants(t, http.StatusOK).says(t, "4 créneaux, 24 places en tout")
	v.post(where, with(anOpening, "do", "add_hours")).wants(t, http.StatusOK).says(t, "Cochez au moins un jour")
	v.post(where, with(anOpening, "do", "read", "hours_text", "dimanche 9h-10h")).says(t, "Dimanche 11 avril")
	long := with(anOpening, "do", "propose", "printed_text", "", "description", strings.Repeat("Une phrase de plus. ", 40))
	if got := filled(v.post(where, long).page.Find("form[data-opening]")).Get("printed_text"); len(got) < 300 ||
		len(got) > 350 {
		t.Errorf("proposes %d signs: %q", len(got), got)
	}
	var n int
	if err := s.DB.Get(&n, `SELECT count(*) FROM opening`); err != nil || n != 0 {
		t.Errorf("%d openings were stored, %v", n, err)
	}
}

func TestScheduleIsReadLive(t *testing.T) {
	s := newTestSite(t)
	v := s.as(s.Account("artisane@example.org", jema.RoleArtisan))
	ask := func(pairs ...string) answer {
		return v.post("/horaires", with(url.Values{}, pairs...)).wants(t, http.StatusOK)
	}
	a := ask("which", "hours_text", "hours_text", "samedi 10h-12h")
	if got := strings.Join(strings.Fields(a.page.Text()), " "); !strings.HasPrefix(got,
		"Nous avons compris : Samedi 10 avrilde 10 h à 12 h Écrit au propre : Samedi 10 avril, de 10 h à 12 h") {
		t.Errorf("answers %q", got)
	}
	a = ask("which", "slots_text", "slots_text", "samedi à 10h et 11h")
	if a.page.Find(".wrong-text").Text() == "" {
		t.Errorf("slots without duration are taken: %s", a.body)
	}
	a = ask("which", "slots_text", "slots_text", "samedi à 10h et 11h", "duration", "1h", "capacity", "5")
	if got := a.page.Text(); !strings.Contains(got, "2 créneaux") {
		t.Errorf("answers %q", got)
	}
	a = ask("which", "hours_text", "do", "add", "hours_day", "2027-04-10", "hours_from", "10:00", "hours_to", "12:00")
	if a.page.Find("[data-phrase]").AttrOr("data-phrase", "") == "" {
		t.Errorf("no phrase to put in the field: %s", a.body)
	}
	a = ask("which", "slots_text", "do", "add", "hours_text", "samedi 10h-12h", "slots_text", "dimanche à 10h",
		"duration", "1h")
	if got := a.page.Find("[data-phrase]").AttrOr("data-phrase", ""); got != "dimanche à 10h" ||
		a.page.Find(".wrong-text").Text() == "" {
		t.Errorf("nothing chosen, and the field becomes %q", got)
	}
	if strings.Contains(a.body, "<html") {
		t.Error("a whole page was sent")
	}
}

// Hours that were set aside are shown beside the reading, and ambiguous ones
// have a button for each reading; a button writes its reading into the field,
// with and without script.
func TestReadingShowsWhatIsSetAsideAndOffered(t *testing.T) {
	s := newTestSite(t)
	account := s.Account("artisane@example.org", jema.RoleArtisan)
	shop := s.Workshop("Atelier", account.ID)
	v, where := s.as(account), at("/atelier/", shop.ID, "/evenement")
	read := func(phrase string, pairs ...string) answer {
		return v.post(where, with(anOpening, append([]string{"do", "read", "hours_text", phrase}, pairs...)...)).wants(t,
			http.StatusOK)
	}
	a := read("Bonjour, samdi 10h-12h, parking gratuit")
	if got := a.page.Find("#r-hours_text .aside li").Map(func(_ int,
		l *goquery.Selection) string {
		return l.Text()
	}); !slices.Equal(got, []string{"Bonjour", "parking gratuit"}) {
		t.Errorf("shows %q set aside", got)
	}
	a = read("Bonjour, samdi 10h-12h, parking gratuit", "do", "take_hours_0")
	if got := filled(a.page.Find("form[data-opening]")).Get("hours_text"); spacesPlain(
		got) != "samedi 10 avril, de 10 h à 12 h" {
		t.Errorf("the reading is written back as %q", got)
	}
	a = read("vendredi 10 avril 10h-12h")
	offers := a.page.Find("#r-hours_text [data-take]")
	if offers.Length() != 2 || offers.Eq(1).AttrOr("value", "") != "take_hours_2" {
		t.Fatalf("offers %d readings: %s", offers.Length(), offers.Text())
	}
	a = read("vendredi 10 avril 10h-12h", "do", "take_hours_2")
	if got := filled(a.page.Find("form[data-opening]")).Get("hours_text"); spacesPlain(
		got) != "vendredi 9 avril, de 10 h à 12 h" {
		t.Errorf("the second reading is %q", got)
	}
}

func spacesPlain(s string) string {
	return strings.NewReplacer("\u00a0", " ", "\u202f", " ").Replace(s)
}

// « Enregistrer le brouillon » pressed twice makes one draft; the same form
// sent with other words is not lost, and is a second one when sent again.
func TestADraftIsSavedOnce(t *testing.T) {
	s := newTestSite(t)
	account := s.Account("artisane@example.org", jema.RoleArtisan)
	shop := s.Workshop("Atelier", account.ID)
	v := s.as(account)
	create := at("/atelier/", shop.ID, "/evenement")
	form := with(anOpening, "key", v.get(create).page.Find("form[data-opening] input[name=key]").AttrOr("value", ""))
	first, again := v.post(create, form), v.post(create, form)
	if to := again.Header.Get("Location"); first.StatusCode != http.StatusSeeOther || to != first.Header.Get("Location") {
		t.Errorf("sent on to %q and %q", first.Header.Get("Location"), to)
	}
	changed := v.post(create, with(form, "title", "Émailler un bol"))
	changed.tells(t, http.StatusConflict, "a déjà été enregistré")
	kept := filled(changed.page.Find("form[data-opening]"))
	if kept.Get("title") != "Émailler un bol" || kept.Get("key") == form.Get("key") {
		t.Errorf("kept %q with the key %q", kept.Get("title"), kept.Get("key"))
	}
	v.post(create, kept).tells(t, http.StatusSeeOther)
	var n int
	if err := s.DB.Get(&n, `SELECT count(*) FROM opening`); err != nil || n != 2 {
		t.Errorf("%d drafts, %v", n, err)
	}
}
