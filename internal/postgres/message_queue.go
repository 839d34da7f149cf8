package postgres

import (
	"cmp"
	"context"
	"slices"
	"time"

	"jema/internal/jema"
)

// messageLease is how long a claimed message is left to its sender before
// another may take it: twice what one sending may last.
const messageLease = 2 * time.Minute

type messageRow struct {
	ID            jema.MessageID     `db:"id"`
	TerritoryID   jema.TerritoryID   `db:"territory_id"`
	BookingID     jema.BookingID     `db:"booking_id"`
	SignInLinkID  jema.SignInLinkID  `db:"sign_in_link_id"`
	OpeningID     jema.OpeningID     `db:"opening_id"`
	SchoolVisitID jema.SchoolVisitID `db:"school_visit_id"`
	Kind          string             `db:"kind"`
	Seq           int                `db:"seq"`
	Channel       string             `db:"channel"`
	Attempts      int                `db:"attempts"`
	DueAt         time.Time          `db:"due_at"`
	ReadyAt       time.Time          `db:"ready_at"`
}

func (r messageRow) message() jema.Message {
	return jema.Message{ID: r.ID, TerritoryID: r.TerritoryID, BookingID: r.BookingID, SignInLinkID: r.SignInLinkID,
		OpeningID: r.OpeningID, SchoolVisitID: r.SchoolVisitID, Kind: r.Kind, Seq: r.Seq,
		Channel: jema.Channel(r.Channel), Attempts: r.Attempts, DueAt: r.DueAt, ReadyAt: r.ReadyAt}
}

// Claim describes the messages that a sender takes.
type Claim struct {
	TerritoryID jema.TerritoryID
	Channel     jema.Channel
	Most        int    // how many at once
	Attempts    int    // claims without an outcome after which a message is parked
	Interrupted string // why it is parked then, in French, for those who look after messages
}

const parkInterrupted = `UPDATE message SET state = 'parked', parked_why = 'tries',
		last_error = $5::text || rtrim(E'\n' || last_error, E'\n')
	WHERE id IN (SELECT id FROM message
		WHERE territory_id = $4 AND state = 'queued' AND channel = $3 AND due_at <= $1 AND attempts >= $2
		FOR NO KEY UPDATE SKIP LOCKED)`

const claimDue = `WITH due AS (
		SELECT id FROM message
		WHERE territory_id = $5 AND state = 'queued' AND channel = $4 AND due_at <= $1
		ORDER BY due_at, id LIMIT $2 FOR NO KEY UPDATE SKIP LOCKED)
	UPDATE message m SET attempts = m.attempts + 1, due_at = $3,
		ready_at = CASE m.attempts WHEN 0 THEN m.due_at ELSE coalesce(m.ready_at, m.created_at) END
	FROM due WHERE m.id = due.id
	RETURNING m.id, m.territory_id, coalesce(m.booking_id, 0) AS booking_id,
		coalesce(m.sign_in_link_id, 0) AS sign_in_link_id, coalesce(m.opening_id, 0) AS opening_id,
		coalesce(m.school_visit_id, 0) AS school_visit_id,
		m.kind, m.seq, m.channel, m.attempts, m.due_at, m.ready_at`

// ClaimMessages takes messages that are due at now, oldest first. Each belongs
// to the caller alone for two minutes, then it is due again; its Attempts
// counts this claim. A message whose sender was killed at every attempt is
// parked.
func (s *Store) ClaimMessages(ctx context.Context, c Claim, now time.Time) (_ []jema.Message, err error) {
	defer attempted(&err, "claiming messages")
	park, err := s.prepared(ctx, parkInterrupted)
	if err != nil {
		return nil, err
	}
	claim, err := s.prepared(ctx, claimDue)
	if err != nil {
		return nil, err
	}
	var rows []messageRow
	err = s.inTx(ctx, func(t *tx) error {
		// Both are planned while the queue is short, and the plans are cached: in a
		// rush they would read every message that is not due, over and over.
		if _, err := t.ExecContext(ctx, `SET LOCAL enable_seqscan = off`); err != nil {
			return err
		}
		_, err := t.StmtxContext(ctx, park).ExecContext(ctx, now, c.Attempts, c.Channel, c.TerritoryID, c.Interrupted)
		if err != nil {
			return err
		}
		//nolint:sqlclosecheck // prepared once, for as long as the store is open
		return t.StmtxContext(ctx, claim).SelectContext(ctx, &rows, now, c.Most, now.Add(messageLease),
			c.Channel, c.TerritoryID)
	})
	if err != nil {
		return nil, err
	}
	messages := make([]jema.Message, len(rows))
	for i, r := range rows {
		messages[i] = r.message()
	}
	slices.SortFunc(messages, func(a, b jema.Message) int {
		return cmp.Or(a.ReadyAt.Compare(b.ReadyAt), cmp.Compare(a.ID, b.ID))
	})
	return messages, nil
}
