package main

import (
	"context"
	"errors"
	"fmt"
	"os"
	"strings"
	"text/tabwriter"

	"jema/internal/jema"
)

type territorySetCmd struct {
	databaseFlag
	territoryFlag
	SMSURL string `required:"" name:"sms-url" help:"Adresse de la passerelle SMS, qui reçoit les messages en JSON ; « - » la lit sur l’entrée standard, pour qu’une clé ne se voie pas ; vide, il n’y en a plus." placeholder:"URL"`
}

// Run changes the setting and prints the territory as the listing shows it.
func (t *territorySetCmd) Run(ctx context.Context, c *console) (err error) {
	if t.SMSURL == "-" {
		if t.SMSURL, err = askSecret(c, os.Stdin, "Adresse de la passerelle SMS :"); err != nil {
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
	if err := store.SetSMSURL(ctx, territory.ID, strings.TrimSpace(t.SMSURL)); err != nil {
		return inFrench(err)
	}
	if territory, err = store.Territory(ctx, territory.Slug); err != nil {
		return err
	}
	return printTerritories(c, []jema.Territory{territory})
}

type territoryListCmd struct{ databaseFlag }

// Run prints every territory on a line: its slug, its name, where it is
// reached, and its SMS gateway without what may be secret.
func (t *territoryListCmd) Run(ctx context.Context, c *console) (err error) {
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

func printTerritories(c *console, list []jema.Territory) error {
	w := tabwriter.NewWriter(c.Out, 0, 0, 2, ' ', 0)
	for _, t := range list {
		if _, err := fmt.Fprintf(w, "%s\t%s\t%s\t%s\n", t.Slug, t.Name, orDash(t.BaseURL), "SMS : "+orDash(t.Gateway())); err != nil {
			return err
		}
	}
	return w.Flush()
}

// orDash is what a listing shows of a setting that may not be set.
func orDash(s string) string {
	if s == "" {
		return "–"
	}
	return s
}
