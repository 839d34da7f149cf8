package search

import (
	"context"
	"strconv"
	"sync"
	"sync/atomic"
	"time"

	"jema/internal/jema"
	"jema/internal/postgres"
	"jema/internal/work"
)

// Live is the index of the edition that visitors are shown, updated from the
// store.
type Live struct {
	store   *postgres.Store
	now     func() time.Time
	mu      sync.Mutex // one asks at a time
	held    atomic.Pointer[holding]
	changed atomic.Bool
}

// holding is an index with its age.
type holding struct {
	index *Index
	stamp string
	since time.Time // of the database's clock
	asked time.Time // of ours
	took  time.Duration
}

const (
	// fresh is how long an index is used without a query to the database.
	fresh = time.Second
	// stale is how long an index is then still used while the database is read.
	stale = time.Second
	// share is how much longer an index is used than the query took: the database of a
	// very large edition has other things to do.
	share = 10
	// overlap is how far back changes are read: a change may commit later than
	// one that bears a later time.
	overlap = 10 * time.Second
)

func (h *holding) fresh() time.Duration { return max(fresh, share*h.took) }

// NewLive returns an index that is filled at its first use.
func NewLive(store *postgres.Store, now func() time.Time) *Live { return &Live{store: store, now: now} }

// Changed notes that somebody changed what is public: the next search reads the
// database.
func (l *Live) Changed() { l.changed.Store(true) }

// Index returns the index of an edition. One that is a little old is returned as it is,
// and the database is read in the background; after a change by this program, or
// where nobody has searched for a while, the answer is waited for.
func (l *Live) Index(ctx context.Context, e jema.Edition) (*Index, error) {
	held := l.held.Load()
	if held != nil && held.index.Edition.ID == e.ID && !l.changed.Load() {
		switch age := time.Since(held.asked); {
		case age < held.fresh():
			return held.index, nil
		case age < held.fresh()+stale:
			if l.mu.TryLock() {
				work.Go(func() error { // an error is met again by whoever waits for the answer
					defer l.mu.Unlock()
					_, err := l.refresh(context.WithoutCancel(ctx), e)
					return err
				})
			}
			return held.index, nil
		}
	}
	l.mu.Lock()
	defer l.mu.Unlock()
	return l.refresh(ctx, e)
}

// refresh reads what changed: places of slots are taken over, anything else makes the
// index anew.
func (l *Live) refresh(ctx context.Context, e jema.Edition) (*Index, error) {
	held := l.held.Load()
	if held != nil && held.index.Edition.ID == e.ID && !l.changed.Load() && time.Since(held.asked) < held.fresh() {
		return held.index, nil // somebody else has just asked
	}
	l.changed.Store(false)
	asked, since := time.Now(), time.Unix(1<<40, 0) // no slots: all are read with their openings
	if held != nil && held.index.Edition.ID == e.ID {
		since = held.since
	}
	state, err := l.store.PageState(ctx, e, since, l.now())
	if err != nil {
		return nil, err
	}
	next := &holding{stamp: stampOf(state, e.BookingOpen(l.now())), since: state.At.Add(-overlap), asked: asked,
		took: time.Since(asked)}
	if held != nil && held.index.Edition.ID == e.ID && held.stamp == next.stamp && held.index.Update(state.Slots) {
		next.index = held.index
	} else if next.index, err = l.load(ctx, e); err != nil {
		return nil, err
	}
	l.held.Store(next)
	return next.index, nil
}

// stampOf changes with whatever an index is made of, places that are left excepted.
func stampOf(state postgres.PageState, bookingOpen bool) string {
	stamp := []byte(state.Shared)
	for _, c := range state.Communes {
		stamp = strconv.AppendInt(append(stamp, '/'), c.Content, 36)
	}
	return string(strconv.AppendBool(append(stamp, '/'), bookingOpen))
}

func (l *Live) load(ctx context.Context, e jema.Edition) (*Index, error) {
	entries, err := l.store.Entries(ctx, e, postgres.EntryFilter{}, l.now())
	if err != nil {
		return nil, err
	}
	choices, err := l.store.Choices(ctx, e.TerritoryID)
	if err != nil {
		return nil, err
	}
	return New(Content{Edition: e, Entries: entries, Communes: choices.Communes, Crafts: choices.Crafts}), nil
}
