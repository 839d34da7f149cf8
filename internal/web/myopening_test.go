package web

import (
	"context"
	"encoding/json"
	"net/http"
	"net/url"
	"slices"
	"strings"
	"testing"

	"github.com/PuerkitoBio/goquery"

	"jema/internal/jema"
)

func (s *testSite) book(slot jema.SlotID, party int, name string) jema.BookingAnswer {
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
func (s *testSite) lastOpening() (id jema.OpeningID) {
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
	v.follow(v.post(create, anOpening)).says(t, "Étape 2 sur 5")
	id := s.lastOpening()
	mine := at("/mon-evenement/", id, "")
	page := v.get(mine)
	page.says(t, "Brouillon")
	if shown := page.page.Find(".as-shown").Text(); !strings.Contains(shown, "Tourner un bol") ||
		!strings.Contains(shown, "gratuit") {
		t.Errorf("the preview shows %q", shown)
	}
	plan := s.plan(id)
	if len(plan.Hours) != 2 || len(plan.Slots) != 4 || plan.Slots[0].Capacity != 6 || plan.Opening.Duration != 45 ||
		plan.Opening.PartyMax != 4 {
		t.Errorf("kept as %+v", plan)
	}
	v.follow(v.post(mine, v.form(mine))) // nothing changed: nothing happens
	if again := s.plan(id); again.Opening.Version != plan.Opening.Version {
		t.Error("saving what is there is a change")
	}
	v.follow(v.post(mine, formOf("do", "submit"))).says(t, "C’est envoyé")
	v.follow(v.post(mine, formOf("do", "submit"))) // pressed twice
	if s.state(id) != jema.Submitted {
		t.Error("not submitted")
	}
	s.Holds()
}

// What cannot be read is named beside its field, stays as it was typed on the next
// visit, and neither changes what is stored nor is sent.
func TestWhatCannotBeReadWaitsBesideItsField(t *testing.T) {
	s := newTestSite(t)
	account := s.Account("artisane@example.org", jema.RoleArtisan)
	shop := s.Workshop("Atelier", account.ID)
	v := s.as(account)
	v.post(at("/atelier/", shop.ID, "/evenement"), anOpening).wants(t, http.StatusSeeOther)
	id := s.lastOpening()
	steps := at("/mon-evenement/", id, "/etapes/")
	for field, bad := range map[string][2]string{
		"printed_text": {"textes", strings.Repeat("é", 351)}, "hours_text": {"horaires", "samedi 31 avril de 10h à 12h"},
		"slots_text": {"horaires", "bientôt"}, "duration": {"horaires", "longtemps"}, "capacity": {"horaires", "beaucoup"},
		"party_max": {"horaires", "mille milliards"}, "price": {"textes", strings.Repeat("é", 5000)},
		"phone": {"lieu", "12"}, "email": {"lieu", "x@"}, "website": {"lieu", "java script:x"},
		"craft": {"activite", "Souffleur de bulles"}, "position": {"lieu", "là-bas"},
	} {
		before := s.plan(id)
		step, typed := bad[0], bad[1]
		a := v.post(steps+step, formOf(field, typed)).wants(t, http.StatusUnprocessableEntity)
		if a.page.Find("#w-"+field).Text() == "" || a.page.Find(`.summary a[href="#f-`+field+`"]`).Length() != 1 {
			t.Errorf("nothing is said beside %s: %s", field, a.notices())
		}
		v.get(steps+step).holds(t, field, typed)
		if after := s.plan(id); after.Opening.Version != before.Opening.Version && field != "slots_text" &&
			field != "duration" && field != "capacity" {
			t.Errorf("%s changed what is stored", field)
		}
		v.post(steps[:len(steps)-len("/etapes/")], formOf("do", "submit")).wants(t,
			http.StatusUnprocessableEntity).says(t, "pas encore comprise")
		v.post(steps+step, formOf(field, "", "do", "save")) // taken back
		s.DB.MustExec(`UPDATE opening SET typed = '{}'`)
	}
	s.Holds()
}

// « à préciser » answers every question as long as registration is open: the event is
// sent, and the organisers find what is to come.
func TestToBeSpecifiedAnswersEveryQuestion(t *testing.T) {
	s := newTestSite(t)
	account := s.Account("artisane@example.org", jema.RoleArtisan)
	v := s.as(account)
	form := formOf("name", "Terre d’ici", "craft", "À préciser", "title", "à préciser", "hours_text", "À préciser",
		"commune", "later", "price", "à préciser", "phone", "à préciser")
	v.post("/atelier/nouveau", form).wants(t, http.StatusSeeOther)
	id := s.lastOpening()
	mine := at("/mon-evenement/", id, "")
	v.get(mine).says(t, "Peut attendre")
	v.get(mine+"/etapes/horaires").holds(t, "hours_text", "À préciser")
	s.DB.MustExec(`UPDATE edition SET registration_closes_at = '2027-02-01'`)
	s.DB.MustExec(`UPDATE opening SET state = 'changes_requested'`)
	v.post(mine, formOf("do", "submit")).wants(t, http.StatusUnprocessableEntity) // too late to leave it open
	s.DB.MustExec(`UPDATE edition SET registration_closes_at = '2027-03-20'`)
	v.follow(v.post(mine, formOf("do", "submit"))).says(t, "C’est envoyé")
	if plan := s.plan(id); plan.Opening.State != jema.Submitted || plan.Opening.Title != "" ||
		plan.Opening.CommuneINSEE != "" {
		t.Errorf("sent as %+v", plan.Opening)
	}
	s.Holds()
}

// A draft needs nothing but a name; sent twice with the same key it is one, and what
// came with the second is not lost.
func TestADraftNeedsANameAndIsBegunOnce(t *testing.T) {
	s := newTestSite(t)
	v := s.as(s.Account("artisane@example.org", jema.RoleArtisan))
	nameless := v.post("/atelier/nouveau", formOf("title", "Tourner un bol")).wants(t, http.StatusUnprocessableEntity)
	nameless.holds(t, "title", "Tourner un bol")
	key := v.get("/atelier/nouveau").page.Find("input[name=key]").AttrOr("value", "")
	form := formOf("name", "Terre d’ici", "key", key)
	first := v.post("/atelier/nouveau", form).wants(t, http.StatusSeeOther)
	again := v.post("/atelier/nouveau", with(form, "title", "Tourner un bol")).wants(t, http.StatusSeeOther)
	if first.Header.Get("Location") != again.Header.Get("Location") {
		t.Errorf("sent on to %q and %q", first.Header.Get("Location"), again.Header.Get("Location"))
	}
	var n int
	if err := s.DB.Get(&n, `SELECT count(*) FROM workshop`); err != nil || n != 1 {
		t.Errorf("%d workshops, %v", n, err)
	}
	id := s.lastOpening()
	if got := s.plan(id).Opening.Title; got != "Tourner un bol" {
		t.Errorf("the title is %q", got)
	}
	lacking := v.post(at("/mon-evenement/", id, ""), formOf("do", "submit")).wants(t, http.StatusUnprocessableEntity)
	for _, want := range []string{"Dites votre métier", "Choisissez la commune", "Dites quand vous ouvrez", "Une photo"} {
		lacking.says(t, want)
	}
	if lacking.page.Find(`.lacks a[href="`+at("/mon-evenement/", id, "/etapes/lieu#f-commune")+`"]`).Length() != 1 {
		t.Error("what is missing does not lead to its step")
	}
}

// Two devices fill in one entry at once: each field stays as it was typed there, and
// one that both changed leads to a question, and is never overwritten.
func TestTwoDevicesDoNotUndoEachOther(t *testing.T) {
	s := newTestSite(t)
	account := s.Account("artisane@example.org", jema.RoleArtisan)
	o := s.OpeningIn(s.Workshop("Atelier", account.ID), "Tournage", jema.Submitted)
	phone, desk := s.as(account), s.as(account)
	step := at("/mon-evenement/", o.ID, "/etapes/activite")
	load := func(v *browser) url.Values { return filled(v.get(step).page.Find("form[data-entry]")) }
	one, other := load(phone), load(desk)
	phone.post(step, with(one, "title", "Premier")).wants(t, http.StatusSeeOther)
	desk.post(step, with(other, "name", "Autre nom")).wants(t, http.StatusSeeOther)
	if plan := s.plan(o.ID); plan.Opening.Title != "Premier" || s.shop(plan.Opening.WorkshopID).Name != "Autre nom" {
		t.Errorf("stored %q of %q", plan.Opening.Title, s.shop(plan.Opening.WorkshopID).Name)
	}
	asked := desk.post(step, with(other, "title", "Second", "artisan", "Personne")).wants(t, http.StatusConflict)
	asked.says(t, "« Premier »")
	asked.holds(t, "title", "Second")
	if plan := s.plan(o.ID); plan.Opening.Title != "Premier" || s.shop(plan.Opening.WorkshopID).Artisan != "Personne" {
		t.Errorf("stored %q; the other field is %q", plan.Opening.Title, s.shop(plan.Opening.WorkshopID).Artisan)
	}
	// meant, now that it was read
	desk.post(step, filled(asked.page.Find("form[data-entry]"))).wants(t, http.StatusSeeOther)
	if got := s.plan(o.ID).Opening.Title; got != "Second" {
		t.Errorf("confirmed, it is %q", got)
	}
	phone.post(step, with(one, "title", "Premier")).wants(t, http.StatusConflict) // a late tab
	s.Holds()
}

// A script that saves by itself receives what is stored, what is wrong and what
// changed elsewhere; the same request again changes nothing.
func TestAScriptSavesFieldByField(t *testing.T) {
	s := newTestSite(t)
	account := s.Account("artisane@example.org", jema.RoleArtisan)
	v := s.as(account)
	ask := func(path string, form url.Values) (got struct {
		At     string
		Was    map[string]string
		Values map[string][]string
		Wrong  map[string]string
		Parts  map[string]string
	}) {
		t.Helper()
		r, err := http.NewRequestWithContext(t.Context(), http.MethodPost, s.url+path, strings.NewReader(form.Encode()))
		fatal(t, err)
		r.Header.Set("Content-Type", "application/x-www-form-urlencoded")
		r.Header.Set("Accept", "application/json")
		res, err := v.client.Do(r)
		fatal(t, err)
		defer func() { _ = res.Body.Close() }()
		fatal(t, json.NewDecoder(res.Body).Decode(&got))
		return got
	}
	key := v.get("/atelier/nouveau").page.Find("input[name=key]").AttrOr("value", "")
	begun := ask("/atelier/nouveau", formOf("name", "Terre d’ici", "key", key))
	if id := s.lastOpening(); begun.At != at("/mon-evenement/", id, "/etapes/activite") || begun.Was["title"] == "" {
		t.Fatalf("begun: %+v", begun)
	}
	root := at("/mon-evenement/", s.lastOpening(), "/etapes/")
	reached := ask(root+"lieu", formOf("phone", "0465710012", "email", "x@"))
	if reached.Values["phone"][0] != "04 65 71 00 12" || reached.Wrong["email"] == "" ||
		reached.Values["email"][0] != "x@" {
		t.Errorf("stored as %v, wrong %v", reached.Values, reached.Wrong)
	}
	form := filled(v.get(root + "horaires").page.Find("form[data-entry]"))
	form["half"] = []string{"2027-04-10:am", "2027-04-10:pm"}
	times := ask(root+"horaires", form)
	if got := spacesPlain(times.Values["hours_text"][0]); got != "samedi 10 avril, de 10 h à 12 h et de 14 h à 18 h" ||
		!strings.Contains(spacesPlain(times.Parts["r-hours_text"]), "Samedi 10 avril") {
		t.Errorf("two taps make %q: %s", got, times.Parts["r-hours_text"])
	}
	version := s.plan(s.lastOpening()).Opening.Version
	ask(root+"horaires", form) // the answer was lost
	if plan := s.plan(s.lastOpening()); plan.Opening.Version != version || len(plan.Hours) != 2 {
		t.Errorf("repeated, it is version %d with %d periods", plan.Opening.Version, len(plan.Hours))
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
	var slot jema.SlotID
	if err := s.DB.Get(&slot, `SELECT min(id) FROM slot WHERE opening_id = $1`, id); err != nil {
		t.Fatal(err)
	}
	s.book(slot, 3, "Alix")
	where := at("/mon-evenement/", id, "")
	form := v.form(where)
	for field, bad := range map[string]string{"slots_text": "dimanche à 10h", "capacity": "2"} {
		a := v.post(where+"/etapes/horaires", with(form, field, bad)).wants(t, http.StatusUnprocessableEntity)
		if a.page.Find("#w-"+field).Text() == "" {
			t.Errorf("nothing beside %s: %s", field, a.notices())
		}
		s.DB.MustExec(`UPDATE opening SET typed = '{}'`) // what was wrong already is not refused again
	}
	if s.state(id) != jema.Approved || len(s.plan(id).Slots) != 4 {
		t.Error("half of it was saved")
	}
	a := v.post(where+"/etapes/horaires", with(form, "slots_text", "dimanche à 10h"))
	if link := a.page.Find(`a[href="` + where + `/creneaux"]`); link.Length() == 0 {
		t.Error("nothing leads to the slot's own page")
	}
	form = v.form(where)
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
	form := v.form(at("/mon-evenement/", asked.ID, ""))
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

// The times are filled in without script, too: half-days, periods one by one, a day
// copied to another, slots by their buttons, and the readings that are offered.
func TestTimesAreFilledInWithoutScript(t *testing.T) {
	s := newTestSite(t)
	account := s.Account("artisane@example.org", jema.RoleArtisan)
	draft := s.OpeningIn(s.Workshop("Atelier", account.ID), "Tournage", jema.Draft)
	v, step := s.as(account), at("/mon-evenement/", draft.ID, "/etapes/horaires")
	load := func() url.Values { return filled(v.get(step).page.Find("form[data-entry]")) }
	words := func() string { return spacesPlain(s.plan(draft.ID).Opening.HoursText) }
	form := load()
	form["half"] = []string{"2027-04-10:am"}
	v.post(step, form).wants(t, http.StatusSeeOther)
	form = load()
	form["hours_to_is"][0] = "12:30"
	v.post(step, form).wants(t, http.StatusSeeOther)
	if words() != "samedi 10 avril, de 10 h à 12 h 30" {
		t.Errorf("the period becomes %q", words())
	}
	form = with(load(), "do", "copy_hours", "hours_copy", "2027-04-10")
	form["hours_copy_to"] = []string{"2027-04-11"}
	v.post(step, form).wants(t, http.StatusSeeOther)
	if words() != "samedi 10 et dimanche 11 avril, de 10 h à 12 h 30" {
		t.Errorf("copied, it is %q", words())
	}
	form = load()
	form["half"] = []string{"2027-04-11:am"}
	v.post(step, form).wants(t, http.StatusSeeOther)
	if words() != "dimanche 11 avril, de 10 h à 12 h 30" {
		t.Errorf("with Saturday taken out, it is %q", words())
	}
	slots := with(load(), "do", "add_slots", "slots_from", "10:00", "slots_to", "12:00", "slots_every", "30 min",
		"capacity", "6")
	slots["slots_day"] = []string{"2027-04-09"}
	v.post(step, slots).wants(t, http.StatusSeeOther)
	v.get(step).says(t, "4 créneaux, 24 places en tout")
	v.post(step, with(load(), "do", "add_slots")).wants(t, http.StatusUnprocessableEntity).says(t,
		"Cochez au moins un jour")
	v.post(step, with(load(), "hours_text", "Bonjour, samdi 10h-12h, parking gratuit")).wants(t, http.StatusSeeOther)
	aside := v.get(step).page.Find("#r-hours_text .aside li").Map(func(_ int, l *goquery.Selection) string {
		return l.Text()
	})
	if !slices.Equal(aside, []string{"Bonjour", "parking gratuit"}) {
		t.Errorf("shows %q set aside", aside)
	}
	v.post(step, with(load(), "do", "take_hours_0")).wants(t, http.StatusSeeOther)
	if words() != "samedi 10 avril, de 10 h à 12 h" {
		t.Errorf("the reading is written back as %q", words())
	}
	a := v.post(step, with(load(), "hours_text", "vendredi 10 avril 10h-12h")).wants(t, http.StatusUnprocessableEntity)
	if offers := a.page.Find("#r-hours_text [data-take]"); offers.Length() != 2 {
		t.Fatalf("offers %d readings: %s", offers.Length(), offers.Text())
	}
	v.post(step, with(load(), "do", "take_hours_2")).wants(t, http.StatusSeeOther)
	if words() != "vendredi 9 avril, de 10 h à 12 h" {
		t.Errorf("the second reading is %q", words())
	}
	words350 := at("/mon-evenement/", draft.ID, "/etapes/textes")
	v.post(words350, formOf("do", "propose", "printed_text", "", "description",
		strings.Repeat("Une phrase de plus. ", 40))).wants(t,
		http.StatusSeeOther)
	if got := s.plan(draft.ID).Opening.PrintedText; len(got) < 300 || len(got) > 350 {
		t.Errorf("proposes %d characters: %q", len(got), got)
	}
	s.Holds()
}

// The workshop is described in the same steps. Words that withhold an address are to be
// confirmed, and the place is tapped on the drawing of its commune.
func TestTheWorkshopIsDescribedInTheSameSteps(t *testing.T) {
	s := newTestSite(t)
	v := s.as(s.Account("artisane@example.org", jema.RoleArtisan))
	v.post("/atelier/nouveau", aWorkshop).wants(t, http.StatusSeeOther)
	id := s.lastOpening()
	root := at("/mon-evenement/", id, "")
	shop := func() jema.Workshop { return s.shop(s.plan(id).Opening.WorkshopID) }
	if w := shop(); w.CraftSlug != "ceramiste" || w.Phone != "04 65 71 00 12" || !w.PublishPhone || w.PublishAddress ||
		w.CommuneINSEE != "26281" || s.plan(id).Opening.CommuneINSEE != "26281" {
		t.Errorf("kept as %+v", w)
	}
	v.post(root+"/etapes/activite", formOf("craft", "Souffleur de bulles", "other_craft", "1")).wants(t,
		http.StatusSeeOther)
	if w := shop(); w.CraftOther != "Souffleur de bulles" || w.CraftSlug != "" {
		t.Errorf("kept as %+v", w)
	}
	where := root + "/etapes/lieu"
	form := filled(v.get(where).page.Find("form[data-entry]"))
	off := with(form, "address", "12 rue du Four (adresse donnée après réservation)", "publish_address", "1")
	asked := v.post(where, off).wants(t, http.StatusUnprocessableEntity)
	asked.says(t, "elle ne sera pas publiée")
	if asked.page.Find("#f-withheld").Length() != 1 {
		t.Fatal("it cannot be confirmed")
	}
	v.post(where, with(filled(asked.page.Find("form[data-entry]")), "withheld", "1")).wants(t, http.StatusSeeOther)
	if w := shop(); w.Address != "12 rue du Four" || w.PublishAddress {
		t.Errorf("stored as %q, published %t", w.Address, w.PublishAddress)
	}
	drawing := v.get(root+"/carte.svg").wants(t, http.StatusOK)
	if !strings.HasPrefix(drawing.body, "<svg") {
		t.Errorf("drawn as %.40s", drawing.body)
	}
	form = filled(v.get(where).page.Find("form[data-entry]"))
	v.post(where, with(form, "point.x", "160", "point.y", "160")).wants(t, http.StatusSeeOther)
	if w := shop(); w.Lat < 44.9 || w.Lat > 45.2 || w.Lon < 4.9 || w.Lon > 5.2 {
		t.Errorf("tapped in the middle, it is at %v, %v", w.Lat, w.Lon)
	}
	s.Holds()
}

// Withdrawing an event first shows what becomes of those who booked, and requires a reason.
func TestWithdrawingSaysWhatBecomesOfVisitors(t *testing.T) {
	s := newTestSite(t)
	account := s.Account("artisane@example.org", jema.RoleArtisan)
	o := s.OpeningIn(s.Workshop("Atelier", account.ID), "Tournage", jema.Approved)
	s.book(o.Slot("2027-04-10", 600, 660, 8), 3, "Alix")
	v, where := s.as(account), at("/mon-evenement/", o.ID, "/retrait")
	v.get(where).wants(t, http.StatusOK).says(t, "1 groupe a réservé")
	v.post(where, formOf("sure", "1")).wants(t, http.StatusUnprocessableEntity)
	v.post(where, formOf("reason", "Malade")).wants(t, http.StatusOK)
	if s.state(o.ID) != jema.Approved {
		t.Fatal("withdrawn unasked")
	}
	v.post(where, formOf("reason", "Malade", "sure", "1")).wants(t, http.StatusSeeOther)
	v.post(where, formOf("reason", "Malade", "sure", "1")).wants(t, http.StatusSeeOther) // pressed twice
	var told int
	if err := s.DB.Get(&told, `SELECT count(*) FROM message m JOIN booking b ON b.id = m.booking_id
		WHERE b.status = 'cancelled' AND m.kind <> 'confirmation'`); err != nil ||
		s.state(o.ID) != jema.Cancelled || told == 0 {
		t.Errorf("%s, %d told, %v", s.state(o.ID), told, err)
	}
	s.Holds()
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

func spacesPlain(s string) string {
	return strings.NewReplacer("\u00a0", " ", "\u202f", " ").Replace(s)
}
