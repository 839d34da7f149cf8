package postgres

import (
	"context"
	"errors"
	"time"

	"jema/internal/jema"
)

// HoldRef names a hold of a territory, made by an account; a hold of ID 0 is none.
type HoldRef struct{ TerritoryID, ID, AccountID int64 }

// HoldPlaces keeps places of a slot for a caller of the desk for
// jema.HoldLasts; they count as taken until they are booked, given back, or
// the time is over.
func (s *Store) HoldPlaces(ctx context.Context, territoryID, slotID int64, places int, accountID int64, now time.Time) (h jema.Hold, err error) {
	h = jema.Hold{SlotID: slotID, Places: places, ExpiresAt: now.Add(jema.HoldLasts)}
	if places < 1 || places > jema.PartySizeMax {
		return jema.Hold{}, jema.ErrHoldPlaces
	}
	err = s.onSlot(ctx, territoryID, slotID, now, func(tx *tx, slot *lockedSlot) error {
		if err := slot.room(jema.OriginDesk, now).Admit(places); err != nil {
			return err
		}
		err := tx.GetContext(ctx, &h.ID, `INSERT INTO hold (territory_id, edition_id, slot_id, account_id, places, created_at, expires_at)
			VALUES ($1, $2, $3, $4, $5, $6, $7) RETURNING id`, territoryID, slot.EditionID, slotID, accountID, places, now, h.ExpiresAt)
		if err != nil {
			return err
		}
		return slot.count(ctx, tx, places, 0)
	})
	return h, err
}

// ReleaseHold gives held places back at now, to those who wait first. A hold
// that is gone already is none any more.
func (s *Store) ReleaseHold(ctx context.Context, territoryID, holdID, accountID int64, now time.Time) error {
	return s.onHold(ctx, territoryID, holdID, now, func(tx *tx, slot *lockedSlot) error {
		if _, err := dropHold(ctx, tx, slot, holdID, accountID); err != nil {
			return err
		}
		return offerWaiting(ctx, tx, slot.ID, now)
	})
}

// onHold runs work with the lock of a hold's slot; where there is no such hold
// any more it does nothing.
func (s *Store) onHold(ctx context.Context, territoryID, holdID int64, now time.Time, work func(*tx, *lockedSlot) error) error {
	return s.inTx(ctx, func(tx *tx) error {
		var slotID int64
		gone := errors.New("gone")
		if err := one(ctx, tx, gone, &slotID, `SELECT slot_id FROM hold WHERE territory_id = $1 AND id = $2`, territoryID, holdID); errors.Is(err, gone) {
			return nil
		} else if err != nil {
			return err
		}
		slots, err := lockSlots(ctx, tx, now, slotID)
		if err != nil || slots[slotID] == nil {
			return err
		}
		return work(tx, slots[slotID])
	})
}

// dropHold takes a hold of an account away, of any with account 0, if it is
// still there, and its places off those taken. It needs the slot's lock.
func dropHold(ctx context.Context, tx *tx, slot *lockedSlot, holdID, accountID int64) (dropped bool, err error) {
	var places int
	gone := errors.New("gone")
	err = one(ctx, tx, gone, &places, `DELETE FROM hold WHERE id = $1 AND slot_id = $2 AND $3::bigint IN (0, account_id) RETURNING places`, holdID, slot.ID, accountID)
	if errors.Is(err, gone) {
		return false, nil
	}
	if err != nil {
		return false, err
	}
	return true, slot.count(ctx, tx, -places, 0)
}

var errHoldStays = errors.New("the hold stays: its booking was not made")

// BookHeld books for the caller for whom places are held, giving the hold up in
// the same transaction; places that are left over are offered to those who
// wait. A hold that has run out, or was given up by the answer that got lost,
// is no hindrance: the request is then answered as any other. Where no booking
// comes of it the hold stays.
func (s *Store) BookHeld(ctx context.Context, hold HoldRef, now time.Time, r PreparedRequest) (BookingOutcome, error) {
	var outcomes []BookingOutcome
	err := s.inTx(ctx, func(tx *tx) error {
		slots, err := lockSlots(ctx, tx, now, r.SlotID)
		if err != nil {
			return err
		}
		held, slot := false, slots[r.SlotID]
		if slot != nil && slot.TerritoryID != hold.TerritoryID {
			return jema.ErrSlotMissing
		}
		if slot != nil {
			if held, err = dropHold(ctx, tx, slot, hold.ID, hold.AccountID); err != nil {
				return err
			}
		}
		if outcomes, err = bookInTx(ctx, tx, now, []PreparedRequest{r}); err != nil {
			return err
		}
		if o := outcomes[0].Outcome; held && o != "created" && o != "repeated" {
			return errHoldStays
		}
		return offerWaiting(ctx, tx, r.SlotID, now)
	})
	if err != nil && !errors.Is(err, errHoldStays) {
		return BookingOutcome{}, err
	}
	return outcomes[0], nil
}

// ExpireHolds gives back the places of holds whose time is over at now, to
// those who wait first, and returns how many there were.
func (s *Store) ExpireHolds(ctx context.Context, now time.Time) (n int, err error) {
	var over []struct {
		ID        int64
		Territory int64
	}
	err = s.read(ctx, func(tx *tx) error {
		return tx.SelectContext(ctx, &over, `SELECT id, territory_id AS territory FROM hold
			WHERE expires_at <= $1 ORDER BY id LIMIT $2`, now, sweep)
	})
	for _, h := range over {
		err = errors.Join(err, s.onHold(ctx, h.Territory, h.ID, now, func(tx *tx, slot *lockedSlot) error {
			dropped, err := dropHold(ctx, tx, slot, h.ID, 0)
			if err != nil || !dropped {
				return err
			}
			n++
			return offerWaiting(ctx, tx, slot.ID, now)
		}))
	}
	return n, err
}
