package postgres

import (
	"context"
	"time"

	"jema/internal/jema"
)

// ParkMessage sets a message that waits aside at now, until somebody takes it
// out again; ErrMessageNotDue when it does not wait any more.
func (s *Store) ParkMessage(ctx context.Context, territoryID jema.TerritoryID, messageID jema.MessageID,
	accountID jema.AccountID, now time.Time) (err error) {
	defer attempted(&err, "parking a message")
	return s.act(ctx, messageAction{messageID, accountID, jema.ActionParked}, now, func(tx *tx) error {
		var id int64
		return one(ctx, tx, unlessMissing(ctx, tx, territoryID, messageID, jema.ErrMessageNotDue), &id, `
			UPDATE message SET state = 'parked', parked_why = 'person', last_error = $3
			WHERE id = $1 AND territory_id = $2 AND state = 'queued' RETURNING id`, messageID, territoryID, jema.ReasonSetAside)
	})
}

// RetryMessage takes a message out of the park: it is due at now, and tried as
// often as a new one. ErrMessageNotParked when it is not there.
func (s *Store) RetryMessage(ctx context.Context, territoryID jema.TerritoryID, messageID jema.MessageID,
	accountID jema.AccountID, now time.Time) (err error) {
	defer attempted(&err, "queueing a parked message again")
	return s.act(ctx, messageAction{messageID, accountID, jema.ActionRetried}, now, func(tx *tx) error {
		var id int64
		return one(ctx, tx, unlessMissing(ctx, tx, territoryID, messageID, jema.ErrMessageNotParked), &id, `
			UPDATE message SET state = 'queued', parked_why = '', last_error = '', attempts = 0, due_at = $3
			WHERE id = $1 AND territory_id = $2 AND state = 'parked' RETURNING id`, messageID, territoryID, now)
	})
}

// unlessMissing returns the refusal of what a message's state forbids, or that
// there is no such message.
func unlessMissing(ctx context.Context, tx *tx, territoryID jema.TerritoryID, messageID jema.MessageID,
	refusal error) error {
	var there bool
	err := tx.GetContext(ctx, &there, `SELECT EXISTS (SELECT FROM message WHERE id = $1 AND territory_id = $2)`,
		messageID, territoryID)
	switch {
	case err != nil:
		return err
	case !there:
		return jema.ErrMessageMissing
	}
	return refusal
}

// messageAction is what an account does with a message.
type messageAction struct {
	messageID jema.MessageID
	accountID jema.AccountID
	action    string
}

// act does something with a message and records who did.
func (s *Store) act(ctx context.Context, a messageAction, now time.Time, work func(*tx) error) error {
	return s.inTx(ctx, func(tx *tx) error {
		if err := work(tx); err != nil {
			return err
		}
		return recordAction(ctx, tx, a, now)
	})
}

func recordAction(ctx context.Context, tx *tx, a messageAction, now time.Time) error {
	_, err := tx.ExecContext(ctx,
		`INSERT INTO message_action (message_id, account_id, done_at, action) VALUES ($1, $2, $3, $4)`,
		a.messageID, a.accountID, now, a.action)
	return err
}

// resendable is a message as far as sending it again is concerned.
type resendable struct {
	Kind      string
	State     string
	BookingID jema.BookingID `db:"booking_id"`
	SlotID    jema.SlotID    `db:"slot_id"` // of a class
	OpeningID jema.OpeningID `db:"opening_id"`
}

// ResendMessage queues the same once more: a fresh message of the same kind, by
// the channel the person has now, due at now (or in the day, when it is no
// mail); the record of the old one stays, and a parked one leaves the park. It
// returns the new message's id. A message that has yet to go is
// ErrMessageGoing; a link to sign in must be requested anew: ErrMessageSignIn.
func (s *Store) ResendMessage(ctx context.Context, territoryID jema.TerritoryID, messageID jema.MessageID,
	accountID jema.AccountID,
	now time.Time) (id jema.MessageID, err error) {
	defer attempted(&err, "sending a message again")
	var m resendable
	err = s.read(ctx, func(tx *tx) error {
		return one(ctx, tx, jema.ErrMessageMissing, &m, `SELECT m.kind, m.state, coalesce(m.booking_id, 0) AS booking_id,
			coalesce(v.slot_id, 0) AS slot_id, coalesce(m.opening_id, 0) AS opening_id
			FROM message m LEFT JOIN school_visit v ON v.id = m.school_visit_id WHERE m.id = $1 AND m.territory_id = $2`,
			messageID, territoryID)
	})
	if err == nil && m.Kind == jema.MessageSignIn {
		err = jema.ErrMessageSignIn
	}
	if err != nil {
		return 0, err
	}
	again := func(tx *tx, daytime time.Time) error {
		if id, err = resend(ctx, tx, messageID, now, daytime); err != nil {
			return err
		}
		return recordAction(ctx, tx, messageAction{id, accountID, jema.ActionResent}, now)
	}
	switch {
	case m.BookingID != 0:
		err = s.onBooking(ctx, territoryID, m.BookingID, now, func(tx *tx, b booked) error {
			return again(tx, jema.Daytime(now, b.slot.zone))
		})
	case m.SlotID != 0:
		err = s.onSlot(ctx, territoryID, m.SlotID, now, func(tx *tx, slot *lockedSlot) error {
			return again(tx, jema.Daytime(now, slot.zone))
		})
	default:
		err = s.inTx(ctx, func(tx *tx) error {
			if _, err := tx.ExecContext(ctx, `SELECT 1 FROM opening WHERE id = $1 FOR NO KEY UPDATE`, m.OpeningID); err != nil {
				return err
			}
			return again(tx, now)
		})
	}
	return id, err
}

// resend adds the new message; the caller holds the lock that makes the numbers
// of the messages unique.
func resend(ctx context.Context, tx *tx, messageID jema.MessageID, now,
	daytime time.Time) (id jema.MessageID, err error) {
	var going bool
	err = tx.GetContext(ctx, &going, `SELECT EXISTS (SELECT FROM message m JOIN message k ON k.kind = m.kind AND
		(k.booking_id = m.booking_id
		OR k.opening_id = m.opening_id OR k.school_visit_id = m.school_visit_id) WHERE m.id = $1 AND k.state = 'queued')`,
		messageID)
	if err == nil && going {
		err = jema.ErrMessageGoing
	}
	if err != nil {
		return 0, err
	}
	_, err = tx.ExecContext(ctx, `UPDATE message SET state = 'dropped', parked_why = '', done_at = $2, last_error = $3
		WHERE id = $1 AND state = 'parked'`, messageID, now, jema.ReasonSentAgain)
	if err != nil {
		return 0, err
	}
	err = tx.GetContext(ctx, &id, `
		INSERT INTO message (territory_id, booking_id, opening_id, school_visit_id, kind, seq, channel, due_at, created_at,
			cause, about_at, was_starts_at, was_ends_at, was_party)
		SELECT m.territory_id, m.booking_id, m.opening_id, m.school_visit_id, m.kind,
			1 + (SELECT max(k.seq) FROM message k WHERE k.kind = m.kind
				AND (k.booking_id = m.booking_id OR k.opening_id = m.opening_id OR k.school_visit_id = m.school_visit_id)),
			w.channel, CASE w.channel WHEN 'email' THEN $2::timestamptz ELSE $3 END, $2,
			m.cause, m.about_at, m.was_starts_at, m.was_ends_at, m.was_party
		FROM message m JOIN territory t ON t.id = m.territory_id LEFT JOIN booking b ON b.id = m.booking_id
		CROSS JOIN LATERAL (SELECT CASE WHEN b.id IS NULL THEN m.channel ELSE booking_channel(b.email, b.phone,
			t.sms_url) END AS channel) w
		WHERE m.id = $1 RETURNING id`, messageID, now, daytime)
	return id, err
}
