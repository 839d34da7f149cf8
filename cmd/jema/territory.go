package main

import (
	"context"
	"errors"
	"fmt"

	"jema/internal/command"
	"jema/internal/jema"
	"jema/internal/postgres"
	"jema/internal/text"
)

// territoryCmd builds a territory from nothing.
type territoryCmd struct {
	Add  territoryAddCmd  `cmd:"" help:"Ajoute un territoire."`
	List territoryListCmd `cmd:"" help:"Liste les territoires et leurs réglages."`
	Set  territorySetCmd  `cmd:"" help:"Change un réglage d’un territoire."`
}

type territoryAddCmd struct {
	databaseFlag
	Name         string `arg:"" help:"Nom du territoire, par exemple « Valence Romans Agglo »."`
	Slug         string `help:"Identifiant dans les adresses ; tiré du nom s’il manque."`
	BaseURL      string `help:"Adresse publique, par exemple https://jema.exemple.fr." name:"base-url"`
	ContactEmail string `help:"Courriel donné au public."`
	ContactPhone string `help:"Téléphone donné au public."`
	Publisher    string `help:"Éditeur, pour l’ours des programmes."`
	Printer      string `help:"Imprimeur : nom et adresse, pour l’ours des programmes."`
}

// Run adds the territory and prints its slug.
func (t *territoryAddCmd) Run(ctx context.Context, c *command.Console) (err error) {
	store, closeAll, err := t.open(ctx, c)
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, closeAll()) }()
	if t.Slug == "" {
		t.Slug = text.Slug(t.Name)
	}
	if t.Slug != text.Slug(t.Slug) || t.Slug == "" {
		return fmt.Errorf("l’identifiant %q ne peut compter que des lettres sans accent, des chiffres et des traits d’union",
			t.Slug)
	}
	made, err := store.CreateTerritory(ctx, jema.Territory{Slug: t.Slug, Name: text.Line(t.Name), BaseURL: t.BaseURL,
		ContactEmail: t.ContactEmail, ContactPhone: t.ContactPhone, Publisher: t.Publisher, Printer: t.Printer})
	if err != nil {
		return inFrench(err)
	}
	_, err = fmt.Fprintln(c.Out, made.Slug)
	return err
}

// territoryFlag chooses a territory; without it, the only one there is.
type territoryFlag struct {
	Territory string `help:"Identifiant du territoire ; inutile s’il n’y en a qu’un."`
}

func (f territoryFlag) find(ctx context.Context, store *postgres.Store) (jema.Territory, error) {
	t, err := store.Territory(ctx, f.Territory)
	return t, inFrench(err)
}
