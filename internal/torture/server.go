package torture

import (
	"bytes"
	"context"
	"database/sql"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"strconv"
	"syscall"

	"github.com/lib/pq"

	"jema/internal/pgembed"
	"jema/internal/postgres"
)

// Server is a Postgres of our own that writes to the disk as a real one does,
// and that can be ended as no real one should be.
type Server struct {
	dir     string
	running *pgembed.Server
}

// Start begins a server in dir, with Postgres's own settings for durability;
// dir outlives it.
func Start(ctx context.Context, dir string) (*Server, error) {
	s := &Server{dir: dir}
	return s, s.Restart(ctx)
}

// Restart begins the server again after Crash, recovering what it must.
func (s *Server) Restart(ctx context.Context) (err error) {
	s.running, err = pgembed.Start(ctx, pgembed.Options{DataDir: s.dir,
		Settings: map[string]string{"max_connections": "300"}})
	return err
}

// DSN is the same before and after a crash.
func (s *Server) DSN() string { return s.running.DSN(pgembed.Database) }

// Database makes one more database on the server and returns how to reach it.
func (s *Server) Database(ctx context.Context, name string) (dsn string, err error) {
	db, err := sql.Open("postgres", s.running.DSN("postgres"))
	if err != nil {
		return "", err
	}
	_, err = db.ExecContext(ctx, "CREATE DATABASE "+pq.QuoteIdentifier(name))
	return s.running.DSN(name), errors.Join(err, db.Close())
}

// Stop shuts the server down cleanly.
func (s *Server) Stop() { s.running.Stop() }

// Crash ends the server at once: SIGQUIT is Postgres's immediate shutdown,
// which leaves everything to recovery; SIGKILL ends its first process alone,
// and the others find out. It returns when the server has ended.
func (s *Server) Crash(signal syscall.Signal) error {
	text, err := os.ReadFile(filepath.Join(s.dir, "postgres", "data", "postmaster.pid"))
	if err != nil {
		return err
	}
	first, _, _ := bytes.Cut(text, []byte("\n"))
	pid, err := strconv.Atoi(string(first))
	if err != nil {
		return fmt.Errorf("postmaster.pid: %w", err)
	}
	if err := syscall.Kill(pid, signal); err != nil {
		return fmt.Errorf("crashing the server: %w", err)
	}
	<-s.running.Done()
	s.running.Stop() // gives up the directory
	return nil
}

// Durable returns an error unless the server behind a store writes to disk
// before it acknowledges a commit: without that, the figures mean nothing.
func Durable(ctx context.Context, store *postgres.Store) error {
	for _, setting := range []string{"fsync", "synchronous_commit", "full_page_writes"} {
		var value string
		if err := store.DB().QueryRowContext(ctx, `SELECT current_setting($1)`, setting).Scan(&value); err != nil {
			return err
		}
		if value != "on" {
			return errors.New(setting + " is " + value)
		}
	}
	return nil
}
