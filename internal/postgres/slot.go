package postgres

import (
	"cmp"
	"context"
	"time"

	"jema/internal/jema"
)

const slotColumns = `s.id, s.opening_id, s.starts_at, s.ends_at, s.audience, s.capacity, s.taken, s.held, s.waiting, s.state,
	coalesce(s.bookable_from, '0001-01-01 00:00:00+00') AS bookable_from, coalesce(s.bookable_until, '0001-01-01 00:00:00+00') AS bookable_until,
	(o.state = 'approved' AND e.state <> 'past' AND $1::timestamptz >= e.booking_opens_at AND $1 < e.booking_closes_at) AS booking_open`

const slotTables = ` FROM slot s JOIN opening o ON o.id = s.opening_id JOIN edition e ON e.id = s.edition_id `

// slotRow is a slot as the table holds it.
type slotRow struct {
	ID          int64
	OpeningID   int64     `db:"opening_id"`
	StartsAt    time.Time `db:"starts_at"`
	EndsAt      time.Time `db:"ends_at"`
	Audience    string
	Capacity    int
	Taken       int
	Held        int
	Waiting     int
	State       jema.SlotState
	BookingOpen bool      `db:"booking_open"`
	From        time.Time `db:"bookable_from"`
	Until       time.Time `db:"bookable_until"`
}

func (r slotRow) slot() jema.Slot {
	return jema.Slot{
		ID: r.ID, OpeningID: r.OpeningID, Interval: jema.Interval{Start: r.StartsAt, End: r.EndsAt}, Audience: r.Audience,
		Capacity: r.Capacity, Taken: r.Taken, Held: r.Held, Waiting: r.Waiting, Stored: r.State, BookingOpen: r.BookingOpen,
		BookableFrom: r.From, BookableUntil: r.Until,
	}
}

// Slot finds a slot of an approved opening of a territory.
func (s *Store) Slot(ctx context.Context, territoryID, id int64, now time.Time) (slot jema.Slot, err error) {
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

// replaceHours makes an opening's free visiting hours be these.
func replaceHours(ctx context.Context, tx *tx, openingID int64, hours []jema.Interval) error {
	if _, err := tx.ExecContext(ctx, `DELETE FROM hours WHERE opening_id = $1`, openingID); err != nil {
		return err
	}
	for _, h := range hours {
		_, err := tx.ExecContext(ctx, `
			INSERT INTO hours (territory_id, edition_id, opening_id, workshop_id, edition_opens_at, edition_closes_at, starts_at, ends_at)
			SELECT o.territory_id, o.edition_id, o.id, o.workshop_id, e.opens_at, e.closes_at, $2, $3
			FROM opening o JOIN edition e ON e.id = o.edition_id WHERE o.id = $1`, openingID, h.Start, h.End)
		if err != nil {
			return err
		}
	}
	return nil
}

var (
	errSlotBooked  = jema.Conflict("slot.booked")
	errSlotWaiting = jema.Conflict("slot.below_waiting")
)

// slotKey is what a slot of an opening is known by.
type slotKey struct {
	start, end int64
	audience   string
}

func (r slotRow) key() slotKey { return slotKey{r.StartsAt.Unix(), r.EndsAt.Unix(), r.Audience} }

func (p SlotPlan) key() slotKey {
	return slotKey{p.Start.Unix(), p.End.Unix(), cmp.Or(p.Audience, jema.AudiencePublic)}
}

// replaceSlots makes an opening's slots be these. A slot is known by its start,
// its end and its audience: one that stays keeps its bookings and only changes
// its capacity, of which places that are added are offered at now; one that goes
// must be without bookings.
func replaceSlots(ctx context.Context, tx *tx, openingID int64, plans []SlotPlan, now time.Time) error {
	wanted := map[slotKey]SlotPlan{}
	for _, p := range plans {
		wanted[p.key()] = p
	}
	var rows []slotRow
	err := tx.SelectContext(ctx, &rows, `SELECT id, opening_id, starts_at, ends_at, audience, capacity, taken, held, waiting, state
		FROM slot WHERE opening_id = $1 AND state <> 'cancelled' ORDER BY id FOR UPDATE`, openingID)
	if err != nil {
		return err
	}
	for _, r := range rows {
		if plan, stays := wanted[r.key()]; stays {
			err = resizeSlot(ctx, tx, r, plan.Capacity, now)
		} else {
			err = removeSlot(ctx, tx, r.ID)
		}
		if err != nil {
			return err
		}
		delete(wanted, r.key())
	}
	for _, p := range plans {
		p, isNew := wanted[p.key()]
		if !isNew {
			continue
		}
		if err := insertSlot(ctx, tx, openingID, p); err != nil {
			return err
		}
		delete(wanted, p.key())
	}
	return nil
}

// resizeSlot changes a slot's capacity by setCapacity and offers at now the
// places that were added.
func resizeSlot(ctx context.Context, tx *tx, r slotRow, capacity int, now time.Time) error {
	if err := setCapacity(ctx, tx, r, capacity); err != nil || capacity <= r.Capacity {
		return err
	}
	return offerWaiting(ctx, tx, r.ID, now)
}

// setCapacity changes a slot's capacity: never below the places taken or kept
// back, nor below a party that waits, which could then never come. Places that
// were added are to be offered to those who wait before anybody else. It needs
// the slot's lock.
func setCapacity(ctx context.Context, tx *tx, r slotRow, capacity int) error {
	if capacity == r.Capacity {
		return nil
	}
	var id int64
	return one(ctx, tx, errSlotWaiting, &id, `UPDATE slot SET capacity = $2, changed_at = clock_timestamp() WHERE id = $1
		AND ($2 < taken OR NOT EXISTS (SELECT FROM booking b WHERE b.slot_id = $1 AND b.status = 'waiting' AND b.party_size > $2))
		RETURNING id`, r.ID, capacity)
}

// removeSlot takes away a slot nobody ever booked; one that has a history is
// only marked cancelled, and one that holds places stays.
func removeSlot(ctx context.Context, tx *tx, id int64) error {
	var bookings, live int
	err := tx.QueryRowxContext(ctx, `SELECT count(*), count(*) FILTER (WHERE status <> 'cancelled') FROM booking WHERE slot_id = $1`, id).
		Scan(&bookings, &live)
	switch {
	case err != nil:
		return err
	case live > 0:
		return errSlotBooked
	case bookings > 0:
		_, err = tx.ExecContext(ctx, `UPDATE slot SET state = 'cancelled', changed_at = clock_timestamp() WHERE id = $1`, id)
	default:
		_, err = tx.ExecContext(ctx, `DELETE FROM slot WHERE id = $1`, id)
	}
	return err
}

func insertSlot(ctx context.Context, tx *tx, openingID int64, p SlotPlan) error {
	_, err := tx.ExecContext(ctx, `
		INSERT INTO slot (territory_id, edition_id, opening_id, workshop_id, exclusive, edition_opens_at, edition_closes_at,
			starts_at, ends_at, audience, capacity)
		SELECT o.territory_id, o.edition_id, o.id, w.id, w.one_visit_at_a_time, e.opens_at, e.closes_at, $2, $3, $4, $5
		FROM opening o JOIN workshop w ON w.id = o.workshop_id JOIN edition e ON e.id = o.edition_id WHERE o.id = $1`,
		openingID, p.Start, p.End, p.key().audience, p.Capacity)
	return err
}
