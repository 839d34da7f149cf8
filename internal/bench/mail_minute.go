package bench

import (
	"context"
	"errors"
	"fmt"
	"net"
	"net/url"
	"slices"
	"time"

	"jema/internal/links"
	"jema/internal/serve"
	"jema/internal/work"
)

// minute lets visitors book on the whole site and measures how long their
// confirmations waited.
func (b *mailBench) minute(ctx context.Context, r *MailReport) error {
	if err := b.world.reset(ctx); err != nil {
		return err
	}
	b.sink.empty()
	smtp, err := b.smtp()
	if err != nil {
		return err
	}
	l, err := (&net.ListenConfig{}).Listen(ctx, "tcp", "127.0.0.1:0")
	if err != nil {
		return err
	}
	site := serve.Site{Store: b.store, Secret: make([]byte, links.SecretBytes),
		Base: &url.URL{Scheme: "http", Host: l.Addr().String()}, Proxies: visitors, Territory: slug, SMTP: smtp,
		Now: b.now, Log: silent}
	running, stop := context.WithCancel(ctx)
	ended := work.Go(func() error { return site.Serve(running, l) })
	told, err := play(ctx, l.Addr().String(), rush(b.Seed, b.Bookings, b.Window, b.world.Slots))
	if err == nil && told.failed > 0 {
		err = fmt.Errorf("%d réservations sans réponse", told.failed)
	}
	if err == nil {
		r.Confirmed = len(told.booked)
		err = b.emptied(ctx, r.Confirmed)
	}
	stop()
	if err := errors.Join(err, <-ended); err != nil {
		return err
	}
	return b.waits(ctx, r)
}

// waits reads how long each letter waited, from when it could leave first.
func (b *mailBench) waits(ctx context.Context, r *MailReport) error {
	rows, err := b.store.DB().QueryContext(ctx,
		`SELECT extract(epoch FROM done_at - ready_at)::float8 FROM message WHERE state = 'sent'`)
	if err != nil {
		return err
	}
	defer func() { _ = rows.Close() }()
	var waited []time.Duration
	for rows.Next() {
		var seconds float64
		if err := rows.Scan(&seconds); err != nil {
			return err
		}
		waited = append(waited, time.Duration(seconds*float64(time.Second)))
	}
	slices.Sort(waited)
	r.WaitP50MS, r.WaitP99MS = milliseconds(quantile(waited, 0.5)), milliseconds(quantile(waited, 0.99))
	r.WaitMostMS = milliseconds(quantile(waited, 1))
	return rows.Err()
}
