package main

import (
	"context"
	"errors"
	"fmt"
	"log/slog"
	"net"
	"net/http"
	"net/netip"
	"net/url"
	"syscall"
	"time"

	"jema/internal/booking"
	"jema/internal/links"
	"jema/internal/mail"
	"jema/internal/postgres"
	"jema/internal/web"
	"jema/internal/work"
)

// site is what serve and demo have in common: a store, a secret and where the
// site is reached become a handler and a sender of mail.
type site struct {
	store     *postgres.Store
	secret    []byte
	base      *url.URL
	hosts     []string
	proxies   []netip.Prefix
	territory string
	smtp      *mail.SMTP     // nil: mail waits until there is a server
	mailbox   *mail.Receiver // the demonstration's
	bookings  bookingFlags
	drain     time.Duration // how long requests are still accepted once asked to stop
	log       *slog.Logger
}

// listen takes the address before anything slow begins, so that a taken port
// is said at once.
func listen(ctx context.Context, addr string) (net.Listener, error) {
	l, err := (&net.ListenConfig{}).Listen(ctx, "tcp", addr)
	if errors.Is(err, syscall.EADDRINUSE) {
		return nil, fatal{1, fmt.Errorf("l’adresse %s est déjà prise par un autre programme ; choisissez-en une autre avec --addr", addr)}
	}
	if err != nil {
		return nil, fatal{1, fmt.Errorf("impossible d’écouter sur %s : %w", addr, err)}
	}
	return l, nil
}

// cutAfter is how long letters on their way may outlast the last request: a
// mail server that hangs delays the end by no more.
const cutAfter = time.Second

// serve answers requests, takes bookings and sends mail until ctx ends; it
// returns when all have finished.
func (s site) serve(ctx context.Context, c *console, l net.Listener) (err error) {
	lk, err := links.New(s.base.String(), s.secret)
	if err != nil {
		return err
	}
	engine, drain, err := s.engine(ctx, lk, c)
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, drain()) }()
	territory, err := s.store.Territory(ctx, s.territory)
	if err != nil {
		return err
	}
	senders := s.senders(mail.Queue{Store: s.store, TerritoryID: territory.ID, Now: c.Now, Log: s.log}, lk)
	handler, err := s.handler(c, lk, engine, senders)
	if err != nil {
		return err
	}
	working, stop := context.WithCancel(ctx)
	defer stop()
	var sending work.Group
	for _, sender := range senders {
		sender.Grace = s.drain + cutAfter
		sending.Go(func() { work.Steadily(working, s.log, "messages", sender.Run) })
	}
	sending.Go(func() { booking.NewUpkeep(s.store, c.Now, s.log).Run(working) })
	err = web.Server{Handler: handler, Log: s.log, Drain: s.drain}.Serve(ctx, l)
	stop()
	sending.Wait()
	return err
}

// senders returns who sends mail and SMS. Without a mail server, mail waits.
func (s site) senders(queue mail.Queue, lk links.Links) []*mail.Sender {
	senders := []*mail.Sender{mail.NewSMSSender(queue, lk)}
	if s.smtp != nil {
		senders = append(senders, mail.NewSender(queue, s.smtp, lk))
	}
	return senders
}

func (s site) handler(c *console, lk links.Links, engine *booking.Engine, senders []*mail.Sender) (http.Handler, error) {
	return web.New(web.Config{
		Store: s.store, Engine: engine, Links: lk, Base: s.base, Hosts: s.hosts, Proxies: s.proxies,
		Territory: s.territory, Mailbox: s.mailbox, Outbox: outbox(senders), Now: c.Now, Log: s.log,
	})
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
