package main

import (
	"context"
	"errors"
	"fmt"
	"log/slog"
	"net"
	"net/netip"
	"net/url"
	"strings"
	"syscall"
	"time"

	"jema/internal/command"
	"jema/internal/mail"
	"jema/internal/postgres"
	"jema/internal/serve"
)

// serveCmd runs the site of one territory.
type serveCmd struct {
	databaseFlag
	territoryFlag
	bookingFlags
	Addr    string        `default:"127.0.0.1:8080" help:"Adresse d’écoute." placeholder:"HÔTE:PORT"`
	BaseURL string        `name:"base-url" env:"JEMA_BASE_URL" help:"Adresse publique ; celle du territoire si elle manque."`
	Proxies []string      `name:"proxy" env:"JEMA_PROXY" help:"Mandataires devant le programme, dont X-Forwarded-For est cru." placeholder:"ADRESSE"`
	Drain   time.Duration `default:"5s" help:"Au signal d’arrêt, durée pendant laquelle le site répond encore, le temps que le mandataire ne lui envoie plus personne."`
	SMTP    string        `name:"smtp" env:"JEMA_SMTP_URL" help:"Serveur de courrier, smtp:// ou smtps://."`
	From    string        `env:"JEMA_MAIL_FROM" help:"Expéditeur des courriels ; le contact du territoire s’il manque."`

	SMTPConnections int `name:"smtp-connections" env:"JEMA_SMTP_CONNECTIONS" default:"8" help:"Connexions au serveur de courrier, donc courriels remis en même temps, de 1 à 64." placeholder:"N"`
}

// Run serves until ctx ends.
func (s *serveCmd) Run(ctx context.Context, c *command.Console) (err error) {
	if s.Drain < 0 {
		return command.Fail(2, errors.New("--drain ne peut pas être négatif"))
	}
	if s.SMTPConnections < 1 || s.SMTPConnections > connectionsMost {
		return command.Fail(2, fmt.Errorf("--smtp-connections doit être compris entre 1 et %d", connectionsMost))
	}
	secret, err := s.sharedSecret()
	if err != nil {
		return err
	}
	l, err := listen(ctx, s.Addr)
	if err != nil {
		return err
	}
	defer func() { _ = l.Close() }() // Serve closes it too
	store, closeAll, err := s.openToServe(ctx, c)
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, closeAll()) }()
	territory, err := s.find(ctx, store)
	if err != nil {
		return err
	}
	if _, err := store.Edition(ctx, territory.ID, 0); err != nil {
		return fmt.Errorf("%w Ajoutez une édition : jema edition add", inFrench(err))
	}
	site := serve.Site{Store: store, Territory: territory.Slug, Secret: secret, Drain: s.Drain, Now: c.Now,
		Log: slog.New(slog.NewJSONHandler(c.Err, nil))}
	if site.Base, err = publicBase(s.BaseURL, territory.BaseURL); err != nil {
		return err
	}
	if site.Proxies, err = proxiesOf(s.Proxies); err != nil {
		return err
	}
	if s.SMTP == "" {
		c.Progressf("Sans --smtp, les courriels attendent dans la base et ne partent pas.")
	} else if site.SMTP, err = s.mailServer(territory.ContactEmail); err != nil {
		return err
	}
	if err := s.take(ctx, &site); err != nil {
		return err
	}
	c.Progressf("Jema est servi sur http://%s, et se présente sous %s", l.Addr(), site.Base)
	return site.Serve(ctx, l)
}

// connectionsMost bounds the connections to the mail server.
const connectionsMost = 64

// mailServer reads where letters are handed over; they come from an address
// unless the command line names another.
func (s *serveCmd) mailServer(from string) (*mail.SMTP, error) {
	server, err := mail.ParseSMTP(s.SMTP, orElse(s.From, from))
	if err == nil {
		server.Connections = s.SMTPConnections
	}
	return server, err
}

// bookingFlags set how bookings are taken, and where their figures are shown.
type bookingFlags struct {
	Booking     string `name:"booking" env:"JEMA_BOOKING" default:"batch" enum:"batch,single" help:"Réservations groupées (batch) ou une transaction chacune (single)."`
	MetricsAddr string `name:"metrics-addr" env:"JEMA_METRICS_ADDR" help:"Adresse où Prometheus lit les mesures, sous /metrics ; aucune si elle manque." placeholder:"HÔTE:PORT"`
}

// singleBookings is how many bookings are in the database at once when each is a
// transaction of its own.
const singleBookings = 16

// take sets how a site takes bookings, and the listener for its metrics.
func (f bookingFlags) take(ctx context.Context, site *serve.Site) (err error) {
	if f.Booking == "single" {
		site.Single = singleBookings
	}
	if f.MetricsAddr != "" {
		site.Metrics, err = listen(ctx, f.MetricsAddr)
	}
	return err
}

// listen takes the address before anything slow begins, so that a port in use
// is reported at once.
func listen(ctx context.Context, addr string) (net.Listener, error) {
	l, err := (&net.ListenConfig{}).Listen(ctx, "tcp", addr)
	if errors.Is(err, syscall.EADDRINUSE) {
		return nil, command.Fail(1,
			fmt.Errorf("l’adresse %s est déjà prise par un autre programme ; choisissez-en une autre avec --addr", addr))
	}
	if err != nil {
		return nil, command.Fail(1, fmt.Errorf("impossible d’écouter sur %s : %w", addr, err))
	}
	return l, nil
}

// proxiesOf reads addresses and networks: 127.0.0.1, 10.0.0.0/8.
func proxiesOf(given []string) (proxies []netip.Prefix, err error) {
	for _, typed := range given {
		network, err := netip.ParsePrefix(typed)
		if host, only := netip.ParseAddr(typed); only == nil {
			network, err = netip.PrefixFrom(host, host.BitLen()), nil
		}
		if err != nil {
			return nil, fmt.Errorf("--proxy %q n’est ni une adresse IP ni un réseau, par exemple 127.0.0.1 ou 10.0.0.0/8", typed)
		}
		proxies = append(proxies, network)
	}
	return proxies, nil
}

// publicBase reads where visitors reach the site: from the command line, else
// from the territory.
func publicBase(given, territory string) (*url.URL, error) {
	typed := strings.TrimRight(orElse(given, territory), "/")
	if typed == "" {
		return nil, errors.New("donnez l’adresse publique du site avec --base-url, ou au territoire")
	}
	base, err := url.Parse(typed)
	if err != nil || base.Host == "" || base.Path != "" || (base.Scheme != "http" && base.Scheme != "https") {
		return nil, fmt.Errorf("%q n’est pas une adresse http(s):// sans chemin", typed)
	}
	return base, nil
}

func orElse(a, b string) string {
	if a != "" {
		return a
	}
	return b
}

// openToServe opens a database that other commands may use at the same time.
func (f databaseFlag) openToServe(ctx context.Context, c *command.Console) (*postgres.Store, func() error, error) {
	dsn, release, err := f.serveDSN(ctx, func(line string) { c.Progressf("%s", line) })
	if err != nil {
		return nil, nil, command.Fail(2, err)
	}
	return f.prepare(ctx, dsn, release)
}
