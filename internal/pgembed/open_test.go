package pgembed

import (
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"
)

func TestAKilledOwnerLeavesNothingRunningAndNothingBroken(t *testing.T) {
	data := place(t)
	p := other(t, "serve", data, false)
	run(t, p.ready(t), `CREATE TABLE kept AS SELECT generate_series(1, 1000) AS n`)
	pid := postmaster(t, data)
	if err := p.cmd.Process.Kill(); err != nil {
		t.Fatal(err)
	}
	_ = p.cmd.Wait()
	// At once, while the old server is ending.
	dsn, end, err := Open(t.Context(), data, nil)
	if err != nil {
		t.Fatal(err)
	}
	defer func() { _ = end() }()
	if got := value(t, dsn, `SELECT count(*) FROM kept`); got != "1000" {
		t.Errorf("%s rows, want 1000", got)
	}
	if now := postmaster(t, data); now == pid {
		t.Error("the old server goes on")
	}
	awaitEnd(t, pid, data)
}

func TestAKilledOwnersServerEndsByItself(t *testing.T) {
	data := place(t)
	p := other(t, "serve", data, true)
	p.ready(t)
	pid := postmaster(t, data)
	if err := p.cmd.Process.Kill(); err != nil {
		t.Fatal(err)
	}
	awaitEnd(t, pid, data)
	if _, err := os.Stat(filepath.Join(data, "postgres", "data", "postmaster.pid")); err == nil {
		t.Error("the server did not shut down cleanly: its pid file is still there")
	}
}

func TestOthersJoinAServerThatGoesOn(t *testing.T) {
	data := place(t)
	p := other(t, "serve", data, false)
	dsn := p.ready(t)
	joined, end, err := Open(t.Context(), data, func(l string) { t.Error("waited:", l) })
	if err != nil {
		t.Fatal(err)
	}
	if joined != dsn {
		t.Errorf("joined %q, want %q", joined, dsn)
	}
	if err := end(); err != nil {
		t.Error(err)
	}
	if got := value(t, dsn, `SELECT 1`); got != "1" {
		t.Error("leaving ended the owner's server")
	}
}

func TestAShortCommandIsWaitedFor(t *testing.T) {
	data := place(t)
	_, end, err := Open(t.Context(), data, nil)
	if err != nil {
		t.Fatal(err)
	}
	p := other(t, "open", data, false)
	line := p.await(t, "log: ")
	if !strings.Contains(line, "j’attends") {
		t.Errorf("said %q", line)
	}
	first := postmaster(t, data)
	if err := end(); err != nil {
		t.Fatal(err)
	}
	p.ready(t)
	if postmaster(t, data) == first {
		t.Error("the second command used the first one's server")
	}
	if err := p.input.Close(); err != nil {
		t.Fatal(err)
	}
	if err := p.cmd.Wait(); err != nil {
		t.Error("the second command failed:", err)
	}
}

func TestAnOrdinaryUserHasAServerOfTheirOwn(t *testing.T) {
	data := place(t)
	start := time.Now()
	p := other(t, "open", data, true)
	dsn := p.ready(t)
	t.Logf("from nothing: %v", time.Since(start))
	if got := value(t, dsn, `SELECT current_database()`); got != Database {
		t.Error(got)
	}
	info, err := os.Stat(filepath.Join(data, "postgres", "data"))
	if err != nil {
		t.Fatal(err)
	}
	if owner := ownerOf(info); owner == 0 {
		t.Error("the cluster belongs to root")
	}
}
