// Package page is what every page of the site uses: the Kit with the store,
// the clock and the templates; routes and who may come; rendering, forms and
// uploads, errors, sessions, client addresses, compression, the cache of public
// pages, and how an opening is shown. Packages of handlers embed *Kit.
package page

import (
	"errors"
	"log/slog"
	"net/http"
	"net/netip"
	"net/url"
	"time"

	"jema/internal/booking"
	"jema/internal/links"
	"jema/internal/mail"
	"jema/internal/postgres"
	"jema/internal/search"
	"jema/internal/web/public"
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

// Kit is what every page is made with: the store and the engine, the clock,
// the templates, and what is remembered between requests.
type Kit struct {
	Config
	Search  *search.Live                       // what visitors search in
	pages   map[string]map[string]*templateSet // by language and name
	routed  http.Handler                       // the routes inside the guards, for a page that is shown again
	Public  *public.Pages
	jobs    jobs          // what goes on behind the pages
	uploads chan struct{} // lets one upload be read at a time
}

// New reads the templates.
func New(config Config) (*Kit, error) {
	if config.Base == nil || config.Base.Host == "" {
		return nil, errors.New("web: a base URL is needed")
	}
	pages, err := parsedPages()
	k := &Kit{Config: config, Search: search.NewLive(config.Store, config.Now), pages: pages,
		uploads: make(chan struct{}, 1)}
	k.Public = public.New(public.Config{Store: k.Store, Territory: k.Territory,
		Now: k.Now, Log: k.Log})
	return k, err
}

// Serve gives the kit the site's routes, through which it requests a page again.
func (k *Kit) Serve(routed http.Handler) { k.routed = routed }
