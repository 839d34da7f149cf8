package postgres_test

import (
	"testing"
	"time"

	"jema/internal/jema"
	"jema/internal/postgres"
	"jema/internal/postgres/storetest"
)

type newsRow struct {
	Kind, Note, Channel string
	Due                 time.Time `db:"due_at"`
}

// news are the messages queued for artisans about what others changed.
func news(t *testing.T, w *storetest.World, opening jema.OpeningID) (list []newsRow) {
	t.Helper()
	if err := w.DB.Select(&list, `SELECT kind, note, channel, due_at FROM message WHERE opening_id = $1 ORDER BY id`,
		opening); err != nil {
		t.Fatal(err)
	}
	return list
}

// Every change that an organiser makes to a slot is mailed to its artisan, with
// the reason; the artisan's own changes are not.
func TestArtisansAreToldWhatAnOrganiserChanges(t *testing.T) {
	w := storetest.New(t)
	o := w.Opening("Tournage")
	slot, other := o.Slot("2027-04-10", 600, 660, 8), o.Slot("2027-04-10", 840, 900, 8)
	office, territory, now := postgres.ByOffice(t.Context()), w.Territory.ID, storetest.Now
	mustDo(t, w.Store.ReviseSlot(t.Context(), territory, slot, postgres.SlotRevision{Capacity: new(9)}, now))
	mustDo(t, w.Store.ReviseSlot(t.Context(), territory, slot, postgres.SlotRevision{State: jema.SlotClosed}, now))
	mustDo(t, w.Store.ReviseSlot(t.Context(), territory, slot, postgres.SlotRevision{State: jema.SlotOpen}, now))
	if got := news(t, w, o.ID); len(got) != 0 {
		t.Errorf("of what the artisan did: %+v", got)
	}
	// unchanged: no message
	mustDo(t, w.Store.ReviseSlot(office, territory, slot, postgres.SlotRevision{Capacity: new(9)}, now))
	mustDo(t, w.Store.ReviseSlot(office, territory, slot, postgres.SlotRevision{Capacity: new(10)}, now))
	mustDo(t, w.Store.ReviseSlot(office, territory, slot, postgres.SlotRevision{Held: new(2)}, now))
	mustDo(t, w.Store.ReviseSlot(office, territory, slot, postgres.SlotRevision{State: jema.SlotClosed}, now))
	mustDo(t, w.Store.MoveSlot(office, territory, slot, postgres.SlotMove{To: w.At("2027-04-10", 660, 720),
		SlotChange: postgres.SlotChange{Words: slotList, By: jema.EndedByOrganiser}}, now))
	mustDo(t, w.Store.CancelSlot(office, territory, other, postgres.SlotChange{Words: slotList, By: jema.EndedByOrganiser,
		Reason: "Le four est en panne."}, now))
	var kinds []string
	for _, n := range news(t, w, o.ID) {
		kinds = append(kinds, n.Kind)
		if n.Channel != "email" || !n.Due.Equal(now) {
			t.Errorf("%s goes by %s at %s", n.Kind, n.Channel, n.Due)
		}
		if (n.Kind == jema.MessageSlotCancelled) != (n.Note == "Le four est en panne.") {
			t.Errorf("%s has the reason %q", n.Kind, n.Note)
		}
	}
	want := []string{jema.MessageSlotChanged, jema.MessageSlotChanged, jema.MessageSlotChanged, jema.MessageSlotMoved,
		jema.MessageSlotCancelled}
	if len(kinds) != len(want) {
		t.Fatalf("told of %v, want %v", kinds, want)
	}
	for i := range want {
		if kinds[i] != want[i] {
			t.Errorf("told of %v, want %v", kinds, want)
			break
		}
	}
	w.Holds()
}

// A cancelled event causes messages to its artisan and its visitors, with the
// reason; edits within a few minutes cause one message.
func TestArtisansAreToldOfTheirEvent(t *testing.T) {
	w := storetest.New(t)
	o := w.Opening("Tournage")
	office, now := postgres.ByOffice(t.Context()), storetest.Now
	for range 2 {
		plan, err := w.Store.Opening(t.Context(), w.Territory.ID, o.ID)
		if err != nil {
			t.Fatal(err)
		}
		plan.Opening.Title += "!"
		mustDo(t, w.Store.ReviseOpening(office, postgres.Revision{Plan: plan}, now))
	}
	if got := news(t, w, o.ID); len(got) != 1 || got[0].Kind != jema.MessageEventEdited || !got[0].Due.After(now) {
		t.Errorf("of two edits: %+v", got)
	}
	mustDo(t, w.Store.MoveOpening(office, postgres.OpeningMove{TerritoryID: w.Territory.ID, ID: o.ID, From: jema.Approved,
		To: jema.Cancelled, Note: "L’atelier déménage."}, now))
	got := news(t, w, o.ID)
	if last := got[len(got)-1]; last.Kind != jema.MessageEventCancelled || last.Note != "L’atelier déménage." {
		t.Errorf("of the cancellation: %+v", last)
	}
	w.Holds()
}
