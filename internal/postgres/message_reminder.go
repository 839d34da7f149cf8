package postgres

import (
	"context"
	"slices"
	"time"

	"github.com/lib/pq"

	"jema/internal/jema"
)

// remindAt is jema.ReminderAt of slot s in edition e, in the database's words.
const remindAt = `timezone(e.time_zone, timezone(e.time_zone, s.starts_at)::date - 1 + time '10:00')`

// toRemind are the bookings to remind at $1: confirmed, made before the hour of
// the reminder, with no message about this very visit since.
const toRemind = `b.slot_id = s.id AND b.status = 'confirmed' AND b.purged_at IS NULL AND b.created_at < ` + remindAt +
	`
	AND NOT EXISTS (SELECT FROM message m WHERE m.booking_id = b.id AND m.about_at = s.starts_at
		AND (m.kind = 'reminder' OR m.kind IN ('confirmation', 'change') AND m.created_at >= ` + remindAt + `))`

// Looking for whom to remind reads an edition's slots, so that one look serves
// many; remindBatch is how many slots are held at once while their parties are
// reminded.
const (
	remindSweep = 5000
	remindBatch = 5
)

const slotsToRemind = `SELECT s.id FROM edition e
	JOIN opening o ON o.edition_id = e.id AND o.state = 'approved'
	JOIN slot s ON s.opening_id = o.id
	WHERE e.opens_at < $1::timestamptz + interval '2 days' AND e.closes_at > $1
	  AND s.taken > 0 AND s.state <> 'cancelled' AND s.starts_at > $1 AND s.starts_at < $1 + interval '2 days'
	  AND ` + remindAt + ` <= $1 AND EXISTS (SELECT FROM booking b WHERE ` + toRemind + `)
	ORDER BY s.id LIMIT $2`

const bookingsToRemind = `SELECT b.id, b.slot_id, b.origin FROM slot s JOIN edition e ON e.id = s.edition_id JOIN
	booking b ON ` + toRemind + `
	WHERE s.id = ANY ($2) AND s.state <> 'cancelled' AND s.starts_at > $1 AND ` + remindAt +
	` <= $1::timestamptz ORDER BY b.id`

// QueueReminders records the reminders that are due at now and returns how
// many. A booking made after ten in the morning of the day before needs none.
// Calling it again, or from several processes, reminds nobody twice.
func (s *Store) QueueReminders(ctx context.Context, now time.Time) (n int, err error) {
	defer attempted(&err, "queueing reminders")
	ids, err := s.ids(ctx, slotsToRemind, now, remindSweep)
	for batch := range slices.Chunk(ids, remindBatch) {
		if err != nil {
			break
		}
		err = s.inTx(ctx, func(tx *tx) error {
			reminded, err := remind(ctx, tx, batch, now)
			n += reminded
			return err
		})
	}
	return n, err
}

// remind records the reminders of some slots.
func remind(ctx context.Context, tx *tx, ids []jema.SlotID, now time.Time) (int, error) {
	slots, err := lockSlots(ctx, tx, now, ids...)
	if err != nil {
		return 0, err
	}
	var due []struct {
		ID     jema.BookingID
		SlotID jema.SlotID `db:"slot_id"`
		Origin string
	}
	if err := tx.SelectContext(ctx, &due, bookingsToRemind, now, pq.Array(ids)); err != nil {
		return 0, err
	}
	for _, b := range due {
		if err := notify(ctx, tx, slots[b.SlotID], notice{BookingID: b.ID, Kind: jema.MessageReminder}, now); err != nil {
			return 0, err
		}
		if b.Origin == jema.OriginSchool {
			if err := remindSchool(ctx, tx, slots[b.SlotID], b.ID, now); err != nil {
				return 0, err
			}
		}
	}
	return len(due), nil
}

// remindSchool reminds the teacher of a class's visit, once for its two halves:
// with the reminder of the first of its bookings.
func remindSchool(ctx context.Context, tx *tx, slot *lockedSlot, bookingID jema.BookingID, now time.Time) error {
	var visits []jema.SchoolVisitID
	err := tx.SelectContext(ctx, &visits, `SELECT v.id FROM school_visit v WHERE v.booking_id = $1 AND v.state = 'booked'
		AND NOT EXISTS (SELECT FROM school_visit o WHERE o.request_id = v.request_id AND o.state = 'booked' AND
			o.position < v.position)`, bookingID)
	if err != nil || len(visits) == 0 {
		return err
	}
	return notifyClass(ctx, tx, slot, visits[0], jema.MessageSchoolSoon, now)
}
