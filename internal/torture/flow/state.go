package flow

import (
	"context"
	"slices"
	"strings"

	"jema/internal/postgres"
)

// state is everything a flow may change, a line each, in words that are the
// same on every walk: no ids, no codes, no hours of the machine.
const state = `
	SELECT string_agg(line, E'\n' ORDER BY line) FROM (
	SELECT concat_ws(' ', 'opening', title, state) AS line FROM opening
	UNION ALL SELECT concat_ws(' ', 'slot', o.title, s.audience, s.starts_at, s.ends_at, s.state, s.capacity, 'taken',
		s.taken, 'held', s.held, 'waiting', s.waiting)
		FROM slot s JOIN opening o ON o.id = s.opening_id
	UNION ALL SELECT concat_ws(' ', 'booking', b.name, b.origin, b.status, b.first_status, b.party_size, 'generation',
		b.generation, 'sequence', b.sequence,
		b.cancelled_why, s.starts_at, o.title) FROM booking b JOIN slot s ON s.id = b.slot_id JOIN opening o ON o.id =
			s.opening_id
	UNION ALL SELECT concat_ws(' ', 'message', m.kind, m.seq, m.channel, m.state, m.cause, b.name, o.title, v.position)
		FROM message m LEFT JOIN booking b ON b.id = m.booking_id LEFT JOIN opening o ON o.id = m.opening_id LEFT JOIN
			school_visit v ON v.id = m.school_visit_id
	UNION ALL SELECT concat_ws(' ', 'hold', h.places, s.starts_at) FROM hold h JOIN slot s ON s.id = h.slot_id
	UNION ALL SELECT concat_ws(' ', 'call', c.outcome, m.kind) FROM call c JOIN message m ON m.id = c.message_id
	UNION ALL SELECT concat_ws(' ', 'request', school, rotation, state) FROM school_request
	UNION ALL SELECT concat_ws(' ', 'visit', v.position, v.state, s.starts_at, v.booking_id IS NOT NULL) FROM
		school_visit v JOIN slot s ON s.id = v.slot_id) l`

func (w *world) state() (string, error) { return get[string](w, state) }

// lines is how many things there are in a state.
func lines(state string) int { return strings.Count(state, "\n") }

// broken counts the rows that break an invariant, and among them the slots
// that are oversold.
func (w *world) broken(ctx context.Context) (rows, oversold int, err error) {
	list, err := w.store.Check(ctx, w.now)
	for _, i := range list {
		rows += i.Broken
		if i.Name == postgres.NotOversold {
			oversold += i.Broken
		}
	}
	return rows, oversold, err
}

// delivered counts the messages that are marked as sent and never came, and the
// letters that came under a name that is no message's. The same letter
// twice has the same name: mailboxes show it once.
func (w *world) delivered() (lost, doubled int, err error) {
	var sent []string
	err = w.look.Select(&sent, `SELECT concat('message-', id, '.', kind, '.', seq, '@ordeal.test') FROM message WHERE
		state = 'sent' AND channel <> 'call'`)
	if err != nil {
		return 0, 0, err
	}
	came := w.sms.ids()
	for _, m := range w.inbox.Mails() {
		if m.Number > w.lettersBefore {
			came = append(came, strings.Trim(m.MessageID, "<>"))
		}
	}
	for _, id := range sent {
		if !slices.Contains(came, id) {
			lost++
		}
	}
	for _, id := range came {
		if !slices.Contains(sent, id) {
			doubled++
		}
	}
	return lost, doubled, nil
}
