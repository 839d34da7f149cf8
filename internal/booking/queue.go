package booking

import (
	"context"
	"fmt"
	"time"

	"jema/internal/jema"
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
	aside   bool // stands in the line of its slot alone
}

type reply struct {
	outcome postgres.BookingOutcome
	err     error
}

// line is a queue and the worker that empties it, which exists only while there
// is work. All requests for a slot are in one line, so that the workers never
// wait for each other's locks. A slot that somebody else holds has a line of
// its own until that is empty.
type line struct {
	jobs    []*job
	working bool
	slot    jema.SlotID // the only one, of a line of its own
}

// enter lets a job in, unless the engine is full or closed, or its slot is
// somebody else's and the lines of such slots are half of all that may wait.
func (e *Engine) enter(j *job) bool {
	e.mu.Lock()
	defer e.mu.Unlock()
	own := e.apart[j.request.SlotID]
	if e.empty != nil || e.inside >= e.limit || own != nil && e.aside >= e.limit/2 {
		return false
	}
	e.inside++
	e.metrics.Queued(1)
	switch {
	case own != nil:
		e.joinApart(j)
	case e.single:
		e.start([]*job{j})
		work.Go(func() error { return e.settleAll(&line{}, []*job{j}) })
	default:
		e.join(&e.lines[uint64(j.request.SlotID)%Workers], j) //nolint:gosec // whatever the number, it chooses a line
	}
	return true
}

// join puts a job at the end of a line, and a worker there if there is none. It
// needs the engine's lock.
func (e *Engine) join(l *line, j *job) {
	l.jobs = append(l.jobs, j)
	if !l.working {
		l.working = true
		work.Go(func() error { return e.work(l) })
	}
}

func (e *Engine) work(l *line) error {
	for jobs := e.take(l); len(jobs) > 0; jobs = e.take(l) {
		_ = e.settleAll(l, jobs) // whoever asked has the error
	}
	return nil
}

// settleAll settles jobs so that each has its answer whatever happens.
func (e *Engine) settleAll(l *line, jobs []*job) error {
	err := work.Do(func() error { e.settle(l, jobs); return nil })
	for _, j := range jobs {
		if err != nil && !j.left {
			e.leave(j, reply{err: err})
		}
	}
	return err
}

// take returns the next batch; without one, the line's worker is done, and a
// line of its own gone.
func (e *Engine) take(l *line) []*job {
	e.mu.Lock()
	defer e.mu.Unlock()
	most := BatchMost
	if e.single {
		most = 1
	}
	n := min(len(l.jobs), most)
	batch := l.jobs[:n:n]
	l.jobs = l.jobs[n:]
	if n == 0 {
		l.jobs, l.working = nil, false
		delete(e.apart, l.slot)
	}
	e.start(batch)
	return batch
}

// start notes that jobs go to the database, and gives each those of its network
// that are there already: what they become cannot be counted yet. It needs
// the engine's lock.
func (e *Engine) start(jobs []*job) {
	for _, j := range jobs {
		j.request.NearBusy, j.request.WideBusy = e.busy[j.request.Client.Near], e.busy[j.request.Client.Wide]
	}
	e.count(jobs, 1)
}

// idle notes that jobs are in the database no longer.
func (e *Engine) idle(jobs []*job) {
	e.mu.Lock()
	defer e.mu.Unlock()
	e.count(jobs, -1)
}

func (e *Engine) count(jobs []*job, by int) {
	for _, j := range jobs {
		for _, network := range [...]int64{j.request.Client.Near, j.request.Client.Wide} {
			if network == 0 {
				continue
			}
			busy := e.busy[network]
			busy.Bookings, busy.Places = busy.Bookings+by, busy.Places+by*j.request.PartySize
			if e.busy[network] = busy; busy.Bookings == 0 {
				delete(e.busy, network)
			}
		}
	}
}

// leave gives a job its answer.
func (e *Engine) leave(j *job, r reply) {
	j.left = true
	j.reply <- r
	e.metrics.Queued(-1)
	e.mu.Lock()
	defer e.mu.Unlock()
	e.inside--
	if j.aside {
		e.aside--
	}
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
