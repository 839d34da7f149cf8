package postgres

import (
	"context"
	"time"

	"jema/internal/jema"
)

type officeKey struct{}

// ByOffice marks what is done with a context as an organiser's or the desk's
// doing: a message to the artisan whose event it changes is queued in the same
// transaction.
func ByOffice(ctx context.Context) context.Context { return context.WithValue(ctx, officeKey{}, true) }

func byOffice(ctx context.Context) bool { return ctx.Value(officeKey{}) != nil }

// editsJoin is how long several edits of one event wait to be announced in one
// message.
const editsJoin = 10 * time.Minute

// artisanNews is the message to the artisan of an event about a change that
// somebody else made.
type artisanNews struct {
	Opening jema.OpeningID
	Kind    string
	Note    string        // the reason, in the words of whoever made the change
	About   time.Time     // start of the slot it is about; zero for the whole event
	Was     jema.Interval // of a slot that moved
	Due     time.Time
}

// queueArtisanNews queues news for the person who registered an event, by the
// channel that they or the workshop have. Edits that follow an edit whose message
// still waits are covered by that message.
func queueArtisanNews(ctx context.Context, tx *tx, n artisanNews, now time.Time) error {
	_, err := tx.ExecContext(ctx, `
		INSERT INTO message (territory_id, opening_id, kind, seq, channel, due_at, created_at, note, about_at,
			was_starts_at, was_ends_at)
		SELECT o.territory_id, o.id, $2, 1 + (SELECT coalesce(max(m.seq), 0) FROM message m WHERE m.opening_id = o.id AND
			m.kind = $2),
			CASE WHEN coalesce(a.email, w.email) <> '' THEN 'email' ELSE 'call' END, $3, $4, $5, $6, $7, $8
		FROM opening o JOIN workshop w ON w.id = o.workshop_id LEFT JOIN account a
			ON a.id = w.owner_id AND a.territory_id = w.territory_id
		WHERE o.id = $1 AND (coalesce(a.email, w.email) <> '' OR w.phone <> '')
		AND ($2 <> 'event_edited' OR NOT EXISTS (SELECT FROM message m WHERE m.opening_id = o.id AND m.kind = $2 AND
			m.state = 'queued'))`,
		n.Opening, n.Kind, n.Due, now, n.Note, orNull(n.About), orNull(n.Was.Start), orNull(n.Was.End))
	return err
}

// queueSlotNews queues what an organiser changed of a slot: slot is as it was
// before. Nothing is queued where nothing changed.
func queueSlotNews(ctx context.Context, tx *tx, slot lockedSlot, now time.Time) error {
	after, err := readLocked(ctx, tx, now, []jema.SlotID{slot.ID})
	if err != nil {
		return err
	}
	is := after[slot.ID]
	n := artisanNews{Opening: slot.OpeningID, About: is.StartsAt, Due: now}
	moved := !is.StartsAt.Equal(slot.StartsAt) || !is.EndsAt.Equal(slot.EndsAt)
	switch {
	case is.State == jema.SlotCancelled && slot.State != jema.SlotCancelled:
		n.Kind = jema.MessageSlotCancelled
		if err := tx.GetContext(ctx, &n.Note, `SELECT cancel_reason FROM slot WHERE id = $1`, slot.ID); err != nil {
			return err
		}
	case moved:
		n.Kind, n.Was = jema.MessageSlotMoved, slot.interval()
	case !is.setAs(slot.slotRow):
		n.Kind = jema.MessageSlotChanged
	default:
		return nil
	}
	return queueArtisanNews(ctx, tx, n, now)
}
