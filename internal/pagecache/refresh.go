package pagecache

import (
	"context"
	"fmt"
	"maps"
	"time"

	"jema/internal/jema"
	"jema/internal/work"
)

const (
	// poll is the time between two rounds. The changes of another process are on the
	// pages after one poll and one round: in less than a second.
	poll = 500 * time.Millisecond
	// gap is the least time between two rounds that Nudge requested.
	gap = 250 * time.Millisecond
	// lastPause is the longest pause after failures.
	lastPause = 5 * time.Second
	// patience is how long Refresh waits.
	patience = 2 * time.Second
)

// Run refreshes the cache until ctx ends: twice a second, and earlier when Nudge or
// Refresh requests it. After a failure it pauses half a second, then twice as long each
// time, up to five; Refresh ends the pause.
func (c *Cache[S]) Run(ctx context.Context) {
	c.running.Store(true)
	defer c.running.Store(false)
	var waiting []chan<- struct{}
	for pause := poll; ctx.Err() == nil; {
		err := c.round(ctx)
		for _, done := range waiting {
			close(done)
		}
		switch {
		case err == nil:
			pause = poll
		case ctx.Err() == nil:
			c.figures.failed.Inc()
			c.Log.Warn("the public pages cannot be refreshed", "pause", pause, "error", err, "stack", work.Stack(err))
		}
		waiting = c.pause(ctx, pause, err != nil)
		if err != nil {
			pause = min(2*pause, lastPause)
		}
	}
}

// pause waits until the next round is due, and returns the callers that wait for its
// end.
func (c *Cache[S]) pause(ctx context.Context, pause time.Duration, failed bool) (waiting []chan<- struct{}) {
	due := time.NewTimer(pause)
	defer due.Stop()
	nudged := c.nudged
	if failed {
		nudged = nil // a nudge is no sign that the database answers again
	}
	ended := time.Now()
	for {
		select {
		case <-ctx.Done():
			return nil
		case <-due.C:
			return nil
		case <-nudged:
			nudged = nil
			due.Reset(max(0, gap-time.Since(ended)))
		case done := <-c.waiting:
			return c.alsoWaiting([]chan<- struct{}{done})
		}
	}
}

// alsoWaiting adds all other callers that wait for a round.
func (c *Cache[S]) alsoWaiting(waiting []chan<- struct{}) []chan<- struct{} {
	for {
		select {
		case done := <-c.waiting:
			waiting = append(waiting, done)
		default:
			return waiting
		}
	}
}

// Nudge requests a round soon, and does not wait for it.
func (c *Cache[S]) Nudge() {
	select {
	case c.nudged <- struct{}{}:
	default:
	}
}

// Refresh requests a round that begins after the call, and waits for its end: what
// the caller has committed is then on the pages. It gives up after two seconds, and
// at once while the round under way takes longer than that; the pages are
// refreshed later all the same.
func (c *Cache[S]) Refresh(ctx context.Context) {
	began := c.began.Load()
	if !c.running.Load() || began != 0 && time.Since(time.Unix(0, began)) > patience {
		c.Nudge()
		return
	}
	limit := time.NewTimer(patience)
	defer limit.Stop()
	done := make(chan struct{})
	select {
	case c.waiting <- done:
	case <-limit.C:
		c.Nudge()
		return
	case <-ctx.Done():
		c.Nudge()
		return
	}
	select {
	case <-done:
	case <-limit.C:
	case <-ctx.Done():
	}
}

// round reads the state and fills every page from it, then renders those that
// changed.
func (c *Cache[S]) round(ctx context.Context) error {
	c.began.Store(time.Now().UnixNano())
	defer c.began.Store(0)
	ctx, cancel := context.WithTimeout(ctx, workLimit)
	defer cancel()
	return work.Do(func() error {
		if err := c.firstState(ctx); err != nil {
			return err
		}
		if err := c.readState(ctx); err != nil {
			return err
		}
		return c.rebuild(ctx)
	})
}

// readState reads the state, and puts it in place with every page filled from it. No
// two calls overlap: the first is firstState's, all others are the refresher's.
func (c *Cache[S]) readState(ctx context.Context) error {
	asked := time.Now()
	var before S
	if now := c.current.Load(); now != nil {
		before = now.state
	}
	state, err := c.Read(ctx, before)
	if err != nil {
		return err
	}
	filled := map[*Page]*Page{} // done by an earlier try, before another page was stored
	for {
		now := c.current.Load()
		next := &snapshot[S]{state: state, round: 1, pages: map[string]*Page{}, how: map[string]Recipe[S]{}}
		if now != nil {
			next.round, next.how = now.round+1, maps.Clone(now.how)
			if err := c.fillAll(next, now.pages, filled); err != nil {
				return err
			}
		}
		next.bound(c.Limit)
		if c.current.CompareAndSwap(now, next) {
			c.read.Store(asked.UnixNano())
			return nil
		}
	}
}

func (c *Cache[S]) fillAll(next *snapshot[S], pages map[string]*Page, filled map[*Page]*Page) error {
	for path, p := range pages {
		if filled[p] == nil {
			q, err := p.filled(next.round, c.fill(next.state))
			if err != nil {
				return err
			}
			filled[p] = q
		}
		next.pages[path] = filled[p]
	}
	return nil
}

// rebuild renders the pages whose key changed. One whose subject is gone is removed.
// One that fails stays as it was, holds up no other, and is tried again after a pause.
func (c *Cache[S]) rebuild(ctx context.Context) error {
	now := c.current.Load()
	for path, p := range now.pages {
		how := now.how[path]
		if p.key == how.Key(now.state) || c.failed.recent(path) != nil {
			continue
		}
		if err := ctx.Err(); err != nil {
			return err
		}
		err := work.Do(func() error { return c.again(ctx, path, p, now) })
		if jema.KindOf(err) == jema.KindNotFound {
			c.remove(path)
			continue
		}
		if err != nil {
			c.failed.remember(path, err)
			c.figures.failed.Inc()
			c.Log.Warn("a public page cannot be rendered", "page", path, "error", fmt.Errorf("rendering it again: %w", err),
				"stack", work.Stack(err))
			continue
		}
		c.failed.forget(path)
	}
	return nil
}

// remove deletes the page of a subject that no longer exists.
func (c *Cache[S]) remove(path string) {
	for {
		now := c.current.Load()
		next := &snapshot[S]{now.state, now.round, maps.Clone(now.pages), maps.Clone(now.how)}
		delete(next.pages, path)
		delete(next.how, path)
		if c.current.CompareAndSwap(now, next) {
			return
		}
	}
}

// again renders a page in place of one from an earlier state.
func (c *Cache[S]) again(ctx context.Context, path string, before *Page, now *snapshot[S]) error {
	how := now.how[path]
	page, err := c.render(ctx, path, how, now)
	if err != nil {
		return err
	}
	page.used = before.used
	_, err = c.store(path, how, page)
	return err
}
