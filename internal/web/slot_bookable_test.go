package web

import (
	"fmt"
	"net/url"
	"testing"

	"jema/internal/jema"
)

// A slot is closed and opened again by a button: the artisan's, the
// organiser's, the desk's. The public page shows it, and bookings stay.
func TestASlotIsClosedByAButton(t *testing.T) {
	s := newTestSite(t)
	owner := s.Account("artisan@example.org", jema.RoleArtisan)
	opening := s.OpeningIn(s.Workshop("Atelier", owner.ID), "Tournage", jema.Approved)
	slot := opening.Slot("2027-04-10", 600, 660, 6)
	v := s.visitor()
	link := v.linked(opening.ID, slot)
	desk := s.as(s.Account("accueil@example.org", jema.RoleDesk))
	for name, door := range map[string]struct {
		*browser
		path string
	}{
		"artisan": {s.as(owner), fmt.Sprintf("/mon-evenement/%d/creneaux/%d", opening.ID, slot)},
		"organiser": {s.as(s.Account("organisation@example.org", jema.RoleOrganiser)),
			fmt.Sprintf("/organisation/evenements/%d/creneaux/%d", opening.ID, slot)},
		"desk": {desk, fmt.Sprintf("/accueil/evenements/%d/creneaux/%d", opening.ID, slot)},
	} {
		door.post(door.path, url.Values{"do": {"close"}}).tells(t, 303)
		page := v.get(fmt.Sprintf("/evenements/%d", opening.ID))
		page.tells(t, 200, "fermé à la réservation en ligne")
		if page.page.Find("form[action$=reservations]").Length() != 0 {
			t.Errorf("%s: the form is still there", name)
		}
		refused := v.reserve(opening.ID, url.Values{"slot": {fmt.Sprint(slot)}, "party_size": {"1"}, "name": {"Léa"},
			"email": {"lea@example.org"}})
		refused.tells(t, 409, "n’est pas ouvert à la réservation")
		v.get(link).tells(t, 200, "Votre visite est réservée")
		at := desk.get(fmt.Sprintf("/accueil/evenements/%d", opening.ID))
		at.tells(t, 200, "fermé à la réservation en ligne", "Rouvrir en ligne")
		if at.page.Find(fmt.Sprintf(`input[name=slot][value="%d"]:not([disabled])`, slot)).Length() != 1 {
			t.Errorf("%s: the desk cannot choose a closed slot", name)
		}
		desk.post(fmt.Sprintf("/accueil/evenements/%d", opening.ID), url.Values{"slot": {fmt.Sprint(slot)},
			"party_size": {"1"}}).tells(t, 303)
		door.post(door.path, url.Values{"do": {"reopen"}}).tells(t, 303)
		v.get(fmt.Sprintf("/evenements/%d", opening.ID)).tells(t, 200, "il reste")
	}
	foreign := s.Opening("Ailleurs").Slot("2027-04-10", 600, 660, 4)
	desk.post(fmt.Sprintf("/accueil/evenements/%d/creneaux/%d", opening.ID, foreign),
		url.Values{"do": {"close"}}).tells(t, 404)
	s.Holds()
}

// A slot's own times of booking are typed by the clock of the edition, refused
// beside their field, and shown to visitors.
func TestASlotsOwnTimesOfBooking(t *testing.T) {
	s := newTestSite(t)
	owner := s.Account("artisan@example.org", jema.RoleArtisan)
	opening := s.OpeningIn(s.Workshop("Atelier", owner.ID), "Tournage", jema.Approved)
	slot := opening.Slot("2027-04-10", 600, 660, 6)
	opening.Slot("2027-04-11", 600, 660, 6)
	v, artisan := s.visitor(), s.as(owner)
	here := fmt.Sprintf("/mon-evenement/%d/creneaux/%d", opening.ID, slot)
	set := func(from, until string) answer {
		return artisan.post(here, url.Values{"do": {"save"}, "bookable_from": {from}, "bookable_until": {until}})
	}
	artisan.get(here).tells(t, 200, "se réserve dès maintenant et jusqu’au dimanche 11 avril 2027 à minuit")
	for field, c := range map[string][3]string{
		"bookable_from":  {"2026-01-01T09:00", "", "Restez dans les dates"},
		"bookable_until": {"2027-03-20T09:00", "2027-03-20T09:00", "La fermeture vient après"},
	} {
		got := set(c[0], c[1])
		got.tells(t, 422, c[2])
		kept, _ := got.page.Find("#f-bookable_from").Attr("value")
		if got.page.Find("#w-"+field).Length() != 1 || kept != c[0] {
			t.Errorf("%s: nothing beside the field, or what was typed is lost: %q", field, kept)
		}
	}
	set("demain", "").tells(t, 422, "Indiquez un jour et une heure")
	set("2027-03-29T09:00", "").tells(t, 303) // after the night the clocks change
	if got, _ := artisan.get(here).page.Find("#f-bookable_from").Attr("value"); got != "2027-03-29T09:00" {
		t.Errorf("shown as %q", got)
	}
	v.get(fmt.Sprintf("/evenements/%d", opening.ID)).tells(t, 200, "les réservations ouvrent le lundi 29 mars à 9 h",
		"il reste 6 places")
	early, _ := v.booked(opening.ID, slot)
	early.tells(t, 409, "n’est pas ouvert à la réservation")
	set("", "2027-02-28T18:00").tells(t, 303)
	v.get(fmt.Sprintf("/evenements/%d", opening.ID)).tells(t, 200,
		"les réservations sont closes depuis le dimanche 28 février à 18 h")
	set("", "").tells(t, 303)
	booked, _ := v.booked(opening.ID, slot)
	booked.tells(t, 303)
	s.Holds()
}
