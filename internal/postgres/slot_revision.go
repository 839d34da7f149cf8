package postgres

import (
	"context"
	"time"

	"jema/internal/jema"
)

// SlotRevision is what is set of a slot in one go; what is nil or "" stays as it is.
type SlotRevision struct {
	Capacity *int           // never fewer than have places or are kept back, nor than a party that waits
	Held     *int           // places kept from the public and from those who wait, in all
	Bookable *BookableTimes // times of booking of its own, within the edition's
	// State is SlotOpen, SlotClosed or "". In a closed slot the public books no
	// more, nor waits; who has a place keeps it, who waits keeps the rank, and an
	// offer that was made can be taken; no other is made. The desk may still book.
	State jema.SlotState
}

// BookableTimes are when a slot may be booked; the zero time is the edition's.
type BookableTimes struct{ From, Until time.Time }

// ReviseSlot sets all of a revision, or nothing. Places that come free are
// offered to those who wait before the public has them.
func (s *Store) ReviseSlot(ctx context.Context, territoryID, slotID int64, r SlotRevision, now time.Time) (err error) {
	defer attempted(&err, "revising a slot")
	return s.onSlot(ctx, territoryID, slotID, now, func(tx *tx, slot *lockedSlot) error {
		if err := r.setPlaces(ctx, tx, slot); err != nil {
			return err
		}
		if r.Bookable != nil {
			if err := setBookable(ctx, tx, slot, *r.Bookable); err != nil {
				return err
			}
		}
		if r.State != "" {
			if err := setState(ctx, tx, slot, r.State); err != nil {
				return err
			}
		}
		return offerWaiting(ctx, tx, slotID, now)
	})
}

// setPlaces sets how many places there are and how many are kept back. Those
// that are let go of are gone before the slot is made smaller.
func (r SlotRevision) setPlaces(ctx context.Context, tx *tx, slot *lockedSlot) error {
	capacity, held := slot.Capacity, slot.Held
	if r.Capacity != nil {
		if capacity = *r.Capacity; capacity < 1 || capacity > 5000 {
			return jema.ErrSlotCapacity
		}
	}
	if r.Held != nil {
		if held = *r.Held; held < 0 || held > max(capacity, slot.Taken)-slot.Taken {
			return jema.ErrSlotBelowHeld
		}
	}
	if held < slot.Held {
		if err := holdBack(ctx, tx, slot, held); err != nil {
			return err
		}
	}
	if err := setCapacity(ctx, tx, slot.slotRow, capacity); err != nil || held <= slot.Held {
		return err
	}
	return holdBack(ctx, tx, slot, held)
}

func holdBack(ctx context.Context, tx *tx, slot *lockedSlot, places int) error {
	_, err := tx.ExecContext(ctx, `UPDATE slot SET held = $2, changed_at = clock_timestamp() WHERE id = $1`, slot.ID, places)
	return err
}
