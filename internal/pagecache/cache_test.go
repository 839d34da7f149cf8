package pagecache

import (
	"context"
	"errors"
	"fmt"
	"log/slog"
	"strings"
	"sync/atomic"
	"testing"
	"testing/synctest"
	"time"

	"jema/internal/jema"
	"jema/internal/work"
)

var errAway = errors.New("away")

// world is a state that a test changes: texts by path, and a number for the marks.
type world struct {
	texts map[string]string
	left  int
}

// source is what a test's cache reads: it can fail, and hang.
type source struct {
	now       atomic.Pointer[world]
	reads     atomic.Int64
	failing   atomic.Bool
	hanging   atomic.Bool
	rendered  map[string]*atomic.Int64
	rendering func(ctx context.Context, path string) error // nil renders at once
}

func newSource(paths ...string) *source {
	s := &source{rendered: map[string]*atomic.Int64{}}
	w := world{texts: map[string]string{}, left: 9}
	for _, path := range paths {
		w.texts[path], s.rendered[path] = "text of "+path, &atomic.Int64{}
	}
	s.now.Store(&w)
	return s
}

func (s *source) change(path, text string, left int) {
	before := s.now.Load()
	w := world{texts: map[string]string{}, left: left}
	for p, t := range before.texts {
		w.texts[p] = t
	}
	w.texts[path] = text
	s.now.Store(&w)
}

func (s *source) read(ctx context.Context, _ *world) (*world, error) {
	s.reads.Add(1)
	if s.hanging.Load() {
		<-ctx.Done()
		return nil, ctx.Err()
	}
	if s.failing.Load() {
		return nil, errAway
	}
	return s.now.Load(), nil
}

func (s *source) cache(limit int64) *Cache[*world] {
	return New(Config[*world]{Read: s.read, Limit: limit, Log: slog.New(slog.DiscardHandler),
		Fill: func(w *world, mark string) string { return fmt.Sprint(mark, w.left) }})
}

func (s *source) recipe(path string) Recipe[*world] {
	return Recipe[*world]{
		Key: func(w *world) string { return w.texts[path] },
		Render: func(ctx context.Context, w *world) ([]byte, error) {
			s.rendered[path].Add(1)
			if s.rendering != nil {
				if err := s.rendering(ctx, path); err != nil {
					return nil, err
				}
			}
			return []byte(w.texts[path] + ", " + Mark("left ") + "."), nil
		},
	}
}

// running runs a cache in a bubble until the test ends.
func running(t *testing.T, c *Cache[*world]) {
	ctx, cancel := context.WithCancel(t.Context())
	done := work.Go(func() error { c.Run(ctx); return nil })
	t.Cleanup(func() {
		cancel()
		if err := <-done; err != nil {
			t.Error(err)
		}
	})
	synctest.Wait()
}

func get(t *testing.T, c *Cache[*world], s *source, path string) string {
	t.Helper()
	p, err := c.Get(t.Context(), path, s.recipe(path))
	if err != nil {
		t.Fatalf("%s: %v", path, err)
	}
	return plainOf(p)
}

func shows(t *testing.T, c *Cache[*world], s *source, path, want string) {
	t.Helper()
	if got := get(t, c, s, path); got != want {
		t.Errorf("%s shows %q, want %q", path, got, want)
	}
}

func TestOnlyWhatChangedIsRendered(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		s := newSource("/a", "/b")
		c := s.cache(1 << 20)
		running(t, c)
		shows(t, c, s, "/a", "text of /a, left 9.")
		shows(t, c, s, "/b", "text of /b, left 9.")
		s.change("/a", "news", 8)
		time.Sleep(poll)
		synctest.Wait()
		shows(t, c, s, "/a", "news, left 8.")
		shows(t, c, s, "/b", "text of /b, left 8.")
		if a, b := s.rendered["/a"].Load(), s.rendered["/b"].Load(); a != 2 || b != 1 {
			t.Errorf("/a was rendered %d times, want 2; /b %d, want 1", a, b)
		}
	})
}

func TestAnUnchangedPageKeepsItsBytes(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		s := newSource("/a")
		c := s.cache(1 << 20)
		running(t, c)
		get(t, c, s, "/a")
		before, _ := c.Get(t.Context(), "/a", s.recipe("/a"))
		time.Sleep(3 * poll)
		after, _ := c.Get(t.Context(), "/a", s.recipe("/a"))
		if &before.body[0].zipped[0] != &after.body[0].zipped[0] || before.Tag != after.Tag {
			t.Error("a page was compressed again though nothing changed")
		}
	})
}

func TestTheStateIsReadOnceAPoll(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		s := newSource("/a")
		running(t, s.cache(1<<20))
		before := s.reads.Load()
		time.Sleep(10 * poll)
		synctest.Wait()
		if n := s.reads.Load() - before; n != 10 {
			t.Errorf("read %d times in ten polls", n)
		}
	})
}

// While the refresher hangs, the last good page is sent; nobody waits.
func TestAHangingRefreshDelaysNobody(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		s := newSource("/a")
		c := s.cache(1 << 20)
		running(t, c)
		get(t, c, s, "/a")
		s.hanging.Store(true)
		s.change("/a", "news", 8)
		time.Sleep(poll + time.Millisecond)
		begun := time.Now()
		for range 1000 {
			shows(t, c, s, "/a", "text of /a, left 9.")
		}
		if waited := time.Since(begun); waited != 0 || c.began.Load() == 0 {
			t.Errorf("readers waited %s; a round under way: %t", waited, c.began.Load() != 0)
		}
		time.Sleep(patience)
		begun = time.Now()
		c.Refresh(t.Context())
		if waited := time.Since(begun); waited != 0 {
			t.Errorf("who wrote something waited %s for a round that hangs", waited)
		}
		s.hanging.Store(false)
		time.Sleep(workLimit + lastPause)
		synctest.Wait()
		shows(t, c, s, "/a", "news, left 8.")
	})
}

// Failures make the refresher slower, up to five seconds; Refresh makes it try.
func TestFailuresAreRememberedWithAPause(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		s := newSource("/a")
		c := s.cache(1 << 20)
		running(t, c)
		get(t, c, s, "/a")
		s.failing.Store(true)
		before := s.reads.Load()
		time.Sleep(time.Minute)
		synctest.Wait()
		if n := s.reads.Load() - before; n < 12 || n > 15 {
			t.Errorf("%d reads failed in a minute, want one in five seconds", n)
		}
		shows(t, c, s, "/a", "text of /a, left 9.")
		s.failing.Store(false)
		s.change("/a", "news", 8)
		c.Refresh(t.Context())
		shows(t, c, s, "/a", "news, left 8.")
	})
}

// A page that cannot be rendered stays as it was, with new words, and holds up no
// other.
func TestOnePageFailsAlone(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		s := newSource("/a", "/b")
		c := s.cache(1 << 20)
		running(t, c)
		get(t, c, s, "/a")
		get(t, c, s, "/b")
		broken := atomic.Bool{}
		broken.Store(true)
		s.rendering = func(_ context.Context, path string) error {
			if path == "/a" && broken.Load() {
				panic("a template with a mistake")
			}
			return nil
		}
		s.change("/a", "news", 8)
		s.change("/b", "more news", 8)
		time.Sleep(poll)
		synctest.Wait()
		shows(t, c, s, "/a", "text of /a, left 8.")
		shows(t, c, s, "/b", "more news, left 8.")
		time.Sleep(time.Minute)
		synctest.Wait()
		if n := s.rendered["/a"].Load(); n > 20 {
			t.Errorf("a page that fails was rendered %d times in a minute", n)
		}
		broken.Store(false)
		time.Sleep(lastPause + poll)
		synctest.Wait()
		shows(t, c, s, "/a", "news, left 8.")
	})
}

// The first request renders for all concurrent ones; others do not wait.
func TestTheFirstRequestRendersForAll(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		s := newSource("/a", "/b")
		c := s.cache(1 << 20)
		running(t, c)
		get(t, c, s, "/b")
		release := make(chan struct{})
		s.rendering = func(context.Context, string) error { <-release; return nil }
		var readers work.Group
		var answered atomic.Int64
		for range 100 {
			readers.Go(func() {
				if p, err := c.Get(t.Context(), "/a", s.recipe("/a")); err == nil && plainOf(p) == "text of /a, left 9." {
					answered.Add(1)
				}
			})
		}
		synctest.Wait()
		left, cancel := context.WithCancel(t.Context())
		cancel()
		if _, err := c.Get(left, "/a", s.recipe("/a")); !errors.Is(err, context.Canceled) {
			t.Errorf("who has left waits on: %v", err)
		}
		shows(t, c, s, "/b", "text of /b, left 9.")
		close(release)
		readers.Wait()
		if n := s.rendered["/a"].Load(); n != 1 || answered.Load() != 100 {
			t.Errorf("rendered %d times for 100 readers, of whom %d were answered", n, answered.Load())
		}
	})
}

// A page that was never there and fails is not tried by every reader.
func TestAFirstFailureIsRemembered(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		s := newSource("/a")
		c := s.cache(1 << 20)
		running(t, c)
		failure := errAway
		s.rendering = func(context.Context, string) error { return failure }
		for range 100 {
			if _, err := c.Get(t.Context(), "/a", s.recipe("/a")); !errors.Is(err, errAway) {
				t.Fatal(err)
			}
		}
		if n := s.rendered["/a"].Load(); n != 1 {
			t.Errorf("100 readers rendered a page that fails %d times", n)
		}
		time.Sleep(firstFailurePause)
		failure = jema.NotFound("missing") // a refusal is an answer, nothing to wait for
		for range 2 {
			if _, err := c.Get(t.Context(), "/a", s.recipe("/a")); jema.KindOf(err) != jema.KindNotFound {
				t.Fatal(err)
			}
		}
		if n := s.rendered["/a"].Load(); n != 3 {
			t.Errorf("rendered %d times, want 3", n)
		}
	})
}

// A round that Refresh waits for shows what was changed before; Nudge is followed
// by one soon.
func TestRefreshAndNudge(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		s := newSource("/a")
		c := s.cache(1 << 20)
		c.Refresh(t.Context()) // nobody refreshes yet: nothing to wait for
		running(t, c)
		get(t, c, s, "/a")
		s.change("/a", "news", 8)
		begun := time.Now()
		c.Refresh(t.Context())
		if waited := time.Since(begun); waited != 0 {
			t.Errorf("waited %s for a round that takes no time", waited)
		}
		shows(t, c, s, "/a", "news, left 8.")
		s.change("/a", "newer", 7)
		c.Nudge()
		time.Sleep(gap)
		synctest.Wait()
		shows(t, c, s, "/a", "newer, left 7.")
		before := s.reads.Load()
		for range 1000 {
			c.Nudge()
			time.Sleep(time.Millisecond)
		}
		if n := s.reads.Load() - before; n > 5 {
			t.Errorf("a thousand bookings in a second read the state %d times", n)
		}
	})
}

func TestMemoryIsBounded(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		var paths []string
		for i := range 100 {
			paths = append(paths, fmt.Sprint("/", i))
		}
		s := newSource(paths...)
		for _, path := range paths {
			s.change(path, strings.Repeat(path, 1000), 9)
		}
		const limit = 50_000
		c := s.cache(limit)
		running(t, c)
		for _, path := range paths {
			get(t, c, s, path)
			time.Sleep(2 * time.Second)
			get(t, c, s, "/0") // is always in demand
			if n := c.current.Load().bytes(); n > limit {
				t.Fatalf("after %s the pages take %d bytes of %d", path, n, limit)
			}
		}
		if pages := c.current.Load().pages; len(pages) < 3 || pages["/0"] == nil || pages["/99"] == nil ||
			pages["/1"] != nil {
			t.Errorf("%d pages are left; the one in demand: %t, the last: %t, the oldest: %t", len(pages), pages["/0"] != nil,
				pages["/99"] != nil, pages["/1"] != nil)
		}
		s.change("/0", strings.Repeat("x", 2*limit), 9)
		time.Sleep(poll)
		synctest.Wait()
		if got := get(t, c, s, "/0"); len(got) < 2*limit {
			t.Errorf("a page that is too large is not sent whole: %d bytes", len(got))
		}
		if n := c.current.Load().bytes(); n > limit {
			t.Errorf("the pages take %d bytes of %d", n, limit)
		}
	})
}
