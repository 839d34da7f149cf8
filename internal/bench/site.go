package bench

import (
	"context"
	"errors"
	"fmt"
	"io"
	"log/slog"
	"net"
	"net/netip"
	"net/url"

	"jema/internal/links"
	"jema/internal/postgres"
	"jema/internal/serve"
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

// Site serves the whole site on a world until in ends. It writes its address to
// out first. The child process runs it.
func Site(ctx context.Context, dsn, way string, in io.Reader, out io.Writer) (err error) {
	if way == Bare {
		return serveBare(ctx, dsn, in, out)
	}
	store, err := postgres.Open(ctx, dsn, 32)
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, store.Close()) }()
	l, err := (&net.ListenConfig{}).Listen(ctx, "tcp", "127.0.0.1:0")
	if err != nil {
		return err
	}
	site := serve.Site{Store: store, Secret: make([]byte, links.SecretBytes), Base: &url.URL{Scheme: "http",
		Host: l.Addr().String()},
		Proxies: visitors, Territory: slug, Now: Now, Log: silent}
	switch way {
	case OneByOne:
		site.Single = controlConns
	case ForUpdate:
		control, failed := newControl(ctx, dsn)
		if failed != nil {
			return errors.Join(failed, l.Close())
		}
		defer func() { err = errors.Join(err, control.close()) }()
		site.Around = control.around
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
	return site.Serve(ctx, l)
}

// visitors are who names an address of each visitor's own: this machine.
var visitors = []netip.Prefix{netip.MustParsePrefix("127.0.0.0/8")}

var silent = slog.New(slog.DiscardHandler)
