package postgres_test

import (
	"testing"
	"time"

	"github.com/jmoiron/sqlx"

	"jema/internal/jema"
	"jema/internal/links"
	"jema/internal/postgres/storetest"
)

// whileItWaits starts something that needs a slot another transaction holds,
// and once it waits, writes the statements of that transaction and lets go.
func whileItWaits(t *testing.T, w *storetest.World, slot jema.SlotID, start func() error, statements ...string) {
	t.Helper()
	ended := make(chan error, 1)
	mustDo(t, inTx(w, func(tx *sqlx.Tx) error {
		if _, err := tx.Exec(`SELECT 1 FROM slot WHERE id = $1 FOR NO KEY UPDATE`, slot); err != nil {
			return err
		}
		go func() { ended <- start() }()
		for deadline := time.Now().Add(time.Minute); count(t, w, `SELECT count(*) FROM pg_locks l JOIN
			pg_stat_activity a USING (pid)
			WHERE NOT l.granted AND a.datname = current_database()`) == 0; time.Sleep(5 * time.Millisecond) {
			if time.Now().After(deadline) {
				t.Fatal("it does not wait for the slot")
			}
		}
		for _, statement := range statements {
			if _, err := tx.Exec(statement, slot); err != nil {
				return err
			}
		}
		return nil
	}))
	mustDo(t, <-ended)
	w.Holds()
}

// A booking that moves away while its former slot is waited for is followed.
func TestABookingThatMovesOnIsFollowed(t *testing.T) {
	w := storetest.New(t)
	o := w.Opening("Tournage")
	here, there := o.Slot("2027-04-10", 600, 660, 4), o.Slot("2027-04-10", 700, 760, 4)
	book(t, w, request(here, "un", 2))
	whileItWaits(t, w, here, func() error {
		return w.Store.CancelBooking(t.Context(), w.Territory.ID, links.Hash("un"), storetest.Now)
	},
		`UPDATE booking SET slot_id = (SELECT max(id) FROM slot) WHERE slot_id = $1`,
		`UPDATE slot SET taken = CASE id WHEN $1 THEN 0 ELSE 2 END`)
	stands(t, w, map[string]string{"un": "cancelled"})
	if n := count(t, w, `SELECT taken FROM slot WHERE id = $1`, there); n != 0 {
		t.Errorf("%d places are left taken", n)
	}
}

// An offer accepted while its slot is waited for does not expire any more.
func TestAnOfferAcceptedInTimeStays(t *testing.T) {
	w, slot := offered(t)
	sent(t, w)
	late := visitOf(t, w, "deux").OfferEnds
	whileItWaits(t, w, slot, func() error { _, err := w.Store.ExpireOffers(t.Context(), late); return err },
		`UPDATE booking SET status = 'confirmed' WHERE slot_id = $1 AND status = 'offered'`)
	stands(t, w, map[string]string{"deux": "confirmed", "encore": "confirmed", "quatre": "waiting 1"})
}

// Places given away while a move waited are not there any more.
func TestAMoveSeesWhatItWaitedFor(t *testing.T) {
	w := storetest.New(t)
	o := w.Opening("Tournage")
	here, there := o.Slot("2027-04-10", 600, 660, 4), o.Slot("2027-04-10", 700, 760, 2)
	book(t, w, request(here, "un", 2))
	whileItWaits(t, w, there, func() error {
		if err := move(t, w, "un", there); err != nil && jema.KindOf(err) != jema.KindConflict {
			return err
		}
		return nil
	}, `UPDATE slot SET held = 1 WHERE id = $1`)
	if b := visitOf(t, w, "un"); b.SlotID != here || b.Status != jema.Confirmed {
		t.Errorf("moved into one place with two: %+v", b)
	}
}
