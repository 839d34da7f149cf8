package main

import (
	"context"
	"errors"
	"fmt"

	"jema/internal/command"
)

// purgeCmd erases what serve erases by itself every hour: for an instance that
// is not served any more, and to see what would go.
type purgeCmd struct {
	databaseFlag
	DryRun bool `name:"dry-run" help:"Dit seulement ce qui serait effacé."`
}

// Run prints, for each edition whose day of erasure has come, how many
// identities it holds, and erases them.
func (p *purgeCmd) Run(ctx context.Context, c *command.Console) (err error) {
	store, closeAll, err := p.open(ctx, c)
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, closeAll()) }()
	due, err := store.ErasuresDue(ctx, c.Now())
	if err != nil {
		return err
	}
	for _, e := range due {
		if _, err := fmt.Fprintf(c.Out,
			"%s %d, à effacer depuis le %s : %d réservation(s), %d classe(s), %d modification(s)\n",
			e.Territory, e.Year, e.Day, e.Bookings, e.Classes, e.Edits); err != nil {
			return err
		}
	}
	switch {
	case len(due) == 0:
		_, err = fmt.Fprintln(c.Out, "Aucune identité n’est à effacer.")
		return err
	case p.DryRun:
		_, err = fmt.Fprintln(c.Out, "Rien n’a été effacé.")
		return err
	}
	n, err := store.EraseDue(ctx, c.Now())
	if err != nil {
		return fmt.Errorf("%d identité(s) effacée(s), puis : %w", n, err)
	}
	_, err = fmt.Fprintf(c.Out, "%d identité(s) effacée(s) ; les nombres restent.\n", n)
	return err
}
