package booking

import (
	"context"
	"errors"
	"time"

	"jema/internal/booking/metrics"
	"jema/internal/postgres"
	"jema/internal/work"
)

// A batch whose outcome is unknown, or that could not be asked, is asked again
// until its oldest request has waited for patience; every one is asked once.
const (
	patience     = 5 * time.Second
	attemptLimit = 5 * time.Second
	firstPause   = 10 * time.Millisecond
	longestPause = 500 * time.Millisecond
)

// settle answers jobs, in one transaction if it can be. A batch that the
// database refuses is halved until the request at fault stands alone: it harms
// only itself, and the others keep their order.
func (e *Engine) settle(jobs []*job) {
	outcomes, err := e.ask(jobs)
	if err != nil && len(jobs) > 1 && !mayPass(err) {
		half := len(jobs) / 2
		e.settle(jobs[:half])
		e.settle(jobs[half:])
		return
	}
	for i, j := range jobs {
		if err != nil {
			e.leave(j, reply{err: err})
		} else {
			e.leave(j, reply{outcome: outcomes[i]})
		}
	}
}

// ask puts a batch to the database. When an answer is lost the transaction may
// have been committed, or may still be under way. Both are safe to ask again:
// what was committed is known by its keys and gets its first answer, and what
// is under way holds the locks of its slots, for which this one waits.
func (e *Engine) ask(jobs []*job) ([]postgres.BookingOutcome, error) {
	requests := make([]postgres.PreparedRequest, len(jobs))
	for i, j := range jobs {
		requests[i] = j.request
	}
	for pause := firstPause; ; pause = min(2*pause, longestPause) {
		outcomes, err := e.attempt(requests)
		if err == nil || !mayPass(err) || time.Since(jobs[0].since)+pause > patience {
			return outcomes, err
		}
		time.Sleep(pause)
	}
}

// attempt asks once. No caller's context reaches it: a batch is everybody's.
func (e *Engine) attempt(requests []postgres.PreparedRequest) ([]postgres.BookingOutcome, error) {
	limit := attemptLimit
	if e.single {
		limit = waitLimit // most of which it may wait for a connection
	}
	ctx, cancel := context.WithTimeout(context.Background(), limit)
	defer cancel()
	begun := time.Now()
	var outcomes []postgres.BookingOutcome
	err := work.Do(func() (err error) { // what panics harms its own request alone
		outcomes, err = e.batch(ctx, e.now(), requests)
		return err
	})
	switch {
	case err == nil:
		e.metrics.Committed(len(requests), time.Since(begun))
	case mayPass(err):
		e.metrics.Failed(metrics.FaultLost)
	default:
		e.metrics.Failed(metrics.FaultRefused)
	}
	return outcomes, err
}

// mayPass tells whether asking again may end otherwise. A panic is a fault of
// ours that the same requests make again.
func mayPass(err error) bool {
	_, panicked := errors.AsType[*work.Panic](err)
	return !panicked && postgres.MayPass(err)
}
