package booking

import (
	"context"
	"fmt"
	"time"

	"jema/internal/postgres"
	"jema/internal/work"
)

// job is a request inside the engine.
type job struct {
	request postgres.PreparedRequest
	token   string    // of its link, unless that was revoked
	since   time.Time // on the machine's clock, not the engine's
	reply   chan reply
	left    bool // has its answer
}

type reply struct {
	outcome postgres.BookingOutcome
	err     error
}

// line is a queue and the worker that empties it, which exists only while
// there is work. All requests for a slot stand in one line, so that the two
// workers never wait for each other's locks.
type line struct {
	jobs    []*job
	working bool
}

// enter lets a job in, unless the engine is full or closed.
func (e *Engine) enter(j *job) bool {
	e.mu.Lock()
	defer e.mu.Unlock()
	if e.empty != nil || e.inside >= e.limit {
		return false
	}
	e.inside++
	e.metrics.Queued(1)
	if e.single {
		work.Go(func() error { return e.settleAll([]*job{j}) })
		return true
	}
	l := &e.lines[uint64(j.request.SlotID)%Workers] //nolint:gosec // whatever the number, it chooses a line
	l.jobs = append(l.jobs, j)
	if !l.working {
		l.working = true
		work.Go(func() error { return e.work(l) })
	}
	return true
}

func (e *Engine) work(l *line) error {
	for jobs := e.take(l); len(jobs) > 0; jobs = e.take(l) {
		_ = e.settleAll(jobs) // whoever asked has the error
	}
	return nil
}

// settleAll settles jobs so that each has its answer whatever happens.
func (e *Engine) settleAll(jobs []*job) error {
	err := work.Do(func() error { e.settle(jobs); return nil })
	for _, j := range jobs {
		if err != nil && !j.left {
			e.leave(j, reply{err: err})
		}
	}
	return err
}

// take returns the next batch; without one, the line's worker is done.
func (e *Engine) take(l *line) []*job {
	e.mu.Lock()
	defer e.mu.Unlock()
	n := min(len(l.jobs), BatchMost)
	batch := l.jobs[:n:n]
	l.jobs = l.jobs[n:]
	if n == 0 {
		l.jobs, l.working = nil, false
	}
	return batch
}

// leave gives a job its answer.
func (e *Engine) leave(j *job, r reply) {
	j.left = true
	j.reply <- r
	e.metrics.Queued(-1)
	e.mu.Lock()
	defer e.mu.Unlock()
	e.inside--
	if e.inside == 0 && e.empty != nil {
		close(e.empty)
	}
}

// Close lets nobody in any more and waits until all who are inside have their
// answer, or ctx ends. The database may be closed afterwards. It is called
// once.
func (e *Engine) Close(ctx context.Context) error {
	e.mu.Lock()
	e.empty = make(chan struct{})
	if e.inside == 0 {
		close(e.empty)
	}
	e.mu.Unlock()
	select {
	case <-e.empty:
		return nil
	case <-ctx.Done():
		return fmt.Errorf("booking: requests without an answer: %w", ctx.Err())
	}
}
