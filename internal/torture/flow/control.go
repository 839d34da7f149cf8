package flow

import (
	"context"
	"crypto/rand"
	"net/http"
	"time"

	"jema/internal/jema"
	"jema/internal/mail"
	"jema/internal/postgres"
)

// controlFlows are what the program would be without its guards: a booking in
// three writes, each for itself, and under no key; a letter that is marked as
// sent before it is.
func controlFlows() []flow {
	return []flow{
		{name: "témoin : écrire sans garde", bare: true, do: unguarded},
		{name: "témoin : marquer avant d’envoyer", prepare: only(jema.MessageConfirmation, oneBooking), do: markFirst,
			settle: passed(5 * time.Minute)},
	}
}

func markFirst(w *world) answer {
	ctx := context.Background()
	due, err := w.store.ClaimMessages(ctx, postgres.Claim{TerritoryID: w.territory, Channel: jema.ChannelEmail, Most: 1,
		Attempts: 14}, w.now)
	for _, m := range due {
		letters, failed := w.store.Letters(ctx, w.territory, due, w.now)
		if err = failed; err == nil {
			err = w.store.SettleMessages(ctx, w.territory, postgres.Sent(m, w.now))
		}
		if err != nil {
			break
		}
		composed, failed := mail.Compose(letters[m.ID], w.links, w.smtp.From, w.now)
		if err = failed; err == nil {
			err = w.smtp.Send(ctx, composed)
		}
	}
	return byItself(err)
}

func unguarded(w *world) answer {
	ctx, db := context.Background(), w.store.DB()
	_, err := db.ExecContext(ctx, `INSERT INTO booking (territory_id, edition_id, slot_id, code, status, first_status,
		origin, party_size, name, email, idempotency_key, content, token_hash, created_at)
		SELECT territory_id, edition_id, id, lpad((random() * 99999999)::integer::text, 8, '0'), 'confirmed',
			'confirmed', 'desk', 2, 'visiteur', 'visiteur@example.org',
			gen_random_uuid()::text, sha256('x'), sha256($2::text::bytea), $3 FROM slot WHERE id = $1`, w.slots[0],
		rand.Text(), w.now)
	if err == nil {
		_, err = db.ExecContext(ctx, `UPDATE slot SET taken = taken + 2 WHERE id = $1`, w.slots[0])
	}
	if err == nil {
		_, err = db.ExecContext(ctx, `INSERT INTO message (territory_id, booking_id, kind, channel, due_at, created_at)
			SELECT territory_id, max(id), 'confirmation', 'email', $1, $1 FROM booking GROUP BY territory_id`, w.now)
	}
	if err != nil {
		return answer{status: http.StatusServiceUnavailable}
	}
	return answer{status: http.StatusSeeOther}
}
