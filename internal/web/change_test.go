package web

import (
	"fmt"
	"net/url"
	"strings"
	"testing"

	"jema/internal/jema"
	"jema/internal/postgres"
	"jema/internal/postgres/storetest"
)

// linked books through the page and returns the address of the booking.
func (v *browser) linked(opening jema.OpeningID, slot jema.SlotID, changes ...string) string {
	v.t.Helper()
	made, _ := v.booked(opening, slot, changes...)
	made.tells(v.t.(*testing.T), 303)
	path, _, _ := strings.Cut(made.Header.Get("Location"), "?")
	return path
}

func TestAPartyIsChangedAndMovedByItsLink(t *testing.T) {
	s := newTestSite(t)
	opening := s.Opening("Tournage")
	first, second := opening.Slot("2027-04-10", 600, 660, 4), opening.Slot("2027-04-10", 700, 760, 4)
	tight := opening.Slot("2027-04-10", 800, 860, 1)
	v := s.visitor()
	path := v.linked(opening.ID, first)
	v.post(path+"/personnes", url.Values{"party_size": {"3"}}).tells(t, 303)
	v.get(path).tells(t, 200, "3 personnes")
	v.post(path+"/personnes", url.Values{"party_size": {"5"}}).tells(t, 422, "Pas plus de 4 personnes",
		"Rien n’a été changé")
	refused := v.post(path+"/personnes", url.Values{"party_size": {"beaucoup"}})
	refused.tells(t, 422, "Écrivez un nombre entier")
	if got, _ := refused.page.Find("#f-party_size").Attr("value"); got != "beaucoup" {
		t.Errorf("what was typed is lost: %q", got)
	}
	page := v.get(path).page
	if page.Find(fmt.Sprintf(`a[href="%s/deplacer/%d"]`, path, second)).Length() != 1 ||
		page.Find(fmt.Sprintf(`a[href="%s/deplacer/%d"]`, path, tight)).Length() != 0 {
		t.Error("what has room is not offered, or what has none is")
	}
	v.get(fmt.Sprintf("%s/deplacer/%d", path, second)).tells(t, 200, "Changer de créneau", "de 11 h 40 à 12 h 40")
	v.post(fmt.Sprintf("%s/deplacer/%d", path, tight), nil).tells(t, 422, "C’est plus de personnes")
	moved := v.post(fmt.Sprintf("%s/deplacer/%d", path, second), nil)
	moved.tells(t, 303)
	v.get(moved.Header.Get("Location")).tells(t, 200, "voici votre nouveau créneau", "de 11 h 40 à 12 h 40")
	v.get(path+"/deplacer/987654").tells(t, 404)
	s.Holds()
}

// A refused move leads on: to slots with room, and to the waiting list of the one
// that is full.
func TestARefusedMoveLeadsOn(t *testing.T) {
	s := newTestSite(t)
	opening := s.Opening("Tournage")
	first, full := opening.Slot("2027-04-10", 600, 660, 4), opening.Slot("2027-04-10", 700, 760, 2)
	free := opening.Slot("2027-04-10", 800, 860, 4)
	v := s.visitor()
	path := v.linked(opening.ID, first)
	s.book(full, 2, "Alix")
	refused := v.post(fmt.Sprintf("%s/deplacer/%d", path, full), nil)
	refused.tells(t, 409, "Ce créneau n’a plus assez de places", "votre réservation reste ce qu’elle était",
		"de 13 h 20 à 14 h 20")
	for _, way := range []string{fmt.Sprintf("%s/deplacer/%d", path, free), fmt.Sprintf("/evenements/%d#slot-%d",
		opening.ID, full), path} {
		if refused.page.Find(fmt.Sprintf(`main a[href="%s"]`, way)).Length() == 0 {
			t.Errorf("nothing leads to %s", way)
		}
	}
	if refused.page.Find(fmt.Sprintf(`main form[action="%s/deplacer/%d"]`, path, full)).Length() != 0 {
		t.Error("what was refused is offered again")
	}
	s.Holds()
}

func TestAnOfferIsAnsweredByItsLink(t *testing.T) {
	s := newTestSite(t)
	opening := s.Opening("Tournage")
	slot := opening.Slot("2027-04-10", 600, 660, 2)
	v := s.visitor()
	holder := v.linked(opening.ID, slot)
	takes := v.linked(opening.ID, slot, "email", "noe@example.org", "wait", "1")
	leaves := v.linked(opening.ID, slot, "email", "lea@example.org", "wait", "1")
	v.post(leaves+"/annulation", url.Values{"do": {"leave"}, "sure": {"1"}}).tells(t, 303)
	v.get(leaves).tells(t, 200, "Vous avez quitté la liste d’attente")
	v.post(takes+"/acceptation", nil).tells(t, 409, "Cette proposition n’est plus valable")
	v.post(holder+"/annulation", url.Values{"sure": {"1"}}).tells(t, 303)
	v.get(takes).tells(t, 200, "Une place vous est proposée", "Répondez avant")
	v.post(takes+"/annulation", url.Values{"do": {"leave"}, "sure": {"1"}}).tells(t, 409,
		"Des places viennent justement de vous être proposées")
	v.post(takes+"/acceptation", nil).tells(t, 303)
	v.get(takes).tells(t, 200, "Votre visite est réservée")
	s.Holds()
}

func TestWhoseVisitIsCalledOffIsShownAnother(t *testing.T) {
	s := newTestSite(t)
	opening := s.Opening("Tournage")
	gone, other := opening.Slot("2027-04-10", 600, 660, 4), opening.Slot("2027-04-10", 700, 760, 4)
	v := s.visitor()
	path := v.linked(opening.ID, gone)
	if err := s.Store.CancelSlot(t.Context(), s.Territory.ID, gone,
		postgres.SlotChange{Words: func(int, []jema.Interval) string { return "" }}, storetest.Now); err != nil {
		t.Fatal(err)
	}
	v.get(path).tells(t, 200, "La visite n’aura pas lieu", "Venir quand même")
	v.post(fmt.Sprintf("%s/deplacer/%d", path, other), nil).tells(t, 303)
	v.get(path).tells(t, 200, "Votre visite est réservée", "de 11 h 40 à 12 h 40")
	s.Holds()
}

func TestATicketIsPrintedAndALinkRenewed(t *testing.T) {
	s := newTestSite(t)
	opening := s.Opening("Tournage")
	slot := opening.Slot("2027-04-10", 600, 660, 4)
	v := s.visitor()
	path := v.linked(opening.ID, slot)
	ticket := v.get(path + "/billet")
	ticket.tells(t, 200, "Votre billet", "1 rue Inventée", "Camille Essai")
	if d, _ := ticket.page.Find("svg.qr path").Last().Attr("d"); len(d) < 1000 ||
		strings.Trim(d, "Mhvz-0123456789 ") != "" {
		t.Errorf("the QR code is %.60q", d)
	}
	v.post(path+"/lien", nil).tells(t, 303)
	v.get(path).tells(t, 404, "le lien n’est plus valable")
}

// Found or not, the answer is the same to the letter; only the letter differs.
func TestALinkIsAskedForAgain(t *testing.T) {
	s := newTestSite(t)
	opening := s.Opening("Tournage")
	v := s.visitor()
	path := v.linked(opening.ID, opening.Slot("2027-04-10", 600, 660, 4))
	code := v.get(path).page.Find(".code").Text()
	ask := func(code, reach string) answer {
		return v.post("/retrouver", url.Values{"code": {code}, "reach": {reach}})
	}
	letters := func() (n int) {
		if err := s.DB.Get(&n, `SELECT count(*) FROM message`); err != nil {
			t.Fatal(err)
		}
		return n
	}
	s.DB.MustExec(`UPDATE message SET state = 'sent', done_at = created_at`)
	before := letters()
	wrong := ask("00000000", "quelquun@example.org")
	if wrong.tells(t, 200, "Si ce code et ces coordonnées vont ensemble"); letters() != before {
		t.Error("a letter goes for a wrong code")
	}
	right := ask(code, "Camille@example.org")
	if letters() != before+1 {
		t.Error("no letter goes for the right code")
	}
	if right.page.Find("main").Text() != wrong.page.Find("main").Text() {
		t.Error("found and not found are told apart")
	}
	ask("", "").tells(t, 422, "Indiquez le code", "Indiquez le courriel")
	for range 10 {
		ask("00000000", "quelquun@example.org")
	}
	ask("00000000", "quelquun@example.org").tells(t, 429, "Trop d’essais")
}
