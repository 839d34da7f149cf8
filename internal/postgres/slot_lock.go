package postgres

import (
	"context"
	"errors"
	"fmt"
	"time"

	"github.com/lib/pq"

	"jema/internal/jema"
)

// lockedSlot is a slot whose lock the transaction holds, with all that decides
// who may have its places.
type lockedSlot struct {
	slotRow
	TerritoryID int64  `db:"territory_id"`
	EditionID   int64  `db:"edition_id"`
	WorkshopID  int64  `db:"workshop_id"`
	PartyMax    int    `db:"party_max"`
	Approved    bool   `db:"approved"`
	TimeZone    string `db:"time_zone"`
	zone        *time.Location
}

// room is what the slot has for a party of the public, or of the desk and
// schools, at now.
func (s lockedSlot) room(origin string, now time.Time) jema.Room {
	ours := origin == jema.OriginDesk || origin == jema.OriginSchool
	slot := s.slot()
	if ours {
		slot = slot.ForDesk()
	}
	state := slot.State(now)
	return jema.Room{Free: s.free(), Capacity: s.Capacity, PartyMax: s.PartyMax,
		Bookable: (state == jema.SlotOpen || state == jema.SlotFull) && (ours || s.Audience == jema.AudiencePublic)}
}

func (s lockedSlot) free() int { return s.Capacity - s.Taken - s.Held }

func (s lockedSlot) interval() jema.Interval { return jema.Interval{Start: s.StartsAt, End: s.EndsAt} }

// lockSlots takes the locks of slots, by id, in a statement of its own, and
// then reads them as they are at now: the first step of the one lock order of
// the house. Slots that do not exist are not in what it returns.
func lockSlots(ctx context.Context, tx *tx, now time.Time, ids ...int64) (map[int64]*lockedSlot, error) {
	if _, err := tx.ExecContext(ctx, `SELECT 1 FROM slot WHERE id = ANY ($1) ORDER BY id FOR NO KEY UPDATE`, pq.Array(ids)); err != nil {
		return nil, err
	}
	return readLocked(ctx, tx, now, ids)
}

func readLocked(ctx context.Context, tx *tx, now time.Time, ids []int64) (map[int64]*lockedSlot, error) {
	var rows []*lockedSlot
	err := tx.SelectContext(ctx, &rows, `SELECT `+slotColumns+`, s.territory_id, s.edition_id, s.workshop_id, o.party_max, o.state = 'approved' AS approved,
		e.time_zone`+slotTables+`WHERE s.id = ANY ($2)`, now, pq.Array(ids))
	if err != nil {
		return nil, err
	}
	slots := make(map[int64]*lockedSlot, len(rows))
	for _, r := range rows {
		if r.zone, err = time.LoadLocation(r.TimeZone); err != nil {
			return nil, fmt.Errorf("the edition's zone: %w", err)
		}
		slots[r.ID] = r
	}
	return slots, nil
}

// onSlot runs work on a slot of a territory, its lock held.
func (s *Store) onSlot(ctx context.Context, territoryID, slotID int64, now time.Time, work func(*tx, *lockedSlot) error) error {
	return s.inTx(ctx, func(tx *tx) error { return withSlot(ctx, tx, territoryID, slotID, now, work) })
}

// onSlotOfOpening is onSlot for what changes the times an opening offers: the
// opening is a new version of itself, for its pages and for whoever edits it.
// Openings are locked before their slots. The slots of the other halves of
// classes are locked with it.
func (s *Store) onSlotOfOpening(ctx context.Context, territoryID, slotID int64, now time.Time, work func(*tx, *lockedSlot) error) error {
	return s.inTxUnmoved(ctx, func(tx *tx) error {
		_, err := tx.ExecContext(ctx, `UPDATE opening SET version = version + 1, updated_at = $3
			WHERE territory_id = $1 AND id = (SELECT opening_id FROM slot WHERE id = $2)`, territoryID, slotID, now)
		if err != nil {
			return err
		}
		slots, err := lockWithClasses(ctx, tx, now, slotID)
		if err != nil {
			return err
		}
		return workOn(ctx, tx, slotWork{territoryID, slots[slotID], now, work})
	})
}

func withSlot(ctx context.Context, tx *tx, territoryID, slotID int64, now time.Time, work func(*tx, *lockedSlot) error) error {
	slots, err := lockSlots(ctx, tx, now, slotID)
	if err != nil {
		return err
	}
	return workOn(ctx, tx, slotWork{territoryID, slots[slotID], now, work})
}

// slotWork is what is done at a moment to a slot whose lock is held.
type slotWork struct {
	territoryID int64
	slot        *lockedSlot
	now         time.Time
	do          func(*tx, *lockedSlot) error
}

// workOn does the work on a slot of its territory; what an organiser changes is
// told to the artisan.
func workOn(ctx context.Context, tx *tx, w slotWork) error {
	if w.slot == nil || w.slot.TerritoryID != w.territoryID {
		return jema.ErrSlotMissing
	}
	before := *w.slot
	if err := w.do(tx, w.slot); err != nil || !byOffice(ctx) {
		return err
	}
	return tellSlotNews(ctx, tx, before, w.now)
}

// booked is a booking that the transaction holds, in its slot that it holds.
type booked struct {
	ID         int64
	SlotID     int64 `db:"slot_id"`
	Status     jema.BookingStatus
	Why        string `db:"cancelled_why"`
	Origin     string
	PartySize  int       `db:"party_size"`
	Contact    []byte    // its hash; nil where there is none
	OfferEnds  time.Time `db:"offer_ends"`
	Key        string    `db:"idempotency_key"`
	Generation int
	slot       *lockedSlot
	others     map[int64]*lockedSlot // slots locked with it, its own among them
}

// places are those the booking holds in its slot, and waits says whether it
// stands on the waiting list instead.
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

// errMovedOn says that a booking went to another slot while that of its
// former slot was waited for.
var errMovedOn = errors.New("the booking is in another slot now")

// lockTries is how often a booking is followed to the slot it went to.
const lockTries = 5

// bookingRef names a booking of a territory by the hash of its link's token, or
// by its id.
type bookingRef struct {
	territoryID int64
	tokenHash   []byte
	id          int64
}

// onBooking runs work on a booking, holding the
// locks of its slot and of others by id, and then its own. One that moved to
// another slot meanwhile is followed.
func (s *Store) onBooking(ctx context.Context, ref bookingRef, now time.Time, others []int64, work func(*tx, booked) error) error {
	return s.inTxUnmoved(ctx, func(tx *tx) error {
		b, err := lockBooking(ctx, tx, ref, now, others)
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

const whichBooking = ` FROM booking WHERE territory_id = $1 AND (token_hash = $2 OR id = $3) AND purged_at IS NULL `

func lockBooking(ctx context.Context, tx *tx, ref bookingRef, now time.Time, others []int64) (b booked, err error) {
	var slotID int64
	if err := one(ctx, tx, jema.ErrBookingMissing, &slotID, `SELECT slot_id`+whichBooking, ref.territoryID, ref.tokenHash, ref.id); err != nil {
		return b, err
	}
	slots, err := lockSlots(ctx, tx, now, append([]int64{slotID}, others...)...)
	if err != nil {
		return b, err
	}
	err = one(ctx, tx, jema.ErrBookingMissing, &b, `SELECT id, slot_id, status, cancelled_why, origin, party_size, contact, idempotency_key, generation,
		coalesce(offer_expires_at, '0001-01-01 00:00:00+00') AS offer_ends`+whichBooking+`FOR NO KEY UPDATE`, ref.territoryID, ref.tokenHash, ref.id)
	if err == nil && b.SlotID != slotID {
		err = errMovedOn
	}
	b.slot, b.others = slots[slotID], slots
	return b, err
}

// count adds places to those taken of a slot, and parties to those that wait.
func (s *lockedSlot) count(ctx context.Context, tx *tx, places, parties int) error {
	s.Taken, s.Waiting = s.Taken+places, s.Waiting+parties
	_, err := tx.ExecContext(ctx, `UPDATE slot SET taken = taken + $2, waiting = waiting + $3, changed_at = clock_timestamp()
		WHERE id = $1`, s.ID, places, parties)
	return err
}
