package postgres

import (
	"context"
	"fmt"
	"time"

	"github.com/lib/pq"

	"jema/internal/jema"
)

// lockedSlot is a slot whose lock the transaction holds, with all that decides
// who may have its places.
type lockedSlot struct {
	slotRow
	TerritoryID jema.TerritoryID `db:"territory_id"`
	EditionID   jema.EditionID   `db:"edition_id"`
	WorkshopID  jema.WorkshopID  `db:"workshop_id"`
	PartyMax    int              `db:"party_max"`
	Approved    bool             `db:"approved"`
	TimeZone    string           `db:"time_zone"`
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
func lockSlots(ctx context.Context, tx *tx, now time.Time, ids ...jema.SlotID) (map[jema.SlotID]*lockedSlot, error) {
	if _, err := tx.ExecContext(ctx, `SELECT 1 FROM slot WHERE id = ANY ($1) ORDER BY id FOR NO KEY UPDATE`,
		pq.Array(ids)); err != nil {
		return nil, err
	}
	return readLocked(ctx, tx, now, ids)
}

func readLocked(ctx context.Context, tx *tx, now time.Time, ids []jema.SlotID) (map[jema.SlotID]*lockedSlot, error) {
	var rows []*lockedSlot
	err := tx.SelectContext(ctx, &rows, `SELECT `+slotColumns+
		`, s.territory_id, s.edition_id, s.workshop_id, o.party_max, o.state = 'approved' AS approved,
		e.time_zone`+slotTables+`WHERE s.id = ANY ($2)`, now, pq.Array(ids))
	if err != nil {
		return nil, err
	}
	slots := make(map[jema.SlotID]*lockedSlot, len(rows))
	for _, r := range rows {
		if r.zone, err = time.LoadLocation(r.TimeZone); err != nil {
			return nil, fmt.Errorf("the edition's zone: %w", err)
		}
		slots[r.ID] = r
	}
	return slots, nil
}

// onSlot runs work on a slot of a territory, its lock held.
func (s *Store) onSlot(ctx context.Context, territoryID jema.TerritoryID, slotID jema.SlotID, now time.Time,
	work func(*tx, *lockedSlot) error) error {
	return s.inTx(ctx, func(tx *tx) error { return withSlot(ctx, tx, territoryID, slotID, now, work) })
}

// onSlotOfOpening is onSlot for what changes the times an opening offers: the
// opening is a new version of itself, for its pages and for whoever edits it.
// Openings are locked before their slots. The slots of the other halves of
// classes are locked with it.
func (s *Store) onSlotOfOpening(ctx context.Context, territoryID jema.TerritoryID, slotID jema.SlotID, now time.Time,
	work func(*tx, *lockedSlot) error) error {
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

func withSlot(ctx context.Context, tx *tx, territoryID jema.TerritoryID, slotID jema.SlotID, now time.Time,
	work func(*tx, *lockedSlot) error) error {
	slots, err := lockSlots(ctx, tx, now, slotID)
	if err != nil {
		return err
	}
	return workOn(ctx, tx, slotWork{territoryID, slots[slotID], now, work})
}

// slotWork is what is done at a moment to a slot whose lock is held.
type slotWork struct {
	territoryID jema.TerritoryID
	slot        *lockedSlot
	now         time.Time
	do          func(*tx, *lockedSlot) error
}

// workOn does the work on a slot of its territory; a change by an organiser
// queues a message to the artisan.
func workOn(ctx context.Context, tx *tx, w slotWork) error {
	if w.slot == nil || w.slot.TerritoryID != w.territoryID {
		return jema.ErrSlotMissing
	}
	before := *w.slot
	if err := w.do(tx, w.slot); err != nil || !byOffice(ctx) {
		return err
	}
	return queueSlotNews(ctx, tx, before, w.now)
}

// count adds places to those taken of a slot, and parties to those that wait.
func (s *lockedSlot) count(ctx context.Context, tx *tx, places, parties int) error {
	s.Taken, s.Waiting = s.Taken+places, s.Waiting+parties
	_, err := tx.ExecContext(ctx,
		`UPDATE slot SET taken = taken + $2, waiting = waiting + $3, changed_at = clock_timestamp()
		WHERE id = $1`, s.ID, places, parties)
	return err
}
