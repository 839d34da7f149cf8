package main

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
	"jema/internal/links"
	"jema/internal/work"
)

// bookingFlags say how bookings are taken, and where their figures are shown.
type bookingFlags struct {
	Booking     string `name:"booking" env:"JEMA_BOOKING" default:"batch" enum:"batch,single" help:"Réservations groupées (batch) ou une transaction chacune (single)."`
	MetricsAddr string `name:"metrics-addr" env:"JEMA_METRICS_ADDR" help:"Adresse où Prometheus lit les mesures, sous /metrics ; aucune si elle manque." placeholder:"HÔTE:PORT"`
}

// drainLimit bounds how long bookings under way may take at the end; requests
// have been answered by then.
const drainLimit = 15 * time.Second

// singleConns is how many bookings are in the database at once when each is a
// transaction of its own.
const singleConns = 16

// engine starts what takes bookings. drain is called when no request comes in
// any more, before the database is closed.
func (s site) engine(ctx context.Context, lk links.Links, c *console) (e *booking.Engine, drain func() error, err error) {
	territory, err := s.store.Territory(ctx, s.territory)
	if err != nil {
		return nil, nil, err
	}
	figures := metrics.New()
	stopMetrics, err := s.bookings.serveMetrics(ctx, figures)
	if err != nil {
		return nil, nil, err
	}
	options, conns := []booking.Option{booking.Measured(figures)}, booking.Workers
	if s.bookings.Booking == "single" {
		options, conns = append(options, booking.Single()), singleConns
	}
	pool, err := s.store.BookingPool(conns+booking.ApartMost, territory.ID)
	if err != nil {
		return nil, nil, errors.Join(err, stopMetrics())
	}
	e = booking.New(pool.BookBatch, lk, c.Now, append(options, booking.BySlot(pool.BookSlot))...)
	return e, func() error {
		limit, cancel := context.WithTimeout(context.WithoutCancel(ctx), drainLimit)
		defer cancel()
		return errors.Join(e.Close(limit), pool.Close(), stopMetrics())
	}, nil
}

// serveMetrics shows the figures at an address of their own, which visitors do
// not reach; without one, nowhere.
func (f bookingFlags) serveMetrics(ctx context.Context, figures *metrics.Metrics) (stop func() error, err error) {
	if f.MetricsAddr == "" {
		return func() error { return nil }, nil
	}
	l, err := listen(ctx, f.MetricsAddr)
	if err != nil {
		return nil, err
	}
	mux := http.NewServeMux()
	mux.Handle("GET /metrics", metricsHandler(figures))
	server := &http.Server{Handler: mux, ReadTimeout: 5 * time.Second, WriteTimeout: 10 * time.Second}
	done := work.Go(func() error { return server.Serve(l) })
	return func() error { return errors.Join(server.Close(), closedInOrder(<-done)) }, nil
}

func metricsHandler(figures *metrics.Metrics) http.Handler {
	registry := prometheus.NewRegistry()
	registry.MustRegister(collectors.NewGoCollector(), collectors.NewProcessCollector(collectors.ProcessCollectorOpts{}))
	figures.Register(registry)
	return promhttp.HandlerFor(registry, promhttp.HandlerOpts{})
}

func closedInOrder(err error) error {
	if errors.Is(err, http.ErrServerClosed) || errors.Is(err, net.ErrClosed) {
		return nil
	}
	return err
}
