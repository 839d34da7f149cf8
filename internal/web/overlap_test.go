package web

import (
	"fmt"
	"net/url"
	"strings"
	"testing"

	"jema/internal/jema"
	"jema/internal/links"
)

// lettersTo counts the letters about bookings to an address.
func (s *testSite) lettersTo(email string) (n int) {
	s.t.Helper()
	if err := s.DB.Get(&n, `SELECT count(*) FROM message m JOIN booking b ON b.id = m.booking_id WHERE b.email = $1`,
		email); err != nil {
		s.t.Fatal(err)
	}
	return n
}

// Whoever types somebody's address learns nothing of what that person has
// booked: not from the answer, nor from the page of a booking made with it.
func TestAStrangerLearnsNothing(t *testing.T) {
	s := newTestSite(t)
	opening := s.Opening("Tournage")
	slot, full := opening.Slot("2027-04-10", 600, 660, 8), opening.Slot("2027-04-10", 700, 760, 2)
	beside := s.Opening("Modelage").Slot("2027-04-10", 610, 650, 8)
	var modelage jema.OpeningID
	if err := s.DB.Get(&modelage, `SELECT opening_id FROM slot WHERE id = $1`, beside); err != nil {
		t.Fatal(err)
	}
	owner, stranger := s.visitor(), s.visitor()
	link := owner.linked(opening.ID, slot)
	owner.linked(opening.ID, full)

	// A full slot is full for a visitor who has a place in it, too, and the
	// letter is sent all the same.
	with, _ := stranger.booked(opening.ID, full, "name", "Inconnu")
	without, _ := stranger.booked(opening.ID, full, "name", "Inconnu", "email", "personne@example.org")
	with.tells(t, 409, "Ce créneau n’a plus de place")
	same := func(a answer, email string) string {
		a.page.Find("input[name=key]").Remove()
		html, _ := a.page.Find("main").Html()
		return strings.ReplaceAll(html, email, "")
	}
	if same(with, "camille@example.org") != same(without, "personne@example.org") {
		t.Error("a full slot tells who has a place in it")
	}
	// The bookings are mailed to the address, once an hour.
	before := s.lettersTo("camille@example.org")
	for range 3 {
		got, _ := stranger.booked(opening.ID, slot)
		got.tells(t, 200, "Demande reçue", "Si ces coordonnées")
		if strings.Contains(got.body, strings.TrimPrefix(link, "/r/")) {
			t.Error("the link is shown")
		}
	}
	if n := s.lettersTo("camille@example.org") - before; n != 0 { // the first went for the full slot
		t.Errorf("%d more letters within the hour", n)
	}
	// The page of a booking made with the address reveals nothing, whatever is
	// requested of it.
	theirs := stranger.linked(modelage, beside)
	for _, path := range []string{theirs, theirs + "?lettre=", theirs + "?lettre=" +
		strings.TrimPrefix(theirs, "/r/")[:10]} {
		if got := stranger.get(path); strings.Contains(got.body, "pour le même moment") ||
			got.page.Find(fmt.Sprintf(`a[href$="/deplacer/%d"]`, slot)).Length() != 1 {
			t.Errorf("%s tells of the other booking", path)
		}
	}
	stranger.post(fmt.Sprintf("%s/deplacer/%d", theirs, slot), nil).tells(t, 409, "On ne peut pas déplacer la réservation")

	// The page behind the mailed link shows them.
	token := strings.TrimPrefix(theirs, "/r/")
	mailed := theirs + "?" + links.LetterParameter + "=" + s.links.LetterProof(token)
	shown := owner.get(mailed)
	shown.tells(t, 200, "Vous avez aussi réservé pour le même moment", "Tournage", "de 10 h à 11 h")
	if shown.page.Find(fmt.Sprintf(`a[href$="/deplacer/%d"]`, slot)).Length() != 0 {
		t.Error("the slot where the visitor is already is offered")
	}
	other, _ := shown.page.Find("#ensemble + ul a").Attr("href")
	owner.get(other).tells(t, 200, "Vous avez aussi réservé", "Modelage")
	s.as(s.Account("accueil@example.org", jema.RoleDesk)).get(theirs).tells(t, 200,
		"Vous avez aussi réservé pour le même moment")
	s.Holds()
}

// A contact with as many bookings as the edition allows gets the same answer as
// one with a booking in the slot; so does each group of a large party.
func TestEnoughBookingsAreNobodysToKnow(t *testing.T) {
	s := newTestSite(t)
	s.DB.MustExec(`UPDATE edition SET bookings_per_visitor = 1`)
	opening := s.Opening("Tournage")
	v := s.visitor()
	first := opening.Slot("2027-04-10", 600, 660, 4)
	v.linked(opening.ID, first)
	got, form := v.booked(opening.ID, opening.Slot("2027-04-10", 700, 760, 4))
	got.tells(t, 200, "Rien de plus n’est réservé")
	part := fmt.Sprintf("%d:2:%s", first, strings.Repeat("0a", 16))
	split := v.post(fmt.Sprintf("/evenements/%d/groupe", opening.ID), url.Values{"name": form["name"],
		"email": form["email"], "part": {part}})
	split.tells(t, 200, "Rien de plus n’est réservé")
	if n := s.lettersTo("camille@example.org"); n != 2 {
		t.Errorf("%d letters, want the confirmation and one more", n)
	}
}

// The desk sees what a caller has, wherever it is, and confirms what overlaps.
func TestTheDeskIsWarnedOfWhatOverlaps(t *testing.T) {
	s := newTestSite(t)
	there, here := s.Opening("Modelage"), s.Opening("Tournage")
	slot := here.Slot("2027-04-10", 600, 660, 8)
	v := s.visitor()
	v.linked(there.ID, there.Slot("2027-04-10", 630, 690, 8))
	later := v.linked(there.ID, there.Slot("2027-04-11", 630, 690, 8))
	d := s.as(s.Account("accueil@example.org", jema.RoleDesk))
	form := url.Values{"slot": {fmt.Sprint(slot)}, "party_size": {"2"}, "name": {"Camille Essai"},
		"email": {"Camille@example.org"}, "key": {strings.Repeat("0b", 16)}, "wait": {"1"}}
	path := fmt.Sprintf("/accueil/evenements/%d/reservation", here.ID)
	ask := func(more ...string) answer {
		f := url.Values{}
		for k, v := range form {
			f[k] = v
		}
		for i := 0; i+1 < len(more); i += 2 {
			f.Set(more[i], more[i+1])
		}
		return d.post(path, f)
	}
	warned := ask()
	warned.tells(t, 200, "a déjà réservé pour ce moment", "en même temps", "Modelage", "samedi 10 avril",
		"dimanche 11 avril")
	if warned.page.Find(fmt.Sprintf(`a[href="%s"]`, later)).Length() != 1 ||
		warned.page.Find(".tag.attention").Length() != 1 {
		t.Error("the caller's bookings are not all there, or too many are a warning")
	}
	ask("do", "look", "email", "lea@example.org").tells(t, 200, "Aucune réservation à venir")
	if n := s.lettersTo("lea@example.org"); n != 0 {
		t.Error("looking books")
	}
	ask("warned", "1").tells(t, 303)
	s.Holds()
}
