// Package web is the site: pages in French for visitors, artisans and
// organisers, and below it the API. One file per noun; routes.go is the map.
package web

import (
	"context"
	"errors"
	"fmt"
	"log/slog"
	"net"
	"net/http"
	"net/netip"
	"net/url"
	"sync/atomic"
	"time"

	"github.com/gin-gonic/gin"

	"jema/internal/booking"
	"jema/internal/links"
	"jema/internal/mail"
	"jema/internal/postgres"
)

// Config is what a site is made of.
type Config struct {
	Store     *postgres.Store
	Engine    *booking.Engine
	Links     links.Links    // makes and reads the links that are mailed
	Base      *url.URL       // where visitors reach the site
	Hosts     []string       // Host headers answered besides Base's
	Proxies   []netip.Prefix // whose X-Forwarded-For is believed: the proxies in front
	Territory string         // slug of the territory this site is for
	Mailbox   *mail.Receiver // the demonstration's mails; nil elsewhere
	Now       func() time.Time
	Log       *slog.Logger
}

// Site answers requests for one territory.
type Site struct {
	Config
	pages    map[string]*page
	shelf    shelf
	freezing atomic.Bool   // the programmes are being frozen by this program
	acted    atomic.Bool   // somebody at work here changed something the shelf may show
	uploads  chan struct{} // lets one upload be read at a time
	hashing  *hashing      // bounds how many passwords are hashed at once
	presses  chan struct{} // bounds how many programmes are made at once
}

// New returns the site's handler, complete with its guards.
func New(config Config) (http.Handler, error) {
	_, handler, err := build(config)
	return handler, err
}

func build(config Config) (*Site, http.Handler, error) {
	if config.Base == nil || config.Base.Host == "" {
		return nil, nil, errors.New("web: a base URL is needed")
	}
	pages, err := parsePages()
	if err != nil {
		return nil, nil, err
	}
	s := &Site{Config: config, pages: pages, uploads: make(chan struct{}, 1), hashing: newHashing(),
		presses: make(chan struct{}, 2)}
	gin.SetMode(gin.ReleaseMode)
	g := gin.New()
	g.HandleMethodNotAllowed = true
	g.UseRawPath, g.UnescapePathValues = false, true
	if err := g.SetTrustedProxies(nil); err != nil { // Gin believes nobody's X-Forwarded-For; see machine
		return nil, nil, err
	}
	s.mount(g)
	handler, err := s.guard(g)
	return s, handler, err
}

// Serve answers on a listener until ctx ends, then lets requests under way
// finish for ten seconds.
func Serve(ctx context.Context, l net.Listener, handler http.Handler, log *slog.Logger) error {
	server := &http.Server{
		Handler:           handler,
		ReadHeaderTimeout: 5 * time.Second,
		ReadTimeout:       60 * time.Second, // a photo over a slow line
		WriteTimeout:      90 * time.Second,
		IdleTimeout:       120 * time.Second,
		MaxHeaderBytes:    32 << 10,
		ErrorLog:          slog.NewLogLogger(log.Handler(), slog.LevelWarn),
	}
	done := make(chan error, 1)
	go func() { done <- server.Serve(l) }()
	select {
	case err := <-done:
		return fmt.Errorf("serving: %w", err)
	case <-ctx.Done():
	}
	drain, cancel := context.WithTimeout(context.WithoutCancel(ctx), 10*time.Second)
	defer cancel()
	if err := server.Shutdown(drain); err != nil {
		return errors.Join(err, server.Close())
	}
	return nil
}
