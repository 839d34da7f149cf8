package postgres

import (
	"context"
	"errors"
	"fmt"

	"github.com/pressly/goose/v3"
	"github.com/pressly/goose/v3/lock"

	"jema/migrations"
)

func (s *Store) migrations() (*goose.Provider, error) {
	locker, err := lock.NewPostgresSessionLocker()
	if err != nil {
		return nil, fmt.Errorf("preparing the migrations' lock: %w", err)
	}
	readFacts := goose.NewGoMigration(28, &goose.GoFunc{RunTx: readOldFacts}, nil)
	return goose.NewProvider(goose.DialectPostgres, s.db.DB, migrations.Files, goose.WithSessionLocker(locker),
		goose.WithGoMigrations(readFacts))
}

// Migrate brings the schema up to this program's and returns how many steps
// that took; two programs that start together take turns.
func (s *Store) Migrate(ctx context.Context) (_ int, err error) {
	defer attempted(&err, "migrating the database")
	provider, err := s.migrations()
	if err != nil {
		return 0, err
	}
	results, err := provider.Up(ctx)
	return len(results), err
}

// Ready answers nil when the database can be reached and holds the schema
// this program needs.
func (s *Store) Ready(ctx context.Context) (err error) {
	defer attempted(&err, "comparing the schema with the program")
	provider, err := s.migrations()
	if err != nil {
		return err
	}
	pending, err := provider.HasPending(ctx)
	if err != nil {
		return err
	}
	if pending {
		return errors.New("the schema is older than this program: run jema migrate")
	}
	return nil
}
