package booking_test

import (
	"bytes"
	"context"
	"crypto/rand"
	"encoding/json"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"syscall"
	"testing"
	"time"

	"jema/internal/jema"
	"jema/internal/pgembed/pgtest"
	"jema/internal/postgres/storetest"
	"jema/internal/torture"
)

// victimOrder names the environment variable that makes this test binary a
// program to be killed.
const victimOrder = "JEMA_TORTURE_VICTIM"

func TestMain(m *testing.M) {
	order := os.Getenv(victimOrder)
	if order == "" {
		os.Exit(storetest.Run(m))
	}
	var v torture.Victim
	err := json.Unmarshal([]byte(order), &v)
	if err == nil {
		err = v.Run(context.Background())
	}
	fmt.Fprintln(os.Stderr, err) // it was to be killed: coming here is a failure
	os.Exit(1)
}

// The program is killed under load, again and again: every acknowledged booking
// is there once, as acknowledged, and every unanswered request is answered by
// the next program.
func TestTheProgramIsKilled(t *testing.T) {
	const cycles = 3
	dsn := pgtest.DSN(t)
	store := open(t, dsn)
	v := torture.Victim{DSN: dsn, Journal: filepath.Join(t.TempDir(), "journal"), Slots: furnish(t, store, 50,
		400), Clients: 64}
	for cycle := range cycles {
		v.Name = fmt.Sprintf("cycle-%d", cycle)
		runAndKill(t, v, 300)
	}
	text, err := os.ReadFile(v.Journal)
	if err != nil {
		t.Fatal(err)
	}
	written := bytes.NewBuffer(text[:bytes.LastIndexByte(text, '\n')+1])
	e, closeEngine, err := torture.Engine(store)
	if err != nil {
		t.Fatal(err)
	}
	verdict := settled(t, store, e.Book, torture.NewJournal(written), written)
	if verdict.Acknowledged < 300*cycles/2 {
		t.Errorf("%+v", verdict)
	}
	t.Logf("%d cycles: %+v", cycles, verdict)
	if err := closeEngine(t.Context()); err != nil {
		t.Error(err)
	}
}

// runAndKill lets a victim run until it has given that number of answers.
func runAndKill(t *testing.T, v torture.Victim, answers int) {
	t.Helper()
	before := torture.AnswersIn(v.Journal)
	order, err := json.Marshal(v)
	if err != nil {
		t.Fatal(err)
	}
	victim := exec.Command(os.Args[0])
	victim.Env, victim.Stderr = append(os.Environ(), victimOrder+"="+string(order)), os.Stderr
	if err := victim.Start(); err != nil {
		t.Fatal(err)
	}
	for begun := time.Now(); torture.AnswersIn(v.Journal) < before+answers; time.Sleep(2 * time.Millisecond) {
		if time.Since(begun) > 2*time.Minute {
			t.Error("the victim says nothing")
			break
		}
	}
	_ = victim.Process.Kill()
	_ = victim.Wait()
	if victim.ProcessState.Sys().(syscall.WaitStatus).Signal() != syscall.SIGKILL {
		t.Errorf("the victim ended by itself: %v", victim.ProcessState)
	}
}

// Postgres is stopped at once under load, and killed: the engine recovers by
// itself, and the same holds.
func TestPostgresCrashes(t *testing.T) {
	server, store := crashable(t)
	slots := furnish(t, store, 50, 400)
	e, closeEngine, err := torture.Engine(store)
	if err != nil {
		t.Fatal(err)
	}
	written := underLoad(t, e.Book, slots, func(answers func(int)) {
		for _, signal := range []syscall.Signal{syscall.SIGQUIT, syscall.SIGKILL} {
			answers(300)
			crash(t, server, signal)
		}
		answers(300) // of the engine that was never told of a crash
	})
	verdict := settled(t, store, e.Book, torture.NewJournal(written), written)
	if verdict.Acknowledged < 450 {
		t.Errorf("%+v", verdict)
	}
	t.Logf("2 crashes: %+v", verdict)
	if err := closeEngine(t.Context()); err != nil {
		t.Error(err)
	}
}

// A server that acknowledges a commit before it is on the disk must lose
// acknowledged bookings, or the test above proves nothing.
func TestControlCrashLosesWhatIsNotOnDisk(t *testing.T) {
	server, store := crashable(t)
	slots := furnish(t, store, 50, 5000)
	for _, careless := range []string{`synchronous_commit = off`, `wal_writer_delay = '10s'`,
		`wal_writer_flush_after = '1GB'`} {
		if _, err := store.DB().ExecContext(t.Context(), `ALTER SYSTEM SET `+careless); err != nil {
			t.Fatal(err)
		}
	}
	crash(t, server, syscall.SIGQUIT) // so that the settings are everybody's
	e, _, err := torture.Engine(store)
	if err != nil {
		t.Fatal(err)
	}
	verdict := torture.Verdict{}
	for range 8 { // whether something is still on its way when the crash comes is chance
		written := underLoad(t, e.Book, slots, func(answers func(int)) {
			answers(100)
			crash(t, server, syscall.SIGQUIT)
		})
		lines, err := torture.ReadJournal(written)
		if err != nil {
			t.Fatal(err)
		}
		if verdict, err = torture.Judge(t.Context(), store, lines); err != nil {
			t.Fatal(err)
		}
		if verdict.Lost > 0 {
			return
		}
	}
	t.Errorf("nothing was lost in eight crashes: %+v", verdict)
}

func crash(t *testing.T, server *torture.Server, signal syscall.Signal) {
	t.Helper()
	if err := server.Crash(signal); err != nil {
		t.Fatal(err)
	}
	if err := server.Restart(t.Context()); err != nil {
		t.Fatal(err)
	}
}

// underLoad runs during while many clients book; answers(n) waits for n more answers other
// than "unavailable".
func underLoad(t *testing.T, book torture.Book, slots []jema.SlotID, during func(answers func(int))) *bytes.Buffer {
	t.Helper()
	j := &torture.Ledger{}
	load := torture.Load{Book: book, Journal: torture.NewJournal(j), Slots: slots, Clients: 32,
		Name: "crash-" + rand.Text()}
	ctx, stop := context.WithCancel(t.Context())
	done := make(chan error)
	go func() { done <- load.Run(ctx) }()
	during(func(n int) {
		from := j.Count()
		for begun := time.Now(); j.Count() < from+n; time.Sleep(2 * time.Millisecond) {
			if time.Since(begun) > 2*time.Minute {
				t.Fatal("the engine does not recover")
			}
		}
	})
	stop()
	if err := <-done; err != nil {
		t.Fatal(err)
	}
	return j.Text()
}
