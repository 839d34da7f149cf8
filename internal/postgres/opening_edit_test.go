package postgres_test

import (
	"errors"
	"testing"
	"time"

	"jema/internal/jema"
	"jema/internal/postgres"
	"jema/internal/postgres/storetest"
)

// edits reads the edits of an opening, the oldest first.
func edits(t *testing.T, w *storetest.World, id jema.OpeningID) []postgres.OpeningEdit {
	t.Helper()
	list, err := w.Store.OpeningEdits(t.Context(), w.Territory.ID, id)
	if err != nil {
		t.Fatal(err)
	}
	return list
}

// Whoever changes an event, its history has who, when, and what it was: an artisan, an
// organiser who moves it or one of its slots, and a program that names nobody.
func TestEveryVersionIsInTheHistory(t *testing.T) {
	w := storetest.New(t)
	artisan, boss := w.Account("artisane@example.org", jema.RoleArtisan), w.Account("o@example.org", jema.RoleOrganiser)
	o := w.OpeningIn(w.Workshop("Atelier", artisan.ID), "Tournage", jema.Submitted)
	slot := o.Slot("2027-04-10", 600, 660, 4)
	byArtisan, byBoss := postgres.ActingAs(t.Context(), artisan.ID), postgres.ActingAs(t.Context(), boss.ID)
	plan, at := opening(t, w, o.ID), storetest.Now.Add(time.Hour)
	plan.Opening.Title = "Tournage sur bois"
	mustDo(t, w.Store.SaveEntry(byArtisan, postgres.EntryRevision{Plan: plan}, at))
	mustDo(t, w.Store.MoveOpening(byBoss, postgres.OpeningMove{TerritoryID: w.Territory.ID, ID: o.ID,
		From: jema.Submitted, To: jema.Approved}, at.Add(time.Minute)))
	seven := 7
	mustDo(t, w.Store.ReviseSlot(byBoss, w.Territory.ID, slot, postgres.SlotRevision{Capacity: &seven},
		at.Add(2*time.Minute)))
	w.DB.MustExec(`UPDATE opening SET version = version + 1, price = 'libre', updated_at = $2 WHERE id = $1`, o.ID,
		at.Add(3*time.Minute))
	list := edits(t, w, o.ID)
	if len(list) != 5 {
		t.Fatalf("%d edits: %+v", len(list), list)
	}
	if e := list[1]; e.By.ID != artisan.ID || e.By.Role != jema.RoleArtisan || e.Origin != jema.EditBySite ||
		!e.At.Equal(at) || e.Plan.Opening.Title != "Tournage sur bois" || list[0].Plan.Opening.Title != "Tournage" {
		t.Errorf("the artisan's: %+v", e.Edit)
	}
	if e := list[2]; e.By.ID != boss.ID || e.Plan.Opening.State != jema.Approved {
		t.Errorf("the organiser's: %+v", e.Edit)
	}
	if e := list[3]; e.By.ID != boss.ID || len(e.Slots) != 1 || e.Slots[0].Capacity != 7 {
		t.Errorf("the slot's: %+v %+v", e.Edit, e.Slots)
	}
	if e := list[4]; e.By.ID != 0 || e.Origin != jema.EditByProgram || e.Plan.Opening.Price != "libre" {
		t.Errorf("the program's: %+v", e.Edit)
	}
	if n := len(list[4].Plan.Changed(opening(t, w, o.ID))); n != 0 {
		t.Errorf("the last edit differs from the event in %d fields", n)
	}
	w.Holds()
	away, _ := elsewhere(t, w)
	if other, err := w.Store.OpeningEdits(t.Context(), away.ID, o.ID); err != nil || len(other) != 0 {
		t.Errorf("another territory reads %d edits, %v", len(other), err)
	}
	_, err := w.Store.OpeningEdit(t.Context(), away.ID, o.ID, list[1].ID)
	if problem, ok := errors.AsType[*jema.Error](err); !ok || problem.Kind != jema.KindNotFound {
		t.Errorf("another territory reads an edit: %v", err)
	}
}

// The invariant of jema check finds an event without its version when the trigger is gone.
func TestTheHistoryIsTheDatabasesDoing(t *testing.T) {
	w := storetest.New(t)
	o := w.OpeningIn(w.Workshop("Atelier", 0), "Tournage", jema.Approved)
	const unrecorded = "the history of an event ends with its version"
	missing := func() int {
		list, err := w.Store.Check(t.Context(), storetest.Now)
		if err != nil {
			t.Fatal(err)
		}
		for _, i := range list {
			if i.Name == unrecorded {
				return i.Broken
			}
		}
		t.Fatal("nothing is checked of the history")
		return 0
	}
	const rise = `UPDATE opening SET version = version + 1, title = title || ' !' WHERE id = $1`
	w.DB.MustExec(rise, o.ID)
	if n := missing(); n != 0 {
		t.Errorf("with the trigger %d events lack their version", n)
	}
	w.DB.MustExec(`ALTER TABLE opening DISABLE TRIGGER opening_edit_recorded`)
	w.DB.MustExec(rise, o.ID)
	if n := missing(); n != 1 {
		t.Errorf("without the trigger %d events lack their version", n)
	}
}

// What one account types into a draft in one go is one edit; after a pause, or by
// somebody else, it is another. What changes the workshop is in the history of its event.
func TestTypingIsOneEdit(t *testing.T) {
	w := storetest.New(t)
	artisan, adviser := w.Account("artisane@example.org", jema.RoleArtisan), w.Account("c@example.org", jema.RoleAdviser)
	shop := w.Workshop("Atelier", artisan.ID)
	o := w.OpeningIn(shop, "Tour", jema.Draft)
	save := func(who jema.Account, after time.Duration, title, phone string) {
		plan := opening(t, w, o.ID)
		plan.Opening.Title = title
		r := postgres.EntryRevision{Plan: plan}
		if phone != "" {
			is, err := w.Store.Workshop(t.Context(), w.Territory.ID, shop.ID)
			mustDo(t, err)
			is.Phone = phone
			r.Workshop = &is
		}
		mustDo(t, w.Store.SaveEntry(postgres.ActingAs(t.Context(), who.ID), r, storetest.Now.Add(after)))
	}
	save(artisan, time.Minute, "Tourn", "")
	save(artisan, 2*time.Minute, "Tournage", "")
	save(artisan, 20*time.Minute, "Tournage sur bois", "")
	save(adviser, 21*time.Minute, "Tournage sur bois", "04 65 71 00 99")
	var titles []string
	list := edits(t, w, o.ID)
	for _, e := range list {
		titles = append(titles, e.Plan.Opening.Title)
	}
	if len(list) != 4 || titles[1] != "Tournage" || titles[2] != "Tournage sur bois" ||
		list[3].Workshop.Phone != "04 65 71 00 99" || list[3].By.ID != adviser.ID ||
		list[2].Workshop.Phone == list[3].Workshop.Phone {
		t.Errorf("the edits are %q", titles)
	}
	w.Holds()
}

// The history of an edition's events goes on its day of erasure.
func TestTheHistoryIsErasedOnItsDay(t *testing.T) {
	w := storetest.New(t)
	o := w.OpeningIn(w.Workshop("Atelier", 0), "Tournage", jema.Approved)
	if _, err := w.Store.EraseDue(t.Context(), dayOfErasure.Add(-time.Second)); err != nil || len(edits(t, w, o.ID)) != 1 {
		t.Fatalf("a second before: %v", err)
	}
	if due, err := w.Store.ErasuresDue(t.Context(), dayOfErasure); err != nil || len(due) != 1 || due[0].Edits != 1 {
		t.Errorf("due: %+v, %v", due, err)
	}
	if _, err := w.Store.EraseDue(t.Context(), dayOfErasure); err != nil || len(edits(t, w, o.ID)) != 0 {
		t.Errorf("on the day %d edits are left, %v", len(edits(t, w, o.ID)), err)
	}
}
