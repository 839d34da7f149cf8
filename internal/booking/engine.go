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
	"sync"
	"time"

	"jema/internal/booking/metrics"
	"jema/internal/jema"
	"jema/internal/links"
	"jema/internal/postgres"
)

// Batch answers requests in one transaction, in order; see postgres.BookBatch.
type Batch func(ctx context.Context, now time.Time, requests []postgres.PreparedRequest) ([]postgres.BookingOutcome, error)

// Engine takes bookings. It is safe for concurrent use. Requests queue in
// lines, by slot; what queued in a line while its last batch was committed is
// its next batch. So a batch is as large as the rush makes it, and one request
// alone waits for nobody.
type Engine struct {
	batch   Batch
	links   links.Links
	now     func() time.Time
	random  io.Reader
	metrics *metrics.Metrics
	single  bool
	limit   int

	mu     sync.Mutex // guards what follows
	lines  [Workers]line
	inside int           // requests without an answer
	empty  chan struct{} // made by Close, closed when nobody is inside
}

// Workers is how many batches are in the database at once: while one waits for
// the disk, the other computes. BatchMost bounds a batch; QueueMost the
// requests that may wait for an answer, beyond which an engine turns away.
const (
	Workers   = 2
	BatchMost = 256
	QueueMost = 8192
)

// Option changes an engine.
type Option func(*Engine)

// Single makes every request a statement and a transaction of its own, as many
// at once as the batch has connections. It is the control that the engine is
// measured against, and the fallback.
func Single() Option { return func(e *Engine) { e.single = true } }

// Limit changes how many requests may wait for an answer.
func Limit(n int) Option { return func(e *Engine) { e.limit = n } }

// Measured makes the engine count into m.
func Measured(m *metrics.Metrics) Option { return func(e *Engine) { e.metrics = m } }

// New returns an engine over the database's batch, with a clock. It holds no
// goroutine while nobody asks.
func New(batch Batch, l links.Links, now func() time.Time, options ...Option) *Engine {
	e := &Engine{batch: batch, links: l, now: now, random: rand.Reader, metrics: metrics.New(), limit: QueueMost}
	for _, o := range options {
		o(e)
	}
	return e
}

// waitLimit is the longest a caller is kept without an answer.
const waitLimit = 20 * time.Second

// Book asks for places. The answer is given after the commit, never before.
// Refusals are ErrSlotFull, ErrSlotClosed, ErrSlotMissing, ErrAlreadyBooked,
// ErrPartyTooLarge, ErrKeyReused, and Invalid for a request nobody could
// answer; Unavailable means that the engine cannot say, and that asking again
// with the same key is safe. A caller whose ctx ends may have been booked all
// the same: the key tells.
func (e *Engine) Book(ctx context.Context, r jema.BookingRequest) (jema.BookingAnswer, error) {
	if err := r.Check(); err != nil {
		return jema.BookingAnswer{}, err
	}
	code, err := e.code()
	if err != nil {
		return jema.BookingAnswer{}, err
	}
	j := &job{request: postgres.PreparedRequest{BookingRequest: r, Code: code, TokenHash: links.Hash(e.links.ManageToken(r.Key, 1))},
		since: time.Now(), reply: make(chan reply, 1)}
	answer, kind, err := jema.BookingAnswer{}, "turned_away", errTurnedAway
	if e.enter(j) {
		answer, kind, err = e.await(ctx, j)
	}
	e.metrics.Answered(kind)
	return answer, err
}

var errTurnedAway = errors.Join(jema.Unavailable("booking.unavailable"), errors.New("booking: the queue is full or closed"))

// await waits for the answer to a request that is inside; kind is what it is
// counted as.
func (e *Engine) await(ctx context.Context, j *job) (answer jema.BookingAnswer, kind string, err error) {
	ctx, cancel := context.WithTimeout(ctx, waitLimit)
	defer cancel()
	select {
	case <-ctx.Done():
		return answer, "given_up", errors.Join(jema.Unavailable("booking.unavailable"), ctx.Err())
	case got := <-j.reply:
		if got.err == nil {
			return e.answer(j.request.BookingRequest, got.outcome)
		}
		switch {
		case jema.KindOf(got.err) != 0:
			return answer, "refused", got.err
		case !postgres.MayPass(got.err):
			return answer, "failed", got.err
		}
		return answer, "unavailable", errors.Join(jema.Unavailable("booking.unavailable"), got.err)
	}
}

// refusals are what the asker is told of an outcome that is no booking.
var refusals = map[string]error{
	"full": jema.ErrSlotFull, "closed": jema.ErrSlotClosed, "missing": jema.ErrSlotMissing, "already": jema.ErrAlreadyBooked, "enough": jema.ErrEnoughBookings,
	"too_large": jema.ErrPartyTooLarge, "reused": jema.ErrKeyReused,
}

// answer turns what the database said into what the asker is told.
func (e *Engine) answer(r jema.BookingRequest, o postgres.BookingOutcome) (answer jema.BookingAnswer, kind string, err error) {
	if o.Outcome != "created" && o.Outcome != "repeated" {
		err, known := refusals[o.Outcome]
		if !known {
			return answer, "unknown", fmt.Errorf("booking: the database answered %q", o.Outcome)
		}
		return answer, o.Outcome, err
	}
	kind = o.Outcome
	if kind == "created" {
		kind = string(o.Status)
	}
	return jema.BookingAnswer{ID: o.ID, Code: o.Code, Status: o.Status, Token: e.links.ManageToken(r.Key, o.Generation)}, kind, nil
}

// code draws the eight digits a visitor reads aloud.
func (e *Engine) code() (string, error) {
	n, err := rand.Int(e.random, big.NewInt(100_000_000))
	if err != nil {
		return "", fmt.Errorf("drawing a code: %w", err)
	}
	return fmt.Sprintf("%08d", n), nil
}
