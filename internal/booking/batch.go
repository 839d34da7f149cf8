package booking

import (
	"context"
	"errors"
	"time"

	"jema/internal/booking/metrics"
	"jema/internal/postgres"
	"jema/internal/work"
)

// A batch whose outcome is unknown, or that could not be sent, is sent again
// until its oldest request has waited for patience; every batch is sent at
// least once.
const (
	patience     = 5 * time.Second
	attemptLimit = 5 * time.Second
	firstPause   = 10 * time.Millisecond
	longestPause = 500 * time.Millisecond
)

// settle answers jobs of a line, in one transaction if it can be. A batch that
// the database refuses is halved until the request at fault is isolated: it
// harms only itself, and the order of the others is unchanged. Jobs whose slot
// another transaction holds go to the slot's own line.
func (e *Engine) settle(l *line, jobs []*job) {
	outcomes, err := e.send(l, jobs)
	if err != nil && len(jobs) > 1 && !mayPass(err) {
		half := len(jobs) / 2
		e.settle(l, jobs[:half])
		e.settle(l, jobs[half:])
		return
	}
	e.idle(jobs)
	var locked []*job
	for i, j := range jobs {
		switch {
		case err != nil:
			e.leave(j, reply{err: err})
		case outcomes[i].Outcome == postgres.OutcomeLocked:
			locked = append(locked, j)
		default:
			e.leave(j, reply{outcome: outcomes[i]})
		}
	}
	if len(locked) > 0 {
		e.metrics.Failed(metrics.FaultLocked)
		e.setApart(l, locked)
	}
}

// send sends a batch to the database. When an answer is lost the transaction may
// have been committed, or may still be under way. Both are safe to send again:
// committed requests are found by their keys and get their first answer, and
// requests under way hold the locks of their slots, so that the repeated ones
// are locked.
func (e *Engine) send(l *line, jobs []*job) ([]postgres.BookingOutcome, error) {
	requests := make([]postgres.PreparedRequest, len(jobs))
	for i, j := range jobs {
		requests[i] = j.request
	}
	for pause := firstPause; ; pause = min(2*pause, longestPause) {
		outcomes, err := e.attempt(l, requests)
		if err == nil || !mayPass(err) || time.Since(jobs[0].since)+pause > e.patience {
			return outcomes, err
		}
		time.Sleep(pause)
	}
}

// attempt sends the batch once. No caller's context reaches it: a batch is
// everybody's.
func (e *Engine) attempt(l *line, requests []postgres.PreparedRequest) ([]postgres.BookingOutcome, error) {
	ask := e.batch
	if l.slot != 0 {
		e.room <- struct{}{}
		defer func() { <-e.room }()
		ask = e.bySlot
	}
	limit := attemptLimit
	if e.single {
		limit = e.waitLimit // most of which it may wait for a connection
	}
	ctx, cancel := context.WithTimeout(context.Background(), limit)
	defer cancel()
	begun := time.Now()
	var outcomes []postgres.BookingOutcome
	err := work.Do(func() (err error) { // what panics harms its own request alone
		outcomes, err = ask(ctx, e.now(), requests)
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

// mayPass reports whether sending again may end otherwise. A panic is a fault
// of ours that the same requests make again.
func mayPass(err error) bool {
	_, panicked := errors.AsType[*work.PanicError](err)
	return !panicked && postgres.MayPass(err)
}
