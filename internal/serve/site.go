// Package serve puts the parts of a site together and runs them. It is what
// jema serves, and what jemalab measures: a figure is that of the program that a
// town hall runs.
package serve

import (
	"context"
	"errors"
	"log/slog"
	"net"
	"net/http"
	"net/netip"
	"net/url"
	"time"

	"jema/internal/booking"
	"jema/internal/jema"
	"jema/internal/links"
	"jema/internal/mail"
	"jema/internal/postgres"
	"jema/internal/web"
	"jema/internal/work"
)

// Site is one territory's site with all that it needs.
type Site struct {
	Store     *postgres.Store
	Secret    []byte // what mailed links are made from
	Base      *url.URL
	Hosts     []string // names by which the site is reached beside its base
	Proxies   []netip.Prefix
	Territory string         // its slug
	SMTP      *mail.SMTP     // nil: mail waits until there is a server
	Mailbox   *mail.Receiver // the demonstration's
	Single    int            // how many bookings run at once, each in its own transaction; 0 books in batches
	Metrics   net.Listener   // where Prometheus reads; nil is nowhere
	Drain     time.Duration  // how long requests are still accepted once asked to stop
	Now       func() time.Time
	Log       *slog.Logger

	// Around wraps the handler of all requests, for a measure that replaces a part
	// of it; nil changes nothing.
	Around func(http.Handler) http.Handler
}

// cutAfter is how long letters on their way may outlast the last request: a
// mail server that hangs delays the end by no more.
const cutAfter = time.Second

// Serve answers requests, takes bookings and sends mail until ctx ends; it
// returns when all have finished. It closes l and the listener of the metrics.
func (s Site) Serve(ctx context.Context, l net.Listener) (err error) {
	defer s.closeListeners(l)
	lk, err := links.New(s.Base.String(), s.Secret)
	if err != nil {
		return err
	}
	territory, err := s.Store.Territory(ctx, s.Territory)
	if err != nil {
		return err
	}
	figures := newRegistry()
	engine, drain, err := s.engine(ctx, lk, territory.ID, figures)
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, drain()) }()
	senders := s.senders(s.queue(territory.ID), lk)
	site, err := s.site(lk, engine, senders)
	if err != nil {
		return err
	}
	figures.MustRegister(site.Public)
	working, stop := context.WithCancel(ctx)
	defer stop()
	var behind work.Group
	for _, sender := range senders {
		sender.Grace = s.Drain + cutAfter
		behind.Go(func() { work.Steadily(working, s.Log, "messages", sender.Run) })
	}
	behind.Go(func() { booking.NewUpkeep(s.Store, s.Now, s.Log).Run(working) })
	behind.Go(func() { work.Steadily(working, s.Log, "public pages", site.Public.Run) })
	err = web.Server{Handler: s.handler(site, senders), Log: s.Log, Drain: s.Drain}.Serve(ctx, l)
	stop()
	behind.Wait()
	return err
}

// closeListeners closes what the servers have not closed, because they were
// never started.
func (s Site) closeListeners(l net.Listener) {
	_ = l.Close()
	if s.Metrics != nil {
		_ = s.Metrics.Close()
	}
}

// queue is the messages of the site's territory.
func (s Site) queue(territoryID jema.TerritoryID) mail.Queue {
	return mail.Queue{Store: s.Store, TerritoryID: territoryID, Now: s.Now, Log: s.Log}
}

// senders returns who sends mail and SMS. Without a mail server, mail waits.
func (s Site) senders(queue mail.Queue, lk links.Links) []*mail.Sender {
	senders := []*mail.Sender{mail.NewSMSSender(queue, lk)}
	if s.SMTP != nil {
		senders = append(senders, mail.NewSender(queue, s.SMTP, lk))
	}
	return senders
}

func (s Site) site(lk links.Links, engine *booking.Engine, senders []*mail.Sender) (*web.SiteHandler, error) {
	return web.New(web.Config{
		Store: s.Store, Engine: engine, Links: lk, Base: s.Base, Hosts: s.Hosts, Proxies: s.Proxies,
		Territory: s.Territory, Mailbox: s.Mailbox, Outbox: outbox(senders), Now: s.Now, Log: s.Log,
	})
}

// handler puts around a site what it is served with.
func (s Site) handler(site http.Handler, senders []*mail.Sender) http.Handler {
	if s.Around != nil {
		site = s.Around(site)
	}
	return nudging{site, func() {
		for _, sender := range senders {
			sender.Nudge()
		}
	}}
}

// nudging wakes the senders after every request that may have queued a letter.
type nudging struct {
	http.Handler
	wake func()
}

func (n nudging) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	n.Handler.ServeHTTP(w, r)
	if r.Method != http.MethodGet && r.Method != http.MethodHead {
		n.wake()
	}
}

// Finish waits for what goes on behind the pages.
func (n nudging) Finish(ctx context.Context) error {
	if behind, ok := n.Handler.(interface {
		Finish(ctx context.Context) error
	}); ok {
		return behind.Finish(ctx)
	}
	return nil
}

// outbox returns a check that fails while one of the senders cannot work.
func outbox(senders []*mail.Sender) func() error {
	return func() error {
		var stuck []error
		for _, sender := range senders {
			stuck = append(stuck, sender.Stuck())
		}
		return errors.Join(stuck...)
	}
}
