package postgres

import (
	"context"
	"time"

	"jema/internal/jema"
)

// MessageBacklog returns what a territory's senders have before them at now, by
// channel and status; nothing where all that was due has left. It excludes
// calls, which people make, and messages postponed to a later hour.
func (s *Store) MessageBacklog(ctx context.Context, territoryID jema.TerritoryID,
	now time.Time) (list []jema.Backlog, err error) {
	defer attempted(&err, "measuring the backlog of messages")
	err = s.read(ctx, func(tx *tx) error {
		return tx.SelectContext(ctx, &list, `
			SELECT m.channel, `+messageStatus+` AS status, count(*) AS messages,
				min(CASE m.attempts WHEN 0 THEN m.due_at ELSE coalesce(m.ready_at, m.created_at) END) AS since
			FROM message m
			WHERE m.territory_id = $1 AND m.state = 'queued' AND m.channel IN ('email', 'sms')
				AND (m.attempts > 0 OR m.due_at <= $2)
			GROUP BY 1, 2 ORDER BY 1, 2 DESC`, territoryID, now)
	})
	return list, err
}
