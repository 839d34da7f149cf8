package main

import (
	"context"
	"errors"
	"fmt"
	"text/tabwriter"

	"jema/internal/catalogue"
	"jema/internal/command"
	"jema/internal/jema"
)

type editionListCmd struct {
	databaseFlag
	territoryFlag
}

// Run prints each edition on a line, the latest year first: its year, its state,
// its first and last day, its name.
func (l *editionListCmd) Run(ctx context.Context, c *command.Console) (err error) {
	store, closeAll, err := l.open(ctx, c)
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, closeAll()) }()
	territory, err := l.find(ctx, store)
	if err != nil {
		return err
	}
	list, err := store.Editions(ctx, territory.ID)
	if err != nil {
		return err
	}
	return printEditions(c, list)
}

func printEditions(c *command.Console, list []jema.Edition) error {
	w := tabwriter.NewWriter(c.Out, 0, 0, 2, ' ', 0)
	voice := catalogue.In("fr")
	for _, e := range list {
		state := voice.Say("edition.state." + string(e.State))
		if _, err := fmt.Fprintf(w, "%d\t%s\t%s – %s\t%s\n", e.Year, state, e.StartsOn, e.EndsOn, e.Name); err != nil {
			return err
		}
	}
	return w.Flush()
}

// editionMove moves an edition from state to state.
type editionMove struct {
	databaseFlag
	territoryFlag
}

// move sets an edition's state and prints the edition as the listing does.
func (m *editionMove) move(ctx context.Context, c *command.Console, year int, to jema.EditionState) (err error) {
	store, closeAll, err := m.open(ctx, c)
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, closeAll()) }()
	territory, err := m.find(ctx, store)
	if err != nil {
		return err
	}
	e, err := store.SetEditionState(ctx, territory.ID, year, to)
	if err != nil {
		return inFrench(err)
	}
	return printEditions(c, []jema.Edition{e})
}

type editionOpenCmd struct {
	editionMove
	Year int `arg:"" placeholder:"ANNÉE" help:"Année de l’édition."`
}

// Run opens the edition to artisans, who register for it from then on.
func (o *editionOpenCmd) Run(ctx context.Context, c *command.Console) error {
	return o.move(ctx, c, o.Year, jema.EditionRegistering)
}

type editionPublishCmd struct {
	editionMove
	Year int `arg:"" placeholder:"ANNÉE" help:"Année de l’édition."`
}

// Run shows the edition to visitors; the one they saw until then becomes past.
func (p *editionPublishCmd) Run(ctx context.Context, c *command.Console) error {
	return p.move(ctx, c, p.Year, jema.EditionCurrent)
}

type editionCloseCmd struct {
	editionMove
	Year int `arg:"" optional:"" placeholder:"ANNÉE" help:"Année de l’édition ; celle en cours si elle manque."`
}

// Run ends the edition, which stays on show as a past one.
func (p *editionCloseCmd) Run(ctx context.Context, c *command.Console) error {
	return p.move(ctx, c, p.Year, jema.EditionPast)
}
