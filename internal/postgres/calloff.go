package postgres

import (
	"context"
	"time"

	"github.com/lib/pq"

	"jema/internal/jema"
)

// callOff cancels every booking of an opening that will not take place, gives
// the places back and records that each visitor is to be told. The slots stay,
// closed by the opening's state.
func callOff(ctx context.Context, tx *tx, openingID int64, now time.Time) error {
	// The slots first, by id, then their bookings: the one lock order of the house.
	var slots, bookings []int64
	err := tx.SelectContext(ctx, &slots, `SELECT id FROM slot WHERE opening_id = $1 ORDER BY id FOR NO KEY UPDATE`, openingID)
	if err != nil {
		return err
	}
	err = tx.SelectContext(ctx, &bookings, `UPDATE booking SET status = 'cancelled', cancelled_at = $2, sequence = sequence + 1
		WHERE slot_id = ANY ($1) AND status <> 'cancelled' RETURNING id`, pq.Array(slots), now)
	if err != nil || len(bookings) == 0 {
		return err
	}
	_, err = tx.ExecContext(ctx, `UPDATE slot SET taken = 0, waiting = 0, changed_at = clock_timestamp() WHERE id = ANY ($1)`, pq.Array(slots))
	if err != nil {
		return err
	}
	for _, id := range bookings {
		if err := queueForBooking(ctx, tx, id, jema.MessageCancellation, now); err != nil {
			return err
		}
	}
	return nil
}
