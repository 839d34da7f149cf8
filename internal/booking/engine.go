// Package booking takes bookings: the one method through which every door –
// pages, API, desk – asks for places. The database decides; see book_batch_v1.
package booking

import (
	"context"
	"crypto/rand"
	"errors"
	"fmt"
	"io"
	"math/big"
	"time"

	"jema/internal/jema"
	"jema/internal/links"
	"jema/internal/postgres"
)

// Batch answers requests in one transaction, in order; see postgres.BookBatch.
type Batch func(ctx context.Context, now time.Time, requests []postgres.PreparedRequest) ([]postgres.BookingOutcome, error)

// Engine takes bookings. It is safe for concurrent use.
type Engine struct {
	batch  Batch
	links  links.Links
	now    func() time.Time
	random io.Reader
}

// New returns an engine over the database's batch, with a clock.
func New(batch Batch, l links.Links, now func() time.Time) *Engine {
	return &Engine{batch: batch, links: l, now: now, random: rand.Reader}
}

// attempts is how often a request whose outcome is unknown is asked again. Its
// key makes that safe: one that did come through gets its first answer.
const attempts = 3

// Book asks for places. The answer is given after the commit, never before.
// Refusals are ErrSlotFull, ErrSlotClosed, ErrSlotMissing, ErrAlreadyBooked,
// ErrPartyTooLarge, ErrKeyReused, and Invalid for a request nobody could
// answer; Unavailable means that the database could not say, and that asking
// again with the same key is safe.
func (e *Engine) Book(ctx context.Context, r jema.BookingRequest) (jema.BookingAnswer, error) {
	if err := r.Check(); err != nil {
		return jema.BookingAnswer{}, err
	}
	code, err := e.code()
	if err != nil {
		return jema.BookingAnswer{}, err
	}
	prepared := postgres.PreparedRequest{BookingRequest: r, Code: code, TokenHash: links.Hash(e.links.ManageToken(r.Key, 1))}
	var outcomes []postgres.BookingOutcome
	for try := 1; ; try++ {
		outcomes, err = e.batch(ctx, e.now(), []postgres.PreparedRequest{prepared})
		if err == nil || try == attempts || ctx.Err() != nil {
			break
		}
	}
	if err != nil {
		if jema.KindOf(err) != 0 {
			return jema.BookingAnswer{}, err
		}
		return jema.BookingAnswer{}, errors.Join(jema.Unavailable("booking.unavailable"), err)
	}
	return e.answer(r, outcomes[0])
}

// answer turns what the database said into what the asker is told.
func (e *Engine) answer(r jema.BookingRequest, o postgres.BookingOutcome) (jema.BookingAnswer, error) {
	switch o.Outcome {
	case "created", "repeated":
		return jema.BookingAnswer{ID: o.ID, Code: o.Code, Status: o.Status, Token: e.links.ManageToken(r.Key, o.Generation)}, nil
	case "full":
		return jema.BookingAnswer{}, jema.ErrSlotFull
	case "closed":
		return jema.BookingAnswer{}, jema.ErrSlotClosed
	case "missing":
		return jema.BookingAnswer{}, jema.ErrSlotMissing
	case "already":
		return jema.BookingAnswer{}, jema.ErrAlreadyBooked
	case "too_large":
		return jema.BookingAnswer{}, jema.ErrPartyTooLarge
	case "reused":
		return jema.BookingAnswer{}, jema.ErrKeyReused
	}
	return jema.BookingAnswer{}, fmt.Errorf("booking: the database answered %q", o.Outcome)
}

// code draws the eight digits a visitor reads aloud.
func (e *Engine) code() (string, error) {
	n, err := rand.Int(e.random, big.NewInt(100_000_000))
	if err != nil {
		return "", fmt.Errorf("drawing a code: %w", err)
	}
	return fmt.Sprintf("%08d", n), nil
}
