package postgres

import (
	"context"

	"jema/internal/jema"
)

// SlotWords writes the slots of an opening, in order of time, in the words an
// artisan would write and the program reads; minutes is the opening's duration
// of a slot, 0 when it has none. The wording of times is not the store's
// matter: whoever changes a slot passes it in.
type SlotWords func(minutes int, slots []jema.Interval) string

var errSlotSameStart = jema.Conflict("slot.same_start")

// startsAlone refuses a start that another slot of the opening has: words
// cannot distinguish the two. It needs the opening's lock.
func startsAlone(ctx context.Context, tx *tx, slot *lockedSlot, to jema.Interval) error {
	var twice bool
	err := tx.GetContext(ctx, &twice,
		`SELECT EXISTS (SELECT FROM slot WHERE opening_id = $1 AND id <> $2 AND state <> 'cancelled' AND starts_at = $3)`,
		slot.OpeningID, slot.ID, to.Start)
	if err == nil && twice {
		err = errSlotSameStart
	}
	return err
}

// reword rewrites the words of an opening's slots to match its slots now: the
// next editor changes these words, and what the form reads from them must find
// every slot that somebody has booked.
func reword(ctx context.Context, tx *tx, openingID jema.OpeningID, words SlotWords) error {
	var minutes int
	if err := tx.GetContext(ctx, &minutes, `SELECT coalesce(duration, 0) FROM opening WHERE id = $1`,
		openingID); err != nil {
		return err
	}
	_, plans, err := plannedTimes(ctx, tx, openingID)
	if err != nil {
		return err
	}
	slots := make([]jema.Interval, len(plans))
	for i, p := range plans {
		slots[i] = p.Interval
	}
	_, err = tx.ExecContext(ctx, `UPDATE opening SET slots_text = $2 WHERE id = $1`, openingID, words(minutes, slots))
	return err
}
