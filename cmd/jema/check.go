package main

import (
	"context"
	"errors"
	"fmt"

	"jema/internal/command"
)

// checkCmd checks the database's invariants.
type checkCmd struct{ databaseFlag }

// Run prints every invariant with the number of rows that break it; it ends
// with 1 when one is broken.
func (k *checkCmd) Run(ctx context.Context, c *command.Console) (err error) {
	store, closeAll, err := k.open(ctx, c)
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, closeAll()) }()
	list, err := store.Check(ctx, c.Now())
	if err != nil {
		return err
	}
	broken := 0
	for _, i := range list {
		if _, err := fmt.Fprintf(c.Out, "%6d  %s\n", i.Broken, i.Name); err != nil {
			return err
		}
		if i.Broken != 0 {
			broken++
		}
	}
	if broken > 0 {
		c.Progressf("jema: %d invariant(s) sur %d ne tiennent pas", broken, len(list))
		return command.StatusError(1)
	}
	return nil
}
