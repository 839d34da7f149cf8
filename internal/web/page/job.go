package page

import (
	"context"
	"errors"
	"fmt"
	"net/http"
	"sync/atomic"

	"jema/internal/work"
)

// jobs are what requests have begun and what goes on when they are answered.
type jobs struct {
	running work.Group
	ending  atomic.Bool
}

// ErrEnding is of a job that stopped because the program does. It can be begun
// again.
var ErrEnding = errors.New("web: the program is stopping")

// Background runs a job after its request has been answered. What goes wrong, a
// panic too, is logged.
func (k *Kit) Background(job string, do func() error) {
	k.jobs.running.Go(func() {
		err := work.Do(do)
		switch {
		case errors.Is(err, ErrEnding):
			k.Log.Info("a job stopped with the program", "job", job)
		case err != nil:
			k.Log.Error("a job failed", "job", job, "error", err, "stack", work.Stack(err))
		}
	})
}

// Ending reports whether the program is stopping: a job that can be begun again
// returns ErrEnding.
func (k *Kit) Ending() bool { return k.jobs.ending.Load() }

type stoppingKey struct{}

// WithStopping returns the context of requests that learn from a channel, which is
// closed then, that the program stops.
func WithStopping(ctx context.Context, stopping <-chan struct{}) context.Context {
	return context.WithValue(ctx, stoppingKey{}, stopping)
}

// Stopping returns what is closed when the program stops: an answer without an end is
// ended then. It is nil, which blocks, where nobody signals it.
func Stopping(r *http.Request) <-chan struct{} {
	stopping, _ := r.Context().Value(stoppingKey{}).(<-chan struct{})
	return stopping
}

// Finish signals the jobs to stop where they can be begun again, and waits for
// them until ctx ends.
func (k *Kit) Finish(ctx context.Context) error {
	k.jobs.ending.Store(true)
	done := work.Go(func() error { k.jobs.running.Wait(); return nil })
	select {
	case err := <-done:
		return err
	case <-ctx.Done():
		return fmt.Errorf("web: jobs without an end: %w", ctx.Err())
	}
}
