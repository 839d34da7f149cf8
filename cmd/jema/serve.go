package main

import (
	"context"
	"errors"
	"fmt"
	"log/slog"
	"net/netip"
	"net/url"
	"strings"
	"time"

	"jema/internal/mail"
	"jema/internal/postgres"
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
}

// Run serves until it is told to stop.
func (s *serveCmd) Run(ctx context.Context, c *console) (err error) {
	if s.Drain < 0 {
		return fatal{2, errors.New("--drain ne peut pas être négatif")}
	}
	secret, err := s.sharedSecret()
	if err != nil {
		return err
	}
	l, err := listen(ctx, s.Addr)
	if err != nil {
		return err
	}
	defer func() { _ = l.Close() }() // web.Serve closes it too
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
	what := site{store: store, territory: territory.Slug, secret: secret, bookings: s.bookingFlags, drain: s.Drain,
		log: slog.New(slog.NewJSONHandler(c.Err, nil))}
	if what.base, err = publicBase(s.BaseURL, territory.BaseURL); err != nil {
		return err
	}
	if what.proxies, err = proxiesOf(s.Proxies); err != nil {
		return err
	}
	if s.SMTP == "" {
		c.say("Sans --smtp, les courriels attendent dans la base et ne partent pas.")
	} else if what.smtp, err = mail.ParseSMTP(s.SMTP, orElse(s.From, territory.ContactEmail)); err != nil {
		return err
	}
	c.say("Jema est servi sur http://%s, et se présente sous %s", l.Addr(), what.base)
	return what.serve(ctx, c, l)
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

// openToServe is open for a command whose database others may join.
func (f databaseFlag) openToServe(ctx context.Context, c *console) (*postgres.Store, func() error, error) {
	dsn, release, err := f.serveDSN(ctx, func(line string) { c.say("%s", line) })
	if err != nil {
		return nil, nil, fatal{2, err}
	}
	return f.prepare(ctx, dsn, release)
}
