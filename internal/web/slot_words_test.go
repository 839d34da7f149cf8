package web

import (
	"fmt"
	"net/http"
	"net/url"
	"testing"

	"jema/internal/jema"
)

// A slot that was moved, shortened or called off is in the words of its
// opening as it now is: who edits these afterwards loses no booking, nor the
// places of a slot that has more than the others.
func TestWordsAreEditedAfterASlotMoved(t *testing.T) {
	s := newTestSite(t)
	account := s.Account("artisane@example.org", jema.RoleArtisan)
	shop := s.Workshop("Atelier", account.ID)
	v := s.as(account)
	v.follow(v.post(at("/atelier/", shop.ID, "/evenement"), anOpening))
	id := s.lastOpening()
	if _, err := s.DB.Exec(`UPDATE opening SET state = 'approved' WHERE id = $1`, id); err != nil {
		t.Fatal(err)
	}
	var slots []jema.SlotID
	if err := s.DB.Select(&slots, `SELECT id FROM slot WHERE opening_id = $1 ORDER BY starts_at`, id); err != nil ||
		len(slots) != 4 {
		t.Fatal(slots, err)
	}
	booked := s.book(slots[0], 3, "Camille")
	s.book(slots[1], 2, "Lea")
	change := func(slot jema.SlotID, form url.Values) {
		form.Set("sure", "1")
		v.post(fmt.Sprintf("/mon-evenement/%d/creneaux/%d", id, slot), form).tells(t, http.StatusSeeOther)
	}
	change(slots[0], url.Values{"do": {"move"}, "day": {"2027-04-09"}, "from": {"11:10"}, "to": {"11:40"}})
	change(slots[1], url.Values{"do": {"save"}, "capacity": {"9"}})
	change(slots[2], url.Values{"do": {"cancel"}})

	// Sent back, the event is edited itself and not through a proposal.
	s.DB.MustExec(`UPDATE opening SET state = 'changes_requested' WHERE id = $1`, id)
	here := at("/mon-evenement/", id, "")
	edited := func() url.Values { return v.form(here) }
	v.follow(v.post(here, with(edited(), "description", "Autrement dit."))).says(t, "Autrement dit")
	v.follow(v.post(here, with(edited(), "slots_text", edited().Get("slots_text")+" ; dimanche à 9h (45 min)")))
	plan := s.plan(id)
	if len(plan.Slots) != 4 {
		t.Fatalf("%q gives %+v", plan.Opening.SlotsText, plan.Slots)
	}
	want := []string{"2027-04-09 11:10 30m0s 6", "", "", "2027-04-11 09:00 45m0s 6"}
	most := 0
	for i, slot := range plan.Slots {
		start := slot.Start.In(s.Edition.Zone)
		if got := fmt.Sprint(start.Format("2006-01-02 15:04 "), slot.End.Sub(slot.Start), " ",
			slot.Capacity); want[i] != "" && got != want[i] {
			t.Errorf("slot %d is %s", i, got)
		}
		most = max(most, slot.Capacity)
	}
	if most != 9 {
		t.Errorf("the slot that had nine places lost some: %+v", plan.Slots)
	}
	s.visitor().get("/r/"+booked.Token).tells(t, 200, "de 11 h 10 à 11 h 40", "3 personnes")
	s.Holds()
}

// Two slots of an opening that begin together could not be distinguished.
func TestASlotMovesToAStartOfItsOwn(t *testing.T) {
	s := newTestSite(t)
	account := s.Account("artisane@example.org", jema.RoleArtisan)
	o := s.OpeningIn(s.Workshop("Atelier", account.ID), "Tournage", jema.Approved)
	slot := o.Slot("2027-04-10", 600, 660, 4)
	o.Slot("2027-04-10", 840, 900, 4)
	got := s.as(account).post(fmt.Sprintf("/mon-evenement/%d/creneaux/%d", o.ID, slot),
		url.Values{"do": {"move"}, "sure": {"1"}, "day": {"2027-04-10"}, "from": {"14:00"}, "to": {"14:30"}})
	got.tells(t, http.StatusConflict, "commence à la même heure")
	if got.page.Find("#w-day").Length() != 1 {
		t.Error("the refusal does not stand beside the field")
	}
}
