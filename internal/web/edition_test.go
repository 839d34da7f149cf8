package web

import (
	"fmt"
	"net/url"
	"strings"
	"testing"
	"time"

	"jema/internal/jema"
	"jema/internal/postgres/storetest"
	"jema/internal/web/page"
)

// prepare2028 adds next year's edition, whose dates are open already: only its
// state hides it from visitors.
func (s *testSite) prepare2028() jema.Edition {
	s.t.Helper()
	e := storetest.Edition(s.Territory.ID)
	e.StartsOn, e.EndsOn = jema.Date{Year: 2028, Month: 4, Day: 4}, jema.Date{Year: 2028, Month: 4, Day: 9}
	e.PurgeOn = jema.Date{Year: 2028, Month: 7, Day: 9}
	e.BookingClosesAt = storetest.Now.AddDate(1, 1, 0)
	e, err := s.Store.CreateEdition(s.t.Context(), e, storetest.Now)
	if err != nil {
		s.t.Fatal(err)
	}
	return e
}

func (s *testSite) setEdition(to jema.EditionState) {
	s.t.Helper()
	const year = 2028
	if _, err := s.Store.SetEditionState(s.t.Context(), s.Territory.ID, year, to); err != nil {
		s.t.Fatal(err)
	}
}

// in2028 returns a world whose openings belong to next year's edition.
func (s *testSite) in2028(e jema.Edition) *storetest.World {
	w := *s.World
	w.Edition = e
	return &w
}

// awaits requests a public page until it has a sentence: pages are up to date a
// second after the database is.
func (v *browser) awaits(t *testing.T, path, sentence string) {
	t.Helper()
	for end := time.Now().Add(time.Minute); ; time.Sleep(50 * time.Millisecond) {
		page := v.get(path)
		if strings.Contains(plain.Replace(page.page.Find("main").Text()), plain.Replace(sentence)) {
			return
		}
		if time.Now().After(end) {
			t.Fatalf("%s does not have %q: %s", path, sentence, page.page.Find("main").Text())
		}
	}
}

// Preparing next year changes nothing for anybody: not the home page, not an
// address on paper, not a booking's link.
func TestNextYearIsPreparedUnseen(t *testing.T) {
	s := newTestSite(t)
	old := s.Opening("Tournage")
	slot := old.Slot("2027-04-10", 600, 660, 8)
	link := strings.TrimPrefix(s.links.Booking(s.book(slot, 2, "Camille Essai").Token), s.url)
	next := s.in2028(s.prepare2028()).Opening("Filage")
	v := s.visitor()
	v.get("/").tells(t, 200, "6 au dimanche 11 avril 2027")
	v.get(fmt.Sprintf("/o/%d", old.ID)).tells(t, 302)
	v.get(fmt.Sprintf("/evenements/%d", old.ID)).tells(t, 200, "Tournage", "Réserver")
	v.get(link).tells(t, 200, "Tournage")
	unseen := []string{fmt.Sprintf("/evenements/%d", next.ID), fmt.Sprintf("/api/v1/openings/%d", next.ID),
		fmt.Sprintf("/api/v1/slots/%d", next.Slot("2028-04-08", 600, 660, 8))}
	for _, path := range unseen {
		v.get(path).tells(t, 404)
	}
	s.setEdition(jema.EditionRegistering)
	for _, path := range unseen {
		v.get(path).tells(t, 404)
	}
}

// What was shown last year still answers when the next year is published, and
// names the year it is of.
func TestAPastEditionAnswers(t *testing.T) {
	s := newTestSite(t)
	old := s.Opening("Tournage")
	slot := old.Slot("2027-04-10", 600, 660, 8)
	link := strings.TrimPrefix(s.links.Booking(s.book(slot, 2, "Camille Essai").Token), s.url)
	next := s.in2028(s.prepare2028()).Opening("Filage")
	s.setEdition(jema.EditionCurrent)
	v := s.visitor()
	v.awaits(t, "/", "4 au dimanche 9 avril 2028")
	v.get(fmt.Sprintf("/evenements/%d", next.ID)).tells(t, 200, "Filage")
	past := v.get(fmt.Sprintf("/evenements/%d", old.ID))
	past.tells(t, 200, "Tournage", "Édition 2027, passée", "Aller à l’édition 2028")
	if past.page.Find("form[action$=reservations]").Length() > 0 {
		t.Error("a past edition offers to book")
	}
	v.get(link).tells(t, 200, "Tournage", "Édition 2027, passée")
	if api := v.get(fmt.Sprintf("/api/v1/openings/%d", old.ID)); api.StatusCode != 200 ||
		!strings.Contains(api.body, "2027-04-10") {
		t.Errorf("the API answers %d: %s", api.StatusCode, api.body)
	}
	form := url.Values{"slot": {fmt.Sprint(slot)}, "party_size": {"2"}, "name": {"Dominique Essai"},
		"email": {"d@example.org"}, "key": {page.NewKey()}}
	v.post(fmt.Sprintf("/evenements/%d/reservations", old.ID), form).tells(t, 409,
		"Ce créneau n’est pas ouvert à la réservation")
	s.DB.MustExec(`UPDATE opening SET state = 'draft' WHERE id = $1`, next.ID) // nothing opens in it
	s.setEdition(jema.EditionPast)
	v.awaits(t, "/", "Édition 2028, passée")
	if home := v.get("/").page.Find("main").Text(); strings.Contains(home, "s’inscrivent en ce moment") {
		t.Error("workshops register for an edition that is past")
	}
	artisan := s.as(s.Account("plus-tard@example.org", jema.RoleArtisan)).get("/atelier")
	artisan.says(t, "Les inscriptions à cette édition sont closes")
	if strings.Contains(artisan.page.Find("main").Text(), "closes depuis") {
		t.Error("registration is closed since a day that has yet to come")
	}
	s.Holds()
}

// Organisers and the desk work in the year they choose.
func TestTheOfficeChoosesItsEdition(t *testing.T) {
	s := newTestSite(t)
	old := s.Opening("Tournage")
	e := s.prepare2028()
	next := s.in2028(e).Opening("Filage")
	next.Slot("2028-04-08", 600, 660, 8)
	boss := s.as(s.organiser())
	boss.get("/organisation?etat=approved").tells(t, 200, "Tournage", "Édition où vous travaillez")
	boss.post("/organisation/edition", url.Values{"annee": {"2031"}}).tells(t, 404)
	boss.post("/organisation/edition", url.Values{"annee": {"2028"}, "retour": {"https://ailleurs.example.org"}}).tells(t,
		303)
	chosen := boss.get("/organisation?etat=approved")
	chosen.tells(t, 200, "Filage", "Édition 2028, en préparation")
	if strings.Contains(chosen.body, fmt.Sprintf(`href="/organisation/evenements/%d"`, old.ID)) {
		t.Error("the queue of 2028 lists an event of 2027")
	}
	boss.get("/").tells(t, 200, "2027") // what visitors see stays what visitors see
	boss.get(fmt.Sprintf("/organisation/evenements/%d", next.ID)).tells(t, 200, "Filage")

	agent := s.as(s.Account("accueil@example.org", jema.RoleDesk))
	if to := agent.post("/organisation/edition", url.Values{"annee": {"2028"}, "retour": {"/accueil"}}).Header.Get(
		"Location"); to != "/accueil" {
		t.Errorf("the desk is led to %q", to)
	}
	agent.get("/accueil?q=filage").tells(t, 200, "Filage", "il reste 8 places")
	agent.get(fmt.Sprintf("/accueil/evenements/%d", next.ID)).tells(t, 200, "Filage")
}

// Artisans register for the edition that was opened to them, and still find
// what they show in the current one.
func TestArtisansRegisterForTheOpenEdition(t *testing.T) {
	s := newTestSite(t)
	artisan := s.Account("artisane@example.org", jema.RoleArtisan)
	shop := s.Workshop("Atelier Essai", artisan.ID)
	s.OpeningIn(shop, "Tournage", jema.Approved)
	e := s.prepare2028()
	v := s.as(artisan)
	v.get("/atelier").tells(t, 200, "Tournage", "Mes ateliers")
	s.setEdition(jema.EditionRegistering)
	v.get("/atelier").tells(t, 200, "Édition 2028, ouverte aux inscriptions", "Édition 2027", "Tournage")
	v.get(fmt.Sprintf("/atelier/%d/evenement", shop.ID)).tells(t, 200, "Édition 2028")
	s.in2028(e).OpeningIn(shop, "Filage", jema.Draft)
	id := s.lastOpening()
	v.get(fmt.Sprintf("/mon-evenement/%d", id)).tells(t, 200, "Filage", "Édition 2028")
}
