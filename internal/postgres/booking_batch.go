package postgres

import (
	"context"
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

// BookingOutcome is what the database answered to one request of a batch.
type BookingOutcome struct {
	Ord        int
	Outcome    string
	ID         int64
	Code       string
	Status     jema.BookingStatus
	Generation int
	Taken      int // of the slot, after the batch
	Waiting    int
}

const bookBatch = `
	SELECT ord, outcome, coalesce(booking_id, 0) AS id, coalesce(booking_code, '') AS code,
		coalesce(booking_status, '') AS status, coalesce(booking_generation, 0) AS generation,
		coalesce(slot_taken, 0) AS taken, coalesce(slot_waiting, 0) AS waiting
	FROM book_batch_v1($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14)`

// BookBatch answers requests in their order of arrival, in one transaction:
// either every answer holds or none. A key that is known gets its first answer
// again, so that repeating a batch whose outcome is unknown is safe. It works
// on any connection; BookingPool keeps some for this alone.
func (s *Store) BookBatch(ctx context.Context, now time.Time, requests []PreparedRequest) (outcomes []BookingOutcome, err error) {
	err = s.inTx(ctx, func(tx *tx) error {
		return tx.SelectContext(ctx, &outcomes, bookBatch, batchArguments(now, requests)...)
	})
	return answered(requests, outcomes, err)
}

// answered refuses a reply that is not one answer a request.
func answered(requests []PreparedRequest, outcomes []BookingOutcome, err error) ([]BookingOutcome, error) {
	if err == nil && len(outcomes) != len(requests) {
		err = fmt.Errorf("booking: %d answers to %d requests", len(outcomes), len(requests))
	}
	return outcomes, err
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
