package web

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

// errEnding is of a job that stopped because the program does. It can be begun
// again.
var errEnding = errors.New("web: the program is stopping")

// behind runs a job after its request has been answered. What goes wrong, a
// panic too, is logged.
func (s *Site) behind(job string, do func() error) {
	s.jobs.running.Go(func() {
		err := work.Do(do)
		switch {
		case errors.Is(err, errEnding):
			s.Log.Info("a job stopped with the program", "job", job)
		case err != nil:
			s.Log.Error("a job failed", "job", job, "error", err, "stack", work.Stack(err))
		}
	})
}

// finisher is a handler that has to be waited for.
type finisher interface{ Finish(context.Context) error }

// served is a site's handler with its jobs.
type served struct {
	http.Handler
	site *Site
}

// Finish asks the jobs to stop where they can be begun again, and waits for
// them until ctx ends.
func (s served) Finish(ctx context.Context) error {
	s.site.jobs.ending.Store(true)
	done := work.Go(func() error { s.site.jobs.running.Wait(); return nil })
	select {
	case err := <-done:
		return err
	case <-ctx.Done():
		return fmt.Errorf("web: jobs without an end: %w", ctx.Err())
	}
}
