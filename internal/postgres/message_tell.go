package postgres

import (
	"context"
	"database/sql"
	"time"

	"jema/internal/jema"
)

// tell records what a visitor is to be told of a booking, by the channel they
// have; nobody is called or sent an SMS at night. Of a class's booking the
// message is only a record: its teacher reads the letters of the whole class
// (tellClass). It needs the slot's lock, which keeps the numbers of the
// messages apart.
func tell(ctx context.Context, tx *tx, slot *lockedSlot, bookingID int64, kind string, now time.Time, c jema.Changed) error {
	_, err := tx.ExecContext(ctx, `
		INSERT INTO message (territory_id, booking_id, kind, seq, channel, due_at, created_at, cause, about_at, was_starts_at, was_ends_at, was_party,
			state, done_at, unproven)
		SELECT b.territory_id, b.id, $2, 1 + (SELECT coalesce(max(m.seq), 0) FROM message m WHERE m.booking_id = b.id AND m.kind = $2),
			w.channel, CASE w.channel WHEN 'email' THEN $3::timestamptz ELSE $4 END, $3, $5, $6, $7, $8, $9,
			CASE b.origin WHEN 'school' THEN 'dropped' ELSE 'queued' END, CASE b.origin WHEN 'school' THEN $3::timestamptz END, $10
		FROM booking b JOIN territory t ON t.id = b.territory_id
		CROSS JOIN LATERAL (SELECT booking_channel(b.email, b.phone, t.sms_url) AS channel) w
		WHERE b.id = $1 AND b.purged_at IS NULL`,
		bookingID, kind, now, jema.Daytime(now, slot.zone), c.Cause, slot.StartsAt, orNull(c.WasSlot.Start), orNull(c.WasSlot.End),
		sql.NullInt64{Int64: int64(c.WasParty), Valid: c.WasParty != 0}, c.Unproven)
	return err
}

func orNull(t time.Time) sql.NullTime { return sql.NullTime{Time: t, Valid: !t.IsZero()} }
