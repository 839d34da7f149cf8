package postgres_test

import (
	"fmt"
	"strings"
	"testing"

	"jema/internal/jema"
	"jema/internal/postgres"
	"jema/internal/postgres/storetest"
)

// slotList formats slots by their starts and lengths: « 60: 10T08:00+1h0m0s ».
func slotList(minutes int, slots []jema.Interval) string {
	words := make([]string, len(slots))
	for i, s := range slots {
		words[i] = s.Start.UTC().Format("02T15:04") + "+" + s.End.Sub(s.Start).String()
	}
	return fmt.Sprintf("%d: %s", minutes, strings.Join(words, " "))
}

// The words of an opening follow its slots, in the same transaction.
func TestTheWordsFollowTheSlots(t *testing.T) {
	w := storetest.New(t)
	plan := described(w, w.Workshop("Atelier", 0))
	plan.Opening.ID = save(t, w, plan)
	_, err := w.DB.Exec(`UPDATE opening SET state = 'approved'`)
	mustDo(t, err)
	var ids []jema.SlotID
	mustDo(t, w.DB.Select(&ids, `SELECT id FROM slot ORDER BY starts_at`))
	book(t, w, request(ids[0], "un", 3))
	words := func() string { return opening(t, w, plan.Opening.ID).Opening.SlotsText }

	mustDo(t, w.Store.MoveSlot(t.Context(), w.Territory.ID, ids[0], postgres.SlotMove{To: w.At("2027-04-11", 600, 645),
		SlotChange: postgres.SlotChange{Words: slotList}}, storetest.Now))
	if got := words(); got != "60: 10T13:00+1h0m0s 11T08:00+45m0s" {
		t.Errorf("after moving and shortening: %q", got)
	}
	refusedWith(t, w.Store.MoveSlot(t.Context(), w.Territory.ID, ids[0], postgres.SlotMove{To: w.At("2027-04-10", 900,
		930), SlotChange: postgres.SlotChange{Words: slotList}}, storetest.Now), jema.Conflict("slot.same_start"))
	if got := words(); got != "60: 10T13:00+1h0m0s 11T08:00+45m0s" ||
		count(t, w, messagesOf, "un", jema.MessageChange) != 1 {
		t.Errorf("after a refusal: %q", got)
	}
	mustDo(t, w.Store.CancelSlot(t.Context(), w.Territory.ID, ids[1], postgres.SlotChange{Words: slotList}, storetest.Now))
	if got := words(); got != "60: 11T08:00+45m0s" {
		t.Errorf("after calling one off: %q", got)
	}
	// where the other was
	mustDo(t, w.Store.MoveSlot(t.Context(), w.Territory.ID, ids[0], postgres.SlotMove{To: w.At("2027-04-10", 900, 930),
		SlotChange: postgres.SlotChange{Words: slotList}}, storetest.Now))
	mustDo(t, w.Store.CancelSlot(t.Context(), w.Territory.ID, ids[0], postgres.SlotChange{Words: slotList}, storetest.Now))
	if got := words(); got != "60: " {
		t.Errorf("without slots: %q", got)
	}
	w.Holds()
}
