package postgres

import (
	"context"
	"database/sql"
	"errors"
	"time"

	"jema/internal/jema"
)

func setBookable(ctx context.Context, tx *tx, slot *lockedSlot, times BookableTimes) error {
	if slot.slotRow.State == jema.SlotCancelled {
		return jema.ErrSlotClosed
	}
	var e struct {
		Opens  time.Time `db:"booking_opens_at"`
		Closes time.Time `db:"booking_closes_at"`
	}
	err := one(ctx, tx, errors.New("a slot without edition"), &e,
		`SELECT booking_opens_at, booking_closes_at FROM edition WHERE id = $1`, slot.EditionID)
	if err != nil {
		return err
	}
	within := jema.Edition{BookingOpensAt: e.Opens, BookingClosesAt: e.Closes}
	if err := within.CheckBookable(times.From, times.Until, slot.StartsAt); err != nil {
		return err
	}
	own := !times.From.IsZero() || !times.Until.IsZero()
	_, err = tx.ExecContext(ctx, `UPDATE slot SET bookable_from = $2, bookable_until = $3, edition_booking_opens_at = $4,
		edition_booking_closes_at = $5, changed_at = clock_timestamp() WHERE id = $1`, slot.ID, orNull(times.From),
		orNull(times.Until),
		sql.NullTime{Time: e.Opens, Valid: own}, sql.NullTime{Time: e.Closes, Valid: own})
	return err
}

// setState opens or closes a slot that was not called off.
func setState(ctx context.Context, tx *tx, slot *lockedSlot, state jema.SlotState) error {
	if slot.slotRow.State == jema.SlotCancelled {
		return jema.ErrSlotClosed
	}
	_, err := tx.ExecContext(ctx, `UPDATE slot SET state = $2, changed_at = clock_timestamp() WHERE id = $1`, slot.ID,
		state)
	return err
}
