package postgres_test

import (
	"slices"
	"testing"
	"time"

	"jema/internal/postgres"
	"jema/internal/postgres/storetest"
)

func settle(t *testing.T, w *storetest.World, list ...postgres.Settlement) {
	t.Helper()
	if err := w.Store.SettleMessages(t.Context(), w.Territory.ID, list...); err != nil {
		t.Fatal(err)
	}
}

// A message that its sender had no time for is due when it was due before, and
// nobody's try; one that was tried before is due at once.
func TestReturnedMessages(t *testing.T) {
	w := storetest.New(t)
	confirmations(t, w, 2)
	first := claim(t, w, storetest.Now, 10)
	settle(t, w, postgres.Returned(first[0], storetest.Now.Add(time.Minute)),
		postgres.Failed(first[1], "plus tard", storetest.Now.Add(time.Hour)))
	later := storetest.Now.Add(2 * time.Hour)
	again := claim(t, w, later, 10)
	if len(again) != 2 || again[0].ID != first[0].ID || again[0].Attempts != 1 || again[1].Attempts != 2 {
		t.Fatalf("claimed again: %+v", again)
	}
	if !again[0].ReadyAt.Equal(storetest.Now) || !again[1].ReadyAt.Equal(storetest.Now) {
		t.Errorf("ready at %v and %v", again[0].ReadyAt, again[1].ReadyAt)
	}
	settle(t, w, postgres.Returned(again[1], later))
	if due := claim(t, w, later, 10); len(due) != 1 || due[0].ID != first[1].ID || due[0].Attempts != 2 {
		t.Errorf("due at once: %+v", due)
	}
	w.Holds()
}

// A claim that ran out settles nothing of the claim that followed, in a batch as
// alone.
func TestALateBatchSettlesNothing(t *testing.T) {
	w := storetest.New(t)
	confirmations(t, w, 2)
	late := claim(t, w, storetest.Now, 10)
	claim(t, w, storetest.Now.Add(2*time.Minute), 10)
	settle(t, w, postgres.Sent(late[0], storetest.Now), postgres.Returned(late[1], storetest.Now))
	var states []string
	err := w.DB.Select(&states, `SELECT state || ' ' || attempts FROM message ORDER BY id`)
	if err != nil || !slices.Equal(states, []string{"queued 2", "queued 2"}) {
		t.Errorf("%v, %v", states, err)
	}
}
