package postgres

import (
	"context"
	"time"

	"jema/internal/jema"
)

// Visit is a booking with all that its visitor is shown.
type Visit struct {
	Booking jema.Booking
	Slot    jema.Slot
	Entry   jema.Entry
}

const bookingColumns = `b.id, b.slot_id AS slotid, b.code, b.status, b.origin, b.party_size AS partysize, b.name, b.email, b.phone,
	b.language, b.sequence, b.created_at AS createdat, b.idempotency_key AS key, b.generation,
	CASE WHEN b.status = 'waiting' THEN (SELECT count(*) FROM booking o WHERE o.slot_id = b.slot_id AND o.status = 'waiting'
		AND o.waiting_position <= b.waiting_position) ELSE 0 END AS rank`

// BookingByToken finds the booking a link opens; one that was revoked opens
// nothing.
func (s *Store) BookingByToken(ctx context.Context, tokenHash []byte, now time.Time) (v Visit, err error) {
	err = s.read(ctx, func(tx *tx) error {
		err := one(ctx, tx, jema.ErrBookingMissing, &v.Booking,
			`SELECT `+bookingColumns+` FROM booking b WHERE b.token_hash = $1 AND b.purged_at IS NULL`, tokenHash)
		if err != nil {
			return err
		}
		return visit(ctx, tx, &v, now)
	})
	return v, err
}

// visit adds slot and opening to a booking, whatever their states.
func visit(ctx context.Context, tx *tx, v *Visit, now time.Time) error {
	var r slotRow
	err := one(ctx, tx, jema.ErrSlotMissing, &r, `SELECT `+slotColumns+slotTables+`WHERE s.id = $2`, now, v.Booking.SlotID)
	if err != nil {
		return err
	}
	v.Slot = r.slot()
	list, err := loadEntries(ctx, tx, []int64{r.OpeningID}, now)
	if err == nil && len(list) == 0 {
		err = errOpeningMissing
	}
	if err != nil {
		return err
	}
	v.Entry = list[0]
	return nil
}

// CancelBooking gives a booking's places back and, in the same transaction,
// gives them to the parties that wait and now have room, in the order in which
// they came; a party too large for what came free keeps its rank. Cancelling
// twice changes nothing more.
func (s *Store) CancelBooking(ctx context.Context, tokenHash []byte, now time.Time) error {
	return s.inTx(ctx, func(tx *tx) error {
		var slotID int64
		err := one(ctx, tx, jema.ErrBookingMissing, &slotID,
			`SELECT slot_id FROM booking WHERE token_hash = $1 AND purged_at IS NULL`, tokenHash)
		if err != nil {
			return err
		}
		// The slot first, then its bookings: the one lock order of the house.
		if _, err := tx.ExecContext(ctx, `SELECT 1 FROM slot WHERE id = $1 FOR NO KEY UPDATE`, slotID); err != nil {
			return err
		}
		changed, err := cancelLocked(ctx, tx, tokenHash, now)
		if err != nil || !changed {
			return err
		}
		return promoteWaiting(ctx, tx, slotID, now)
	})
}

func cancelLocked(ctx context.Context, tx *tx, tokenHash []byte, now time.Time) (changed bool, err error) {
	var b struct {
		ID        int64
		SlotID    int64 `db:"slot_id"`
		Status    jema.BookingStatus
		PartySize int `db:"party_size"`
	}
	err = one(ctx, tx, jema.ErrBookingMissing, &b,
		`SELECT id, slot_id, status, party_size FROM booking WHERE token_hash = $1 FOR UPDATE`, tokenHash)
	if err != nil || b.Status == jema.BookingCancelled {
		return false, err
	}
	_, err = tx.ExecContext(ctx, `UPDATE booking SET status = 'cancelled', cancelled_at = $2, sequence = sequence + 1 WHERE id = $1`, b.ID, now)
	if err != nil {
		return false, err
	}
	places, parties := b.PartySize, 0
	if b.Status == jema.Waiting {
		places, parties = 0, 1
	}
	_, err = tx.ExecContext(ctx, `UPDATE slot SET taken = taken - $2, waiting = waiting - $3, changed_at = clock_timestamp()
		WHERE id = $1`, b.SlotID, places, parties)
	if err != nil {
		return false, err
	}
	return true, queueForBooking(ctx, tx, b.ID, jema.MessageCancellation, now)
}

// promoteWaiting confirms parties of the waiting list while there is room. It
// needs the slot's lock.
func promoteWaiting(ctx context.Context, tx *tx, slotID int64, now time.Time) error {
	var free int
	var waiting []struct {
		ID        int64
		PartySize int `db:"party_size"`
	}
	err := one(ctx, tx, jema.ErrSlotMissing, &free,
		`SELECT CASE WHEN state = 'open' AND starts_at > $2 THEN capacity - taken ELSE 0 END FROM slot WHERE id = $1`, slotID, now)
	if err != nil {
		return err
	}
	err = tx.SelectContext(ctx, &waiting, `SELECT id, party_size FROM booking
		WHERE slot_id = $1 AND status = 'waiting' ORDER BY waiting_position FOR UPDATE`, slotID)
	if err != nil {
		return err
	}
	for _, w := range waiting {
		if w.PartySize > free {
			continue
		}
		free -= w.PartySize
		_, err := tx.ExecContext(ctx, `UPDATE booking SET status = 'confirmed', sequence = sequence + 1 WHERE id = $1`, w.ID)
		if err != nil {
			return err
		}
		_, err = tx.ExecContext(ctx, `UPDATE slot SET taken = taken + $2, waiting = waiting - 1, changed_at = clock_timestamp()
			WHERE id = $1`, slotID, w.PartySize)
		if err != nil {
			return err
		}
		if err := queueForBooking(ctx, tx, w.ID, jema.MessageConfirmation, now); err != nil {
			return err
		}
	}
	return nil
}

// queueForBooking records what is to be told to a visitor, by the channel they
// have.
func queueForBooking(ctx context.Context, tx *tx, bookingID int64, kind string, now time.Time) error {
	_, err := tx.ExecContext(ctx, `
		INSERT INTO message (territory_id, booking_id, kind, seq, channel, due_at)
		SELECT b.territory_id, b.id, $2, 1 + (SELECT count(*) FROM message m WHERE m.booking_id = b.id AND m.kind = $2),
			CASE WHEN b.email <> '' THEN 'email' ELSE 'call' END, $3 FROM booking b WHERE b.id = $1`, bookingID, kind, now)
	return err
}
