package postgres

import (
	"context"
	"strings"
	"time"

	"jema/internal/jema"
	"jema/internal/text"
)

// MessageLine is a message as those who look after messages see it. Name, To
// and Code are for roles that may see who visits.
type MessageLine struct {
	jema.Message
	Status    jema.MessageStatus
	Why       string // what went wrong or made it needless, "" when nothing did
	CreatedAt time.Time
	DoneAt    time.Time // zero while it waits or is parked
	Name, To  string    // who is told and where, "" when nobody can be any more
	Code      string    // of the booking, "" when it is not about one
	Title     string    // of the opening
	StartsAt  time.Time // of the visit, zero when it is not about one
}

// MessageFilter selects messages; its zero value finds all.
type MessageFilter struct {
	Status  jema.MessageStatus
	Kind    string
	Channel jema.Channel
	Words   string         // a booking's code, an address, a number, or part of a name
	Before  jema.MessageID // id of the last message of the page before, 0 for the first
	Limit   int
}

// messageStatus is the SQL for a message's jema.MessageStatus.
const messageStatus = `CASE m.state WHEN 'queued' THEN CASE WHEN m.last_error = '' THEN 'waiting' ELSE 'retrying' END
	WHEN 'parked' THEN CASE m.parked_why WHEN 'refused' THEN 'undeliverable' ELSE 'parked' END ELSE m.state END`

// statesOf has the stored state of each jema.MessageStatus, so that an index can be used.
var statesOf = map[jema.MessageStatus]string{jema.StatusWaiting: "queued", jema.StatusRetrying: "queued",
	jema.StatusParked:        "parked",
	jema.StatusUndeliverable: "parked", jema.StatusSent: "sent", jema.StatusDropped: "dropped"}

const messageLine = `
SELECT m.id, m.territory_id, coalesce(m.booking_id, 0) AS booking_id, coalesce(m.sign_in_link_id, 0) AS sign_in_link_id,
       coalesce(m.opening_id, 0) AS opening_id, coalesce(m.school_visit_id, 0) AS school_visit_id,
       m.kind, m.seq, m.channel, m.attempts, m.due_at, ` + messageStatus +
	` AS status, m.last_error AS why, m.created_at, m.done_at,
       coalesce(b.name, l.name, p.name, '') AS name, coalesce(p.address, '') AS "to", coalesce(b.code, '') AS code,
       coalesce(o.title, '') AS title, s.starts_at
FROM message m
LEFT JOIN booking b ON b.id = m.booking_id
LEFT JOIN school_visit v ON v.id = m.school_visit_id
LEFT JOIN school_request q ON q.id = v.request_id
LEFT JOIN slot s ON s.id = coalesce(b.slot_id, v.slot_id)
LEFT JOIN opening o ON o.id = coalesce(m.opening_id, s.opening_id)
LEFT JOIN workshop w ON w.id = o.workshop_id AND m.booking_id IS NULL
LEFT JOIN account a ON a.id = w.owner_id AND a.territory_id = w.territory_id
LEFT JOIN (SELECT k.id, k.email, n.name FROM sign_in_link k LEFT JOIN account n ON n.territory_id = k.territory_id
	AND n.email = k.email) l
       ON l.id = m.sign_in_link_id
CROSS JOIN LATERAL (SELECT m.kind IN ('school_asked', 'school_answer') AS school) k
CROSS JOIN LATERAL (SELECT
       CASE WHEN k.school THEN q.teacher ELSE coalesce(nullif(a.name, ''), nullif(w.artisan, ''), w.name) END AS name,
       CASE WHEN m.channel <> 'email' THEN coalesce(b.phone, nullif(w.phone, ''), a.phone)
            ELSE coalesce(b.email, l.email, CASE WHEN k.school THEN q.email END, nullif(a.email, ''), w.email) END
	AS address) p
WHERE m.territory_id = :territory `

const messagesFound = messageLine + `AND (:state = '' OR m.state = :state) AND (:status = '' OR ` +
	messageStatus + ` = :status)
	AND (:kind = '' OR m.kind = :kind) AND (:channel = '' OR m.channel = :channel) AND (:before = 0 OR m.id < :before)
	AND (:words = '' OR b.code = :words OR :address <> '' AND lower(p.address) = lower(:address)
		OR :address = '' AND position(jema_fold(:words) IN jema_fold(coalesce(b.name, l.name, p.name, ''))) > 0)
	ORDER BY m.id DESC LIMIT :limit`

type messageLineRow struct {
	messageRow
	Status    string
	Why       string
	CreatedAt time.Time  `db:"created_at"`
	DoneAt    *time.Time `db:"done_at"`
	Name, To  string
	Code      string
	Title     string
	StartsAt  *time.Time `db:"starts_at"`
}

func (r messageLineRow) line() MessageLine {
	return MessageLine{Message: r.message(), Status: jema.MessageStatus(r.Status), Why: r.Why, CreatedAt: r.CreatedAt,
		DoneAt: orZero(r.DoneAt),
		Name:   r.Name, To: r.To, Code: r.Code, Title: r.Title, StartsAt: orZero(r.StartsAt)}
}

func orZero(t *time.Time) time.Time {
	if t == nil {
		return time.Time{}
	}
	return *t
}

// Messages lists a territory's messages, the newest first: f.Limit of those
// that f finds. Words may be a booking's code however spaced, a whole address
// or number, or part of a name.
func (s *Store) Messages(ctx context.Context, territoryID jema.TerritoryID,
	f MessageFilter) (list []MessageLine, err error) {
	defer attempted(&err, "listing the messages")
	words, address := sought(f.Words)
	err = s.read(ctx, func(tx *tx) error {
		var rows []messageLineRow
		err := selectNamed(ctx, tx, &rows, messagesFound, map[string]any{"territory": territoryID,
			"state":  statesOf[f.Status],
			"status": f.Status, "kind": f.Kind, "channel": f.Channel, "before": f.Before, "words": words, "address": address,
			"limit": f.Limit})
		for _, r := range rows {
			list = append(list, r.line())
		}
		return err
	})
	return list, err
}

// sought reads what somebody typed to find messages: the words, and the
// address or number they are, "" when they are none.
func sought(typed string) (words, address string) {
	words = text.Line(typed)
	if code := strings.Map(digit, words); len(code) == 8 && code == strings.ReplaceAll(text.Fold(words), " ", "") {
		return code, ""
	}
	if email, ok := text.Email(words); ok {
		return words, email
	}
	if phone, ok := text.Phone(words); ok {
		return words, phone
	}
	return words, ""
}

// MessageCounts counts a territory's messages that are not done with, by status.
func (s *Store) MessageCounts(ctx context.Context, territoryID jema.TerritoryID) (counts map[jema.MessageStatus]int,
	err error) {
	defer attempted(&err, "counting the messages")
	var rows []struct {
		Status jema.MessageStatus
		N      int
	}
	err = s.read(ctx, func(tx *tx) error {
		return tx.SelectContext(ctx, &rows, `SELECT `+messageStatus+` AS status, count(*) AS n FROM message m
			WHERE m.territory_id = $1 AND m.state IN ('queued', 'parked') GROUP BY 1`, territoryID)
	})
	counts = map[jema.MessageStatus]int{}
	for _, r := range rows {
		counts[r.Status] = r.N
	}
	return counts, err
}

// MessageFile is the full record of one message.
type MessageFile struct {
	Line    MessageLine
	Letter  Letter        // from which its words are made, as the record stands now
	Same    []MessageLine // of the same kind about the same thing, itself among them, the oldest first
	Calls   []jema.Call   // the last first
	Actions []jema.MessageAction
}

const sameMessages = messageLine + `AND m.kind = (SELECT k.kind FROM message k WHERE k.territory_id = :territory
	AND k.id = :id)
	AND EXISTS (SELECT FROM message k WHERE k.territory_id = :territory AND k.id = :id
		AND (k.booking_id = m.booking_id OR k.opening_id = m.opening_id OR k.school_visit_id = m.school_visit_id OR k.id
			= m.id))
	ORDER BY m.seq, m.id`

// MessageFile reads one message of a territory, as of now.
func (s *Store) MessageFile(ctx context.Context, territoryID jema.TerritoryID, id jema.MessageID,
	now time.Time) (f MessageFile, err error) {
	defer attempted(&err, "reading a message with its history")
	err = s.read(ctx, func(tx *tx) error {
		var rows []messageLineRow
		if err := selectNamed(ctx, tx, &rows, sameMessages, map[string]any{"territory": territoryID, "id": id}); err != nil {
			return err
		}
		for _, r := range rows {
			f.Same = append(f.Same, r.line())
			if r.ID == id {
				f.Line = r.line()
			}
		}
		if f.Line.ID == 0 {
			return jema.ErrMessageMissing
		}
		return f.read(ctx, tx, now)
	})
	return f, err
}

// read adds what the line of a message does not hold.
func (f *MessageFile) read(ctx context.Context, tx *tx, now time.Time) error {
	messages := []jema.Message{f.Line.Message}
	found, err := letters(ctx, tx, f.Line.Message.TerritoryID, messages, now)
	if err != nil {
		return err
	}
	tries, err := triesOf(ctx, tx, f.Line.Message.TerritoryID, messages)
	if err != nil {
		return err
	}
	f.Letter, f.Calls = found[f.Line.ID], tries[f.Line.ID]
	return tx.SelectContext(ctx, &f.Actions, `SELECT n.done_at AS doneat, n.action, coalesce(nullif(a.name, ''),
		a.email) AS by
		FROM message_action n JOIN message m ON m.id = n.message_id JOIN account a ON a.id = n.account_id AND
			a.territory_id = m.territory_id
		WHERE m.territory_id = $1 AND n.message_id = $2 ORDER BY n.done_at, n.id`, f.Line.Message.TerritoryID, f.Line.ID)
}
