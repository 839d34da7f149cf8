package web

import (
	"context"
	"errors"
	"io"
	"log/slog"
	"net/http"
	"sync"
	"sync/atomic"
	"testing"
)

// readyNow requests /readyz after any shared answer has expired.
func (s *testSite) readyNow() int {
	s.t.Helper()
	s.site.ready.mu.Lock()
	s.site.ready.at = s.site.ready.at.AddDate(0, 0, -1)
	s.site.ready.mu.Unlock()
	return s.visitor().seen(readyPath).StatusCode
}

func TestReadyNeedsADatabaseThatTakesWrites(t *testing.T) {
	s := newTestSite(t)
	s.site.Log = slog.New(slog.NewTextHandler(io.Discard, nil))
	if got := s.readyNow(); got != http.StatusOK {
		t.Fatalf("at first: %d", got)
	}
	for what, change := range map[string][2]string{
		"read only": {`ALTER DATABASE %s SET default_transaction_read_only = on`,
			`ALTER DATABASE %s RESET default_transaction_read_only`},
		"no disk space": {`ALTER DATABASE %s SET temp_file_limit = 0`, `ALTER DATABASE %s RESET temp_file_limit`},
	} {
		// A connection that is being made meanwhile has the setting from before.
		eventually(t, what, func() bool {
			s.database(change[0])
			return s.readyNow() == http.StatusServiceUnavailable
		})
		eventually(t, "after "+what, func() bool { s.database(change[1]); return s.readyNow() == http.StatusOK })
	}
}

// database runs a statement about the site's database, and ends the connections
// that were opened before it: all have ended when it returns.
func (s *testSite) database(statement string) {
	s.t.Helper()
	for _, query := range []string{
		`SET default_transaction_read_only = off`,
		`DO $$ BEGIN EXECUTE replace('` + statement + `', '%s', quote_ident(current_database())); END $$`,
		`SELECT pg_terminate_backend(pid, 60000) FROM pg_stat_activity WHERE datname = current_database() AND pid <>
			pg_backend_pid()`,
	} {
		if _, err := s.DB.ExecContext(s.t.Context(), query); err != nil {
			s.t.Fatal(err)
		}
	}
}

func TestReadyNeedsLettersThatLeave(t *testing.T) {
	s := newTestSite(t)
	s.site.Log = slog.New(slog.NewTextHandler(io.Discard, nil))
	var stuck error
	s.site.Outbox = func() error { return stuck }
	for _, stuck = range []error{nil, errors.New("the queue was last read 6m ago"), nil} {
		want := http.StatusOK
		if stuck != nil {
			want = http.StatusServiceUnavailable
		}
		if got := s.readyNow(); got != want {
			t.Errorf("%v: %d", stuck, got)
		}
	}
}

// However many requests come at once, and whichever are given up, the database
// is probed once.
func TestReadinessIsShared(t *testing.T) {
	var r readiness
	var probes atomic.Int64
	failure := errors.New("no room")
	gone, leave := context.WithCancel(t.Context())
	leave()
	var asking sync.WaitGroup
	for range 50 {
		asking.Go(func() {
			err := r.check(gone, func(ctx context.Context) error {
				probes.Add(1)
				return errors.Join(ctx.Err(), failure)
			})
			if !errors.Is(err, failure) || errors.Is(err, context.Canceled) {
				t.Errorf("told %v", err)
			}
		})
	}
	asking.Wait()
	if probes.Load() != 1 {
		t.Errorf("%d probes", probes.Load())
	}
}
