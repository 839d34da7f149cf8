package postgres

import (
	"cmp"
	"context"
	"time"

	"github.com/lib/pq"

	"jema/internal/jema"
)

// SlotChange is how a slot is cancelled or moved. By and Reason are part of the
// messages to classes; the reason of a cancelled slot is in everybody's
// message.
type SlotChange struct {
	Words      SlotWords // writes the opening's slots as they are afterwards
	By         jema.EndedBy
	Reason     string
	EndClasses bool // a rotation that has no time any more to change places ends
}

// CancelSlot cancels a slot at now: every party that has places or waits gets a
// message, with other slots that have room; a class that comes in halves is
// cancelled in both. The opening's text is without it. Cancelling twice changes
// nothing more.
func (s *Store) CancelSlot(ctx context.Context, territoryID jema.TerritoryID, slotID jema.SlotID, change SlotChange,
	now time.Time) (err error) {
	defer attempted(&err, "cancelling a slot")
	return s.onSlotOfOpening(ctx, territoryID, slotID, now, func(tx *tx, slot *lockedSlot) error {
		if slot.State == jema.SlotCancelled {
			return nil
		}
		_, err := tx.ExecContext(ctx,
			`UPDATE slot SET state = 'cancelled', held = 0, cancel_reason = $2, changed_at = clock_timestamp() WHERE id = $1`,
			slotID, change.Reason)
		if err != nil {
			return err
		}
		end := jema.SchoolEnd{By: cmp.Or(change.By, jema.EndedByWorkshop), Reason: change.Reason}
		if err := callOffSlots(ctx, tx, map[jema.SlotID]*lockedSlot{slotID: slot}, end, now); err != nil {
			return err
		}
		return reword(ctx, tx, slot.OpeningID, change.Words)
	})
}

// SlotMove gives a slot other times.
type SlotMove struct {
	SlotChange
	To jema.Interval
}

// MoveSlot gives a slot other times, moved or shortened. The parties retain
// their places or their rank and get a message with the old and the new times,
// and other slots that have room; an offer ends in time for the new hour. The
// opening's text has the new times. A start that another slot of the opening
// has is a Conflict; ErrSchoolBreaks when a class in halves could not change
// places any more and change does not allow it to end.
func (s *Store) MoveSlot(ctx context.Context, territoryID jema.TerritoryID, slotID jema.SlotID, move SlotMove,
	now time.Time) (err error) {
	defer attempted(&err, "moving a slot")
	to := move.To
	return s.onSlotOfOpening(ctx, territoryID, slotID, now, func(tx *tx, slot *lockedSlot) error {
		switch {
		case slot.State == jema.SlotCancelled:
			return jema.ErrSlotClosed
		case !now.Before(slot.StartsAt):
			return jema.ErrVisitBegun
		case !now.Before(to.Start) || !to.Start.Before(to.End):
			return jema.ErrSlotPast
		case to.Start.Equal(slot.StartsAt) && to.End.Equal(slot.EndsAt):
			return nil
		}
		if err := startsAlone(ctx, tx, slot, to); err != nil {
			return err
		}
		was := slot.interval()
		if err := moveSlot(ctx, tx, slot, to, now); err != nil {
			return err
		}
		if err := moveClasses(ctx, tx, slotID, was, move.SlotChange, now); err != nil {
			return err
		}
		return reword(ctx, tx, slot.OpeningID, move.Words)
	})
}

func moveSlot(ctx context.Context, tx *tx, slot *lockedSlot, to jema.Interval, now time.Time) error {
	_, err := tx.ExecContext(ctx,
		`UPDATE slot SET starts_at = $2, ends_at = $3, changed_at = clock_timestamp() WHERE id = $1`, slot.ID,
		to.Start, to.End)
	if err != nil {
		return err
	}
	was := slot.interval()
	slot.StartsAt, slot.EndsAt = to.Start, to.End
	ends, may := jema.OfferEnds(now, to.Start, slot.zone)
	if !may {
		ends = to.Start
	}
	var ids []jema.BookingID
	err = tx.SelectContext(ctx, &ids, `UPDATE booking SET sequence = sequence + 1,
		offer_expires_at = CASE status WHEN 'offered' THEN least(offer_expires_at, $2) ELSE offer_expires_at END
		WHERE slot_id = $1 AND status <> 'cancelled' RETURNING id`, slot.ID, ends)
	for _, id := range ids {
		if err == nil {
			err = notify(ctx, tx, slot, notice{BookingID: id, Kind: jema.MessageChange,
				Changed: jema.Changed{Cause: jema.CauseWorkshop, WasSlot: was}}, now)
		}
	}
	return err
}

// callOff cancels every booking of an opening that will not take place. The
// slots stay, closed by the opening's state.
func callOff(ctx context.Context, tx *tx, openingID jema.OpeningID, reason string, now time.Time) error {
	slots, err := lockOpeningSlots(ctx, tx, openingID, now)
	if err != nil {
		return err
	}
	if _, err := tx.ExecContext(ctx, `UPDATE slot SET cancel_reason = $2 WHERE opening_id = $1`, openingID,
		reason); err != nil {
		return err
	}
	return callOffSlots(ctx, tx, slots, jema.SchoolEnd{By: jema.EndedByOrganiser, Reason: reason}, now)
}

// lockOpeningSlots locks an opening's slots, and with them those of the other
// halves of classes; it returns the opening's own.
func lockOpeningSlots(ctx context.Context, tx *tx, openingID jema.OpeningID,
	now time.Time) (map[jema.SlotID]*lockedSlot, error) {
	var ids []jema.SlotID
	if err := tx.SelectContext(ctx, &ids, `SELECT id FROM slot WHERE opening_id = $1`, openingID); err != nil {
		return nil, err
	}
	locked, err := lockWithClasses(ctx, tx, now, ids...)
	slots := make(map[jema.SlotID]*lockedSlot, len(ids))
	for _, id := range ids {
		if locked[id] != nil {
			slots[id] = locked[id]
		}
	}
	return slots, err
}

// callOffSlots cancels every booking of slots whose locks are held, gives the
// places back, the desk's holds too, and queues a message to each visitor.
// Classes end whole, with the messages of end; the locks of all their slots are
// held.
func callOffSlots(ctx context.Context, tx *tx, slots map[jema.SlotID]*lockedSlot, end jema.SchoolEnd,
	now time.Time) error {
	ids := make([]jema.SlotID, 0, len(slots))
	for id := range slots {
		ids = append(ids, id)
	}
	if err := callOffClasses(ctx, tx, ids, end, now); err != nil {
		return err
	}
	var bookings []struct {
		ID     jema.BookingID
		SlotID jema.SlotID `db:"slot_id"`
	}
	err := tx.SelectContext(ctx, &bookings, `UPDATE booking SET status = 'cancelled', cancelled_at = $2, cancelled_why
		= 'called_off',
		sequence = sequence + 1 WHERE slot_id = ANY ($1) AND status <> 'cancelled' RETURNING id, slot_id`, pq.Array(ids), now)
	if err != nil {
		return err
	}
	if _, err = tx.ExecContext(ctx, `DELETE FROM hold WHERE slot_id = ANY ($1)`, pq.Array(ids)); err != nil {
		return err
	}
	_, err = tx.ExecContext(ctx,
		`UPDATE slot SET taken = 0, waiting = 0, changed_at = clock_timestamp() WHERE id = ANY ($1)`, pq.Array(ids))
	for _, b := range bookings {
		if err == nil {
			err = notify(ctx, tx, slots[b.SlotID], notice{BookingID: b.ID, Kind: jema.MessageCancellation}, now)
		}
	}
	return err
}
