package postgres

import (
	"cmp"
	"context"
	"time"

	"jema/internal/jema"
)

var errSlotBooked = jema.Conflict("slot.booked")

// slotKey identifies a slot of an opening.
type slotKey struct {
	start, end int64
	audience   string
}

func (r slotRow) key() slotKey { return slotKey{r.StartsAt.Unix(), r.EndsAt.Unix(), r.Audience} }

func (p SlotPlan) key() slotKey {
	return slotKey{p.Start.Unix(), p.End.Unix(), cmp.Or(p.Audience, jema.AudiencePublic)}
}

// replaceSlots makes an opening's slots be these. A slot is identified by its
// start, its end and its audience: one that stays retains its bookings and only
// changes its capacity, of which places that are added are offered at now; one
// that goes must be without bookings.
func replaceSlots(ctx context.Context, tx *tx, openingID jema.OpeningID, plans []SlotPlan, now time.Time) error {
	wanted := map[slotKey]SlotPlan{}
	for _, p := range plans {
		wanted[p.key()] = p
	}
	var rows []slotRow
	err := tx.SelectContext(ctx, &rows, `SELECT `+storedSlot+`
		FROM slot s WHERE opening_id = $1 AND state <> 'cancelled' ORDER BY id FOR UPDATE`, openingID)
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

// removeSlot takes away a slot nobody ever booked; one that has a history is
// only marked cancelled, and one that holds places stays.
func removeSlot(ctx context.Context, tx *tx, id jema.SlotID) error {
	var bookings, live int
	err := tx.QueryRowxContext(ctx,
		`SELECT count(*), count(*) FILTER (WHERE status <> 'cancelled') FROM booking WHERE slot_id = $1`, id).
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

func insertSlot(ctx context.Context, tx *tx, openingID jema.OpeningID, p SlotPlan) error {
	_, err := tx.ExecContext(ctx, `
		INSERT INTO slot (territory_id, edition_id, opening_id, workshop_id, exclusive, edition_opens_at, edition_closes_at,
			starts_at, ends_at, audience, capacity)
		SELECT o.territory_id, o.edition_id, o.id, w.id, w.one_visit_at_a_time, e.opens_at, e.closes_at, $2, $3, $4, $5
		FROM opening o JOIN workshop w ON w.id = o.workshop_id JOIN edition e ON e.id = o.edition_id WHERE o.id = $1`,
		openingID, p.Start, p.End, p.key().audience, p.Capacity)
	return err
}
