// Package pgtest gives tests a real Postgres: one server for a test binary,
// fast because it need not survive the machine, and a fresh database for each
// test that requests one. The server ends with the test process, however that
// ends.
//
//	func TestMain(m *testing.M) { os.Exit(pgtest.Run(m, migrate)) }
//
//	func TestX(t *testing.T) { db := sqlx.MustConnect("postgres", pgtest.DSN(t)) … }
package pgtest

import (
	"context"
	"database/sql"
	"fmt"
	"os"
	"runtime/debug"
	"sync/atomic"
	"testing"

	_ "github.com/lib/pq" // the driver
	"jema/internal/pgembed"
)

var (
	server *pgembed.Server
	admin  *sql.DB
	number atomic.Int64
	// strategy is how a database is copied.
	strategy string
)

// strategies is the first version of Postgres, as server_version_num writes it,
// that can copy the files of a database instead of logging each page: a third
// of the time. Older ones always copy the files.
const strategies = 150000

// template is the migrated database that the tests' own are copies of.
const template = "jema_template"

// careless are the settings of a server whose data nobody will miss.
var careless = map[string]string{
	"fsync": "off", "full_page_writes": "off", "synchronous_commit": "off",
	"autovacuum": "off", "max_wal_size": "256MB", "checkpoint_timeout": "1h",
	"max_connections": "300",
}

// garbage is how much of its live memory a test binary may add, in percent, before it is
// collected: with Go's own 100, collecting takes a quarter of the processor time of tests.
const garbage = 400

// Run starts the server, migrates a template if migrate is not nil, runs the
// tests and removes everything. It returns the exit code for os.Exit.
func Run(m *testing.M, migrate func(dsn string) error) int {
	if os.Getenv("GOGC") == "" {
		debug.SetGCPercent(garbage)
	}
	stop, err := start(context.Background(), migrate)
	if err != nil {
		fmt.Fprintln(os.Stderr, "pgtest:", err)
		return 1
	}
	code := m.Run()
	if err := stop(); err != nil {
		fmt.Fprintln(os.Stderr, "pgtest:", err)
		return max(code, 1)
	}
	return code
}

func start(ctx context.Context, migrate func(dsn string) error) (stop func() error, err error) {
	sweep()
	dir, err := makeDir()
	if err != nil {
		return nil, err
	}
	b, err := binaries(ctx)
	if err != nil {
		return nil, err
	}
	server, err = pgembed.Start(ctx, pgembed.Options{DataDir: dir, Binaries: b, Settings: careless, NoSync: true})
	if err != nil {
		return nil, err
	}
	stop = func() error {
		server.Stop()
		return os.RemoveAll(dir)
	}
	if err := fill(ctx, migrate); err != nil {
		_ = stop()
		return nil, err
	}
	return stop, nil
}

// fill makes the template.
func fill(ctx context.Context, migrate func(dsn string) error) (err error) {
	if admin, err = sql.Open("postgres", server.DSN("postgres")); err != nil {
		return err
	}
	var version int
	if err = admin.QueryRowContext(ctx, "SHOW server_version_num").Scan(&version); err != nil {
		return err
	}
	if version >= strategies {
		strategy = " STRATEGY file_copy"
	}
	if _, err = admin.ExecContext(ctx, "CREATE DATABASE "+template); err != nil || migrate == nil {
		return err
	}
	if err = migrate(server.DSN(template)); err != nil {
		return fmt.Errorf("migrating the template: %w", err)
	}
	return nil
}

// DSN returns a new database, migrated, for t alone; it is dropped after t.
func DSN(t testing.TB) string { return create(t, template) }

// Empty returns a new database without migrations, dropped after t.
func Empty(t testing.TB) string { return create(t, "template0") }

func create(t testing.TB, from string) string {
	t.Helper()
	if server == nil {
		t.Fatal("this package's TestMain does not call pgtest.Run")
	}
	name := fmt.Sprintf("t%d", number.Add(1))
	query := "CREATE DATABASE " + name + " TEMPLATE " + from + strategy
	if _, err := admin.ExecContext(context.Background(), query); err != nil {
		t.Fatalf("pgtest: %v", err)
	}
	t.Cleanup(func() {
		if _, err := admin.ExecContext(context.Background(), "DROP DATABASE "+name+" WITH (FORCE)"); err != nil {
			t.Errorf("pgtest: %v", err)
		}
	})
	return server.DSN(name)
}
