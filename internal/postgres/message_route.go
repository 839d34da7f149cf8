package postgres

import (
	"context"
	"time"

	"github.com/lib/pq"

	"jema/internal/jema"
)

// RouteMessages hands messages about bookings to the channel that can bring
// them at now, and returns how many it touched: calls that an SMS can spare,
// where the territory has a gateway; mails and SMS that were parked, to the
// call list of whoever has a telephone; and it drops calls that have nothing to
// announce any more.
func (s *Store) RouteMessages(ctx context.Context, now time.Time) (n int, err error) {
	defer attempted(&err, "routing the messages")
	kinds, statuses := truths()
	err = s.inTx(ctx, func(tx *tx) error {
		spared, err := touch(ctx, tx, callsToSMS, sweep)
		if err != nil {
			return err
		}
		called, err := touch(ctx, tx, parkedToCalls, now, pq.Array(kinds), pq.Array(statuses), sweep)
		if err != nil {
			return err
		}
		dropped, err := touch(ctx, tx, mootCalls, now, pq.Array(kinds), pq.Array(statuses), sweep, jema.ReasonMootCall)
		n = spared + called + dropped
		return err
	})
	return n, err
}

// touch runs a statement and returns how many rows it wrote.
func touch(ctx context.Context, tx *tx, query string, args ...any) (int, error) {
	done, err := tx.ExecContext(ctx, query, args...)
	if err != nil {
		return 0, err
	}
	n, err := done.RowsAffected()
	return int(n), err
}

// truths returns the kinds of message about a booking, each with a status in which it is
// true, as two columns.
func truths() (kinds, statuses []string) {
	for _, kind := range []string{jema.MessageConfirmation, jema.MessageWaiting, jema.MessageOffer, jema.MessageChange,
		jema.MessageCancellation, jema.MessageReminder} {
		for _, status := range jema.TrueIn(kind) {
			kinds, statuses = append(kinds, kind), append(statuses, string(status))
		}
	}
	return kinds, statuses
}

// A call nobody has tried yet; one that failed as an SMS has been tried.
const callsToSMS = `UPDATE message SET channel = 'sms' WHERE id IN (
	SELECT m.id FROM message m JOIN booking b ON b.id = m.booking_id JOIN territory t ON t.id = m.territory_id
	WHERE m.channel = 'call' AND m.state = 'queued' AND m.attempts = 0 AND booking_channel(b.email, b.phone,
		t.sms_url) = 'sms'
	LIMIT $1 FOR NO KEY UPDATE OF m SKIP LOCKED)`

// What a person set aside stays there.
const parkedToCalls = `UPDATE message SET channel = 'call', state = 'queued', parked_why = '', due_at =
	$1::timestamptz WHERE id IN (
	SELECT m.id FROM message m JOIN booking b ON b.id = m.booking_id JOIN slot s ON s.id = b.slot_id
	WHERE m.channel IN ('email', 'sms') AND m.state = 'parked' AND m.parked_why <> 'person' AND b.phone <> '' AND
		s.ends_at > $1
	  AND EXISTS (SELECT FROM unnest($2::text[], $3::text[]) AS k (kind, status) WHERE k.kind = m.kind AND k.status =
		b.status)
	LIMIT $4 FOR NO KEY UPDATE OF m SKIP LOCKED)`

const mootCalls = `UPDATE message SET state = 'dropped', done_at = $1::timestamptz, last_error = $5
	WHERE id IN (
	SELECT m.id FROM message m JOIN booking b ON b.id = m.booking_id JOIN slot s ON s.id = b.slot_id
	WHERE m.channel = 'call' AND m.state = 'queued' AND (s.ends_at <= $1
	  OR NOT EXISTS (SELECT FROM unnest($2::text[], $3::text[]) AS k (kind, status) WHERE k.kind = m.kind AND k.status
		= b.status))
	LIMIT $4 FOR NO KEY UPDATE OF m SKIP LOCKED)`
