package postgres

import (
	"context"
	"time"

	"jema/internal/jema"
)

// PartyChange requests another size of the party that a link's booking is for.
type PartyChange struct {
	TerritoryID jema.TerritoryID
	TokenHash   []byte
	Size        int
	Client      jema.Client // whose limit added places count for; zero is nobody's
}

// ChangeParty makes a booking's party another size at now. A smaller one is
// always possible, and its places are offered to those who wait; a larger one
// where there is room, and while its network may have more: else it is
// ErrTooManyBookings. A waiting party does not lose its rank. A class stays the
// size that its artisans agreed to: ErrSchoolFixed.
func (s *Store) ChangeParty(ctx context.Context, change PartyChange, now time.Time) (err error) {
	defer attempted(&err, "changing the size of a party")
	return s.inTxUnmoved(ctx, func(tx *tx) error {
		if err := lockClient(ctx, tx, change.Client); err != nil {
			return err
		}
		b, err := lockBooking(ctx, tx, ofLink(change.TerritoryID, change.TokenHash), now)
		if err != nil {
			return err
		}
		if err := mayResize(b, change.Size, now); err != nil || change.Size == b.PartySize {
			return err
		}
		if more := change.Size - b.PartySize; more > 0 {
			if err := countGrowth(ctx, tx, growth{change.TerritoryID, change.Client, b.Contact, more}, now); err != nil {
				return err
			}
		}
		return changeParty(ctx, tx, b, change.Size, now)
	})
}

// mayResize refuses another size of a party that its slot, or what became of the
// booking, does not allow.
func mayResize(b booked, size int, now time.Time) error {
	switch {
	case b.Status == jema.BookingCancelled:
		return jema.ErrNothingLive
	case b.Origin == jema.OriginSchool:
		return jema.ErrSchoolFixed
	case !now.Before(b.slot.StartsAt):
		return jema.ErrVisitBegun
	}
	room := b.slot.room(b.Origin, now)
	if b.Status == jema.Waiting {
		room.Free = room.Capacity // it asks for a place in the queue only
	}
	return room.Resize(b.PartySize, size)
}

func changeParty(ctx context.Context, tx *tx, b booked, size int, now time.Time) error {
	_, err := tx.ExecContext(ctx, `UPDATE booking SET party_size = $2, sequence = sequence + 1 WHERE id = $1`, b.ID, size)
	if err != nil {
		return err
	}
	if b.waits() == 0 {
		if err := b.slot.count(ctx, tx, size-b.PartySize, 0); err != nil {
			return err
		}
	}
	if err := notify(ctx, tx, b.slot, notice{BookingID: b.ID, Kind: jema.MessageChange,
		Changed: jema.Changed{WasParty: b.PartySize}}, now); err != nil {
		return err
	}
	return offerWaiting(ctx, tx, b.slot.ID, now)
}

// MoveBooking takes a booking to another slot of its edition, in one
// transaction: it is never without either place. It is confirmed there, even
// if it waited, was offered places, or was called off here; what it held here
// is offered to those who wait. A booking that is there already stays. A class
// comes where its artisans agreed, both halves: ErrSchoolFixed.
func (s *Store) MoveBooking(ctx context.Context, territoryID jema.TerritoryID, tokenHash []byte, toSlot jema.SlotID,
	now time.Time) (err error) {
	defer attempted(&err, "moving a booking")
	return s.inTxUnmoved(ctx, func(tx *tx) error {
		b, err := lockBooking(ctx, tx, ofLink(territoryID, tokenHash), now, toSlot)
		if err != nil {
			return err
		}
		to := b.others[toSlot]
		switch {
		case b.Origin == jema.OriginSchool:
			return jema.ErrSchoolFixed
		case to == nil || to.TerritoryID != b.slot.TerritoryID || !to.Approved:
			return jema.ErrSlotMissing
		case to.EditionID != b.slot.EditionID:
			return jema.ErrElsewhere
		case to.ID == b.SlotID && b.Status == jema.Confirmed:
			return nil
		case to.ID == b.SlotID:
			return jema.ErrElsewhere
		case b.Status == jema.BookingCancelled && b.Why != jema.WhyCalledOff:
			return jema.ErrNothingLive
		case b.Status != jema.BookingCancelled && !now.Before(b.slot.StartsAt):
			return jema.ErrVisitBegun
		}
		if err := to.room(b.Origin, now).Admit(b.PartySize); err != nil {
			return err
		}
		return moveBooking(ctx, tx, b, to, now)
	})
}

func moveBooking(ctx context.Context, tx *tx, b booked, to *lockedSlot, now time.Time) error {
	_, err := tx.ExecContext(ctx, `UPDATE booking SET slot_id = $2, status = 'confirmed', waiting_position = NULL,
		cancelled_at = NULL,
		cancelled_why = '', sequence = sequence + 1 WHERE id = $1`, b.ID, to.ID)
	if err != nil {
		return err
	}
	if err := b.slot.count(ctx, tx, -b.places(), -b.waits()); err != nil {
		return err
	}
	if err := to.count(ctx, tx, b.PartySize, 0); err != nil {
		return err
	}
	kind, was := jema.MessageConfirmation, jema.Changed{}
	if b.Status == jema.Confirmed {
		kind, was.WasSlot = jema.MessageChange, b.slot.interval()
	}
	if err := notify(ctx, tx, to, notice{BookingID: b.ID, Kind: kind, Changed: was}, now); err != nil {
		return err
	}
	return offerWaiting(ctx, tx, b.SlotID, now)
}

// ResendLink queues once more the message about a booking's present status,
// with its link. A message still in the queue is not queued twice, but if it
// was postponed it is sent at once: a visitor who repeats the request because
// no answer came gets one letter, now.
func (s *Store) ResendLink(ctx context.Context, territoryID jema.TerritoryID, bookingID jema.BookingID,
	now time.Time) (err error) {
	defer attempted(&err, "sending the link of a booking again")
	return s.onBooking(ctx, territoryID, bookingID, now, func(tx *tx, b booked) error {
		if b.Origin == jema.OriginSchool {
			return notifyClassAgain(ctx, tx, b, now)
		}
		onItsWay, err := releaseLetter(ctx, tx, b.ID, jema.KindFor(b.Status), now)
		if err != nil || onItsWay {
			return err
		}
		return notify(ctx, tx, b.slot, notice{BookingID: b.ID, Kind: jema.KindFor(b.Status)}, now)
	})
}

// RevokeLinks makes every link of a booking open nothing any more and queues a
// letter with the new one; hashOf hashes the token that belongs to the
// booking's key in a generation.
func (s *Store) RevokeLinks(ctx context.Context, territoryID jema.TerritoryID, tokenHash []byte, hashOf func(key string,
	generation int) []byte, now time.Time) (err error) {
	defer attempted(&err, "revoking the links of a booking")
	return s.onBookingOfLink(ctx, territoryID, tokenHash, now, func(tx *tx, b booked) error {
		_, err := tx.ExecContext(ctx,
			`UPDATE booking SET generation = $3, token_hash = $4 WHERE territory_id = $1 AND id = $2`,
			territoryID, b.ID, b.Generation+1, hashOf(b.Key, b.Generation+1))
		if err != nil {
			return err
		}
		return notify(ctx, tx, b.slot, notice{BookingID: b.ID, Kind: jema.KindFor(b.Status)}, now)
	})
}
