// Package booking takes bookings: the one method through which every client –
// pages, API, desk – requests places. The database decides; see book_batch_v3.
package booking

import (
	"context"
	"crypto/rand"
	"encoding/binary"
	"errors"
	"fmt"
	"io"
	"sync"
	"time"

	"jema/internal/booking/metrics"
	"jema/internal/jema"
	"jema/internal/links"
	"jema/internal/postgres"
)

// Batch answers requests in one transaction, in order; see postgres.BookBatch.
type Batch func(ctx context.Context, now time.Time, requests []postgres.PreparedRequest) ([]postgres.BookingOutcome,
	error)

// Engine takes bookings. It is safe for concurrent use. Requests queue in
// lines, by slot; what queued in a line while its last batch was committed is
// its next batch. So a batch is as large as the rush makes it, and one request
// alone waits for nobody.
type Engine struct {
	batch     Batch
	links     links.Links
	now       func() time.Time
	random    io.Reader
	metrics   *metrics.Metrics
	bySlot    Batch
	single    bool
	patience  time.Duration
	waitLimit time.Duration
	limit     int
	room      chan struct{} // for slots apart in the database

	mu     sync.Mutex // guards what follows
	lines  [Workers]line
	apart  map[jema.SlotID]*line   // of slots that somebody else was found to hold
	busy   map[int64]postgres.Busy // requests in the database, by network
	inside int                     // requests without an answer
	aside  int                     // those of them in the lines apart
	empty  chan struct{}           // made by Close, closed when nobody is inside
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

// New returns an engine over the database's batch, with a clock. It runs no
// goroutine while there are no requests.
func New(batch Batch, l links.Links, now func() time.Time, options ...Option) *Engine {
	e := &Engine{batch: batch, links: l, now: now, random: rand.Reader, metrics: metrics.New(), limit: QueueMost,
		patience: patience, waitLimit: waitLimit,
		room: make(chan struct{}, ApartMost), apart: map[jema.SlotID]*line{}, busy: map[int64]postgres.Busy{}}
	for _, o := range options {
		o(e)
	}
	if e.bySlot == nil {
		e.bySlot = batch
	}
	return e
}

// waitLimit is the longest a caller waits for an answer.
const waitLimit = 20 * time.Second

// Book requests places. The answer is given after the commit, never before. Refusals are
// ErrSlotFull, ErrSlotClosed, ErrSlotMissing, ErrAlreadyBooked, ErrPartyTooLarge,
// ErrKeyReused, ErrTooManyBookings, and Invalid for a request nobody could answer;
// Unavailable means that the outcome is undetermined, and that sending the same key again is
// safe. A caller whose ctx ends may have been booked all the same: sending the key again
// shows it.
func (e *Engine) Book(ctx context.Context, r jema.BookingRequest) (jema.BookingAnswer, error) {
	if err := r.Check(); err != nil {
		return jema.BookingAnswer{}, err
	}
	prepared, token, err := e.prepare(r)
	if err != nil {
		return jema.BookingAnswer{}, err
	}
	j := &job{request: prepared, token: token, since: time.Now(), reply: make(chan reply, 1)}
	answer, kind, err := jema.BookingAnswer{}, "turned_away", errTurnedAway
	if e.enter(j) {
		answer, kind, err = e.await(ctx, j)
	}
	e.metrics.Answered(kind)
	return answer, err
}

var errTurnedAway = errors.Join(jema.Unavailable("booking.unavailable"),
	errors.New("booking: the queue is full or closed"))

// await waits for the answer to a request that is inside; kind is what it is
// counted as.
func (e *Engine) await(ctx context.Context, j *job) (answer jema.BookingAnswer, kind string, err error) {
	late := time.NewTimer(e.waitLimit) // cheaper than a context of one's own
	defer late.Stop()
	select {
	case <-ctx.Done():
		return answer, "given_up", errors.Join(jema.Unavailable("booking.unavailable"), ctx.Err())
	case <-late.C:
		return answer, "given_up", errors.Join(jema.Unavailable("booking.unavailable"), context.DeadlineExceeded)
	case got := <-j.reply:
		if got.err == nil {
			return e.answer(j.request.Key, j.token, got.outcome)
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

// refusals are the errors returned for outcomes that are no booking.
var refusals = map[string]error{
	"full": jema.ErrSlotFull, "closed": jema.ErrSlotClosed, "missing": jema.ErrSlotMissing,
	"already": jema.ErrAlreadyBooked, "enough": jema.ErrEnoughBookings,
	"too_large": jema.ErrPartyTooLarge, "reused": jema.ErrKeyReused,
}

// answer turns the database's outcome for a key into the answer to the client.
// token is that of the key's first generation.
func (e *Engine) answer(key, token string, o postgres.BookingOutcome) (answer jema.BookingAnswer,
	kind string, err error) {
	if o.Outcome == postgres.OutcomeTooMany {
		return answer, o.Outcome, jema.TooMany(jema.ErrTooManyBookings.Message, o.Pause)
	}
	if o.Outcome != postgres.OutcomeCreated && o.Outcome != postgres.OutcomeRepeated {
		err, known := refusals[o.Outcome]
		if !known {
			return answer, "unknown", fmt.Errorf("booking: the database answered %q", o.Outcome)
		}
		return answer, o.Outcome, err
	}
	kind = o.Outcome
	if kind == postgres.OutcomeCreated {
		kind = string(o.Status)
	}
	if o.Generation != firstGeneration {
		token = e.links.ManageToken(key, o.Generation)
	}
	return jema.BookingAnswer{ID: o.ID, Code: o.Code, Status: o.Status, Token: token}, kind, nil
}

// firstGeneration is the generation of a booking whose link was never revoked.
const firstGeneration = 1

// prepare adds to a request what it is stored with, and returns its token.
func (e *Engine) prepare(r jema.BookingRequest) (p postgres.PreparedRequest, token string, err error) {
	token = e.links.ManageToken(r.Key, firstGeneration)
	code, err := e.code()
	return postgres.PreparedRequest{BookingRequest: r, Code: code, TokenHash: links.Hash(token)}, token, err
}

// code draws the eight digits a visitor reads aloud; that 2⁶⁴ is no multiple
// of their number favours none by more than one part in 10¹¹.
func (e *Engine) code() (string, error) {
	var drawn [8]byte
	if _, err := io.ReadFull(e.random, drawn[:]); err != nil {
		return "", fmt.Errorf("drawing a code: %w", err)
	}
	var digits [8]byte
	for i, n := len(digits)-1, binary.BigEndian.Uint64(drawn[:]); i >= 0; i, n = i-1, n/10 {
		digits[i] = byte('0' + n%10)
	}
	return string(digits[:]), nil
}
