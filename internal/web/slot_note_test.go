package web

import (
	"net/http"
	netmail "net/mail"
	"strings"
	"testing"

	"jema/internal/catalogue"
	"jema/internal/jema"
	"jema/internal/mail"
	"jema/internal/postgres/storetest"
)

// An artisan's note to the visitors of a slot is shown where they choose, on the
// page of their booking, in their letter and in their calendar.
func TestVisitorsReadTheNoteOfTheirSlot(t *testing.T) {
	s := newTestSite(t)
	owner := s.Account("artisan@example.org", jema.RoleArtisan)
	o := s.OpeningIn(s.Workshop("Atelier", owner.ID), "Tournage", jema.Approved)
	slot := o.Slot("2027-04-10", 600, 660, 6)
	o.Slot("2027-04-11", 600, 660, 6)
	artisan, v := s.as(owner), s.visitor()
	here, event := at("/mon-evenement/", o.ID, at("/creneaux/", slot, "")), at("/evenements/", o.ID, "")
	if v.get(event).page.Find(".slot-note").Length() != 0 {
		t.Error("a slot without a note has one")
	}
	form := filled(artisan.get(here).page.Find("main form"))
	artisan.follow(artisan.post(here, with(form, "note", "Portez des chaussures fermées | 12°C.\n\nApportez un tablier !",
		"do", "save"))).says(t, "C’est enregistré")

	if note := v.get(event).page.Find(at("#note-", slot, "")); note.Length() != 1 ||
		!strings.Contains(note.Text(), "Apportez un tablier") {
		t.Errorf("the event shows %q", note.Text())
	}
	link := v.linked(o.ID, slot)
	v.get(link).tells(t, 200, "À savoir", "chaussures fermées", "Apportez un tablier")
	if calendar := v.get(link + "/visite.ics"); !strings.Contains(calendar.body, "DESCRIPTION:Portez des") {
		t.Errorf("the calendar is without the note: %s", calendar.body)
	}
	letter := s.confirmation()
	if !strings.Contains(letter.Text, catalogue.In("fr").Say("slot.note.label")) ||
		!strings.Contains(letter.Text, "Apportez un tablier") ||
		!strings.Contains(string(letter.Calendar), "DESCRIPTION:Portez des") {
		t.Errorf("the letter is without the note: %s", letter.Text)
	}

	form = filled(artisan.get(here).page.Find("main form"))
	stale := with(form, "capacity", "7", "do", "save")
	long := strings.Repeat("é", jema.SlotNoteMax+1)
	refused := artisan.post(here, with(form, "note", long, "do", "save")).wants(t, http.StatusUnprocessableEntity)
	if refused.page.Find("#w-note").Length() != 1 || strings.TrimSpace(refused.page.Find("#f-note").Text()) != long {
		t.Error("nothing beside the note, or what was typed is lost")
	}
	artisan.follow(artisan.post(here, with(form, "note", "Entrée par la cour.", "do", "save")))
	artisan.follow(artisan.post(here, stale)) // loaded before: the note was not touched there
	v.get(event).tells(t, 200, "Entrée par la cour")
	organiser := s.as(s.Account("organisation@example.org", jema.RoleOrganiser))
	office := at("/organisation/evenements/", o.ID, at("/creneaux/", slot, ""))
	organiser.follow(organiser.post(office, with(filled(organiser.get(office).page.Find("main form")), "note",
		"", "do", "save")))
	if v.get(event).page.Find(".slot-note").Length() != 0 {
		t.Error("an emptied note is still shown")
	}
	s.Holds()
}

// confirmation writes the last confirmation that is queued, as it would be sent.
func (s *testSite) confirmation() mail.Mail {
	s.t.Helper()
	var m jema.Message
	fatal(s.t, s.DB.Get(&m, `SELECT id, territory_id AS territoryid, booking_id AS bookingid, kind, channel, seq FROM
		message
		WHERE kind = 'confirmation' AND channel = 'email' ORDER BY id DESC LIMIT 1`))
	found, err := s.Store.Letters(s.t.Context(), m.TerritoryID, []jema.Message{m}, storetest.Now)
	fatal(s.t, err)
	letter, err := mail.Compose(found[m.ID], s.links, netmail.Address{}, storetest.Now)
	fatal(s.t, err)
	return letter
}
