package web

import (
	"net/http"
	"net/url"
	"strings"
	"testing"

	"jema/internal/jema"
)

func (s *testSite) defect(id jema.OpeningID, field, value, problem string, blocking bool) {
	s.t.Helper()
	s.DB.MustExec(`INSERT INTO defect (opening_id, field, header, value, problem, blocking) VALUES ($1, $2, 'Colonne',
		$3, $4, $5)`,
		id, field, value, problem, blocking)
}

// decide loads the opening's page and presses one of its buttons of decision.
func (v *browser) decide(id jema.OpeningID, decision, note string) answer {
	v.t.Helper()
	where := at("/organisation/evenements/", id, "")
	form := filled(v.get(where).page.Find("form[data-opening]"))
	return v.post(where+"/decision", with(form, "decision", decision, "note", note))
}

// The queue has one line an event, with what it lacks in words. A search
// allows for misspelling; filters apply; complete events are published together, after
// a page that lists them.
func TestQueue(t *testing.T) {
	s := newTestSite(t)
	shop := s.Workshop("Atelier", 0)
	bad := s.OpeningIn(shop, "Bancal", jema.Incomplete)
	s.defect(bad.ID, "hours_text", "demain", "Quel jour ?", true)
	s.OpeningIn(shop, "Envoyé", jema.Submitted).Slot("2027-04-10", 600, 660, 8)
	s.OpeningIn(shop, "Publié", jema.Approved)
	v := s.as(s.organiser())
	titles := func(path string) string {
		return v.get(path).wants(t, http.StatusOK).page.Find(".queue-table th a").Text()
	}
	a := v.get("/organisation").wants(t, http.StatusOK)
	a.says(t, "réponse à corriger, sans horaires, sans photo")
	a.says(t, "2 communes sans événement")
	for path, want := range map[string]string{"": "BancalEnvoyé", "?etat=approved": "Publié", "?mots=envoies": "Envoyé",
		"?manque=complete": "Envoyé", "?tri=complets": "EnvoyéBancal", "?etat=autre&tri=nul&page=9&pour=x": "BancalEnvoyé"} {
		if got := titles("/organisation" + path); got != want {
			t.Errorf("%q lists %q, want %q", path, got, want)
		}
	}
	form := filled(a.page.Find("form.queue-form"))
	asked := v.post("/organisation/publication", form).wants(t, http.StatusOK)
	asked.says(t, "Rien n’est encore fait")
	if got := asked.page.Find(".queue-names a").Text(); got != "Envoyé" {
		t.Errorf("%q would be published", got)
	}
	sure := filled(asked.page.Find("form[action$=publication]"))
	s.DB.MustExec(`UPDATE opening SET version = version + 1 WHERE title = 'Envoyé'`)
	v.post("/organisation/publication", sure).wants(t, http.StatusOK).says(t, "1 événement n’est pas publié")
	asked = v.post("/organisation/publication", form)
	v.follow(v.post("/organisation/publication", filled(asked.page.Find("form[action$=publication]")))).says(t,
		"les artisans sont prévenus")
	if got := titles("/organisation"); got != "Bancal" {
		t.Errorf("then it lists %q", got)
	}
	v.post("/organisation/attribution", with(form, "event", textOf(bad.ID)[0], "do", "take")).wants(t, http.StatusSeeOther)
	if got := titles("/organisation?pour=nobody"); got != "" {
		t.Errorf("nobody's are %q", got)
	}
}

// The printer's day is one of the edition's dates, and the days left until then
// are shown above the queue.
func TestThePrintersDayIsSetAndCountedDown(t *testing.T) {
	s := newTestSite(t)
	s.OpeningIn(s.Workshop("Atelier", 0), "Publié", jema.Approved)
	v := s.as(s.organiser())
	set := func(day string) answer { return v.post("/organisation/reglages", url.Values{"printer_on": {day}}) }
	set("demain").wants(t, http.StatusUnprocessableEntity).says(t, "Écrivez un jour")
	set("2027-04-12").wants(t, http.StatusUnprocessableEntity).says(t, "au plus tard")
	v.follow(set("11/3/2027")).says(t, "Les dates sont enregistrées")
	a := v.get("/organisation")
	a.says(t, "Chez l’imprimeur le jeudi 11 mars : 10 jours restent")
	a.says(t, "1 épreuve pas encore approuvée")
	v.follow(set(""))
	v.get("/organisation").says(t, "Fixer le jour de l’imprimeur")
}

func TestRepairThenApprove(t *testing.T) {
	s := newTestSite(t)
	o := s.OpeningIn(s.Workshop("Atelier", 0), "Bancal", jema.Incomplete)
	s.DB.MustExec(`UPDATE opening SET hours_text = 'demain matin' WHERE id = $1`, o.ID)
	s.defect(o.ID, "hours_text", "demain matin", "Quel jour ?", true)
	s.defect(o.ID, "phone", "06", "Numéro incomplet.", false)
	s.defect(o.ID, "remarks", "à voir", "À relire.", false)
	v, where := s.as(s.organiser()), at("/organisation/evenements/", o.ID, "")
	page := v.get(where).wants(t, http.StatusOK)
	page.says(t, "1 réponse reste à corriger")
	v.decide(o.ID, "approve", "").wants(t, http.StatusUnprocessableEntity).says(t, "Quel jour ?")

	form := filled(page.page.Find("form[data-opening]"))
	// before the hours are readable
	v.follow(v.post(where, with(form, "phone", "04 65 71 00 34"))).says(t, "Les corrections sont enregistrées")
	left, err := s.Store.Defects(t.Context(), s.Territory.ID, o.ID)
	if err != nil || len(left) != 2 {
		t.Fatalf("left %+v, %v", left, err)
	}
	form = filled(v.get(where).page.Find("form[data-opening]"))
	v.post(where, with(form, "hours_text", "demain soir")).wants(t, http.StatusUnprocessableEntity)
	v.follow(v.post(where, with(form, "hours_text", "samedi de 10h à 12h", "settled", "remarks")))
	if left, err = s.Store.Defects(t.Context(), s.Territory.ID, o.ID); err != nil || len(left) != 0 {
		t.Fatalf("left %+v, %v", left, err)
	}
	v.follow(v.decide(o.ID, "approve", "")).says(t, "L’événement est publié")
	if s.state(o.ID) != jema.Approved {
		t.Error("not approved")
	}
	if w, err := s.Store.Workshop(t.Context(), s.Territory.ID, s.plan(o.ID).Opening.WorkshopID); err != nil ||
		w.Phone != "04 65 71 00 34" {
		t.Errorf("the workshop is %+v, %v", w, err)
	}
	s.Holds()
}

func TestDecisions(t *testing.T) {
	s := newTestSite(t)
	account := s.Account("artisane@example.org", jema.RoleArtisan)
	o := s.OpeningIn(s.Workshop("Atelier", account.ID), "Tournage", jema.Submitted)
	o.Slot("2027-04-10", 600, 660, 8)
	v := s.as(s.organiser())
	v.decide(o.ID, "ask", " ").wants(t, http.StatusUnprocessableEntity).says(t, "Dites à l’artisan")
	v.follow(v.decide(o.ID, "ask", "Combien de temps dure la visite ?"))
	if s.state(o.ID) != jema.ChangesRequested {
		t.Error("no change was asked")
	}
	s.as(account).get(at("/mon-evenement/", o.ID, "")).says(t, "Combien de temps dure la visite ?")
	form := s.as(account).form(at("/mon-evenement/", o.ID, ""))
	s.as(account).post(at("/mon-evenement/", o.ID, ""), with(form, "do", "submit")).wants(t, http.StatusSeeOther)
	v.follow(v.decide(o.ID, "approve", ""))
	v.decide(o.ID, "approve", "").wants(t, http.StatusConflict)
	v.decide(o.ID, "danser", "").wants(t, http.StatusConflict)
	var told []string
	if err := s.DB.Select(&told, `SELECT kind FROM message WHERE opening_id = $1 ORDER BY id`, o.ID); err != nil ||
		strings.Join(told, " ") != "changes_requested approved" {
		t.Errorf("the artisan is told %v, %v", told, err)
	}
}

func TestNobodyDecidesOnWhatTheyHaveNotRead(t *testing.T) {
	s := newTestSite(t)
	account := s.Account("artisane@example.org", jema.RoleArtisan)
	o := s.OpeningIn(s.Workshop("Atelier", account.ID), "Tournage", jema.Submitted)
	o.Slot("2027-04-10", 600, 660, 8)
	v, where := s.as(s.organiser()), at("/organisation/evenements/", o.ID, "")
	seen := filled(v.get(where).page.Find("form[data-opening]"))
	mine := at("/mon-evenement/", o.ID, "")
	form := s.as(account).form(mine)
	s.as(account).post(mine, with(form, "title", "Tout autre chose")).wants(t, http.StatusSeeOther)
	v.post(where+"/decision", with(seen, "decision", "approve")).wants(t, http.StatusConflict)
	if s.state(o.ID) != jema.Submitted {
		t.Error("approved unread")
	}
}

func TestCancelledEventTellsItsVisitors(t *testing.T) {
	s := newTestSite(t)
	o := s.OpeningIn(s.Workshop("Atelier", 0), "Tournage", jema.Approved)
	slot := o.Slot("2027-04-10", 600, 660, 8)
	s.book(slot, 3, "Alix")
	s.book(slot, 2, "Camille")
	v := s.as(s.organiser())
	v.get(at("/organisation/evenements/", o.ID, "")).says(t, "5 personnes ont déjà réservé")
	asked := v.decide(o.ID, "cancel", "").wants(t, http.StatusOK)
	asked.says(t, "2 réservations, par courriel.")
	asked.says(t, "L’artisan, par courriel.")
	asked.says(t, "Rien n’est encore décidé ; les corrections faites sur la page, elles, sont enregistrées.")
	form := filled(asked.page.Find("form[action$=decision]"))
	v.post(at("/organisation/evenements/", o.ID, "/decision"), form).wants(t, http.StatusUnprocessableEntity).says(t,
		"Donnez la raison")
	if s.state(o.ID) != jema.Approved {
		t.Fatal("without a reason the event is cancelled")
	}
	form.Set("note", "Le four est en panne.")
	v.follow(v.post(at("/organisation/evenements/", o.ID, "/decision"), form))
	var artisan string
	if err := s.DB.Get(&artisan, `SELECT note FROM message WHERE opening_id = $1 AND kind = 'event_cancelled'`,
		o.ID); err != nil || artisan != "Le four est en panne." {
		t.Errorf("the artisan is told %q, %v", artisan, err)
	}
	s.deliver("La visite n’aura pas lieu", "Le four est en panne.")
	for _, path := range []string{"/evenements/", "/o/"} { // a link kept, the printed code
		got := s.visitor().get(at(path, o.ID, ""))
		if got.StatusCode == http.StatusFound {
			got = s.visitor().get(got.Header.Get("Location"))
		}
		got.wants(t, http.StatusNotFound).says(t, "Cet événement est annulé.")
	}
	var live, told int
	if err := s.DB.QueryRow(`SELECT count(*) FILTER (WHERE b.status <> 'cancelled'), count(m.id) FROM booking b
		LEFT JOIN message m ON m.booking_id = b.id AND m.kind = 'cancellation'`).Scan(&live, &told); err != nil ||
		live != 0 || told != 2 {
		t.Errorf("%d live bookings, %d told, %v", live, told, err)
	}
	s.Holds()
}

// Before an event without booking and without an address is published, a page
// warns the organiser.
func TestAnEventWithoutAPlaceIsAskedAbout(t *testing.T) {
	s := newTestSite(t)
	o := s.OpeningIn(s.Workshop("Atelier", 0), "Portes ouvertes", jema.Submitted)
	day := s.At("2027-04-10", 600, 720)
	if _, err := s.DB.Exec(`INSERT INTO hours (territory_id, edition_id, opening_id, workshop_id, edition_opens_at,
		edition_closes_at, starts_at, ends_at)
		SELECT o.territory_id, o.edition_id, o.id, o.workshop_id, e.opens_at, e.closes_at, $2, $3 FROM opening o JOIN
			edition e ON e.id = o.edition_id WHERE o.id = $1`,
		o.ID, day.Start, day.End); err != nil {
		t.Fatal(err)
	}
	if _, err := s.DB.Exec(`WITH w AS (UPDATE workshop SET publish_address = false)
		UPDATE opening SET hours_text = 'samedi 10 avril de 10 h à 12 h' WHERE id = $1`, o.ID); err != nil {
		t.Fatal(err)
	}
	v := s.as(s.organiser())
	v.decide(o.ID, "approve", "").wants(t, http.StatusConflict).says(t, "aucune adresse n’est publiée")
	if s.state(o.ID) != jema.Submitted {
		t.Fatal("it is published without a word")
	}
	page := v.get(at("/organisation/evenements/", o.ID, ""))
	version, _ := page.page.Find("input[name=version]").Attr("value")
	v.post(at("/organisation/evenements/", o.ID, "/decision"), url.Values{"decision": {"approve"}, "state": {"submitted"},
		"version":     {version},
		"place_known": {"1"}}).wants(t, http.StatusSeeOther)
}
