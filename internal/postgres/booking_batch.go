package postgres

import (
	"context"
	"crypto/sha256"
	"database/sql"
	"encoding/hex"
	"fmt"
	"strconv"
	"time"

	"github.com/lib/pq"

	"jema/internal/jema"
)

// PreparedRequest is a request with what the program adds before it is stored.
type PreparedRequest struct {
	jema.BookingRequest
	Code      string // the code it would like; the database moves on if it is in use
	TokenHash []byte // SHA-256 of its link's token
}

// BookingOutcome is what the database answered to one request of a batch. What
// is not known of a refusal is zero.
type BookingOutcome struct {
	Outcome    string
	ID         int64
	Code       string
	Status     jema.BookingStatus
	Generation int
}

const bookBatch = `SELECT outcomes, ids, codes, statuses, generations
	FROM book_batch_v1($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14)`

// BookBatch answers requests in their order of arrival, in one transaction:
// either every answer holds or none. A key that is known gets its first answer
// again, so that repeating a batch whose outcome is unknown is safe. It works
// on any connection; BookingPool keeps some for this alone.
func (s *Store) BookBatch(ctx context.Context, now time.Time, requests []PreparedRequest) (outcomes []BookingOutcome, err error) {
	err = s.inTx(ctx, func(tx *tx) error {
		outcomes, err = bookInTx(ctx, tx, now, requests)
		return err
	})
	return outcomes, err
}

// bookInTx is BookBatch as a part of a transaction.
func bookInTx(ctx context.Context, tx *tx, now time.Time, requests []PreparedRequest) ([]BookingOutcome, error) {
	return batchAnswers(tx.QueryRowContext(ctx, bookBatch, batchArguments(now, requests)...), len(requests))
}

// batchAnswers turns the function's columns into rows; it refuses a reply that
// is not one answer for each of n requests.
func batchAnswers(row *sql.Row, n int) ([]BookingOutcome, error) {
	var kinds, codes, statuses []string
	var ids, generations []int64
	if err := row.Scan(pq.Array(&kinds), pq.Array(&ids), pq.Array(&codes), pq.Array(&statuses), pq.Array(&generations)); err != nil {
		return nil, err
	}
	if len(kinds) != n || len(ids) != n || len(codes) != n || len(statuses) != n || len(generations) != n {
		return nil, fmt.Errorf("booking: %d answers to %d requests", len(kinds), n)
	}
	outcomes := make([]BookingOutcome, n)
	for i, kind := range kinds {
		outcomes[i].Outcome = kind
		if ids[i] != 0 {
			outcomes[i] = BookingOutcome{kind, ids[i], codes[i], jema.BookingStatus(statuses[i]), int(generations[i])}
		}
	}
	return outcomes, nil
}

// batchArguments turns rows into the function's columns.
func batchArguments(now time.Time, requests []PreparedRequest) []any {
	column := func(value func(*PreparedRequest) string) []byte { return textArray(requests, value) }
	hash := func(value func(*PreparedRequest) [sha256.Size]byte) []byte {
		return column(func(r *PreparedRequest) string {
			h := value(r)
			return `\x` + hex.EncodeToString(h[:])
		})
	}
	return []any{
		now,
		column(func(r *PreparedRequest) string { return strconv.FormatInt(r.SlotID, 10) }),
		column(func(r *PreparedRequest) string { return r.Key }),
		hash(func(r *PreparedRequest) [sha256.Size]byte { return r.Content() }),
		column(func(r *PreparedRequest) string { return strconv.Itoa(r.PartySize) }),
		column(func(r *PreparedRequest) string { return strconv.FormatBool(r.Wait) }),
		column(func(r *PreparedRequest) string { return r.Name }),
		column(func(r *PreparedRequest) string { return r.Email }),
		column(func(r *PreparedRequest) string { return r.Phone }),
		hash(func(r *PreparedRequest) [sha256.Size]byte { return r.Contact() }),
		column(func(r *PreparedRequest) string { return r.Language }),
		column(func(r *PreparedRequest) string { return r.Origin }),
		column(func(r *PreparedRequest) string { return r.Code }),
		column(func(r *PreparedRequest) string { return `\x` + hex.EncodeToString(r.TokenHash) }),
	}
}

// textArray writes an array as Postgres reads it, every element in quotes. (It
// is what pq.Array does, in one piece of memory: a rush spends a tenth of its
// time on these.)
func textArray(requests []PreparedRequest, value func(*PreparedRequest) string) []byte {
	b := append(make([]byte, 0, 2+24*len(requests)), '{')
	for i := range requests {
		if i > 0 {
			b = append(b, ',')
		}
		b = append(b, '"')
		for _, c := range []byte(value(&requests[i])) {
			if c == '"' || c == '\\' {
				b = append(b, '\\')
			}
			b = append(b, c)
		}
		b = append(b, '"')
	}
	return append(b, '}')
}
