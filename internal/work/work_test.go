package work

import (
	"bytes"
	"context"
	"errors"
	"log/slog"
	"strings"
	"sync/atomic"
	"testing"
	"testing/synctest"
)

var errThrown = errors.New("thrown")

// throwDeep panics in a function whose name can be found in a stack.
func throwDeep() { panic(errThrown) }

func TestPanicsBecomeErrors(t *testing.T) {
	for name, err := range map[string]error{
		"Do": Do(func() error { throwDeep(); return nil }),
		"Go": <-Go(func() error { throwDeep(); return nil }),
		"Group": Do(func() error {
			var g Group
			g.Go(func() {})
			g.Go(throwDeep)
			g.Wait()
			return nil
		}),
		"Each":   Do(func() error { Each(100, func(int) { throwDeep() }); return nil }),
		"nested": Do(func() error { Each(3, func(int) { Each(3, func(int) { throwDeep() }) }); return nil }),
	} {
		p, ok := errors.AsType[*PanicError](err)
		if !ok || !errors.Is(err, errThrown) || !strings.Contains(string(p.Stack), "throwDeep") {
			t.Errorf("%s: %v", name, err)
			continue
		}
		if strings.Contains(err.Error(), "goroutine") {
			t.Errorf("%s: the message has a stack", name)
		}
	}
	if err := Do(func() error { return errThrown }); !errors.Is(err, errThrown) {
		t.Errorf("an error becomes %v", err)
	}
}

func TestEachDoesAll(t *testing.T) {
	var sum atomic.Int64
	Each(1000, func(i int) { sum.Add(int64(i)) })
	if sum.Load() != 499_500 {
		t.Errorf("the sum is %d", sum.Load())
	}
}

// TestSteadilyGoesOn after panics, with growing pauses, and logs each stack.
func TestSteadilyGoesOn(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		ctx, stop := context.WithCancel(t.Context())
		defer stop()
		var logged bytes.Buffer
		calls := 0
		Steadily(ctx, slog.New(slog.NewTextHandler(&logged, nil)), "upkeep", func(context.Context) {
			if calls++; calls < 10 {
				throwDeep()
			}
			stop()
		})
		if calls != 10 || strings.Count(logged.String(), "begins again") != 9 ||
			strings.Count(logged.String(), "work.throwDeep") < 9 {
			t.Errorf("%d calls, logged:\n%s", calls, logged.String())
		}
		if !strings.Contains(logged.String(), "pause=1s") || !strings.Contains(logged.String(), "pause=1m0s") {
			t.Error("the pauses do not grow to a minute")
		}
	})
}
