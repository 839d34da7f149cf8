package pgtest_test

import (
	"context"
	"database/sql"
	"os"
	"testing"

	"jema/internal/pgembed/pgtest"
)

func TestMain(m *testing.M) { os.Exit(pgtest.Run(m, migrate)) }

func migrate(dsn string) error {
	db, err := sql.Open("postgres", dsn)
	if err != nil {
		return err
	}
	defer func() { _ = db.Close() }()
	_, err = db.ExecContext(context.Background(),
		`CREATE TABLE village (name text COLLATE "fr-x-icu"); INSERT INTO village VALUES ('Étoile')`)
	return err
}

func open(t *testing.T, dsn string) *sql.DB {
	t.Helper()
	db, err := sql.Open("postgres", dsn)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = db.Close() })
	return db
}

func count(t *testing.T, db *sql.DB, query string) (n int) {
	t.Helper()
	if err := db.QueryRowContext(t.Context(), query).Scan(&n); err != nil {
		t.Fatal(err)
	}
	return n
}

func TestEveryDSNIsAFreshCopyOfTheTemplate(t *testing.T) {
	for range 3 {
		db := open(t, pgtest.DSN(t))
		if _, err := db.ExecContext(t.Context(), `INSERT INTO village VALUES ('Zèbre'), ('Eure')`); err != nil {
			t.Fatal(err)
		}
		if n := count(t, db, `SELECT count(*) FROM village`); n != 3 {
			t.Fatalf("%d villages, want 3: databases are shared", n)
		}
		var first string
		if err := db.QueryRowContext(t.Context(), `SELECT name FROM village ORDER BY name LIMIT 1`).Scan(
			&first); err != nil || first != "Étoile" {
			t.Fatalf("first in French order is %q (%v), want Étoile", first, err)
		}
	}
}

func TestEmptyHasNoTable(t *testing.T) {
	db := open(t, pgtest.Empty(t))
	if n := count(t, db, `SELECT count(*) FROM pg_tables WHERE tablename = 'village'`); n != 0 {
		t.Fatal("Empty returned a migrated database")
	}
}

func TestADatabaseGoesWithItsTest(t *testing.T) {
	var before string
	t.Run("borrow", func(t *testing.T) { before = pgtest.DSN(t) })
	db := open(t, before)
	if err := db.PingContext(t.Context()); err == nil {
		t.Fatal("the database outlived its test")
	}
}
