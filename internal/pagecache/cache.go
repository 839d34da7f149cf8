// Package pagecache caches pages that are the same for everybody. Readers load
// one atomic snapshot and take no lock; one refresher in the background reads what
// the pages depend on, splices what changes often into them, and renders again
// only those whose key changed. While it works, fails or hangs, the last good page
// is served.
package pagecache

import (
	"context"
	"log/slog"
	"maps"
	"sync/atomic"
	"time"

	"golang.org/x/sync/singleflight"

	"jema/internal/jema"
	"jema/internal/work"
)

// Config is what a cache is made of. S is what its pages depend on, the state; a
// state is never changed once Read has returned it.
type Config[S any] struct {
	// Read reads the state; before is the last one, the zero value at first.
	Read func(ctx context.Context, before S) (S, error)
	// Fill returns what a mark of a page is replaced by.
	Fill  func(state S, mark string) string
	Limit int64 // bytes that all pages may take
	Log   *slog.Logger
}

// Recipe is how a page is made.
type Recipe[S any] struct {
	// Key changes whenever what the page shows does, apart from its marks.
	Key func(S) string
	// Render returns the page with its marks; see Mark.
	Render func(context.Context, S) ([]byte, error)
}

// Cache holds pages by their path. Get answers readers, Run refreshes.
type Cache[S any] struct {
	Config[S]
	current atomic.Pointer[snapshot[S]] // nil before the first state
	flights singleflight.Group          // first renderings by path, and the first state
	failed  failures
	nudged  chan struct{}
	waiting chan chan<- struct{} // from Refresh to Run
	running atomic.Bool
	began   atomic.Int64 // when the round under way began, in Unix ns; 0 between rounds
	read    atomic.Int64 // when the last state that was read was asked for, in Unix ns
	figures figures
}

// snapshot is everything that readers see at one moment. It is never changed:
// whoever changes something puts another in its place.
type snapshot[S any] struct {
	state S
	round int // counts states
	pages map[string]*Page
	how   map[string]Recipe[S] // of each page
}

// New returns an empty cache.
func New[S any](config Config[S]) *Cache[S] {
	return &Cache[S]{Config: config, nudged: make(chan struct{}, 1), waiting: make(chan chan<- struct{}),
		figures: newFigures()}
}

// workLimit bounds how long one rendering, or one round of the refresher, may take.
const workLimit = 10 * time.Second

// stateFlight is the flight of the first state; paths begin with a slash.
const stateFlight = "state"

// Get returns the page of a path. One that is not there yet is rendered once for
// all who wait for it, and nobody else waits.
func (c *Cache[S]) Get(ctx context.Context, path string, how Recipe[S]) (*Page, error) {
	if now := c.current.Load(); now != nil {
		if p := now.pages[path]; p != nil {
			p.use()
			return p, nil
		}
	}
	if err := c.failed.recent(path); err != nil {
		return nil, err
	}
	page, err := inFlight(ctx, &c.flights, path, func(ctx context.Context) (*Page,
		error) {
		return c.first(ctx, path, how)
	})
	if err != nil && jema.KindOf(err) != jema.KindNotFound && ctx.Err() == nil {
		c.failed.remember(path, err)
	}
	return page, err
}

// Current returns the last state that was read, and whether there is one.
func (c *Cache[S]) Current() (state S, isThere bool) {
	if now := c.current.Load(); now != nil {
		return now.state, true
	}
	return state, false
}

// State is Current, and reads the first state where there is none yet.
func (c *Cache[S]) State(ctx context.Context) (state S, err error) {
	if err := c.firstState(ctx); err != nil {
		return state, err
	}
	return c.current.Load().state, nil
}

// Has reports whether the page of a path is ready.
func (c *Cache[S]) Has(path string) bool {
	now := c.current.Load()
	return now != nil && now.pages[path] != nil
}

// inFlight calls do once for all who call at the same time. It goes on when one of
// them leaves.
func inFlight[T any](ctx context.Context, group *singleflight.Group, key string, do func(context.Context) (T,
	error)) (value T, err error) {
	done := group.DoChan(key, func() (any, error) {
		limited, cancel := context.WithTimeout(context.WithoutCancel(ctx), workLimit)
		defer cancel()
		var made T
		err := work.Do(func() (err error) { made, err = do(limited); return err })
		return made, err
	})
	select {
	case r := <-done:
		value, _ = r.Val.(T)
		return value, r.Err
	case <-ctx.Done():
		return value, ctx.Err()
	}
}

// first renders a page that is not there yet, and stores it.
func (c *Cache[S]) first(ctx context.Context, path string, how Recipe[S]) (*Page, error) {
	if err := c.firstState(ctx); err != nil {
		return nil, err
	}
	page, err := c.render(ctx, path, how, c.current.Load())
	if err != nil {
		return nil, err
	}
	c.failed.forget(path)
	return c.store(path, how, page)
}

// firstState reads the state where there is none yet, once for all who need it.
func (c *Cache[S]) firstState(ctx context.Context) error {
	if c.current.Load() != nil {
		return nil
	}
	_, err := inFlight(ctx, &c.flights, stateFlight, func(ctx context.Context) (bool, error) {
		if c.current.Load() != nil {
			return true, nil
		}
		return true, c.readState(ctx)
	})
	return err
}

// render makes a page of a state.
func (c *Cache[S]) render(ctx context.Context, path string, how Recipe[S], now *snapshot[S]) (*Page, error) {
	whole, err := how.Render(ctx, now.state)
	if err != nil {
		return nil, err
	}
	c.figures.rendered.Inc()
	c.Log.Debug("a public page was rendered", "page", path)
	p := cut(whole)
	p.key = how.Key(now.state)
	return p.filled(now.round, c.fill(now.state))
}

func (c *Cache[S]) fill(state S) func(string) string {
	return func(mark string) string { return c.Fill(state, mark) }
}

// store puts a page into the snapshot, filled from the state that is there by then.
// One that takes more than all may take is not stored.
func (c *Cache[S]) store(path string, how Recipe[S], page *Page) (*Page, error) {
	for {
		now := c.current.Load()
		if page.round != now.round {
			var err error
			if page, err = page.filled(now.round, c.fill(now.state)); err != nil {
				return nil, err
			}
		}
		next := &snapshot[S]{now.state, now.round, maps.Clone(now.pages), maps.Clone(now.how)}
		delete(next.pages, path)
		delete(next.how, path)
		if page.bytes() <= c.Limit {
			next.pages[path], next.how[path] = page, how
		}
		next.bound(c.Limit)
		if c.current.CompareAndSwap(now, next) {
			return page, nil
		}
	}
}
