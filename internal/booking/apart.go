package booking

import (
	"errors"
	"time"

	"jema/internal/jema"
)

// ApartMost is how many slots with a line of their own are in the database at
// once: one connection for each is needed beside those of the workers. A slot that
// stays locked gives its connection up every quarter of a second, so that more
// locked slots than this delay each other, and nobody else.
const ApartMost = 4

// BySlot gives the engine a second way to execute requests, for those that are
// all for one slot: it waits for the slot's lock, where the engine's batch
// answers postgres.OutcomeLocked instead. Without it no answer may be locked.
func BySlot(ask Batch) Option { return func(e *Engine) { e.bySlot = ask } }

// errLocked is why a request has no answer when its slot stays locked.
var errLocked = errors.Join(jema.Unavailable("booking.unavailable"),
	errors.New("booking: somebody else holds the slot"))

// setApart moves jobs that were found locked to the lines of their slots, and
// with them whoever queued for these slots meanwhile, in order. Jobs that come
// from such a line already return to its head after a pause; those that have
// waited for too long leave.
func (e *Engine) setApart(from *line, locked []*job) {
	if from.slot != 0 {
		time.Sleep(firstPause)
	}
	var late []*job
	e.mu.Lock()
	waiting := locked[:0:0]
	for _, j := range locked {
		if time.Since(j.since) > e.patience {
			late = append(late, j)
		} else {
			waiting = append(waiting, j)
		}
	}
	if from.slot != 0 {
		from.jobs = append(waiting, from.jobs...)
	} else {
		e.part(from, waiting)
	}
	e.mu.Unlock()
	for _, j := range late {
		e.leave(j, reply{err: errLocked})
	}
}

// part makes lines for the slots of jobs, and starts their workers. It needs
// the engine's lock.
func (e *Engine) part(from *line, jobs []*job) {
	slots := map[jema.SlotID]bool{}
	for _, j := range jobs {
		slots[j.request.SlotID] = true
		e.joinApart(j)
	}
	stay := from.jobs[:0:0]
	for _, j := range from.jobs {
		if slots[j.request.SlotID] {
			e.joinApart(j)
		} else {
			stay = append(stay, j)
		}
	}
	from.jobs = stay
}

func (e *Engine) joinApart(j *job) {
	l := e.apart[j.request.SlotID]
	if l == nil {
		l = &line{slot: j.request.SlotID}
		e.apart[l.slot] = l
	}
	e.aside++
	j.aside = true
	e.join(l, j)
}
