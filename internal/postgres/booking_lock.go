package postgres

import (
	"context"
	"errors"
	"time"

	"jema/internal/jema"
)

// booked is a booking that the transaction holds, in its slot that it holds.
type booked struct {
	ID         jema.BookingID
	SlotID     jema.SlotID `db:"slot_id"`
	Status     jema.BookingStatus
	Why        string `db:"cancelled_why"`
	Origin     string
	PartySize  int       `db:"party_size"`
	Contact    []byte    // its hash; nil where there is none
	OfferEnds  time.Time `db:"offer_ends"`
	Key        string    `db:"idempotency_key"`
	Generation int
	slot       *lockedSlot
	others     map[jema.SlotID]*lockedSlot // slots locked with it, its own among them
}

// places is how many places the booking holds in its slot; waits reports
// whether it is on the waiting list instead.
func (b booked) places() int {
	if b.Status == jema.Confirmed || b.Status == jema.Offered {
		return b.PartySize
	}
	return 0
}

func (b booked) waits() int {
	if b.Status == jema.Waiting {
		return 1
	}
	return 0
}

// errMovedOn means that a booking moved to another slot while the transaction
// waited for the lock of its former slot.
var errMovedOn = errors.New("the booking is in another slot now")

// lockTries is how often a booking is followed to the slot it went to.
const lockTries = 5

// bookingRef is a booking of a territory: the queries that find its slot, and
// that lock it, by a key.
type bookingRef struct {
	slot, lock  string
	territoryID jema.TerritoryID
	key         any
}

const (
	lockedBooking = `SELECT id, slot_id, status, cancelled_why, origin, party_size, contact, idempotency_key, generation,
		coalesce(offer_expires_at, '0001-01-01 00:00:00+00') AS offer_ends`
	whereLink = ` FROM booking WHERE territory_id = $1 AND token_hash = $2 AND purged_at IS NULL`
	whereID   = ` FROM booking WHERE territory_id = $1 AND id = $2 AND purged_at IS NULL`
	forUpdate = ` FOR NO KEY UPDATE`
)

// ofLink is the booking that a link opens; one that was revoked opens none.
func ofLink(territoryID jema.TerritoryID, tokenHash []byte) bookingRef {
	return bookingRef{`SELECT slot_id` + whereLink, lockedBooking + whereLink + forUpdate, territoryID, tokenHash}
}

func ofID(territoryID jema.TerritoryID, id jema.BookingID) bookingRef {
	return bookingRef{`SELECT slot_id` + whereID, lockedBooking + whereID + forUpdate, territoryID, id}
}

// onBooking runs work on a booking of a territory, holding the lock of its slot
// and then its own.
func (s *Store) onBooking(ctx context.Context, territoryID jema.TerritoryID, id jema.BookingID, now time.Time,
	work func(*tx, booked) error) error {
	return s.onLocked(ctx, ofID(territoryID, id), now, work)
}

// onBookingOfLink is onBooking for the booking that a link opens.
func (s *Store) onBookingOfLink(ctx context.Context, territoryID jema.TerritoryID, tokenHash []byte, now time.Time,
	work func(*tx, booked) error) error {
	return s.onLocked(ctx, ofLink(territoryID, tokenHash), now, work)
}

func (s *Store) onLocked(ctx context.Context, ref bookingRef, now time.Time, work func(*tx, booked) error) error {
	return s.inTxUnmoved(ctx, func(tx *tx) error {
		b, err := lockBooking(ctx, tx, ref, now)
		if err != nil {
			return err
		}
		return work(tx, b)
	})
}

// inTxUnmoved is inTx for work that finds out with its locks that it needs
// others: it begins again.
func (s *Store) inTxUnmoved(ctx context.Context, work func(*tx) error) error {
	for range lockTries {
		if err := s.inTx(ctx, work); !errors.Is(err, errMovedOn) {
			return err
		}
	}
	return jema.Unavailable("booking.unavailable")
}

// lockBooking takes the locks of a booking's slot and of others by id, and then
// its own. One that moved to another slot meanwhile is errMovedOn.
func lockBooking(ctx context.Context, tx *tx, ref bookingRef, now time.Time,
	others ...jema.SlotID) (b booked, err error) {
	var slotID jema.SlotID
	if err := one(ctx, tx, jema.ErrBookingMissing, &slotID, ref.slot, ref.territoryID, ref.key); err != nil {
		return b, err
	}
	slots, err := lockSlots(ctx, tx, now, append(others, slotID)...)
	if err != nil {
		return b, err
	}
	err = one(ctx, tx, jema.ErrBookingMissing, &b, ref.lock, ref.territoryID, ref.key)
	if err == nil && b.SlotID != slotID {
		err = errMovedOn
	}
	b.slot, b.others = slots[slotID], slots
	return b, err
}
