package pgembed

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"time"

	"github.com/lib/pq"
)

// Database is the name of the database every command works in.
const Database = "jema"

// DSN returns how to reach a database of the server, in lib/pq's form.
func (s *Server) DSN(database string) string {
	return fmt.Sprintf("host='%s' user=%s dbname=%s sslmode=disable", s.layout.socket, superuser, database)
}

// awaitReady polls until the server answers, then makes the database.
func (s *Server) awaitReady(ctx context.Context) error {
	for pause := 5 * time.Millisecond; ; pause = min(2*pause, 100*time.Millisecond) {
		err := prepare(ctx, s.DSN("postgres"))
		if err == nil || !starting(err) {
			return err
		}
		select {
		case <-s.done:
			return errors.New("il s’est arrêté aussitôt")
		case <-ctx.Done():
			return ctx.Err()
		case <-time.After(pause):
		}
	}
}

// starting reports whether the error may pass by itself, because the server is
// starting or stopping.
func starting(err error) bool {
	if e, ok := errors.AsType[*pq.Error](err); ok {
		return e.Code == "57P03" || e.Code == "57P01" // starting up, recovering, ending
	}
	return !errors.Is(err, errNoFrench) // nobody listens yet
}

var errNoFrench = errors.New("ce PostgreSQL ne sait pas trier le français (collation fr-x-icu absente, compilé sans " +
	"ICU)")

// prepare checks what all our queries rely on and makes the database jema.
func prepare(ctx context.Context, dsn string) error {
	ctx, cancel := context.WithTimeout(ctx, 30*time.Second)
	defer cancel()
	db, err := sql.Open("postgres", dsn)
	if err != nil {
		return err
	}
	defer func() { _ = db.Close() }()
	var french, made bool
	const ask = `SELECT EXISTS (SELECT FROM pg_collation WHERE collname = 'fr-x-icu'),
		EXISTS (SELECT FROM pg_database WHERE datname = $1)`
	if err := db.QueryRowContext(ctx, ask, Database).Scan(&french, &made); err != nil {
		return err
	}
	if !french {
		return errNoFrench
	}
	if made {
		return nil
	}
	_, err = db.ExecContext(ctx, "CREATE DATABASE "+pq.QuoteIdentifier(Database))
	return err
}

// answers reports whether a server behind dsn accepts connections now.
func answers(ctx context.Context, dsn string) bool {
	ctx, cancel := context.WithTimeout(ctx, 5*time.Second)
	defer cancel()
	db, err := sql.Open("postgres", dsn)
	if err != nil {
		return false
	}
	defer func() { _ = db.Close() }()
	return db.PingContext(ctx) == nil
}
