package main

import (
	"context"
	"errors"
	"fmt"
	"log/slog"
	"net"
	"net/url"
	"strings"

	"jema/internal/command"
	"jema/internal/mail"
	"jema/internal/serve"
)

// demoCmd shows everything on one machine: database, demonstration edition,
// site, and a mailbox in place of a mail server.
type demoCmd struct {
	databaseFlag
	Addr           string `default:"127.0.0.1:8080" help:"Adresse d’écoute." placeholder:"HÔTE:PORT"`
	ClientBookings *int   `name:"client-bookings" help:"Réservations qu’un même réseau peut faire en dix minutes, désormais ; 0 lève toute limite, pour une mesure." placeholder:"N"`
}

// Run loads the demonstration where it is missing and serves it.
func (d *demoCmd) Run(ctx context.Context, c *command.Console) (err error) {
	l, err := listen(ctx, d.Addr)
	if err != nil {
		return err
	}
	defer func() { _ = l.Close() }() // Serve closes it too
	base, hosts := demoHosts(l.Addr().(*net.TCPAddr))
	store, closeAll, err := d.openToServe(ctx, c)
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, closeAll()) }()
	territory, err := loadDemo(ctx, c, store, base.String())
	if err != nil {
		return err
	}
	if d.ClientBookings != nil {
		if err := store.SetClientBookings(ctx, territory.ID, *d.ClientBookings); err != nil {
			return inFrench(err)
		}
	}
	site := serve.Site{Store: store, Base: base, Hosts: hosts, Territory: territory.Slug, Now: c.Now,
		Log: slog.New(slog.NewTextHandler(c.Err, nil))}
	if site.Secret, err = d.secret(); err != nil {
		return err
	}
	if site.Mailbox, err = mail.Receive(); err != nil {
		return err
	}
	defer func() { err = errors.Join(err, site.Mailbox.Close()) }()
	if site.SMTP, err = mail.ParseSMTP(site.Mailbox.URL(), territory.ContactEmail); err != nil {
		return err
	}
	welcome(c, base)
	return site.Serve(ctx, l)
}

// demoHosts returns the address to print in links and the names this machine
// answers by.
func demoHosts(addr *net.TCPAddr) (*url.URL, []string) {
	port := fmt.Sprint(addr.Port)
	names := []string{"127.0.0.1", "localhost", "::1"}
	if !addr.IP.IsLoopback() && !addr.IP.IsUnspecified() {
		names = append([]string{addr.IP.String()}, names...)
	}
	var hosts []string
	for _, name := range names {
		hosts = append(hosts, net.JoinHostPort(name, port))
	}
	return &url.URL{Scheme: "http", Host: hosts[0]}, hosts
}

// welcome prints the site's address and the demonstration's accounts.
func welcome(c *command.Console, base *url.URL) {
	c.Progressf("%s", strings.TrimSpace(fmt.Sprintf(`
Jema, démonstration. Les ateliers et les artisans sont inventés.

  Le site                 %[1]s/
  L’espace organisateur   %[1]s/connexion        %[2]s  ·  mot de passe : %[3]s
  L’espace artisan        %[1]s/connexion        %[4]s  ·  un lien arrive dans la boîte ci-dessous
  L’espace conseil        %[1]s/connexion        %[5]s  ·  le même mot de passe
  Une correspondance      %[1]s/connexion        %[6]s  ·  un lien, comme les artisans
  La boîte aux lettres    %[1]s/demo/courriels   (cette machine seulement)
  L’API                   %[1]s/api/v1/openapi.yaml

Ctrl-C arrête tout.`, base, demoOrganiser, demoPassword, demoArtisan, demoAdviser,
		demoCorrespondent)))
}
