package postgres

import (
	"context"
	"time"

	"jema/internal/jema"
)

// How many letters about bookings leave for one address in an hour; the rest
// wait for the hour's end and are never dropped.
const (
	// unprovenPerHour bounds what a stranger can cause who books with somebody
	// else's address. It leaves room for the day that one visitor plans.
	unprovenPerHour = 6
	// actsPerHour bounds what the holder of a booking's link or code can cause:
	// the stranger who booked is shown both.
	actsPerHour = 12
)

// MessageMayGo tells whether a letter about a booking may go at now. One too
// many in an hour to its address is put off to the hour's end and does not count
// as an attempt. A cancellation, an offer, a reminder, what a workshop or the
// desk did, and what somebody sends again by hand go at once, uncounted.
func (s *Store) MessageMayGo(ctx context.Context, l Letter, now time.Time) (may bool, err error) {
	defer attempted(&err, "pacing a message")
	m := l.Message
	if m.Attempts > 1 || l.CalledOff() {
		return true, nil // tried again, it was counted when it was first tried
	}
	err = s.inTx(ctx, func(t *tx) error {
		counted, most, err := pace(ctx, t, m)
		if err != nil || counted == "" {
			may = err == nil
			return err
		}
		count, until, err := countAttempt(ctx, t, counted, l.To, now, time.Hour)
		if err != nil || count <= most {
			may = err == nil
			return err
		}
		_, err = t.ExecContext(ctx, `UPDATE message SET attempts = attempts - 1, due_at = $3
			WHERE id = $1 AND attempts = $2 AND territory_id = $4 AND state = 'queued'`, m.ID, m.Attempts, until, m.TerritoryID)
		return err
	})
	return may, err
}

// pace returns under what a message is counted, and how many of those leave in
// an hour; "" when it is not counted. Its row is locked, so that nobody asks for
// the same letter while it is being put off.
func pace(ctx context.Context, t *tx, m jema.Message) (counted string, most int, err error) {
	var r struct {
		Unproven, ByHand, Public bool
	}
	err = t.GetContext(ctx, &r, `SELECT m.unproven, b.origin IN ('web', 'api') AS public,
			EXISTS (SELECT FROM message_action a WHERE a.message_id = m.id) AS byhand
		FROM message m JOIN booking b ON b.id = m.booking_id WHERE m.id = $1 AND m.territory_id = $2 FOR NO KEY UPDATE OF m`, m.ID, m.TerritoryID)
	switch {
	case err != nil || r.ByHand || !r.Public:
		return "", 0, err
	case r.Unproven:
		return "mail", unprovenPerHour, nil
	case m.Kind == jema.MessageCancellation || m.Kind == jema.MessageOffer || m.Kind == jema.MessageReminder:
		return "", 0, nil
	}
	return "mail of an act", actsPerHour, nil
}

// askedAgain lets a booking's letter that was put off leave at now, because its
// holder asks for it, and reports whether there is one on its way: a second one
// would tell nothing more.
func askedAgain(ctx context.Context, t *tx, bookingID int64, kind string, now time.Time) (onItsWay bool, err error) {
	// What was tried is claimed by a sender, or is tried again by itself.
	n, err := touch(ctx, t, `UPDATE message SET unproven = false,
			due_at = CASE WHEN channel = 'email' AND attempts = 0 THEN least(due_at, $3) ELSE due_at END
		WHERE booking_id = $1 AND kind = $2 AND state = 'queued'`, bookingID, kind, now)
	return n > 0, err
}
