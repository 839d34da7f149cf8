package main

import (
	"context"
	"errors"
	"os"

	"jema/internal/command"
	"jema/internal/postgres"
)

// databaseFlag is embedded by every command that needs the database: the one
// that DATABASE_URL names, or the one in --data.
type databaseFlag struct{ dataFlag }

// open returns the store with the schema this program needs, and how to give
// it back.
func (f databaseFlag) open(ctx context.Context, c *command.Console) (*postgres.Store, func() error, error) {
	dsn, release, err := f.openDSN(ctx, func(line string) { c.Progressf("%s", line) })
	if err != nil {
		return nil, nil, command.Fail(2, err)
	}
	return f.prepare(ctx, dsn, release)
}

// prepare connects and looks at the schema. Our own database is migrated on
// the way; one that DATABASE_URL names is only checked, because its owner
// decides when.
func (f databaseFlag) prepare(ctx context.Context, dsn string, release func() error) (*postgres.Store,
	func() error, error) {
	store, err := postgres.Open(ctx, dsn, 32)
	if err != nil {
		return nil, nil, command.Fail(2, errors.Join(err, release()))
	}
	closeAll := func() error { return errors.Join(store.Close(), release()) }
	if os.Getenv("DATABASE_URL") == "" {
		_, err = store.Migrate(ctx)
	} else {
		err = store.Ready(ctx)
	}
	if err != nil {
		return nil, nil, command.Fail(2, errors.Join(err, closeAll()))
	}
	return store, closeAll, nil
}
