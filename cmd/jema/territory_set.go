package main

import (
	"context"
	"errors"
	"fmt"
	"os"
	"strings"
	"text/tabwriter"

	"jema/internal/command"
	"jema/internal/jema"
	"jema/internal/postgres"
)

// territorySetCmd changes the settings that are given; the others remain.
type territorySetCmd struct {
	databaseFlag
	territoryFlag
	SMSURL          *string `name:"sms-url" help:"Adresse de la passerelle SMS, qui reçoit les messages en JSON ; « - » la lit sur l’entrée standard, pour qu’une clé ne se voie pas ; vide, il n’y en a plus." placeholder:"URL"`
	SecurityContact *string `help:"Où signaler une faille, publié sous /.well-known/security.txt : courriel, adresse https ou tel: ; vide, rien n’est publié." placeholder:"ADRESSE"`
	ClientBookings  *int    `name:"client-bookings" help:"Réservations qu’un même réseau (une adresse, une maison, une bibliothèque) peut faire en dix minutes ; 0 lève toute limite." placeholder:"N"`
}

// Run changes the settings and prints the territory as the listing shows it.
func (t *territorySetCmd) Run(ctx context.Context, c *command.Console) (err error) {
	if t.SMSURL == nil && t.SecurityContact == nil && t.ClientBookings == nil {
		return command.Fail(2, errors.New("donnez au moins un réglage : --sms-url, --security-contact ou --client-bookings"))
	}
	if t.SMSURL != nil && *t.SMSURL == "-" {
		if *t.SMSURL, err = promptSecret(c, os.Stdin, "Adresse de la passerelle SMS :"); err != nil {
			return fmt.Errorf("l’adresse n’a pas pu être lue : %w", err)
		}
	}
	store, closeAll, err := t.open(ctx, c)
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, closeAll()) }()
	territory, err := t.find(ctx, store)
	if err != nil {
		return err
	}
	if err := t.set(ctx, store, territory.ID); err != nil {
		return inFrench(err)
	}
	if territory, err = store.Territory(ctx, territory.Slug); err != nil {
		return err
	}
	return printTerritories(c, []jema.Territory{territory})
}

// set stores each setting that was given.
func (t *territorySetCmd) set(ctx context.Context, store *postgres.Store, territoryID jema.TerritoryID) error {
	if t.SMSURL != nil {
		if err := store.SetSMSURL(ctx, territoryID, strings.TrimSpace(*t.SMSURL)); err != nil {
			return err
		}
	}
	if t.SecurityContact != nil {
		contact, err := jema.SecurityContact(*t.SecurityContact)
		if err != nil {
			return err
		}
		if err := store.SetSecurityContact(ctx, territoryID, contact); err != nil {
			return err
		}
	}
	if t.ClientBookings == nil {
		return nil
	}
	return store.SetClientBookings(ctx, territoryID, *t.ClientBookings)
}

type territoryListCmd struct{ databaseFlag }

// Run prints every territory on a line: its slug, its name, where it is
// reached, how much one network may book, its SMS gateway without what may be
// secret, and where a weakness is reported.
func (t *territoryListCmd) Run(ctx context.Context, c *command.Console) (err error) {
	store, closeAll, err := t.open(ctx, c)
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, closeAll()) }()
	list, err := store.Territories(ctx)
	if err != nil {
		return err
	}
	return printTerritories(c, list)
}

func printTerritories(c *command.Console, list []jema.Territory) error {
	w := tabwriter.NewWriter(c.Out, 0, 0, 2, ' ', 0)
	for _, t := range list {
		if _, err := fmt.Fprintf(w, "%s\t%s\t%s\t%s\tSMS : %s\tFailles : %s\n",
			t.Slug, t.Name, orDash(t.BaseURL), limitOf(t), orDash(t.Gateway()), orDash(t.SecurityContact)); err != nil {
			return err
		}
	}
	return w.Flush()
}

// limitOf is how the listing shows what one network may book.
func limitOf(t jema.Territory) string {
	if t.ClientBookings == 0 {
		return "Par réseau : sans limite"
	}
	return fmt.Sprintf("Par réseau : %d en 10 min", t.ClientBookings)
}

// orDash is what a listing shows of a setting that may not be set.
func orDash(s string) string {
	if s == "" {
		return "–"
	}
	return s
}
