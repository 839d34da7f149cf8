package pagecache

import (
	"sync"
	"time"
)

const (
	firstFailurePause = 250 * time.Millisecond
	failuresMost      = 256 // paths; further ones are tried each time
)

// failures are the paths that could not be rendered lately, so that a thousand
// readers of one do not try a thousand times. Its zero value is ready.
type failures struct {
	mu sync.Mutex // for the map alone
	of map[string]failure
}

type failure struct {
	err   error
	until time.Time     // not tried again before
	pause time.Duration // the one that ends then
}

// recent returns the error of a path that is not to be tried yet.
func (f *failures) recent(path string) error {
	f.mu.Lock()
	defer f.mu.Unlock()
	if last, failed := f.of[path]; failed && time.Now().Before(last.until) {
		return last.err
	}
	return nil
}

// remember notes that a path failed. Its pause doubles with each failure.
func (f *failures) remember(path string, err error) {
	f.mu.Lock()
	defer f.mu.Unlock()
	now := time.Now()
	last, again := f.of[path]
	if again && now.Before(last.until) {
		return // one of several who waited for the same
	}
	if !again && len(f.of) >= failuresMost {
		f.expire(now)
	}
	if len(f.of) >= failuresMost && !again {
		return
	}
	if f.of == nil {
		f.of = map[string]failure{}
	}
	pause := firstFailurePause
	if again {
		pause = min(2*last.pause, lastPause)
	}
	f.of[path] = failure{err, now.Add(pause), pause}
}

// forget is called when a path was rendered.
func (f *failures) forget(path string) {
	f.mu.Lock()
	defer f.mu.Unlock()
	delete(f.of, path)
}

func (f *failures) expire(now time.Time) {
	for path, last := range f.of {
		if now.After(last.until) {
			delete(f.of, path)
		}
	}
}
