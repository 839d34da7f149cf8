package postgres

import (
	"context"
	"database/sql"
	"errors"
	"time"

	"jema/internal/jema"
)

// CancelSchool takes back what a class asked for, its places with it, and
// tells the artisans. Twice is once; after the first visit has begun it is
// ErrSchoolBegun.
func (s *Store) CancelSchool(ctx context.Context, territoryID int64, tokenHash []byte, now time.Time) error {
	return s.inTx(ctx, func(tx *tx) error {
		var requestID int64
		err := one(ctx, tx, jema.ErrSchoolMissing, &requestID, `SELECT id FROM school_request
			WHERE territory_id = $1 AND token_hash = $2 AND purged_at IS NULL`, territoryID, tokenHash)
		if err != nil {
			return err
		}
		return cancelClass(ctx, tx, requestID, now)
	})
}

// cancelClassOf is CancelSchool by the link of a live booking of the class: its
// halves come together or not at all. false says that the link is no class's.
func (s *Store) cancelClassOf(ctx context.Context, territoryID int64, tokenHash []byte, now time.Time) (itWas bool, err error) {
	err = s.inTx(ctx, func(tx *tx) error {
		var requestID int64
		err := tx.GetContext(ctx, &requestID, `SELECT v.request_id FROM booking b JOIN school_visit v ON v.booking_id = b.id
			WHERE b.territory_id = $1 AND b.token_hash = $2 AND b.purged_at IS NULL AND b.status <> 'cancelled'`, territoryID, tokenHash)
		if errors.Is(err, sql.ErrNoRows) {
			return nil
		}
		if err != nil {
			return err
		}
		itWas = true
		return cancelClass(ctx, tx, requestID, now)
	})
	return itWas, err
}

func cancelClass(ctx context.Context, tx *tx, requestID int64, now time.Time) error {
	class, slots, err := holdClass(ctx, tx, requestID, now)
	if err != nil || class.State == string(jema.SchoolCancelled) || class.State == string(jema.SchoolDeclined) {
		return err
	}
	a := schoolAnswer{tx: tx, class: class, slots: slots, now: now}
	for _, v := range class.visits {
		if v.State == jema.VisitDeclined || v.State == jema.VisitWithdrawn {
			continue
		}
		if err := a.release(ctx, v); err != nil {
			return err
		}
	}
	return a.end(ctx, jema.SchoolCancelled)
}

// release gives a visit's places back, in the slot its booking is in now.
func (a schoolAnswer) release(ctx context.Context, v *heldVisit) error {
	if v.BookingID != 0 {
		var b booked
		err := a.tx.GetContext(ctx, &b, `SELECT id, slot_id, status, cancelled_why, origin, party_size, idempotency_key, generation
			FROM booking WHERE id = $1 FOR NO KEY UPDATE`, v.BookingID)
		if err != nil {
			return err
		}
		b.slot = a.slots[b.SlotID]
		switch {
		case b.slot == nil:
			return jema.Unavailable("booking.unavailable") // it moved while its slot was waited for
		case b.Status == jema.BookingCancelled: // called off by the workshop
		case !a.now.Before(b.slot.StartsAt):
			return jema.ErrSchoolBegun
		default:
			if err := release(ctx, a.tx, b, "", a.now); err != nil {
				return err
			}
		}
	}
	return a.withdraw(ctx, v)
}
