package postgres

import (
	"context"
	"time"

	"jema/internal/jema"
)

// messageLease is how long a claimed message is left to its sender before
// another may take it: twice what one sending may last.
const messageLease = 2 * time.Minute

type messageRow struct {
	ID            int64     `db:"id"`
	TerritoryID   int64     `db:"territory_id"`
	BookingID     int64     `db:"booking_id"`
	SignInLinkID  int64     `db:"sign_in_link_id"`
	OpeningID     int64     `db:"opening_id"`
	SchoolVisitID int64     `db:"school_visit_id"`
	Kind          string    `db:"kind"`
	Seq           int       `db:"seq"`
	Channel       string    `db:"channel"`
	Attempts      int       `db:"attempts"`
	DueAt         time.Time `db:"due_at"`
}

func (r messageRow) message() jema.Message {
	return jema.Message{ID: r.ID, TerritoryID: r.TerritoryID, BookingID: r.BookingID, SignInLinkID: r.SignInLinkID,
		OpeningID: r.OpeningID, SchoolVisitID: r.SchoolVisitID, Kind: r.Kind, Seq: r.Seq, Channel: jema.Channel(r.Channel), Attempts: r.Attempts, DueAt: r.DueAt}
}

// ClaimMessages takes up to n messages of a territory and channel that are due at now, oldest
// first. Each is the caller's alone for two minutes, then it is due again; its
// Attempts counts this claim. A message that was claimed maxAttempts times and
// never came back, because whoever sent it was killed each time, is parked.
func (s *Store) ClaimMessages(ctx context.Context, territoryID int64, channel jema.Channel, now time.Time,
	n, maxAttempts int) (_ []jema.Message, err error) {
	defer attempted(&err, "claiming messages")
	var rows []messageRow
	err = s.inTx(ctx, func(t *tx) error {
		if _, err := t.ExecContext(ctx, `
			UPDATE message SET state = 'parked', parked_why = 'tries', last_error = 'L’envoi a été interrompu trop souvent.' || rtrim(E'\n' || last_error, E'\n')
			WHERE state = 'queued' AND channel = $3 AND due_at <= $1 AND attempts >= $2
				AND territory_id = $4`, now, maxAttempts, channel, territoryID); err != nil {
			return err
		}
		return t.SelectContext(ctx, &rows, `
			WITH due AS (
				SELECT id FROM message
				WHERE territory_id = $5 AND state = 'queued' AND channel = $4 AND due_at <= $1
				ORDER BY due_at, id LIMIT $2 FOR NO KEY UPDATE SKIP LOCKED)
			UPDATE message m SET attempts = m.attempts + 1, due_at = $3 FROM due WHERE m.id = due.id
			RETURNING m.id, m.territory_id, coalesce(m.booking_id, 0) AS booking_id,
			          coalesce(m.sign_in_link_id, 0) AS sign_in_link_id, coalesce(m.opening_id, 0) AS opening_id,
			          coalesce(m.school_visit_id, 0) AS school_visit_id,
			          m.kind, m.seq, m.channel, m.attempts, m.due_at`, now, n, now.Add(messageLease), channel, territoryID)
	})
	messages := make([]jema.Message, len(rows))
	for i, r := range rows {
		messages[i] = r.message()
	}
	return messages, err
}

// settle writes what became of a claimed message that has one of some states.
// A claim that ran out and was taken over by somebody else has another number
// of attempts and settles nothing.
func (s *Store) settle(ctx context.Context, m jema.Message, states, set string, args ...any) error {
	return s.inTx(ctx, func(t *tx) error {
		_, err := t.ExecContext(ctx, `UPDATE message SET `+set+` WHERE id = $1 AND attempts = $2 AND territory_id = $3 AND state IN (`+states+`)`,
			append([]any{m.ID, m.Attempts, m.TerritoryID}, args...)...)
		return err
	})
}

// Somebody may have parked a message while it was on its way: it has gone, and
// that is what is written.
const (
	onItsWay      = `'queued'`
	maybeSetAside = `'queued', 'parked'`
)

// MessageSent says that a mail server took the message over at now.
func (s *Store) MessageSent(ctx context.Context, m jema.Message, now time.Time) (err error) {
	defer attempted(&err, "noting a message as sent")
	return s.settle(ctx, m, maybeSetAside, `state = 'sent', done_at = $4, last_error = '', parked_why = ''`, now)
}

// MessageDropped says that there is nothing to tell any more, and why.
func (s *Store) MessageDropped(ctx context.Context, m jema.Message, now time.Time, why string) (err error) {
	defer attempted(&err, "dropping a message")
	return s.settle(ctx, m, onItsWay, `state = 'dropped', done_at = $4, last_error = $5`, now, why)
}

// MessageRefused says why the other side will never take a message; it is
// parked, for somebody to look at.
func (s *Store) MessageRefused(ctx context.Context, m jema.Message, why string) (err error) {
	defer attempted(&err, "parking a refused message")
	return s.settle(ctx, m, onItsWay, `state = 'parked', parked_why = 'refused', last_error = $4`, why)
}

// MessageFailed says why a message was not sent and when to try again; it is
// parked, for somebody to look at, when retry is the zero time.
func (s *Store) MessageFailed(ctx context.Context, m jema.Message, why string, retry time.Time) (err error) {
	defer attempted(&err, "postponing a failed message")
	if retry.IsZero() {
		return s.settle(ctx, m, onItsWay, `state = 'parked', parked_why = 'tries', last_error = $4`, why)
	}
	return s.settle(ctx, m, onItsWay, `due_at = $4, last_error = $5`, retry, why)
}
