package bench

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"strings"

	"jema/internal/pgembed"
	"jema/internal/postgres"
)

// Ground is a Postgres made for one run, with its own settings for durability.
type Ground struct {
	server  *pgembed.Server
	dir     string
	pgbench string // the program's path
	Version string // of the server
	// Settings are those that make commits last, as the server gives them.
	Settings map[string]string
}

// NewGround makes a cluster below /tmp, where the server's account has access,
// and starts it. It refuses a server that acknowledges writes before they are
// on the disk.
func NewGround(ctx context.Context, log func(string)) (*Ground, error) {
	dir, err := os.MkdirTemp("/tmp", "jema-bench-")
	if err != nil {
		return nil, err
	}
	g := &Ground{dir: dir}
	g.server, err = pgembed.Start(ctx, pgembed.Options{DataDir: dir, Log: log,
		Settings: map[string]string{"max_connections": "300"}})
	if err != nil {
		return nil, errors.Join(err, os.RemoveAll(dir))
	}
	if err := g.inspect(ctx); err != nil {
		return nil, errors.Join(err, g.Close())
	}
	return g, nil
}

// Close ends the server and removes all it wrote.
func (g *Ground) Close() error {
	g.server.Stop()
	return os.RemoveAll(g.dir)
}

func (g *Ground) inspect(ctx context.Context) error {
	programs, err := pgembed.Find(ctx, g.dir)
	if err != nil {
		return err
	}
	g.pgbench = filepath.Join(programs.Dir, "pgbench")
	return g.admin(func(db *sql.DB) error {
		if g.Settings, err = durable(ctx, db); err != nil {
			return err
		}
		return db.QueryRowContext(ctx, `SHOW server_version`).Scan(&g.Version)
	})
}

// durable returns the settings that make commits durable. It refuses a server
// whose commits are not on the disk, because its figures would mean nothing.
func durable(ctx context.Context, db *sql.DB) (map[string]string, error) {
	settings := map[string]string{}
	for _, setting := range []string{"fsync", "synchronous_commit", "full_page_writes"} {
		var value string
		if err := db.QueryRowContext(ctx, "SHOW "+setting).Scan(&value); err != nil {
			return nil, err
		}
		if value != "on" {
			return nil, fmt.Errorf("le réglage %s de PostgreSQL vaut « %s » et non « on » : les mesures ne voudraient rien dire",
				setting, value)
		}
		settings[setting] = value
	}
	return settings, nil
}

// admin works on the cluster itself.
func (g *Ground) admin(work func(*sql.DB) error) error {
	db, err := sql.Open("postgres", g.server.DSN("postgres"))
	if err != nil {
		return err
	}
	return errors.Join(work(db), db.Close())
}

// create makes an empty database and returns how to reach it.
func (g *Ground) create(ctx context.Context, name string) (dsn string, err error) {
	err = g.admin(func(db *sql.DB) error {
		_, err := db.ExecContext(ctx, "CREATE DATABASE "+name) // one of our own words
		return err
	})
	return g.server.DSN(name), err
}

// open makes a database with the schema of this program.
func (g *Ground) open(ctx context.Context, name string) (*postgres.Store, string, error) {
	dsn, err := g.create(ctx, name)
	if err != nil {
		return nil, "", err
	}
	store, err := postgres.Open(ctx, dsn, 4)
	if err != nil {
		return nil, "", err
	}
	if _, err := store.Migrate(ctx); err != nil {
		return nil, "", errors.Join(err, store.Close())
	}
	return store, dsn, nil
}

// flush writes out what preparing has left, so that it does not run into the
// measures.
func (g *Ground) flush(ctx context.Context) error {
	return g.admin(func(db *sql.DB) error {
		_, err := db.ExecContext(ctx, "CHECKPOINT")
		return err
	})
}

// lastLine returns the last line of a program's output.
func lastLine(said string) string {
	lines := strings.Split(strings.TrimSpace(said), "\n")
	return lines[len(lines)-1]
}
