package postgres

import (
	"context"
	"errors"
	"time"

	"jema/internal/jema"
)

// HoldRef names a hold of a territory, made by an account; a hold of ID 0 is
// none. Warned means that the desk was shown what else the caller has booked at
// that time.
type HoldRef struct {
	TerritoryID jema.TerritoryID
	ID          jema.HoldID
	AccountID   jema.AccountID
	Warned      bool
}

// HoldRequest requests that places be held for a caller. Key is drawn for each
// form: sent again, it is the same hold; with another slot or size it takes the
// place of the one before. "" is the key of no other hold.
type HoldRequest struct {
	TerritoryID jema.TerritoryID
	SlotID      jema.SlotID
	AccountID   jema.AccountID
	Places      int
	Key         string
}

// HoldPlaces holds places of a slot for a caller of the desk for
// jema.HoldLasts; they count as taken until they are booked, given back, or the
// time is over.
func (s *Store) HoldPlaces(ctx context.Context, r HoldRequest, now time.Time) (h jema.Hold, err error) {
	defer attempted(&err, "holding places")
	if r.Places < 1 || r.Places > jema.PartySizeMax {
		return jema.Hold{}, jema.ErrHoldPlaces
	}
	err = s.inTxUnmoved(ctx, func(tx *tx) error {
		before, err := holdOfKey(ctx, tx, r)
		if err != nil {
			return err
		}
		slots, err := lockSlots(ctx, tx, now, r.SlotID, before.SlotID)
		if err != nil {
			return err
		}
		slot := slots[r.SlotID]
		if slot == nil || slot.TerritoryID != r.TerritoryID {
			return jema.ErrSlotMissing
		}
		h, err = holdLocked(ctx, tx, slots, r, now)
		return err
	})
	return h, err
}

// holdOfKey finds what is held already for a request's key; a hold of ID 0
// when nothing is.
func holdOfKey(ctx context.Context, tx *tx, r HoldRequest) (h jema.Hold, err error) {
	if r.Key == "" {
		return h, nil
	}
	none := errors.New("none")
	err = one(ctx, tx, none, &h, `SELECT id, slot_id AS slotid, places, expires_at AS expiresat FROM hold
		WHERE territory_id = $1 AND account_id = $2 AND key = $3`, r.TerritoryID, r.AccountID, r.Key)
	if errors.Is(err, none) {
		err = nil
	}
	return h, err
}

// holdLocked holds places with the locks of the slot and of the one that was
// held before with the same key.
func holdLocked(ctx context.Context, tx *tx, slots map[jema.SlotID]*lockedSlot, r HoldRequest,
	now time.Time) (h jema.Hold, err error) {
	before, err := holdOfKey(ctx, tx, r)
	if err != nil {
		return h, err
	}
	if before.ID != 0 && slots[before.SlotID] == nil {
		return h, errMovedOn // it was made while the locks were waited for
	}
	if before.ID != 0 && before.SlotID == r.SlotID && before.Places == r.Places && now.Before(before.ExpiresAt) {
		return before, nil
	}
	if before.ID != 0 {
		if _, err := dropHold(ctx, tx, slots[before.SlotID], before.ID, r.AccountID); err != nil {
			return h, err
		}
	}
	slot := slots[r.SlotID]
	if err := slot.room(jema.OriginDesk, now).Admit(r.Places); err != nil {
		return h, err
	}
	h = jema.Hold{SlotID: r.SlotID, Places: r.Places, ExpiresAt: now.Add(jema.HoldLasts)}
	err = one(ctx, tx, errMovedOn, &h.ID, `INSERT INTO hold (territory_id, edition_id, slot_id, account_id, places,
		created_at, expires_at, key)
		VALUES ($1, $2, $3, $4, $5, $6, $7, $8) ON CONFLICT DO NOTHING RETURNING id`,
		r.TerritoryID, slot.EditionID, r.SlotID, r.AccountID, r.Places, now, h.ExpiresAt, r.Key)
	if err != nil {
		return h, err
	}
	if err := slot.count(ctx, tx, r.Places, 0); err != nil || before.ID == 0 {
		return h, err
	}
	return h, offerWaiting(ctx, tx, before.SlotID, now)
}

// Hold returns a hold whose places still count as taken; one of ID 0 when they
// were booked or given back. Its time may be over: upkeep gives it back then.
func (s *Store) Hold(ctx context.Context, ref HoldRef) (h jema.Hold, err error) {
	defer attempted(&err, "reading a hold")
	none := errors.New("none")
	err = s.read(ctx, func(tx *tx) error {
		return one(ctx, tx, none, &h, `SELECT id, slot_id AS slotid, places, expires_at AS expiresat FROM hold
			WHERE territory_id = $1 AND id = $2 AND account_id = $3`, ref.TerritoryID, ref.ID, ref.AccountID)
	})
	if errors.Is(err, none) {
		err = nil
	}
	return h, err
}

// OthersHold is a hold that another account of the desk has on a slot for a
// caller.
type OthersHold struct {
	SlotID    jema.SlotID `db:"slot_id"`
	Places    int         // of all of them together
	ExpiresAt time.Time   `db:"expires_at"` // of the last
}

// HeldByOthers lists the holds that accounts other than this one have at now on
// an opening's slots.
func (s *Store) HeldByOthers(ctx context.Context, territoryID jema.TerritoryID, openingID jema.OpeningID,
	accountID jema.AccountID,
	now time.Time) (list []OthersHold, err error) {
	defer attempted(&err, "listing the holds of others")
	err = s.read(ctx, func(tx *tx) error {
		return tx.SelectContext(ctx, &list, `SELECT h.slot_id, sum(h.places) AS places, max(h.expires_at) AS expires_at
			FROM hold h JOIN slot s ON s.id = h.slot_id WHERE h.territory_id = $1 AND s.opening_id = $2 AND h.account_id <> $3
			AND h.expires_at > $4 GROUP BY h.slot_id ORDER BY h.slot_id`, territoryID, openingID, accountID, now)
	})
	return list, err
}

// ReleaseHold gives held places back at now, to those who wait first. A hold
// that is gone already is none any more.
func (s *Store) ReleaseHold(ctx context.Context, territoryID jema.TerritoryID, holdID jema.HoldID,
	accountID jema.AccountID, now time.Time) (err error) {
	defer attempted(&err, "releasing a hold")
	return s.onHold(ctx, territoryID, holdID, now, func(tx *tx, slot *lockedSlot) error {
		if _, err := dropHold(ctx, tx, slot, holdID, accountID); err != nil {
			return err
		}
		return offerWaiting(ctx, tx, slot.ID, now)
	})
}

// onHold runs work with the lock of a hold's slot; where there is no such hold
// any more it does nothing.
func (s *Store) onHold(ctx context.Context, territoryID jema.TerritoryID, holdID jema.HoldID, now time.Time,
	work func(*tx, *lockedSlot) error) error {
	return s.inTx(ctx, func(tx *tx) error {
		var slotID jema.SlotID
		gone := errors.New("gone")
		if err := one(ctx, tx, gone, &slotID, `SELECT slot_id FROM hold WHERE territory_id = $1 AND id = $2`, territoryID,
			holdID); errors.Is(err, gone) {
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
func dropHold(ctx context.Context, tx *tx, slot *lockedSlot, holdID jema.HoldID,
	accountID jema.AccountID) (dropped bool, err error) {
	var places int
	gone := errors.New("gone")
	err = one(ctx, tx, gone, &places,
		`DELETE FROM hold WHERE id = $1 AND slot_id = $2 AND $3::bigint IN (0, account_id) RETURNING places`, holdID,
		slot.ID, accountID)
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
// comes of it the hold stays. Somebody who has no e-mail address and no SMS
// reaches has been informed by the agent on the telephone: no call is left to
// make. ErrCallerBooked when they have booked for that time, and the desk was
// not shown it.
func (s *Store) BookHeld(ctx context.Context, hold HoldRef, now time.Time,
	r PreparedRequest) (_ BookingOutcome, err error) {
	defer attempted(&err, "booking held places")
	var outcomes []BookingOutcome
	err = s.inTx(ctx, func(tx *tx) error {
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
		if err := callerFree(ctx, tx, hold, r); err != nil {
			return err
		}
		if outcomes, err = bookInTx(ctx, tx, now, []PreparedRequest{r}); err != nil {
			return err
		}
		if o := outcomes[0].Outcome; held && o != OutcomeCreated && o != OutcomeRepeated {
			return errHoldStays
		}
		if err := recordAnnouncement(ctx, tx, Announcement{BookingID: outcomes[0].ID, AccountID: hold.AccountID},
			now); err != nil {
			return err
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
	defer attempted(&err, "ending the holds past their time")
	var over []struct {
		ID        jema.HoldID
		Territory jema.TerritoryID
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
