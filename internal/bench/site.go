package bench

import (
	"context"
	"errors"
	"fmt"
	"io"
	"log/slog"
	"net"
	"net/http"
	"net/netip"
	"net/url"

	"jema/internal/booking"
	"jema/internal/links"
	"jema/internal/postgres"
	"jema/internal/web"
	"jema/internal/work"
)

// Ways of taking a booking that are compared, all behind the same HTTP.
const (
	Engine    = "engine"     // what serve does
	OneByOne  = "single"     // the engine, one statement and one commit a request
	ForUpdate = "for-update" // SELECT … FOR UPDATE; INSERT; UPDATE; COMMIT, as most systems do
)

// controlConns is how many bookings the other ways have in the database at
// once: as many as pgbench has.
const controlConns = 64

// Site serves the whole site on a world until in ends, and says its address on
// out first. It is what the child process runs.
func Site(ctx context.Context, dsn, way string, in io.Reader, out io.Writer) (err error) {
	store, err := postgres.Open(ctx, dsn, 32)
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, store.Close()) }()
	l, err := (&net.ListenConfig{}).Listen(ctx, "tcp", "127.0.0.1:0")
	if err != nil {
		return err
	}
	handler, closeHandler, err := siteHandler(ctx, store, dsn, way, l.Addr().String())
	if err != nil {
		return errors.Join(err, l.Close())
	}
	ctx, stop := context.WithCancel(ctx)
	work.Go(func() error {
		defer stop()
		_, err := io.Copy(io.Discard, in) // ends when the parent does, however
		return err
	})
	if _, err := fmt.Fprintln(out, l.Addr()); err != nil {
		stop()
	}
	return errors.Join(web.Server{Handler: handler, Log: silent}.Serve(ctx, l), closeHandler(context.WithoutCancel(ctx)))
}

// visitors are who names an address of each visitor's own: this machine.
var visitors = []netip.Prefix{netip.MustParsePrefix("127.0.0.0/8")}

var silent = slog.New(slog.DiscardHandler)

func siteHandler(ctx context.Context, store *postgres.Store, dsn, way, addr string) (http.Handler, func(context.Context) error, error) {
	lk, err := links.New("http://"+addr, make([]byte, links.SecretBytes))
	if err != nil {
		return nil, nil, err
	}
	conns, options := booking.Workers, []booking.Option(nil)
	if way == OneByOne {
		conns, options = controlConns, []booking.Option{booking.Single()}
	}
	territory, err := store.Territory(ctx, slug)
	if err != nil {
		return nil, nil, err
	}
	pool, err := store.BookingPool(conns+booking.ApartMost, territory.ID)
	if err != nil {
		return nil, nil, err
	}
	options = append(options, booking.BySlot(pool.BookSlot))
	engine := booking.New(pool.BookBatch, lk, Now, options...)
	handler, err := web.New(web.Config{Store: store, Engine: engine, Links: lk, Base: &url.URL{Scheme: "http", Host: addr},
		Proxies: visitors, Territory: slug, Now: Now, Log: silent})
	if err != nil {
		return nil, nil, errors.Join(err, pool.Close())
	}
	closeAll := func(ctx context.Context) error { return errors.Join(engine.Close(ctx), pool.Close()) }
	if way != ForUpdate {
		return handler, closeAll, nil
	}
	control, err := newControl(ctx, dsn, handler)
	if err != nil {
		return nil, nil, errors.Join(err, closeAll(ctx))
	}
	return control, func(ctx context.Context) error { return errors.Join(control.close(), closeAll(ctx)) }, nil
}
