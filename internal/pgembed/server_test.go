package pgembed

import (
	"database/sql"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"syscall"
	"testing"
	"time"
)

// run executes SQL in the database behind dsn.
func run(t *testing.T, dsn, query string) {
	t.Helper()
	db := connect(t, dsn)
	if _, err := db.ExecContext(t.Context(), query); err != nil {
		t.Fatalf("%s: %v", query, err)
	}
}

// value returns what a query of one value gives, as text.
func value(t *testing.T, dsn, query string) (text string) {
	t.Helper()
	if err := connect(t, dsn).QueryRowContext(t.Context(), query).Scan(&text); err != nil {
		t.Fatalf("%s: %v", query, err)
	}
	return text
}

func connect(t *testing.T, dsn string) *sql.DB {
	t.Helper()
	db, err := sql.Open("postgres", dsn)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = db.Close() })
	return db
}

func begun(t *testing.T, data string) *Server {
	t.Helper()
	s, err := Start(t.Context(), Options{DataDir: data, NoSync: true, Log: func(l string) { t.Log(l) }})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(s.Stop)
	return s
}

func TestDataSurviveStopAndTheWarmStartIsQuick(t *testing.T) {
	data, start := place(t), time.Now()
	s := begun(t, data)
	cold := time.Since(start)
	run(t, s.DSN(Database), `CREATE TABLE kept AS SELECT 'été' AS word`)
	pid := postmaster(t, data)
	s.Stop()
	awaitEnd(t, pid, data)
	start = time.Now()
	s = begun(t, data)
	if warm := time.Since(start); warm >= cold {
		t.Errorf("a warm start took %v, the first one %v", warm, cold)
	}
	if got := value(t, s.DSN(Database), `SELECT word FROM kept`); got != "été" {
		t.Errorf("read %q", got)
	}
}

func TestTheServerIsPrivateAndSpeaksFrench(t *testing.T) {
	data := place(t)
	s := begun(t, data)
	for query, want := range map[string]string{
		`SHOW listen_addresses`: "",
		`SHOW server_encoding`:  "UTF8",
		`SELECT string_agg(w, ' ' ORDER BY w COLLATE "fr-x-icu") ` +
			`FROM unnest('{zoo,été,eure,Étoile}'::text[]) w`: "été Étoile eure zoo",
		`SELECT string_agg(w, ' ' ORDER BY w) FROM unnest('{a,B,É}'::text[]) w`: "B a É",
	} {
		if got := value(t, s.DSN(Database), query); got != want {
			t.Errorf("%s: %q, want %q", query, got, want)
		}
	}
	for _, dir := range []string{"socket", "data"} {
		info, err := os.Stat(filepath.Join(data, "postgres", dir))
		if err != nil || info.Mode().Perm() != 0o700 {
			t.Errorf("%s: mode %v (%v), want 0700", dir, info.Mode(), err)
		}
	}
}

func TestStopDoesNotWaitForOpenConnections(t *testing.T) {
	s := begun(t, place(t))
	busy := connect(t, s.DSN(Database))
	tx, err := busy.BeginTx(t.Context(), nil)
	if err != nil {
		t.Fatal(err)
	}
	defer func() { _ = tx.Rollback() }()
	start := time.Now()
	s.Stop()
	if took := time.Since(start); took >= fastLimit {
		t.Errorf("took %v: the server was not stopped by a fast shutdown", took)
	}
	select {
	case <-s.Done():
	default:
		t.Error("Done is open after Stop")
	}
}

func TestALongPathGetsAShortSocket(t *testing.T) {
	data := filepath.Join(place(t), strings.Repeat("métiers-d-art/", 12))
	s := begun(t, data)
	if got := value(t, s.DSN(Database), `SELECT 1`); got != "1" {
		t.Error(got)
	}
	if n := len(filepath.Join(s.layout.socket, socketName)); n > maxSocketPath {
		t.Errorf("socket path of %d bytes", n)
	}
	s.Stop()
	if _, err := os.Stat(s.layout.socket); err == nil {
		t.Error("the socket's directory is still there")
	}
}

func TestAForeignSocketDirectoryIsRefused(t *testing.T) {
	dir := filepath.Join(place(t), "socket")
	if err := os.Symlink("/tmp", dir); err != nil {
		t.Fatal(err)
	}
	if err := (account{}).mkdir(dir); err == nil {
		t.Error("a link laid by somebody else was taken for our directory")
	}
}

func TestAPidFileOfAnotherProgramIsNoObstacle(t *testing.T) {
	data := place(t)
	s := begun(t, data)
	s.Stop()
	file := filepath.Join(s.layout.data, "postmaster.pid")
	for _, text := range []string{fmt.Sprintf("%d\n%s\n", os.Getpid(), s.layout.data), "999999999\n", "", "x"} {
		if err := os.WriteFile(file, []byte(text), 0o600); err != nil {
			t.Fatal(err)
		}
		again := begun(t, data)
		again.Stop()
	}
}

func TestAServerKilledOutrightRecovers(t *testing.T) {
	data := place(t)
	s := begun(t, data)
	run(t, s.DSN(Database), `CREATE TABLE kept AS SELECT 1 AS n`)
	if err := syscall.Kill(postmaster(t, data), syscall.SIGKILL); err != nil {
		t.Fatal(err)
	}
	select {
	case <-s.Done():
	case <-time.After(time.Minute):
		t.Fatal("Done is open although the server died")
	}
	s.Stop()
	if got := value(t, begun(t, data).DSN(Database), `SELECT n FROM kept`); got != "1" {
		t.Error(got)
	}
}

func TestHalfAClusterIsMadeAgain(t *testing.T) {
	data := place(t)
	half := filepath.Join(data, "postgres", "data.new", "base")
	if err := os.MkdirAll(half, 0o700); err != nil {
		t.Fatal(err)
	}
	if got := value(t, begun(t, data).DSN(Database), `SELECT 1`); got != "1" {
		t.Error(got)
	}
}

func TestAPrivateDirectoryCanHoldTheData(t *testing.T) {
	data := filepath.Join(place(t), "private")
	if err := os.Mkdir(data, 0o700); err != nil {
		t.Fatal(err)
	}
	if got := value(t, begun(t, data).DSN(Database), `SELECT 1`); got != "1" {
		t.Error(got)
	}
	info, err := os.Stat(data)
	if err != nil || info.Mode().Perm()&0o066 != 0 {
		t.Errorf("mode %v (%v): others may look inside", info.Mode(), err)
	}
}

func TestRootIsToldWhatTheServerCannotReach(t *testing.T) {
	private := filepath.Join(place(t), "private")
	if err := os.Mkdir(private, 0o700); err != nil {
		t.Fatal(err)
	}
	s, err := Start(t.Context(), Options{DataDir: filepath.Join(private, "data"), NoSync: true})
	if os.Geteuid() != 0 {
		if err != nil {
			t.Fatal(err)
		}
		s.Stop()
		return
	}
	if err == nil {
		s.Stop()
		t.Fatal("started where its account cannot go")
	}
	if !strings.Contains(err.Error(), "n’atteint pas "+private) {
		t.Error(err)
	}
}

func TestASecondStartIsRefused(t *testing.T) {
	data := place(t)
	begun(t, data)
	if _, err := Start(t.Context(), Options{DataDir: data}); !errors.Is(err, ErrBusy) {
		t.Errorf("got %v, want ErrBusy", err)
	}
}
