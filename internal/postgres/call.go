package postgres

import (
	"context"
	"time"

	"github.com/lib/pq"

	"jema/internal/jema"
)

// CallLine is a call somebody has to make: whom, about what, and the tries so
// far. Name and Phone are for whoever calls, and no letter repeats them.
type CallLine struct {
	Letter
	Name, Phone string
	Calls       []jema.Call
}

type callRow struct {
	messageRow
	Name  string
	Phone string
}

const callList = `
	SELECT m.id, m.territory_id, coalesce(m.booking_id, 0) AS booking_id, coalesce(m.sign_in_link_id, 0) AS
		sign_in_link_id,
	       coalesce(m.opening_id, 0) AS opening_id, coalesce(m.school_visit_id, 0) AS school_visit_id, m.kind, m.seq,
		m.channel, m.attempts, m.due_at,
	       coalesce(b.name, nullif(a.name, ''), w.artisan, '') AS name, coalesce(b.phone, nullif(w.phone, ''),
		a.phone, '') AS phone
	FROM message m
	LEFT JOIN booking b ON b.id = m.booking_id
	LEFT JOIN school_visit v ON v.id = m.school_visit_id
	LEFT JOIN slot s ON s.id = coalesce(b.slot_id, v.slot_id)
	LEFT JOIN opening o ON o.id = CASE WHEN v.id IS NULL THEN m.opening_id ELSE s.opening_id END
	LEFT JOIN workshop w ON w.id = o.workshop_id
	LEFT JOIN account a ON a.id = w.owner_id AND a.territory_id = w.territory_id
	WHERE m.territory_id = $1 AND m.channel = 'call' AND m.state = 'queued' AND m.due_at <= $2
	ORDER BY m.kind <> 'offer', CASE m.kind WHEN 'offer' THEN b.offer_expires_at ELSE s.starts_at END, m.id LIMIT 500`

// CallList lists the calls of a territory that are due at now and still have
// something to announce: offers first, those that end soonest, then by the
// visit.
func (s *Store) CallList(ctx context.Context, territoryID jema.TerritoryID,
	now time.Time) (list []CallLine, err error) {
	defer attempted(&err, "listing who is to be called")
	err = s.read(ctx, func(tx *tx) error {
		var rows []callRow
		if err := tx.SelectContext(ctx, &rows, callList, territoryID, now); err != nil {
			return err
		}
		messages := make([]jema.Message, len(rows))
		for i, r := range rows {
			messages[i] = r.message()
		}
		letters, err := letters(ctx, tx, territoryID, messages, now)
		if err != nil {
			return err
		}
		tries, err := triesOf(ctx, tx, territoryID, messages)
		for _, r := range rows {
			if l, ok := letters[r.ID]; ok && l.StillTrue(now) {
				list = append(list, CallLine{l, r.Name, r.Phone, tries[r.ID]})
			}
		}
		return err
	})
	return list, err
}

// triesOf reads the calls made about messages, by message, the last first.
func triesOf(ctx context.Context, tx *tx, territoryID jema.TerritoryID,
	messages []jema.Message) (map[jema.MessageID][]jema.Call, error) {
	var rows []struct {
		jema.Call
		MessageID jema.MessageID `db:"message_id"`
	}
	err := tx.SelectContext(ctx, &rows, `SELECT c.message_id, c.called_at AS calledat, c.outcome, c.note,
		coalesce(nullif(a.name, ''), a.email) AS by
		FROM call c JOIN message m ON m.id = c.message_id JOIN account a ON a.id = c.account_id AND a.territory_id =
			m.territory_id
		WHERE m.territory_id = $1 AND c.message_id = ANY ($2) ORDER BY c.called_at DESC, c.id DESC`, territoryID,
		pq.Array(idsOf(messages)))
	tries := map[jema.MessageID][]jema.Call{}
	for _, r := range rows {
		tries[r.MessageID] = append(tries[r.MessageID], r.Call)
	}
	return tries, err
}

func idsOf(messages []jema.Message) []jema.MessageID {
	ids := make([]jema.MessageID, len(messages))
	for i, m := range messages {
		ids[i] = m.ID
	}
	return ids
}

// callMessage has the columns of a message that the outcome of a call depends on.
type callMessage struct {
	ID        jema.MessageID
	BookingID jema.BookingID `db:"booking_id"`
	Kind      string
	State     string
	TimeZone  string `db:"time_zone"`
}

// CallRecord is how a call about a message ended, with what the caller noted.
type CallRecord struct {
	TerritoryID jema.TerritoryID
	MessageID   jema.MessageID
	AccountID   jema.AccountID
	Outcome     jema.CallOutcome
	Note        string
}

// RecordCall stores how a call ended at now, by outcome:
//   - reached, or a message left: the person counts as informed, and the clock of an
//     offer starts;
//   - accepted, declined: the offer is answered, and no further message is needed;
//   - call back, no answer: the call is due again some hours of day later, within the
//     offer; after jema.CallTries without an answer it is parked;
//   - wrong number: the call is parked at once, and an offer is withdrawn.
//
// A call with a recorded outcome is ErrCallDone; recording « call back » or « no answer »
// twice with the same note changes nothing. An offer that is over is ErrOfferGone.
func (s *Store) RecordCall(ctx context.Context, r CallRecord, now time.Time) (err error) {
	defer attempted(&err, "recording a call")
	if err := jema.CheckCall(r.Outcome, r.Note); err != nil {
		return err
	}
	m, err := s.callMessage(ctx, r.TerritoryID, r.MessageID)
	if err == nil {
		err = jema.CheckCallOf(m.Kind, r.Outcome)
	}
	if err != nil {
		return err
	}
	record := func(tx *tx) error {
		noted, err := lockCall(ctx, tx, r.MessageID, r.Outcome, now)
		if err == nil && noted {
			return sameNote(ctx, tx, r.MessageID, r.Note)
		}
		if err != nil {
			return err
		}
		_, err = tx.ExecContext(ctx,
			`INSERT INTO call (message_id, account_id, called_at, outcome, note) VALUES ($1, $2, $3, $4, $5)`,
			r.MessageID, r.AccountID, now, r.Outcome, r.Note)
		if err != nil {
			return err
		}
		return settleCall(ctx, tx, m, r.Outcome, now)
	}
	if m.BookingID == 0 {
		return s.inTx(ctx, record)
	}
	return s.onBooking(ctx, r.TerritoryID, m.BookingID, now, func(tx *tx, b booked) error {
		if err := record(tx); err != nil || m.Kind != jema.MessageOffer {
			return err
		}
		switch r.Outcome {
		case jema.CallAccepted, jema.CallDeclined:
			return answerAloud(ctx, tx, b, r, now)
		}
		if b.Status != jema.Offered {
			return nil
		}
		return answerOfCall(ctx, tx, b, m, r.Outcome, now)
	})
}

// answerAloud accepts or declines an offer for somebody who answered on the
// telephone, and has heard the result.
func answerAloud(ctx context.Context, tx *tx, b booked, r CallRecord, now time.Time) (err error) {
	switch {
	case r.Outcome == jema.CallAccepted:
		err = acceptOffer(ctx, tx, b, now)
	case b.Status == jema.Confirmed:
		err = jema.ErrOfferAnswer
	case b.Status == jema.Offered:
		err = release(ctx, tx, b, jema.WhyDeclined, now)
	}
	if err != nil {
		return err
	}
	return recordAnnouncement(ctx, tx, Announcement{BookingID: b.ID, AccountID: r.AccountID, Since: now}, now)
}

func (s *Store) callMessage(ctx context.Context, territoryID jema.TerritoryID, messageID jema.MessageID) (m callMessage,
	err error) {
	err = s.read(ctx, func(tx *tx) error {
		return one(ctx, tx, jema.ErrCallMissing, &m, `SELECT m.id, coalesce(m.booking_id, 0) AS booking_id, m.kind,
			m.state, e.time_zone
			FROM message m LEFT JOIN booking b ON b.id = m.booking_id LEFT JOIN opening o ON o.id = m.opening_id
			LEFT JOIN school_visit v ON v.id = m.school_visit_id JOIN edition e ON e.id = coalesce(b.edition_id,
				o.edition_id, v.edition_id)
			WHERE m.id = $1 AND m.territory_id = $2 AND m.channel = 'call'`, messageID, territoryID)
	})
	return m, err
}

// sameNote returns ErrCallDone when a note differs from that of the last call, so
// that the new note is not lost silently.
func sameNote(ctx context.Context, tx *tx, messageID jema.MessageID, note string) error {
	var last string
	err := tx.GetContext(ctx, &last, `SELECT note FROM call WHERE message_id = $1 ORDER BY id DESC LIMIT 1`, messageID)
	if err == nil && note != "" && note != last {
		err = jema.ErrCallDone
	}
	return err
}

// lockCall locks a message that still needs a call. When it is not due yet, an
// agent has already noted that the call is to be made again.
func lockCall(ctx context.Context, tx *tx, messageID jema.MessageID, outcome jema.CallOutcome,
	now time.Time) (noted bool, err error) {
	var due time.Time
	err = one(ctx, tx, jema.ErrCallDone, &due,
		`SELECT due_at FROM message WHERE id = $1 AND channel = 'call' AND state = 'queued' FOR NO KEY UPDATE`, messageID)
	return (outcome == jema.CallNoAnswer || outcome == jema.CallBack) && now.Before(due), err
}

func settleCall(ctx context.Context, tx *tx, m callMessage, outcome jema.CallOutcome, now time.Time) (err error) {
	zone, err := time.LoadLocation(m.TimeZone)
	if err != nil {
		return err
	}
	switch {
	case outcome.Informs():
		_, err = tx.ExecContext(ctx,
			`UPDATE message SET state = 'sent', done_at = $2, attempts = attempts + 1, last_error = '' WHERE id = $1`, m.ID, now)
	case outcome == jema.CallWrongNumber:
		_, err = tx.ExecContext(ctx, `UPDATE message SET state = 'parked', parked_why = 'refused', attempts = attempts +
			1, last_error = $2 WHERE id = $1`,
			m.ID, jema.ReasonWrongNumber)
	case outcome == jema.CallBack:
		_, err = tx.ExecContext(ctx, `UPDATE message SET attempts = attempts + 1, due_at = $2, last_error = '' WHERE id = $1`,
			m.ID, jema.NextCall(now, zone))
	default:
		_, err = tx.ExecContext(ctx, `UPDATE message SET attempts = attempts + 1, due_at = $2, last_error = $4,
			(state, parked_why) = (SELECT CASE WHEN count(*) >= $3 THEN 'parked' ELSE 'queued' END, CASE WHEN count(*) >= $3
				THEN 'tries' ELSE '' END
				FROM call c WHERE c.message_id = $1)
			WHERE id = $1`, m.ID, jema.NextCall(now, zone), jema.CallTries, jema.ReasonNoAnswer)
	}
	return err
}

// answerOfCall starts the clock of an offer when its holder has been informed
// of it, and withdraws it where the holder cannot be reached.
func answerOfCall(ctx context.Context, tx *tx, b booked, m callMessage, outcome jema.CallOutcome, now time.Time) error {
	ends, may := jema.OfferEnds(now, b.slot.StartsAt, b.slot.zone)
	switch {
	case outcome == jema.CallWrongNumber:
		return takeBack(ctx, tx, b, now)
	case !outcome.Informs() && outcome != jema.CallBack || !may:
		return nil // the time left for calling does not change
	}
	_, err := tx.ExecContext(ctx, `UPDATE booking SET offer_expires_at = $2 WHERE id = $1`, b.ID, ends)
	if err != nil || outcome != jema.CallBack {
		return err
	}
	// Called back while the offer runs: half-way to its end at the latest.
	_, err = tx.ExecContext(ctx, `UPDATE message SET due_at = least(due_at, $2) WHERE id = $1`,
		m.ID, jema.Daytime(now.Add(ends.Sub(now)/2), b.slot.zone))
	return err
}

// takeBack ends an offer to somebody who cannot be reached; a call about it
// would go to the same wrong number.
func takeBack(ctx context.Context, tx *tx, b booked, now time.Time) error {
	if err := release(ctx, tx, b, jema.WhyExpired, now); err != nil {
		return err
	}
	_, err := tx.ExecContext(ctx, `UPDATE message SET state = 'dropped', done_at = $2, last_error = $3
		WHERE booking_id = $1 AND channel = 'call' AND state = 'queued'`, b.ID, now, jema.ReasonWrongNumber)
	return err
}
