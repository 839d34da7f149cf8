package web

import (
	"net/http"
	"net/url"
	"slices"
	"strings"
	"testing"

	"jema/internal/jema"
	"jema/internal/web/page"
)

// untold are the office's writes that cause no message to an artisan, and why.
var untold = map[string]string{
	"POST /organisation/evenements/:opening/selection":       "nothing of the event changes",
	"POST /organisation/edition":                             "changes what the organiser looks at",
	"POST /organisation/programmes":                          "sets how programmes are printed",
	"POST /organisation/programmes/reglages":                 "sets how programmes are printed",
	"POST /organisation/programmes/pieces":                   "sets how programmes are printed",
	"POST /organisation/reglages":                            "sets the day of the printer",
	"POST /organisation/attribution":                         "says which organiser looks after it",
	"POST /organisation/ateliers/reprise":                    "makes entries that wait for the artisan to read them again",
	"POST /organisation/ateliers/conseil":                    "says which adviser looks after it",
	"POST /organisation/ateliers/:workshop":                  "says which adviser looks after it",
	"POST /organisation/phrases":                             "writes sentences for later",
	"POST /organisation/relecture":                           "says who reads it",
	"POST /organisation/evenements/:opening/lecture":         "says who reads it",
	"POST /organisation/evenements/:opening/photo-imprimee":  "sets how large a photo prints",
	"POST /organisation/programmes/pieces/nouvelle":          "sets how programmes are printed",
	"POST /organisation/programmes/bouclage":                 "prints what the artisan approved",
	"POST /organisation/programmes/communes/:insee/bouclage": "prints what the artisan approved",
	"POST /organisation/messages/:message":                   "is about a letter",
	"POST /accueil/appels/:message":                          "is about a call",
	"POST /accueil/reservations/:booking/renvoi":             "is a visitor's letter",
	"POST /accueil/evenements/:opening":                      "holds places for minutes",
	"POST /accueil/evenements/:opening/reservation":          "is a booking: the artisan has the list of visitors",
}

// officeWorld is an event of each state with an artisan who gets messages.
type officeWorld struct {
	*testSite
	organiser, desk *browser
	owner           jema.Account
	shop            jema.Workshop
}

func (w officeWorld) event(state jema.OpeningState) (id jema.OpeningID, slot jema.SlotID) {
	o := w.OpeningIn(w.shop, "Événement "+string(state), state)
	return o.ID, o.Slot("2027-04-10", 600, 660, 8)
}

// officeWrite is something that organisers or the desk do to an event, and the
// messages that its artisan is to get.
type officeWrite struct {
	line  string
	state jema.OpeningState
	do    func(w officeWorld, id jema.OpeningID, slot jema.SlotID) answer
	told  string
}

func decided(decision, note string, pairs ...string) func(officeWorld, jema.OpeningID, jema.SlotID) answer {
	return func(w officeWorld, id jema.OpeningID, _ jema.SlotID) answer {
		where := at("/organisation/evenements/", id, "")
		return w.organiser.post(where+"/decision", with(w.organiser.form(where), append(pairs, "decision", decision, "note",
			note, "sure", "1", "place_known", "1")...))
	}
}

func onSlot(pairs ...string) func(officeWorld, jema.OpeningID, jema.SlotID) answer {
	return func(w officeWorld, id jema.OpeningID, slot jema.SlotID) answer {
		return w.organiser.post(at("/organisation/evenements/", id, at("/creneaux/", slot, "")),
			formOf(append(pairs, "sure", "1")...))
	}
}

func answered(decision string) func(officeWorld, jema.OpeningID, jema.SlotID) answer {
	return func(w officeWorld, id jema.OpeningID, _ jema.SlotID) answer {
		mine, artisan := at("/mon-evenement/", id, ""), w.as(w.owner)
		artisan.follow(artisan.post(mine, with(artisan.form(mine), "description", "Proposé.")))
		return w.organiser.decideProposal(id, decision, "Un mot.", "price", "7 €")
	}
}

const (
	decision = "POST /organisation/evenements/:opening/decision"
	ofSlot   = "POST /organisation/evenements/:opening/creneaux/:slot"
	ofChange = "POST /organisation/evenements/:opening/proposition"
)

var officeWrites = []officeWrite{
	{"POST /organisation/evenements/:opening", jema.Approved, func(w officeWorld, id jema.OpeningID,
		_ jema.SlotID) answer {
		where := at("/organisation/evenements/", id, "")
		return w.organiser.post(where, with(w.organiser.form(where), "title", "Corrigé"))
	}, "event_edited"},
	// of its workshop
	{"POST /organisation/evenements/:opening", jema.Approved, func(w officeWorld, id jema.OpeningID,
		_ jema.SlotID) answer {
		where := at("/organisation/evenements/", id, "")
		return w.organiser.post(where, with(w.organiser.form(where), "website", at("https://www.example.org/", id, "")))
	}, "event_edited"},
	// nothing changed
	{"POST /organisation/evenements/:opening", jema.Approved, func(w officeWorld, id jema.OpeningID,
		_ jema.SlotID) answer {
		where := at("/organisation/evenements/", id, "")
		return w.organiser.post(where, w.organiser.form(where))
	}, ""},
	{decision, jema.Submitted, decided("approve", ""), "approved"},
	{decision, jema.Submitted, decided("approve", "", "title", "Corrigé"), "event_edited approved"},
	{decision, jema.Submitted, decided("ask", "Le tarif ?"), "changes_requested"},
	{decision, jema.Submitted, decided("refuse", "Trop loin."), "refused"},
	{decision, jema.Approved, decided("want", "Le tarif ?"), "change_wanted"},
	{decision, jema.Approved, decided("want", "Le tarif ?", "title", "Corrigé"), "event_edited change_wanted"},
	{decision, jema.Approved, decided("cancel", "Le four est en panne."), "event_cancelled"},
	{"POST /organisation/publication", jema.Submitted, func(w officeWorld, id jema.OpeningID, _ jema.SlotID) answer {
		w.DB.MustExec(`UPDATE opening SET title = 'Seul de ce nom' WHERE id = $1`, id)
		return w.organiser.post("/organisation/publication", formOf("sure", "1", "seen", at("", id, ":1")))
	}, "approved"},
	{ofChange, jema.Approved, answered("accept"), "event_edited proposal_accepted"},
	{ofChange, jema.Approved, answered("refuse"), "event_edited proposal_refused"},
	{ofSlot, jema.Approved, onSlot("do", "save", "capacity", "9"), "slot_changed"},
	{ofSlot, jema.Approved, onSlot("do", "save", "note", "Portez des chaussures fermées."), "slot_changed"},
	{ofSlot, jema.Approved, onSlot("do", "close"), "slot_changed"},
	{ofSlot, jema.Approved, onSlot("do", "move", "day", "2027-04-09", "from", "09:00", "to", "09:30"), "slot_moved"},
	{ofSlot, jema.Approved, onSlot("do", "cancel", "reason", "Le four est en panne."), "slot_cancelled"},
	{"POST /accueil/evenements/:opening/creneaux/:slot", jema.Approved, func(w officeWorld, id jema.OpeningID,
		slot jema.SlotID) answer {
		return w.desk.post(at("/accueil/evenements/", id, at("/creneaux/", slot, "")), formOf("do", "close"))
	}, "slot_changed"},
	{"POST /organisation/classes", jema.Approved, answeredFor("accept"), "school_expected"},
	{"POST /organisation/ateliers/:workshop/photos", jema.Approved, func(w officeWorld, _ jema.OpeningID,
		_ jema.SlotID) answer {
		return w.addsPhoto()
	}, "event_edited"},
	{"POST /organisation/ateliers/:workshop/photos/:photo", jema.Approved, func(w officeWorld, _ jema.OpeningID,
		_ jema.SlotID) answer {
		w.addsPhoto().wants(w.t, http.StatusSeeOther)
		w.DB.MustExec(`DELETE FROM message WHERE kind = 'event_edited'`)
		var photo int64
		fatal(w.t, w.DB.Get(&photo, `SELECT min(id) FROM photo WHERE workshop_id = $1`, w.shop.ID))
		return w.organiser.post(at("/organisation/ateliers/", w.shop.ID, at("/photos/", photo, "")),
			formOf("do", "delete", "sure", "1"))
	}, "event_edited"},
	{"POST /organisation/classes", jema.Approved, answeredFor("decline"), "school_withdrawn"},
}

// addsPhoto lets the organiser add a photo to the workshop.
func (w officeWorld) addsPhoto() answer {
	photos := at("/organisation/ateliers/", w.shop.ID, "/photos")
	return w.organiser.upload(photos, aPhoto("Deux mains"), aJPEG(w.t, 90, 60))
}

// answeredFor lets the organiser answer a class for the artisan.
func answeredFor(says string) func(officeWorld, jema.OpeningID, jema.SlotID) answer {
	return func(w officeWorld, _ jema.OpeningID, slot jema.SlotID) answer {
		w.DB.MustExec(`UPDATE slot SET audience = 'schools', capacity = 40 WHERE id = $1`, slot)
		w.visitor().post("/scolaires/demande", with(classForm(at("", slot, ""), "", "whole"), "key", page.NewKey(), "email",
			at("classe", slot, "@example.org"))).wants(w.t, http.StatusSeeOther)
		var visit int64
		fatal(w.t, w.DB.Get(&visit, `SELECT id FROM school_visit WHERE slot_id = $1`, slot))
		return w.organiser.post("/organisation/classes", url.Values{"visit": {at("", visit, "")}, "answer": {says}})
	}
}

// Whatever organisers or the desk change of an event, its artisan gets a
// message by their channel; writes without a message are listed with the
// reason.
func TestArtisansAreToldOfEveryWriteOfTheOffice(t *testing.T) {
	w := officeWorld{testSite: newTestSite(t)}
	w.owner = w.Account("artisane@example.org", jema.RoleArtisan)
	w.organiser, w.desk = w.as(w.Account("organisation@example.org", jema.RoleOrganiser)),
		w.as(w.Account("accueil@example.org", jema.RoleDesk))
	w.shop = w.Workshop("Atelier", w.owner.ID)
	for line, who := range policy {
		told := slices.ContainsFunc(officeWrites, func(o officeWrite) bool { return o.line == line })
		if office := who == "organiser" || who == "desk"; office && strings.HasPrefix(line, http.MethodPost) &&
			told == (untold[line] != "") {
			t.Errorf("%s is neither told nor listed with a reason, or both", line)
		}
	}
	for _, write := range officeWrites {
		id, slot := w.event(write.state)
		a := write.do(w, id, slot)
		if a.StatusCode != http.StatusSeeOther {
			t.Errorf("%s for %q: %d %s", write.line, write.told, a.StatusCode, a.notices())
			continue
		}
		var got []string
		fatal(t, w.DB.Select(&got, `SELECT m.kind FROM message m LEFT JOIN school_visit v ON v.id = m.school_visit_id
			LEFT JOIN slot s ON s.id = v.slot_id
			WHERE m.channel = 'email' AND (m.opening_id = $1 OR s.opening_id = $1 AND m.kind IN ('school_expected',
				'school_withdrawn')) ORDER BY m.id`, id))
		if strings.Join(got, " ") != write.told {
			t.Errorf("%s: the artisan is told %q, want %q", write.line, got, write.told)
		}
	}
	w.Holds()
}
