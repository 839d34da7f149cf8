package postgres

import (
	"context"
	"crypto/sha256"
	"errors"
	"strings"
	"time"

	"github.com/lib/pq"
)

// Throttle slows down who tries something often: after Free attempts the next
// has to wait a second, the one after it two, then four, up to Most. It forgets
// when nobody has tried for Window.
type Throttle struct {
	Key    [32]byte // SHA-256 of what is tried and by whom; nothing of a person is kept
	Free   int
	Most   time.Duration
	Window time.Duration
}

// errTooSoon takes back what an attempt has counted before one throttle refused it.
var errTooSoon = errors.New("the next attempt is not due yet")

// Try counts an attempt in every throttle and returns 0. Where one of them has
// to wait it counts nothing and returns for how long. Throttles of one kind are
// given in the same order everywhere: their rows are locked in it.
func (s *Store) Try(ctx context.Context, now time.Time, throttles ...Throttle) (wait time.Duration, err error) {
	defer attempted(&err, "counting an attempt against its throttles")
	err = s.inTx(ctx, func(tx *tx) error {
		for _, t := range throttles {
			if wait, err = t.try(ctx, tx, now); err != nil {
				return err
			}
			if wait > 0 {
				return errTooSoon
			}
		}
		return sweepAttempts(ctx, tx, now)
	})
	if errors.Is(err, errTooSoon) {
		return wait, nil
	}
	return 0, err
}

// try counts one attempt, or returns how long the next has to wait.
func (t Throttle) try(ctx context.Context, tx *tx, now time.Time) (time.Duration, error) {
	var due []time.Time
	err := tx.SelectContext(ctx, &due, `
		INSERT INTO attempt AS a (key, count, expires_at, next_at) VALUES ($1, 1, $3, $2)
		ON CONFLICT (key) DO UPDATE SET expires_at = $3,
			count = CASE WHEN a.expires_at <= $2 THEN 1 ELSE a.count + 1 END,
			next_at = CASE WHEN a.expires_at <= $2 OR a.count + 1 < $4 THEN $2
				ELSE $2 + least($5, 2 ^ least(a.count + 1 - $4, 30)) * interval '1 second' END
		WHERE a.expires_at <= $2 OR a.next_at IS NULL OR a.next_at <= $2 RETURNING a.next_at`,
		t.Key[:], now, now.Add(t.Window), t.Free, t.Most.Seconds())
	if err != nil || len(due) == 1 {
		return 0, err
	}
	var next time.Time
	err = tx.GetContext(ctx, &next, `SELECT next_at FROM attempt WHERE key = $1`, t.Key[:])
	return max(next.Sub(now), time.Second), err
}

// Forgive takes attempts back after one has succeeded: those of the first
// throttle are forgotten, in every other one attempt less is counted.
func (s *Store) Forgive(ctx context.Context, own Throttle, others ...Throttle) (err error) {
	defer attempted(&err, "forgiving attempts")
	return s.inTx(ctx, func(tx *tx) error {
		if _, err := tx.ExecContext(ctx, `DELETE FROM attempt WHERE key = $1`, own.Key[:]); err != nil {
			return err
		}
		for _, t := range others {
			_, err := tx.ExecContext(ctx, `UPDATE attempt SET count = greatest(count - 1, 1), next_at = NULL WHERE key = $1`,
				t.Key[:])
			if err != nil {
				return err
			}
		}
		return nil
	})
}

// sweepAttempts deletes a few rows whose time is over. Rows somebody else is at
// are left to them, so that no two wait for each other.
func sweepAttempts(ctx context.Context, tx *tx, now time.Time) error {
	_, err := tx.ExecContext(ctx, `DELETE FROM attempt WHERE key IN
		(SELECT key FROM attempt WHERE expires_at <= $1 LIMIT 20 FOR UPDATE SKIP LOCKED)`, now)
	return err
}

// Attempt counts one more attempt under a key within a window and returns how
// many there are by now. The key is a SHA-256; no personal data is stored.
func (s *Store) Attempt(ctx context.Context, key [32]byte, now time.Time, window time.Duration) (count int, err error) {
	defer attempted(&err, "counting an attempt")
	err = s.inTx(ctx, func(tx *tx) error {
		err := tx.GetContext(ctx, &count, `
			INSERT INTO attempt (key, count, expires_at) VALUES ($1, 1, $3)
			ON CONFLICT (key) DO UPDATE SET
				count = CASE WHEN attempt.expires_at <= $2 THEN 1 ELSE attempt.count + 1 END,
				expires_at = CASE WHEN attempt.expires_at <= $2 THEN $3 ELSE attempt.expires_at END
			RETURNING count`, key[:], now, now.Add(window))
		if err != nil {
			return err
		}
		return sweepAttempts(ctx, tx, now)
	})
	return count, err
}

// attemptWindow is how often something was counted in the window that ends at
// ExpiresAt.
type attemptWindow struct {
	Key       []byte
	Count     int
	ExpiresAt time.Time `db:"expires_at"`
}

// attemptKey names an action by somebody, identified by the hash of an address.
func attemptKey(what, address string) [32]byte {
	return sha256.Sum256([]byte(what + "\x00" + strings.ToLower(address)))
}

// The rows are locked in the order of their keys, so that no two who count
// several wait for each other.
const countAttempts = `INSERT INTO attempt AS a (key, count, expires_at)
		SELECT k.key, k.n, $4::timestamptz FROM unnest($1::bytea[], $2::integer[]) AS k (key, n) ORDER BY k.key
	ON CONFLICT (key) DO UPDATE SET
		count = CASE WHEN a.expires_at <= $3 THEN 0 ELSE a.count END + excluded.count,
		expires_at = CASE WHEN a.expires_at <= $3 THEN excluded.expires_at ELSE a.expires_at END
	RETURNING key, count, expires_at`

// countAttempt counts one more of what somebody does, identified by the hash of
// an address, and returns how many that makes in the window and when it ends.
// Each call also deletes a few expired windows.
func countAttempt(ctx context.Context, t *tx, what, address string, now time.Time, window time.Duration) (count int,
	until time.Time, err error) {
	key := attemptKey(what, address)
	var w attemptWindow
	err = t.GetContext(ctx, &w, countAttempts, pq.ByteaArray{key[:]}, pq.Int64Array{1}, now, now.Add(window))
	if err == nil { // after our own row is locked
		err = sweepAttempts(ctx, t, now)
	}
	return w.Count, w.ExpiresAt, err
}
