// Package web is the site: pages in French for visitors, artisans and
// organisers, and below it the API. One file per noun; routes.go is the map.
package web

import (
	"errors"
	"log/slog"
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
	"jema/internal/programme"
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
	Outbox    func() error   // returns why letters cannot leave; nil where nothing sends any
	Now       func() time.Time
	Log       *slog.Logger
}

// Site answers requests for one territory.
type Site struct {
	Config
	pages     map[string]*page
	lastPlace atomic.Pointer[postgres.Place] // for pages made while the database is away
	routed    http.Handler                   // the routes inside the guards, for a page that is shown again
	shelf     shelf
	ready     readiness
	segments  map[string]bool // of the routes' addresses, which hold nothing secret
	freezing  atomic.Bool     // the programmes are being frozen by this program
	jobs      jobs            // what goes on behind the pages
	acted     atomic.Bool     // somebody at work here changed something the shelf may show
	uploads   chan struct{}   // lets one upload be read at a time
	hashing   *hashing        // bounds how many passwords are hashed at once
	printing  *programme.Jobs
}

// printJobs is how many programmes and papers are made at once: each takes a
// processor, and pages must go on being answered beside them.
const printJobs = 2

// New returns the site's handler, complete with its guards.
func New(config Config) (http.Handler, error) {
	site, handler, err := build(config)
	if err != nil {
		return nil, err
	}
	return served{handler, site}, nil
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
		printing: programme.NewJobs(printJobs)}
	gin.SetMode(gin.ReleaseMode)
	g := gin.New()
	g.HandleMethodNotAllowed = true
	g.UseRawPath, g.UnescapePathValues = false, true
	if err := g.SetTrustedProxies(nil); err != nil { // Gin believes nobody's X-Forwarded-For; see machine
		return nil, nil, err
	}
	s.mount(g)
	s.routed = g
	handler, err := s.guard(g)
	return s, handler, err
}
