package postgres

import (
	"context"
	"slices"
	"time"

	"github.com/lib/pq"

	"jema/internal/jema"
)

// How many letters about bookings leave for one address in an hour; the rest
// wait for the hour's end and are never dropped.
const (
	// unprovenPerHour bounds what a stranger can cause who books with somebody
	// else's address. It leaves room for the day that one visitor plans.
	unprovenPerHour = 6
	// actsPerHour bounds what the holder of a booking's link or code can cause:
	// the stranger who booked is shown both.
	actsPerHour = 12
)

// pacedRow is what decides under what a letter is counted.
type pacedRow struct {
	ID       jema.MessageID
	Kind     string
	Unproven bool
	ByHand   bool
	Public   bool
}

// counted returns under what a letter is counted, and how many of those leave in
// an hour; "" when it is not counted.
func (r pacedRow) counted() (what string, most int) {
	switch {
	case r.ByHand || !r.Public:
		return "", 0
	case r.Unproven:
		return "mail", unprovenPerHour
	case r.Kind == jema.MessageCancellation || r.Kind == jema.MessageOffer || r.Kind == jema.MessageReminder:
		return "", 0
	}
	return "mail of an act", actsPerHour
}

// The rows are locked, so that nobody changes a letter while it is being put
// off; in the order of their numbers, so that no two senders wait for each other.
const pacedMessages = `SELECT m.id, m.kind, m.unproven, b.origin IN ('web', 'api') AS public,
		EXISTS (SELECT FROM message_action a WHERE a.message_id = m.id) AS byhand
	FROM message m JOIN booking b ON b.id = m.booking_id
	WHERE m.territory_id = $1 AND m.id = ANY ($2) ORDER BY m.id FOR NO KEY UPDATE OF m`

// PaceMessages counts the letters about bookings among those of a territory, and
// returns which may not leave at now, by the message's id: one too many in an
// hour to its address is put off to the hour's end, and its claim does not count
// as an attempt. A cancellation, an offer, a reminder, what a workshop or the
// desk did, and what somebody sends again by hand leave at once, uncounted.
func (s *Store) PaceMessages(ctx context.Context, territoryID jema.TerritoryID, letters []Letter,
	now time.Time) (off map[jema.MessageID]bool, err error) {
	defer attempted(&err, "pacing messages")
	letters = slices.DeleteFunc(slices.Clone(letters), func(l Letter) bool {
		// Tried again, a letter was counted when it was first tried.
		return l.Message.BookingID == 0 || l.Message.Attempts > 1 || l.CalledOff()
	})
	if len(letters) == 0 {
		return nil, nil
	}
	read, err := s.prepared(ctx, pacedMessages)
	if err != nil {
		return nil, err
	}
	count, err := s.prepared(ctx, countAttempts)
	if err != nil {
		return nil, err
	}
	err = s.inTx(ctx, func(t *tx) error {
		var rows []pacedRow
		//nolint:sqlclosecheck // prepared once, for as long as the store is open
		if err := t.StmtxContext(ctx, read).SelectContext(ctx, &rows, territoryID, pq.Array(lettersOf(letters))); err != nil {
			return err
		}
		by := tallied(letters, rows)
		var windows []attemptWindow
		//nolint:sqlclosecheck // prepared once, for as long as the store is open
		err := t.StmtxContext(ctx, count).SelectContext(ctx, &windows, by.keys, by.numbers, now, now.Add(time.Hour))
		if err != nil {
			return err
		}
		if off, err = by.putOff(ctx, t, territoryID, windows); err != nil {
			return err
		}
		return sweepAttempts(ctx, t, now) // after our own rows are locked
	})
	return off, err
}

func lettersOf(letters []Letter) []jema.MessageID {
	ids := make([]jema.MessageID, len(letters))
	for i, l := range letters {
		ids[i] = l.Message.ID
	}
	return ids
}

// tally is what letters are counted by: for each key, how many there are now
// and how many may leave in an hour.
type tally struct {
	keys    pq.ByteaArray
	numbers pq.Int64Array
	most    map[string]int
	letters map[string][]jema.Message // the oldest first
}

func tallied(letters []Letter, rows []pacedRow) tally {
	by := tally{most: map[string]int{}, letters: map[string][]jema.Message{}}
	row := make(map[jema.MessageID]pacedRow, len(rows))
	for _, r := range rows {
		row[r.ID] = r
	}
	for _, l := range letters {
		what, most := row[l.Message.ID].counted()
		if what == "" {
			continue
		}
		key := attemptKey(what, l.To)
		by.most[string(key[:])] = most
		by.letters[string(key[:])] = append(by.letters[string(key[:])], l.Message)
	}
	for key, list := range by.letters {
		by.keys, by.numbers = append(by.keys, []byte(key)), append(by.numbers, int64(len(list)))
	}
	return by
}

// putOff makes the letters that are too many due when the hour of their address
// is over.
func (by tally) putOff(ctx context.Context, t *tx, territoryID jema.TerritoryID,
	windows []attemptWindow) (off map[jema.MessageID]bool, err error) {
	for _, w := range windows {
		list := by.letters[string(w.Key)]
		before := w.Count - len(list)
		for _, m := range list[min(max(by.most[string(w.Key)]-before, 0), len(list)):] {
			if _, err := t.ExecContext(ctx, `UPDATE message SET attempts = attempts - 1, due_at = $4
				WHERE territory_id = $1 AND id = $2 AND attempts = $3 AND state = 'queued'`,
				territoryID, m.ID, m.Attempts, w.ExpiresAt); err != nil {
				return nil, err
			}
			if off == nil {
				off = map[jema.MessageID]bool{}
			}
			off[m.ID] = true
		}
	}
	return off, nil
}

// releaseLetter lets a booking's letter that was postponed leave at now, at its
// holder's request, and reports whether one is on its way: a second one would
// add nothing.
func releaseLetter(ctx context.Context, t *tx, bookingID jema.BookingID, kind string,
	now time.Time) (onItsWay bool, err error) {
	// What was tried is claimed by a sender, or is tried again by itself.
	n, err := touch(ctx, t, `UPDATE message SET unproven = false,
			due_at = CASE WHEN channel = 'email' AND attempts = 0 THEN least(due_at, $3) ELSE due_at END
		WHERE booking_id = $1 AND kind = $2 AND state = 'queued'`, bookingID, kind, now)
	return n > 0, err
}
