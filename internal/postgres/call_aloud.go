package postgres

import (
	"context"
	"strings"
	"time"

	"jema/internal/jema"
)

// callerFree refuses to book for a caller who has something at the same time,
// unless the desk was shown it. Two agents who book for one caller at once wait
// for each other here: the second one is shown what the first one did. It needs
// the slot's lock, which comes before the caller's.
func callerFree(ctx context.Context, tx *tx, hold HoldRef, r PreparedRequest) error {
	for _, contact := range []string{strings.ToLower(r.Email), r.Phone} { // always in this order
		if contact == "" {
			continue
		}
		_, err := tx.ExecContext(ctx, `SELECT pg_advisory_xact_lock(hashtextextended('desk ' || $1::bigint || ' ' || $2, 0))`,
			hold.TerritoryID, contact)
		if err != nil {
			return err
		}
	}
	if hold.Warned {
		return nil
	}
	var busy bool
	err := tx.GetContext(ctx, &busy, `SELECT EXISTS (SELECT FROM booking b JOIN slot s ON s.id = b.slot_id JOIN slot t
		ON t.id = $1
		WHERE b.edition_id = t.edition_id AND t.territory_id = $2 AND b.status <> 'cancelled' AND b.purged_at IS NULL
		AND b.idempotency_key <> $5 AND ($3 <> '' AND lower(b.email) = $3 OR $4 <> '' AND b.phone = $4)
		AND (b.slot_id = t.id OR s.starts_at < t.ends_at AND t.starts_at < s.ends_at))`,
		r.SlotID, hold.TerritoryID, strings.ToLower(r.Email), r.Phone, r.Key)
	if err == nil && busy {
		err = jema.ErrCallerBooked
	}
	return err
}

// Announcement is what an account of the desk has announced to somebody on the
// telephone: what was done to their booking since a moment.
type Announcement struct {
	TerritoryID jema.TerritoryID
	BookingID   jema.BookingID
	AccountID   jema.AccountID
	Since       time.Time
}

// RecordAnnouncement records at now that somebody was informed by telephone: the calls
// queued for their booking since then are marked as made.
func (s *Store) RecordAnnouncement(ctx context.Context, told Announcement, now time.Time) (err error) {
	defer attempted(&err, "recording what was told by telephone")
	return s.onBooking(ctx, told.TerritoryID, told.BookingID, now, func(tx *tx, b booked) error {
		return recordAnnouncement(ctx, tx, told, now)
	})
}

// recordAnnouncement notes the calls about a booking that were queued since a moment as
// made by an account at now.
func recordAnnouncement(ctx context.Context, tx *tx, told Announcement, now time.Time) error {
	_, err := tx.ExecContext(ctx, `WITH told AS (UPDATE message SET state = 'sent', done_at = $4, attempts = attempts
		+ 1, last_error = ''
			WHERE booking_id = $1 AND channel = 'call' AND state = 'queued' AND created_at >= $3 RETURNING id)
		INSERT INTO call (message_id, account_id, called_at, outcome) SELECT id, $2, $4, 'reached' FROM told`,
		told.BookingID, told.AccountID, told.Since, now)
	return err
}
