package postgres

import (
	"context"
	"database/sql"
	"fmt"
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
	n := len(requests)
	slots, parties, waits := make([]int64, n), make([]int64, n), make([]bool, n)
	contents, contacts, hashes := make([][]byte, n), make([][]byte, n), make([][]byte, n)
	keys, names, emails, phones := make([]string, n), make([]string, n), make([]string, n), make([]string, n)
	languages, origins, codes := make([]string, n), make([]string, n), make([]string, n)
	for i, r := range requests {
		content, contact := r.Content(), r.Contact()
		slots[i], parties[i], waits[i] = r.SlotID, int64(r.PartySize), r.Wait
		contents[i], contacts[i], hashes[i] = content[:], contact[:], r.TokenHash
		keys[i], names[i], emails[i], phones[i] = r.Key, r.Name, r.Email, r.Phone
		languages[i], origins[i], codes[i] = r.Language, r.Origin, r.Code
	}
	return []any{
		now, pq.Array(slots), pq.Array(keys), pq.Array(contents), pq.Array(parties), pq.Array(waits), pq.Array(names),
		pq.Array(emails), pq.Array(phones), pq.Array(contacts), pq.Array(languages), pq.Array(origins), pq.Array(codes), pq.Array(hashes),
	}
}
