package postgres

import (
	"context"
	"database/sql"
	"time"

	"jema/internal/jema"
)

// notice is a message to a visitor about a booking.
type notice struct {
	BookingID jema.BookingID
	Kind      string
	jema.Changed
}

// notify queues a message about a booking, to be sent by the channel that its visitor
// chose. A call or an SMS is due by day only. The message about a class's
// booking is only a record: its teacher gets letters about the whole class (notifyClass).
// The caller holds the slot's lock, which makes the numbers of the messages
// unique.
func notify(ctx context.Context, tx *tx, slot *lockedSlot, n notice, now time.Time) error {
	return execNamed(ctx, tx, `
		INSERT INTO message (territory_id, booking_id, kind, seq, channel, due_at, created_at, cause, about_at,
			was_starts_at, was_ends_at,
			was_party, state, done_at, unproven)
		SELECT b.territory_id, b.id, :kind, 1 + (SELECT coalesce(max(m.seq), 0) FROM message m WHERE m.booking_id = b.id
			AND m.kind = :kind),
			w.channel, CASE w.channel WHEN 'email' THEN CAST(:now AS timestamptz) ELSE :daytime END, :now, :cause, :about,
			:was_starts, :was_ends, nullif(CAST(:was_party AS integer), 0), CASE b.origin WHEN 'school' THEN 'dropped' ELSE
				'queued' END,
			CASE b.origin WHEN 'school' THEN CAST(:now AS timestamptz) END, :unproven
		FROM booking b JOIN territory t ON t.id = b.territory_id
		CROSS JOIN LATERAL (SELECT booking_channel(b.email, b.phone, t.sms_url) AS channel) w
		WHERE b.id = :booking AND b.purged_at IS NULL`,
		map[string]any{"booking": n.BookingID, "kind": n.Kind, "now": now, "daytime": jema.Daytime(now, slot.zone),
			"cause": n.Cause,
			"about": slot.StartsAt, "was_starts": orNull(n.WasSlot.Start), "was_ends": orNull(n.WasSlot.End),
			"was_party": n.WasParty,
			"unproven":  n.Unproven})
}

func orNull(t time.Time) sql.NullTime { return sql.NullTime{Time: t, Valid: !t.IsZero()} }
