// Package postgres stores the domain in Postgres: one file per noun, its SQL
// beside the Go that runs it. Exported methods of Store open a transaction;
// lower-case functions take one, so that they compose.
package postgres

import (
	"context"
	"database/sql"
	"database/sql/driver"
	"errors"
	"fmt"
	"sync"
	"time"

	"github.com/jmoiron/sqlx"
	"github.com/lib/pq"
)

// Store is the database. It is safe for concurrent use.
type Store struct {
	db         *sqlx.DB
	connector  driver.Connector
	mu         sync.Mutex
	statements map[string]*sqlx.Stmt // by query
}

// tx is what every function of this package writes and reads through. There
// is no write outside a transaction: lib/pq runs an autocommit statement again
// when its connection is lost after the server has executed it.
type tx = sqlx.Tx

// Open connects to the database that dsn names and waits until it answers,
// ten seconds at most. maxConns bounds the connections held.
func Open(ctx context.Context, dsn string, maxConns int) (*Store, error) {
	connector, err := pq.NewConnector(dsn)
	if err != nil {
		return nil, fmt.Errorf("opening the database: %w", err)
	}
	return OpenConnector(ctx, connector, maxConns)
}

// OpenConnector is Open for a database that is reached in another way than by
// lib/pq alone.
func OpenConnector(ctx context.Context, connector driver.Connector, maxConns int) (*Store, error) {
	db := sqlx.NewDb(sql.OpenDB(connector), "postgres")
	db.SetMaxOpenConns(maxConns)
	db.SetMaxIdleConns(maxConns)
	db.SetConnMaxIdleTime(5 * time.Minute)
	ctx, cancel := context.WithTimeout(ctx, 10*time.Second)
	defer cancel()
	if err := db.PingContext(ctx); err != nil {
		return nil, errors.Join(fmt.Errorf("reaching the database: %w", err), db.Close())
	}
	return &Store{db: db, connector: connector, statements: map[string]*sqlx.Stmt{}}, nil
}

// Close gives the connections back.
func (s *Store) Close() (err error) {
	defer attempted(&err, "closing the database")
	return s.db.Close()
}

// DB is the pool, for goose and for what reads the database from outside.
func (s *Store) DB() *sql.DB { return s.db.DB }

// inTx runs work in a transaction: committed when it returns nil, rolled back
// when it returns an error or panics. Errors of the driver become errors of the
// domain where a named constraint identifies what was refused.
func (s *Store) inTx(ctx context.Context, work func(*tx) error) error {
	return s.inTxWith(ctx, nil, work)
}

// read is inTx for reading: one snapshot, and the database refuses a write.
func (s *Store) read(ctx context.Context, work func(*tx) error) error {
	return s.inTxWith(ctx, &sql.TxOptions{ReadOnly: true, Isolation: sql.LevelRepeatableRead}, work)
}

func (s *Store) inTxWith(ctx context.Context, opts *sql.TxOptions, work func(*tx) error) error {
	t, err := s.db.BeginTxx(ctx, opts)
	if err != nil {
		return fmt.Errorf("beginning a transaction: %w", err)
	}
	defer func() { _ = t.Rollback() }() // says ErrTxDone after a commit
	if opts == nil {
		err = nameActor(ctx, t)
	}
	if err == nil {
		err = work(t)
	}
	if err != nil {
		return domainError(err)
	}
	if err := t.Commit(); err != nil {
		return domainError(fmt.Errorf("committing: %w", err))
	}
	return nil
}

// prepared returns a statement that each connection prepares once, for queries
// that run many times a second. It may wait for a connection: call it before the
// transaction begins that runs the statement by StmtxContext.
func (s *Store) prepared(ctx context.Context, query string) (*sqlx.Stmt, error) {
	s.mu.Lock()
	statement := s.statements[query]
	s.mu.Unlock()
	if statement != nil {
		return statement, nil
	}
	statement, err := s.db.PreparexContext(ctx, query)
	if err != nil {
		return nil, fmt.Errorf("preparing a statement: %w", err)
	}
	s.mu.Lock()
	defer s.mu.Unlock()
	if first := s.statements[query]; first != nil { // somebody else was quicker
		return first, statement.Close() //nolint:sqlclosecheck // the other one is kept
	}
	s.statements[query] = statement
	return statement, nil
}

// onePrepared reads a single row into dest by a prepared statement, or returns
// missing. A single read needs no transaction.
func (s *Store) onePrepared(ctx context.Context, missing error, dest any, query string, args ...any) error {
	statement, err := s.prepared(ctx, query) //nolint:sqlclosecheck // each connection prepares it once
	if err != nil {
		return err
	}
	err = statement.GetContext(ctx, dest, args...)
	if errors.Is(err, sql.ErrNoRows) {
		return missing
	}
	return domainError(err)
}

// listPrepared reads any number of rows into dest, as onePrepared has it.
func (s *Store) listPrepared(ctx context.Context, dest any, query string, args ...any) error {
	statement, err := s.prepared(ctx, query) //nolint:sqlclosecheck // each connection prepares it once
	if err != nil {
		return err
	}
	return domainError(statement.SelectContext(ctx, dest, args...))
}

// one reads a single row into dest, or returns missing.
func one(ctx context.Context, t *tx, missing error, dest any, query string, args ...any) error {
	err := t.GetContext(ctx, dest, query, args...)
	if errors.Is(err, sql.ErrNoRows) {
		return missing
	}
	return err
}

// getNamed reads a single row into dest; the parameters of query are :names of
// fields of args, or keys of it where it is a map.
func getNamed(ctx context.Context, t *tx, dest any, query string, args any) error {
	bound, values, err := sqlx.Named(query, args)
	if err != nil {
		return err
	}
	return t.GetContext(ctx, dest, sqlx.Rebind(sqlx.DOLLAR, bound), values...)
}

// selectNamed is getNamed for any number of rows.
func selectNamed(ctx context.Context, t *tx, dest any, query string, args any) error {
	bound, values, err := sqlx.Named(query, args)
	if err != nil {
		return err
	}
	return t.SelectContext(ctx, dest, sqlx.Rebind(sqlx.DOLLAR, bound), values...)
}

// execNamed runs a statement with named parameters, as getNamed has them.
func execNamed(ctx context.Context, t *tx, query string, args any) error {
	bound, values, err := sqlx.Named(query, args)
	if err != nil {
		return err
	}
	_, err = t.ExecContext(ctx, sqlx.Rebind(sqlx.DOLLAR, bound), values...)
	return err
}

// oneNamed is one with named parameters.
func oneNamed(ctx context.Context, t *tx, missing error, dest any, query string, args any) error {
	err := getNamed(ctx, t, dest, query, args)
	if errors.Is(err, sql.ErrNoRows) {
		return missing
	}
	return err
}
