package postgres_test

import (
	"sync"
	"testing"
	"time"

	"jema/internal/jema"
	"jema/internal/links"
	"jema/internal/postgres"
	"jema/internal/postgres/storetest"
)

func reminded(t *testing.T, w *storetest.World, now time.Time) int {
	t.Helper()
	n, err := w.Store.QueueReminders(t.Context(), now)
	mustDo(t, err)
	return n
}

func TestReminders(t *testing.T) {
	w := storetest.New(t)
	o := w.Opening("Tournage")
	slot, next := o.Slot("2027-04-10", 840, 900, 4), o.Slot("2027-04-11", 840, 900, 4)
	book(t, w, request(slot, "un", 2), request(slot, "parti", 2), request(slot, "attend", 4), request(next, "après", 1))
	cancel(t, w, "parti")
	ten := time.Date(2027, 4, 9, 8, 0, 0, 0, time.UTC)
	if n := reminded(t, w, ten.Add(-time.Second)); n != 0 {
		t.Errorf("%d reminded too early", n)
	}
	late := prepare(request(slot, "tard", 1))
	_, err := w.Store.BookBatch(t.Context(), ten, late)
	mustDo(t, err)
	// Once, however often the clock shows the hour.
	for i, now := range []time.Time{ten, ten, ten.Add(-time.Hour), ten.Add(5 * time.Hour), ten.Add(20 * time.Hour)} {
		if n := reminded(t, w, now); n != 1 && i == 0 || n != 0 && i > 0 {
			t.Errorf("%d reminded at %v", n, now)
		}
	}
	if count(t, w, messagesOf, "un", jema.MessageReminder) != 1 ||
		count(t, w, messagesOf, "tard", jema.MessageReminder) != 0 {
		t.Error("the one who booked long ago is reminded, the one who booked after ten is not")
	}
	// A jump over the hour: reminded all the same, before the visit, never after.
	if n := reminded(t, w, time.Date(2027, 4, 11, 11, 59, 0, 0, time.UTC)); n != 1 {
		t.Errorf("%d reminded a minute before", n)
	}
	w.Holds()
}

// A visit that moved is reminded again, unless a message about the change was
// sent since.
func TestAMovedVisitIsRemindedOnce(t *testing.T) {
	w := storetest.New(t)
	o := w.Opening("Tournage")
	slot, other := o.Slot("2027-04-08", 840, 900, 4), o.Slot("2027-04-10", 840, 900, 4)
	book(t, w, request(slot, "un", 1), request(slot, "deux", 1))
	day := func(d int) time.Time { return time.Date(2027, 4, d, 9, 0, 0, 0, time.UTC) }
	if n := reminded(t, w, day(7)); n != 2 {
		t.Errorf("%d reminded of the first date", n)
	}
	mustDo(t, w.Store.MoveBooking(t.Context(), w.Territory.ID, links.Hash("un"), other, day(7)))
	mustDo(t, w.Store.MoveBooking(t.Context(), w.Territory.ID, links.Hash("deux"), other, day(8)))
	if n := reminded(t, w, day(9)); n != 2 {
		t.Errorf("%d reminded of the second date", n)
	}
	mustDo(t, w.Store.MoveSlot(t.Context(), w.Territory.ID, other, postgres.SlotMove{To: w.At("2027-04-10", 900, 960),
		SlotChange: postgres.SlotChange{Words: slotList}}, day(9)))
	if n := reminded(t, w, day(9).Add(time.Hour)); n != 0 {
		t.Errorf("%d reminded on the heels of a change", n)
	}
	w.Holds()
}

// Nobody is reminded of what was called off; several processes remind once.
func TestRemindersOfSeveral(t *testing.T) {
	w := storetest.New(t)
	o := w.Opening("Tournage")
	off := o.Slot("2027-04-10", 600, 660, 4)
	book(t, w, request(off, "annulé", 1))
	for i := range 30 {
		slot := o.Slot("2027-04-10", jema.Clock(700+10*i), jema.Clock(705+10*i), 4)
		book(t, w, request(slot, string(rune('A'+i)), 1), request(slot, string(rune('A'+i))+" bis", 1))
	}
	mustDo(t, w.Store.CancelSlot(t.Context(), w.Territory.ID, off, postgres.SlotChange{Words: slotList}, storetest.Now))
	now := time.Date(2027, 4, 9, 9, 0, 0, 0, time.UTC)
	var all sync.WaitGroup
	for range 4 {
		all.Go(func() {
			for range 4 {
				if _, err := w.Store.QueueReminders(t.Context(), now); err != nil {
					t.Error(err)
				}
			}
		})
	}
	all.Wait()
	if n := count(t, w, `SELECT count(*) FROM message WHERE kind = 'reminder'`); n != 60 {
		t.Errorf("%d reminders, want 60", n)
	}
	w.Holds()
}

// The database's ten o'clock of the day before is the domain's, over the night
// of 28 March too.
func TestBothKnowTheDayBefore(t *testing.T) {
	w := storetest.New(t)
	for hour := range 24 * 5 {
		start := time.Date(2027, 3, 26, 0, 0, 0, 0, time.UTC).Add(time.Duration(hour) * time.Hour)
		var at time.Time
		mustDo(t, w.DB.Get(&at, `SELECT `+postgres.RemindAt+` FROM edition e, (SELECT $1::timestamptz AS starts_at) s`,
			start))
		if want := jema.ReminderAt(start, w.Edition.Zone); !at.Equal(want) {
			t.Errorf("visit at %v: %v, the domain says %v", start, at, want)
		}
	}
}
