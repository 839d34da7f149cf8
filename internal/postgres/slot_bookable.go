package postgres

import (
	"context"
	"database/sql"
	"errors"
	"time"

	"jema/internal/jema"
)

// CloseSlot lets the public book no more in a slot, nor wait for it. Who has a
// place keeps it, who waits keeps the rank, and an offer that was made can be
// taken; no other is made. The desk may still book. Twice is once.
func (s *Store) CloseSlot(ctx context.Context, territoryID, slotID int64, now time.Time) (err error) {
	defer attempted(&err, "closing a slot")
	return s.onSlot(ctx, territoryID, slotID, now, func(tx *tx, slot *lockedSlot) error {
		return setState(ctx, tx, slot, jema.SlotClosed)
	})
}

// ReopenSlot lets the public book again; those who waited meanwhile are offered
// what is free before.
func (s *Store) ReopenSlot(ctx context.Context, territoryID, slotID int64, now time.Time) (err error) {
	defer attempted(&err, "reopening a slot")
	return s.onSlot(ctx, territoryID, slotID, now, func(tx *tx, slot *lockedSlot) error {
		if err := setState(ctx, tx, slot, jema.SlotOpen); err != nil {
			return err
		}
		return offerWaiting(ctx, tx, slotID, now)
	})
}

// setState opens or closes a slot that was not called off.
func setState(ctx context.Context, tx *tx, slot *lockedSlot, state jema.SlotState) error {
	if slot.slotRow.State == jema.SlotCancelled {
		return jema.ErrSlotClosed
	}
	_, err := tx.ExecContext(ctx, `UPDATE slot SET state = $2, changed_at = clock_timestamp() WHERE id = $1`, slot.ID, state)
	return err
}

// SetBookable gives a slot times of booking of its own, from and until; the
// zero time is the edition's. They are held within the edition's.
func (s *Store) SetBookable(ctx context.Context, territoryID, slotID int64, from, until, now time.Time) (err error) {
	defer attempted(&err, "setting when a slot is bookable")
	return s.onSlot(ctx, territoryID, slotID, now, func(tx *tx, slot *lockedSlot) error {
		if slot.slotRow.State == jema.SlotCancelled {
			return jema.ErrSlotClosed
		}
		var e struct {
			Opens  time.Time `db:"booking_opens_at"`
			Closes time.Time `db:"booking_closes_at"`
		}
		if err := one(ctx, tx, errors.New("a slot without edition"), &e, `SELECT booking_opens_at, booking_closes_at FROM edition WHERE id = $1`, slot.EditionID); err != nil {
			return err
		}
		if err := (jema.Edition{BookingOpensAt: e.Opens, BookingClosesAt: e.Closes}).CheckBookable(from, until, slot.StartsAt); err != nil {
			return err
		}
		own := !from.IsZero() || !until.IsZero()
		_, err := tx.ExecContext(ctx, `UPDATE slot SET bookable_from = $2, bookable_until = $3, edition_booking_opens_at = $4,
			edition_booking_closes_at = $5, changed_at = clock_timestamp() WHERE id = $1`, slot.ID, orNull(from), orNull(until),
			sql.NullTime{Time: e.Opens, Valid: own}, sql.NullTime{Time: e.Closes, Valid: own})
		return err
	})
}
