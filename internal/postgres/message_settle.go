package postgres

import (
	"context"
	"database/sql"
	"database/sql/driver"
	"encoding/json"
	"time"

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

// Dropped settles a message that has nothing to announce any more, and stores
// why.
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
const settleMessages = `UPDATE message m SET state = s.state, done_at = s.done_at,
		due_at = coalesce(s.due_at, m.due_at), last_error = coalesce(s.why, m.last_error), parked_why = s.parked_why,
		attempts = m.attempts - CASE WHEN s.returned THEN 1 ELSE 0 END
	FROM jsonb_to_recordset($2) AS s (id bigint, attempts integer, state text, done_at timestamptz, due_at
		timestamptz, why text,
		parked_why text, returned boolean)
	WHERE m.territory_id = $1 AND m.id = s.id AND m.attempts = s.attempts
		AND (m.state = 'queued' OR m.state = 'parked' AND s.state = 'sent')`

// orNil is a value as JSON has it.
func orNil(v driver.Valuer) any {
	value, _ := v.Value() // those of sql never fail
	return value
}

// SettleMessages writes what became of claimed messages of a territory, in one
// transaction.
func (s *Store) SettleMessages(ctx context.Context, territoryID jema.TerritoryID, list ...Settlement) (err error) {
	defer attempted(&err, "settling messages")
	settle, err := s.prepared(ctx, settleMessages)
	if err != nil {
		return err
	}
	records := make([]map[string]any, len(list))
	for i, l := range list {
		records[i] = map[string]any{"id": l.message.ID, "attempts": l.message.Attempts, "state": l.state,
			"done_at": orNil(l.doneAt),
			"due_at":  orNil(l.dueAt), "why": orNil(l.why), "parked_why": l.parkedWhy, "returned": l.returned}
	}
	written, err := json.Marshal(records)
	if err != nil {
		return err
	}
	return s.inTx(ctx, func(t *tx) error {
		_, err := t.StmtxContext(ctx, settle).ExecContext(ctx, territoryID, string(written))
		return err
	})
}
