package postgres

import (
	"context"
	"database/sql"
	"time"

	"github.com/lib/pq"

	"jema/internal/jema"
)

// Settlement is what became of a claimed message.
type Settlement struct {
	message   jema.Message
	state     string
	doneAt    sql.NullTime
	dueAt     sql.NullTime   // null leaves what is there
	why       sql.NullString // null leaves what is there
	parkedWhy string
	returned  bool // the claim does not count as an attempt
}

// Sent settles a message that a mail server or a gateway took over at now.
func Sent(m jema.Message, now time.Time) Settlement {
	return Settlement{message: m, state: "sent", doneAt: orNull(now), why: words("")}
}

// Dropped settles a message that has nothing to tell any more, and why.
func Dropped(m jema.Message, now time.Time, why string) Settlement {
	return Settlement{message: m, state: "dropped", doneAt: orNull(now), why: words(why)}
}

// Refused settles a message that the other side will never take, and why. It
// is parked, for somebody to look at.
func Refused(m jema.Message, why string) Settlement {
	return Settlement{message: m, state: "parked", parkedWhy: "refused", why: words(why)}
}

// Failed settles a message that was not sent, and why: it is due again at
// retry, or parked, for somebody to look at, when retry is the zero time.
func Failed(m jema.Message, why string, retry time.Time) Settlement {
	if retry.IsZero() {
		return Settlement{message: m, state: "parked", parkedWhy: "tries", why: words(why)}
	}
	return Settlement{message: m, state: "queued", dueAt: orNull(retry), why: words(why)}
}

// Returned settles a message that its sender had no time for: it is due at once,
// and the claim does not count as an attempt.
func Returned(m jema.Message, now time.Time) Settlement {
	due := now
	if m.Attempts == 1 {
		due = m.ReadyAt
	}
	return Settlement{message: m, state: "queued", dueAt: orNull(due), returned: true}
}

// Message returns the message that is settled.
func (s Settlement) Message() jema.Message { return s.message }

func words(s string) sql.NullString { return sql.NullString{String: s, Valid: true} }

// A claim that ran out and was taken over by somebody else has another number
// of attempts and settles nothing. Somebody may have parked a message while it
// was on its way: if it has left, that is what is written.
const settleMessages = `UPDATE message m SET state = s.state, done_at = s.done_at, due_at = coalesce(s.due_at, m.due_at),
		last_error = coalesce(s.why, m.last_error), parked_why = s.parked_why,
		attempts = m.attempts - CASE WHEN s.returned THEN 1 ELSE 0 END
	FROM unnest($2::bigint[], $3::integer[], $4::text[], $5::timestamptz[], $6::timestamptz[], $7::text[], $8::text[],
		$9::boolean[]) AS s (id, attempts, state, done_at, due_at, why, parked_why, returned)
	WHERE m.territory_id = $1 AND m.id = s.id AND m.attempts = s.attempts
		AND (m.state = 'queued' OR m.state = 'parked' AND s.state = 'sent')`

// SettleMessages writes what became of claimed messages of a territory, in one
// transaction.
func (s *Store) SettleMessages(ctx context.Context, territoryID int64, list ...Settlement) (err error) {
	defer attempted(&err, "settling messages")
	settle, err := s.prepared(ctx, settleMessages)
	if err != nil {
		return err
	}
	var (
		ids, attempts  pq.Int64Array
		states, parked pq.StringArray
		doneAt, dueAt  []sql.NullTime
		whys           []sql.NullString
		returned       pq.BoolArray
	)
	for _, l := range list {
		ids, attempts = append(ids, l.message.ID), append(attempts, int64(l.message.Attempts))
		states, parked = append(states, l.state), append(parked, l.parkedWhy)
		doneAt, dueAt = append(doneAt, l.doneAt), append(dueAt, l.dueAt)
		whys, returned = append(whys, l.why), append(returned, l.returned)
	}
	return s.inTx(ctx, func(t *tx) error {
		_, err := t.StmtxContext(ctx, settle).ExecContext(ctx, territoryID, ids, attempts, states, pq.Array(doneAt),
			pq.Array(dueAt), pq.Array(whys), parked, returned)
		return err
	})
}
