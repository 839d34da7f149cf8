package web

import (
	"context"
	"errors"
	"fmt"
	"log/slog"
	"net"
	"net/http"
	"sync/atomic"
	"time"

	"jema/internal/web/page"
	"jema/internal/work"
)

// Server answers on a listener, and stops without dropping anybody.
type Server struct {
	Handler http.Handler
	Log     *slog.Logger
	// Drain is how long new connections are still accepted after the signal to
	// stop, so that a proxy sees /readyz fail and sends no more requests.
	Drain time.Duration
}

// shutdownLimit bounds how long requests under way may take after the drain.
const shutdownLimit = 10 * time.Second

// Serve answers until ctx ends. Then it drains, closes the listener, and lets
// requests under way, and what goes on behind them, finish for ten seconds.
func (s Server) Serve(ctx context.Context, l net.Listener) error {
	h := &drainable{next: s.Handler}
	stopping := make(chan struct{})
	server := &http.Server{
		Handler:           h,
		ReadHeaderTimeout: 5 * time.Second,
		ReadTimeout:       60 * time.Second, // a photo over a slow line
		WriteTimeout:      90 * time.Second,
		IdleTimeout:       120 * time.Second,
		MaxHeaderBytes:    32 << 10,
		BaseContext: func(net.Listener) context.Context {
			return page.WithStopping(context.WithoutCancel(ctx), stopping)
		},
		ErrorLog: slog.NewLogLogger(s.Log.Handler(), slog.LevelWarn),
	}
	done := work.Go(func() error { return server.Serve(l) })
	select {
	case err := <-done:
		return fmt.Errorf("serving: %w", err)
	case <-ctx.Done():
	}
	h.draining.Store(true)
	close(stopping)
	select {
	case err := <-done:
		return fmt.Errorf("serving while draining: %w", err)
	case <-time.After(s.Drain):
	}
	limit, cancel := context.WithTimeout(context.WithoutCancel(ctx), shutdownLimit)
	defer cancel()
	err := server.Shutdown(limit)
	if err != nil {
		err = errors.Join(err, server.Close())
	}
	if site, ok := s.Handler.(finisher); ok {
		err = errors.Join(err, site.Finish(limit))
	}
	return err
}

// finisher is a handler that has to be waited for.
type finisher interface{ Finish(context.Context) error }

// drainable answers /readyz with 503 while the server drains, and closes
// persistent connections after their next answer, so that a proxy opens the
// next one elsewhere.
type drainable struct {
	next     http.Handler
	draining atomic.Bool
}

func (d *drainable) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	if !d.draining.Load() {
		d.next.ServeHTTP(w, r)
		return
	}
	w.Header().Set("Connection", "close")
	if r.URL.Path == readyPath {
		http.Error(w, "stopping", http.StatusServiceUnavailable)
		return
	}
	d.next.ServeHTTP(w, r)
}
