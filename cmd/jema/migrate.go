package main

import (
	"context"
	"errors"
	"fmt"

	"jema/internal/command"
	"jema/internal/postgres"
)

// migrateCmd brings the schema up to this program's.
type migrateCmd struct{ databaseFlag }

// Run migrates and prints how many steps it took.
func (m *migrateCmd) Run(ctx context.Context, c *command.Console) (err error) {
	dsn, release, err := m.openDSN(ctx, func(line string) { c.Progressf("%s", line) })
	if err != nil {
		return command.Fail(2, err)
	}
	defer func() { err = errors.Join(err, release()) }()
	store, err := postgres.Open(ctx, dsn, 4)
	if err != nil {
		return command.Fail(2, err)
	}
	defer func() { err = errors.Join(err, store.Close()) }()
	steps, err := store.Migrate(ctx)
	if err != nil {
		return err
	}
	_, err = fmt.Fprintf(c.Out, "Schéma à jour (%d étape(s) appliquée(s)).\n", steps)
	return err
}
