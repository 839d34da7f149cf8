package postgres

import (
	"context"
	"time"

	"jema/internal/jema"
)

// storedSlot are the columns of a slotRow that the table slot holds.
const storedSlot = `s.id, s.opening_id, s.starts_at, s.ends_at, s.audience, s.capacity, s.taken, s.held, s.waiting,
	s.state,
	coalesce(s.bookable_from, '0001-01-01 00:00:00+00') AS bookable_from, coalesce(s.bookable_until,
		'0001-01-01 00:00:00+00') AS bookable_until, s.note`

// slotColumns are all columns of a slotRow, as of the moment $1.
const slotColumns = storedSlot + `,
	(o.state = 'approved' AND e.state <> 'past' AND $1::timestamptz >= e.booking_opens_at AND $1 <
		e.booking_closes_at) AS booking_open`

const slotTables = ` FROM slot s JOIN opening o ON o.id = s.opening_id JOIN edition e ON e.id = s.edition_id `

// slotRow is a slot as the table holds it.
type slotRow struct {
	ID          jema.SlotID
	OpeningID   jema.OpeningID `db:"opening_id"`
	StartsAt    time.Time      `db:"starts_at"`
	EndsAt      time.Time      `db:"ends_at"`
	Audience    string
	Capacity    int
	Taken       int
	Held        int
	Waiting     int
	State       jema.SlotState
	BookingOpen bool      `db:"booking_open"`
	From        time.Time `db:"bookable_from"`
	Until       time.Time `db:"bookable_until"`
	Note        string
}

func (r slotRow) slot() jema.Slot {
	return jema.Slot{
		ID: r.ID, OpeningID: r.OpeningID, Interval: jema.Interval{Start: r.StartsAt, End: r.EndsAt}, Audience: r.Audience,
		Capacity: r.Capacity, Taken: r.Taken, Held: r.Held, Waiting: r.Waiting, Stored: r.State, BookingOpen: r.BookingOpen,
		BookableFrom: r.From, BookableUntil: r.Until, Note: r.Note,
	}
}

// setAs reports whether all that a SlotRevision sets is the same in two slots.
func (r slotRow) setAs(other slotRow) bool {
	return r.Capacity == other.Capacity && r.Held == other.Held && r.State == other.State &&
		r.From.Equal(other.From) && r.Until.Equal(other.Until) && r.Note == other.Note
}

// Slot finds a slot of an approved opening of a territory.
func (s *Store) Slot(ctx context.Context, territoryID jema.TerritoryID, id jema.SlotID,
	now time.Time) (slot jema.Slot, err error) {
	defer attempted(&err, "reading a slot")
	err = s.read(ctx, func(tx *tx) error {
		var r slotRow
		err := one(ctx, tx, jema.ErrSlotMissing, &r, `SELECT `+slotColumns+slotTables+
			`WHERE s.territory_id = $2 AND s.id = $3 AND o.state = 'approved'`, now, territoryID, id)
		slot = r.slot()
		return err
	})
	return slot, err
}

// SlotRevision is what is set of a slot in one go; what is nil or "" stays as it is.
type SlotRevision struct {
	Capacity *int           // never fewer than have places or are kept back, nor than a party that waits
	Held     *int           // places kept from the public and from those who wait, in all
	Bookable *BookableTimes // times of booking of its own, within the edition's
	Note     *string        // to visitors, at most jema.SlotNoteMax characters
	// State is SlotOpen, SlotClosed or "". In a closed slot the public books no
	// more, nor waits; places and ranks on the waiting list remain, and an offer
	// that was made can be taken; no other is made. The desk may still book.
	State jema.SlotState
}

// BookableTimes are when a slot may be booked; the zero time is the edition's.
type BookableTimes struct{ From, Until time.Time }

// ReviseSlot sets all of a revision, or nothing. Places that come free are
// offered to those who wait before the public has them.
func (s *Store) ReviseSlot(ctx context.Context, territoryID jema.TerritoryID, slotID jema.SlotID, r SlotRevision,
	now time.Time) (err error) {
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
		if r.Note != nil {
			if err := setNote(ctx, tx, slot, *r.Note); err != nil {
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

func setNote(ctx context.Context, tx *tx, slot *lockedSlot, note string) error {
	_, err := tx.ExecContext(ctx, `UPDATE slot SET note = $2, changed_at = clock_timestamp() WHERE id = $1`, slot.ID, note)
	return err
}

// setPlaces sets how many places there are and how many are held back. Places
// no longer held back are released before the slot is made smaller.
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
	_, err := tx.ExecContext(ctx, `UPDATE slot SET held = $2, changed_at = clock_timestamp() WHERE id = $1`,
		slot.ID, places)
	return err
}

var errSlotWaiting = jema.Conflict("slot.below_waiting")

// setCapacity changes a slot's capacity: never below the places taken or held
// back, nor below a party that waits, which could then never come. Places that
// were added are to be offered to those who wait before anybody else. It needs
// the slot's lock.
func setCapacity(ctx context.Context, tx *tx, r slotRow, capacity int) error {
	if capacity == r.Capacity {
		return nil
	}
	var id int64
	return one(ctx, tx, errSlotWaiting, &id, `UPDATE slot SET capacity = $2, changed_at = clock_timestamp() WHERE id = $1
		AND ($2 < taken OR NOT EXISTS (SELECT FROM booking b WHERE b.slot_id = $1 AND b.status = 'waiting' AND
			b.party_size > $2))
		RETURNING id`, r.ID, capacity)
}
