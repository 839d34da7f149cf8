package web

import (
	"fmt"
	"net/url"
	"testing"

	"jema/internal/jema"
)

// The desk holds places, gets a warning about a second booking, and reads out a
// code.
func TestTheDeskBooksForACaller(t *testing.T) {
	s := newTestSite(t)
	opening := s.Opening("Tournage")
	slot := opening.Slot("2027-04-10", 600, 660, 6)
	v := s.as(s.Account("accueil@example.org", jema.RoleDesk))
	desk := v.get("/accueil?q=tournage")
	desk.tells(t, 200, "Tournage", "il reste 6 places")
	if n := desk.page.Find("form[role=search]:not([aria-labelledby])").Length(); n > 0 {
		t.Errorf("%d searches of the desk have no name of their own", n)
	}
	here := fmt.Sprintf("/accueil/evenements/%d", opening.ID)
	book := func(changes ...string) answer {
		held := v.post(here, url.Values{"slot": {fmt.Sprint(slot)}, "party_size": {"2"}})
		held.tells(t, 303)
		page := v.get(held.Header.Get("Location"))
		page.tells(t, 200, "Les places sont gardées jusqu’à")
		form := url.Values{"name": {"Camille Essai"}, "phone": {"06 39 98 00 12"}, "party_size": {"2"}}
		for _, field := range []string{"key", "slot", "hold", "hold_key"} {
			value, _ := page.page.Find("form[action$=reservation] input[name=" + field + "]").Attr("value")
			form.Set(field, value)
		}
		for i := 0; i+1 < len(changes); i += 2 {
			form.Set(changes[i], changes[i+1])
		}
		return v.post(here+"/reservation", form)
	}
	first := book()
	first.tells(t, 303)
	atDesk := v.get(first.Header.Get("Location"))
	atDesk.tells(t, 200, "Lisez le code à la personne", "Camille Essai", "Garder ces places trois minutes")
	link, _ := atDesk.page.Find(`section[aria-labelledby="fait"] a`).First().Attr("href")
	shown := v.get(link)
	shown.tells(t, 200, "Votre visite est réservée")
	book().tells(t, 200, "Cette personne a déjà réservé", "déjà inscrite pour ce créneau", "réserver quand même")
	v.get("/accueil?q=tournage").tells(t, 200, "il reste 2 places") // two booked, two held
	book("warned", "1").tells(t, 303)
	v.post(here, url.Values{"slot": {fmt.Sprint(slot)}, "party_size": {"9"}}).tells(t, 422, "C’est plus de personnes")
	code := shown.page.Find(".code").Text()
	for _, typed := range []string{code, "0639", "camille", "Essai CAM"} {
		found := v.get("/accueil/reservations?" + url.Values{"q": {typed}}.Encode())
		found.tells(t, 200, "Camille Essai", "Tournage", "confirmée")
		if led, _ := found.page.Find("table a").First().Attr("href"); led != link && typed == code {
			t.Errorf("%q leads to %q", typed, led)
		}
	}
	v.get("/accueil/reservations?q=personne").tells(t, 200, "Aucune réservation ne correspond")
	resend, _ := shown.page.Find(`form[action$="/renvoi"]`).Attr("action")
	v.follow(v.post(resend, nil)).tells(t, 200, "C’est envoyé de nouveau", "Votre visite est réservée")
	v.post("/accueil/reservations/987654/renvoi", nil).tells(t, 404)
	s.Holds()
}

func TestACallIsMadeAndNoted(t *testing.T) {
	s := newTestSite(t)
	opening := s.Opening("Tournage")
	v := s.visitor()
	v.linked(opening.ID, opening.Slot("2027-04-10", 600, 660, 6), "email", "", "phone", "06 39 98 00 12")
	desk := s.as(s.Account("accueil@example.org", jema.RoleDesk))
	list := desk.get("/accueil/appels")
	list.tells(t, 200, "Camille Essai", "06 39 98 00 12")
	call := desk.get(list.page.Find(".call h2 a").AttrOr("href", ""))
	call.tells(t, 200, "Camille Essai", "06 39 98 00 12", "Votre visite est confirmée")
	action, _ := call.page.Find(".call form").Attr("action")
	desk.post(action, url.Values{"outcome": {"engaged"}}).tells(t, 422, "Choisissez comment l’appel s’est terminé")
	desk.post(action, url.Values{"outcome": {"accepted"}}).tells(t, 422, "Choisissez comment l’appel s’est terminé")
	noted := desk.post(action, url.Values{"outcome": {"reached"}, "note": {"ravie"}})
	noted.tells(t, 303)
	desk.get(noted.Header.Get("Location")).tells(t, 200, "La personne a répondu", "Voir la réservation")
	desk.get("/accueil/appels").tells(t, 200, "Personne n’est à appeler")
	desk.post(action, url.Values{"outcome": {"reached"}}).tells(t, 409, "Quelqu’un a déjà noté")
}

func TestASlotIsRunByItsArtisan(t *testing.T) {
	s := newTestSite(t)
	owner := s.Account("artisan@example.org", jema.RoleArtisan)
	opening := s.OpeningIn(s.Workshop("Atelier", owner.ID), "Tournage", jema.Approved)
	slot := opening.Slot("2027-04-10", 600, 660, 4)
	foreign := s.Opening("Ailleurs").Slot("2027-04-10", 600, 660, 4)
	visitor := s.visitor()
	link := visitor.linked(opening.ID, slot)
	for door, v := range map[string]*visitorDoor{"artisan": {s.as(owner),
		fmt.Sprintf("/mon-evenement/%d/creneaux", opening.ID)},
		"organiser": {s.as(s.Account("organisation@example.org", jema.RoleOrganiser)),
			fmt.Sprintf("/organisation/evenements/%d/creneaux", opening.ID)}} {
		v.get(v.root).tells(t, 200, "2 places prises sur 4")
		if got := v.get(fmt.Sprintf("%s/%d", v.root, foreign)).StatusCode; got != 404 {
			t.Errorf("%s: another opening's slot answers %d", door, got)
		}
	}
	v, here := s.as(owner), fmt.Sprintf("/mon-evenement/%d/creneaux/%d", opening.ID, slot)
	v.post(here, url.Values{"do": {"save"}, "capacity": {"1"}}).tells(t, 409, "la capacité ne peut pas descendre")
	v.post(here, url.Values{"do": {"save"}, "capacity": {"5"}}).tells(t, 303)
	v.post(here, url.Values{"do": {"save"}, "held": {"4"}}).tells(t, 409, "il n’y a pas assez de places")
	v.post(here, url.Values{"do": {"save"}, "held": {"3"}}).tells(t, 303)
	v.get(here).tells(t, 200, "2 places prises sur 5", "3 gardées")
	v.post(here, url.Values{"do": {"move"}, "day": {"2027-04-10"}, "from": {"25:00"}, "to": {"x"}}).tells(t, 422,
		"Indiquez une heure")
	move := url.Values{"do": {"move"}, "day": {"2027-04-11"}, "from": {"14:00"}, "to": {"15:00"}}
	v.post(here, move).tells(t, 200, "Déplacer ce créneau ?", "de 14 h à 15 h", "Un groupe a réservé ou attend")
	visitor.get(link).tells(t, 200, "de 10 h à 11 h")
	move.Set("sure", "1")
	v.post(here, move).tells(t, 303)
	visitor.get(link).tells(t, 200, "de 14 h à 15 h")
	v.post(here, url.Values{"do": {"cancel"}}).tells(t, 200, "Annuler ce créneau ?")
	v.post(here, url.Values{"do": {"cancel"}, "sure": {"1"}}).tells(t, 303)
	visitor.get(link).tells(t, 200, "La visite n’aura pas lieu")
	s.Holds()
}

type visitorDoor struct {
	*browser
	root string
}

// More than a page is found page by page.
func TestTheDeskTurnsPages(t *testing.T) {
	s := newTestSite(t)
	opening := s.Opening("Tournage")
	slot := opening.Slot("2027-04-10", 600, 660, 100)
	for i := range 25 + 1 {
		s.book(slot, 1, fmt.Sprintf("Dupont%02d", i))
	}
	v := s.as(s.Account("accueil@example.org", jema.RoleDesk))
	first := v.get("/accueil/reservations?q=dupont")
	next, _ := first.page.Find("nav.pages a[rel=next]").Attr("href")
	second := v.get(next)
	if n, m := first.page.Find("tbody tr").Length(), second.page.Find("tbody tr").Length(); n != 25 || m != 1 ||
		second.page.Find("nav.pages a[rel=prev]").Length() != 1 {
		t.Errorf("%d and then %d bookings", n, m)
	}
	second.tells(t, 200, "Dupont25")
}
