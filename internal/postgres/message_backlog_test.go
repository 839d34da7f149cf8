package postgres_test

import (
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"jema/internal/jema"
	"jema/internal/postgres"
	"jema/internal/postgres/storetest"
)

func backlog(t *testing.T, w *storetest.World, now time.Time) []jema.Backlog {
	t.Helper()
	list, err := w.Store.MessageBacklog(t.Context(), w.Territory.ID, now)
	if err != nil {
		t.Fatal(err)
	}
	for i := range list {
		list[i].Since = list[i].Since.UTC()
	}
	return list
}

// The backlog is what is due and has not left: what is claimed and what is tried
// again count since they could leave first, what is put off does not count.
func TestBacklog(t *testing.T) {
	w := storetest.New(t)
	confirmations(t, w, 4)
	now := storetest.Now.Add(10 * time.Minute)
	if got := backlog(t, w, storetest.Now.Add(-time.Second)); len(got) != 0 {
		t.Errorf("before anything is due: %v", got)
	}
	claimed := claim(t, w, now, 3)
	since := storetest.Now.UTC()
	want := []jema.Backlog{{Channel: jema.ChannelEmail, Status: jema.StatusWaiting, Messages: 4, Since: since}}
	if diff := cmp.Diff(want, backlog(t, w, now)); diff != "" {
		t.Error("claimed and not claimed:", diff)
	}
	settle(t, w, postgres.Failed(claimed[0], "plus tard", now.Add(time.Hour)), postgres.Sent(claimed[1], now),
		postgres.Refused(claimed[2], "inconnu"))
	want[0].Messages = 1
	want = append(want, jema.Backlog{Channel: jema.ChannelEmail, Status: jema.StatusRetrying,
		Messages: 1, Since: since})
	if diff := cmp.Diff(want, backlog(t, w, now)); diff != "" {
		t.Error("settled:", diff)
	}
	if age := want[1].Age(now); age != 10*time.Minute {
		t.Errorf("the age is %v", age)
	}
	if _, err := w.DB.Exec(`UPDATE message SET due_at = $1 WHERE attempts = 0`, now.Add(time.Hour)); err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(want[1:], backlog(t, w, now)); diff != "" {
		t.Error("put off:", diff)
	}
	if other, err := w.Store.MessageBacklog(t.Context(), w.Territory.ID+1, now); err != nil || len(other) != 0 {
		t.Errorf("another territory's: %v, %v", other, err)
	}
}

// The program before this one claims without noting since when a message could
// leave: it counts from when it was written.
func TestBacklogOfTheProgramBefore(t *testing.T) {
	w := storetest.New(t)
	confirmations(t, w, 1)
	if _, err := w.DB.Exec(`UPDATE message SET attempts = 1, due_at = $1, created_at = $2`,
		storetest.Now.Add(2*time.Minute), storetest.Now); err != nil {
		t.Fatal(err)
	}
	if got := backlog(t, w, storetest.Now); len(got) != 1 || !got[0].Since.Equal(storetest.Now) {
		t.Errorf("%+v", got)
	}
	if m := claim(t, w, storetest.Now.Add(2*time.Minute), 1)[0]; !m.ReadyAt.Equal(storetest.Now) {
		t.Errorf("ready at %v", m.ReadyAt)
	}
}
