package serve

import (
	"context"
	"errors"
	"net"
	"net/http"
	"time"

	"github.com/prometheus/client_golang/prometheus"
	"github.com/prometheus/client_golang/prometheus/collectors"
	"github.com/prometheus/client_golang/prometheus/promhttp"

	"jema/internal/booking"
	"jema/internal/booking/metrics"
	"jema/internal/jema"
	"jema/internal/links"
	"jema/internal/work"
)

// drainLimit bounds how long bookings under way may take at the end; requests
// have been answered by then.
const drainLimit = 15 * time.Second

// engine starts what takes bookings. drain is called when no request comes in
// any more, before the database is closed. The figures are shown meanwhile.
func (s Site) engine(ctx context.Context, lk links.Links, territoryID jema.TerritoryID,
	shown *prometheus.Registry) (e *booking.Engine, drain func() error, err error) {
	figures := metrics.New()
	options, conns := []booking.Option{booking.Measured(figures)}, booking.Workers
	if s.Single > 0 {
		options, conns = append(options, booking.Single()), s.Single
	}
	pool, err := s.Store.BookingPool(conns+booking.ApartMost, territoryID)
	if err != nil {
		return nil, nil, err
	}
	figures.Register(shown)
	shown.MustRegister(s.queue(territoryID).Backlog())
	stopMetrics := serveMetrics(s.Metrics, shown)
	e = booking.New(pool.BookBatch, lk, s.Now, append(options, booking.BySlot(pool.BookSlot))...)
	return e, func() error {
		limit, cancel := context.WithTimeout(context.WithoutCancel(ctx), drainLimit)
		defer cancel()
		return errors.Join(e.Close(limit), pool.Close(), stopMetrics())
	}, nil
}

// serveMetrics shows the figures at an address of their own, which visitors do
// not reach; without one, nowhere.
func serveMetrics(l net.Listener, figures prometheus.Gatherer) (stop func() error) {
	if l == nil {
		return func() error { return nil }
	}
	mux := http.NewServeMux()
	mux.Handle("GET /metrics", promhttp.HandlerFor(figures, promhttp.HandlerOpts{}))
	server := &http.Server{Handler: mux, ReadTimeout: 5 * time.Second, WriteTimeout: 10 * time.Second}
	done := work.Go(func() error { return server.Serve(l) })
	return func() error { return errors.Join(server.Close(), closedInOrder(<-done)) }
}

// newRegistry returns where the figures of all parts come together, with those of
// the program itself.
func newRegistry() *prometheus.Registry {
	registry := prometheus.NewRegistry()
	registry.MustRegister(collectors.NewGoCollector(), collectors.NewProcessCollector(collectors.ProcessCollectorOpts{}))
	return registry
}

func closedInOrder(err error) error {
	if errors.Is(err, http.ErrServerClosed) || errors.Is(err, net.ErrClosed) {
		return nil
	}
	return err
}
