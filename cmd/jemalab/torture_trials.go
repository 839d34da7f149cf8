package main

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"math/rand/v2"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"sync/atomic"
	"syscall"
	"time"

	"jema/internal/postgres"
	"jema/internal/torture"
	"jema/internal/work"
)

// ordeal is a Postgres of its own, to which faults are to happen.
type ordeal struct {
	dir    string
	server *torture.Server
	store  *postgres.Store
}

// In one cycle of a trial tortureClients book, and a fault comes after tortureAnswers
// answers.
const (
	tortureClients = 48
	tortureAnswers = 400
	tortureLimit   = time.Minute // without an answer, the program does not recover
)

// newOrdeal starts a server that writes to the disk, with the schema.
func newOrdeal(ctx context.Context) (*ordeal, error) {
	dir, err := os.MkdirTemp("/tmp", "jema-torture-") // where the server's account can go
	if err != nil {
		return nil, err
	}
	server, err := torture.Start(ctx, dir)
	if err != nil {
		return nil, errors.Join(err, os.RemoveAll(dir))
	}
	o := &ordeal{dir: dir, server: server}
	if o.store, err = postgres.Open(ctx, server.DSN(), 8); err == nil {
		if _, err = o.store.Migrate(ctx); err == nil {
			err = torture.Durable(ctx, o.store)
		}
	}
	if err != nil {
		return nil, errors.Join(err, o.close())
	}
	return o, nil
}

func (o *ordeal) close() error {
	if o.store != nil {
		_ = o.store.Close() // the server it speaks to ends anyway
	}
	o.server.Stop()
	return os.RemoveAll(o.dir)
}

type trial struct {
	name string
	do   func(ctx context.Context, cycle int) (faults int, v torture.Verdict, err error)
}

func (o *ordeal) trials() []trial {
	return []trial{
		{"programme tué (kill -9)", o.killProgram},
		{"PostgreSQL arrêté net, ou tué", o.crash},
		{"connexion coupée avant la réponse", o.cut},
		{"mille rivaux pour une place", o.rivals},
	}
}

// killProgram kills a program that books, and lets a successor answer what it
// had not.
func (o *ordeal) killProgram(ctx context.Context, cycle int) (int, torture.Verdict, error) {
	lines, err := o.killed(ctx, fmt.Sprint("tue-", cycle), false)
	if err != nil {
		return 0, torture.Verdict{}, err
	}
	e, closeEngine, err := torture.Engine(o.store)
	if err != nil {
		return 0, torture.Verdict{}, err
	}
	verdict, err := judge(ctx, o.store, e.Book, lines)
	return 1, verdict, errors.Join(err, closeEngine(ctx))
}

// killed puts load on a program, kills it, and returns the lines of its
// journal.
func (o *ordeal) killed(ctx context.Context, name string, hasty bool) ([]torture.Line, error) {
	slots, err := torture.Furnish(ctx, o.store, name, 50, 40)
	if err != nil {
		return nil, err
	}
	v := torture.Victim{DSN: o.server.DSN(), Journal: filepath.Join(o.dir, name), Name: name, Slots: slots,
		Clients: tortureClients, Hasty: hasty}
	if err := runAndKill(ctx, v); err != nil {
		return nil, err
	}
	file, err := os.Open(v.Journal)
	if err != nil {
		return nil, err
	}
	lines, err := torture.ReadJournal(file)
	return lines, errors.Join(err, file.Close())
}

func runAndKill(ctx context.Context, v torture.Victim) error {
	order, err := json.Marshal(v)
	if err != nil {
		return err
	}
	//nolint:gosec // it runs this very program
	victim := exec.CommandContext(ctx, os.Args[0], "torture", "victim", string(order))
	victim.Stderr = os.Stderr
	if err := victim.Start(); err != nil {
		return err
	}
	err = await(ctx, tortureAnswers, func() int { return torture.AnswersIn(v.Journal) })
	_ = victim.Process.Kill() // gone already: how it ended says so
	_ = victim.Wait()
	if status, ok := victim.ProcessState.Sys().(syscall.WaitStatus); err == nil && ok &&
		status.Signal() != syscall.SIGKILL {
		err = fmt.Errorf("le programme a fini de lui-même : %s", victim.ProcessState)
	}
	return err
}

// await waits until count has reached n.
func await(ctx context.Context, n int, count func() int) error {
	for begun := time.Now(); count() < n; time.Sleep(5 * time.Millisecond) {
		if ctx.Err() != nil {
			return ctx.Err()
		}
		if time.Since(begun) > tortureLimit {
			return errors.New("plus aucune réponse depuis une minute")
		}
	}
	return nil
}

// crash ends Postgres under load, by its immediate shutdown and by kill -9 in
// turn.
func (o *ordeal) crash(ctx context.Context, cycle int) (int, torture.Verdict, error) {
	signal := []syscall.Signal{syscall.SIGQUIT, syscall.SIGKILL}[cycle%2]
	e, closeEngine, err := torture.Engine(o.store)
	if err != nil {
		return 0, torture.Verdict{}, err
	}
	lines, err := o.underLoad(ctx, e.Book, fmt.Sprint("tombe-", cycle), func(answers func(int) error) error {
		if err := answers(tortureAnswers / 2); err != nil {
			return err
		}
		if err := errors.Join(o.server.Crash(signal), o.server.Restart(ctx)); err != nil {
			return err
		}
		return answers(tortureAnswers / 2)
	})
	if err != nil {
		return 0, torture.Verdict{}, errors.Join(err, closeEngine(ctx))
	}
	v, err := judge(ctx, o.store, e.Book, lines)
	return 1, v, errors.Join(err, closeEngine(ctx))
}

// cut loses one news in four on its way from the server.
func (o *ordeal) cut(ctx context.Context, cycle int) (int, torture.Verdict, error) {
	after, fault := []string{"COMMIT", "SELECT"}[cycle%2], []torture.Fault{torture.FIN, torture.RST}[cycle/2%2]
	var armed atomic.Bool
	proxy, err := torture.NewProxy(o.server.DSN(), func(tag string) torture.Fault {
		//nolint:gosec // faults by chance, not a secret
		if armed.Load() && strings.HasPrefix(tag, after) && rand.IntN(4) == 0 {
			return fault
		}
		return torture.None
	})
	if err != nil {
		return 0, torture.Verdict{}, err
	}
	through, err := postgres.Open(ctx, proxy.DSN(), 4)
	if err != nil {
		return 0, torture.Verdict{}, errors.Join(err, proxy.Close())
	}
	e, closeEngine, err := torture.Engine(through)
	if err != nil {
		return 0, torture.Verdict{}, errors.Join(err, through.Close(), proxy.Close())
	}
	armed.Store(true)
	lines, err := o.underLoad(ctx, e.Book, fmt.Sprint("coupe-", cycle),
		func(answers func(int) error) error { return answers(tortureAnswers) })
	armed.Store(false)
	var v torture.Verdict
	if err == nil {
		v, err = judge(ctx, o.store, e.Book, lines)
	}
	return proxy.Cuts(), v, errors.Join(err, closeEngine(ctx), through.Close(), proxy.Close())
}

// rivals sends a thousand simultaneous requests for the one place of a slot.
func (o *ordeal) rivals(ctx context.Context, cycle int) (int, torture.Verdict, error) {
	name := fmt.Sprint("rivaux-", cycle)
	slots, err := torture.Furnish(ctx, o.store, name, 1, 1)
	if err != nil {
		return 0, torture.Verdict{}, err
	}
	e, closeEngine, err := torture.Engine(o.store)
	if err != nil {
		return 0, torture.Verdict{}, err
	}
	written := &torture.Ledger{}
	load := torture.Load{Book: e.Book, Journal: torture.NewJournal(written), Slots: slots, Clients: 1000, Most: 1,
		Name: name, One: true}
	err = load.Run(ctx)
	var v torture.Verdict
	if err == nil {
		var lines []torture.Line
		if lines, err = torture.ReadJournal(written.Text()); err == nil {
			v, err = judge(ctx, o.store, e.Book, lines)
		}
	}
	if v.Acknowledged != 1 {
		v.Oversold += max(0, v.Acknowledged-1)
		v.False += max(0, 1-v.Acknowledged) // there was a place, and all were told that there was none
	}
	return 0, v, errors.Join(err, closeEngine(ctx))
}

// underLoad calls during while many clients book; answers(n) waits for n more answers.
func (o *ordeal) underLoad(ctx context.Context, book torture.Book, name string,
	during func(answers func(int) error) error) ([]torture.Line, error) {
	slots, err := torture.Furnish(ctx, o.store, name, 50, 40)
	if err != nil {
		return nil, err
	}
	written := &torture.Ledger{}
	load := torture.Load{Book: book, Journal: torture.NewJournal(written), Slots: slots,
		Clients: tortureClients, Name: name}
	loading, stop := context.WithCancel(ctx)
	done := work.Go(func() error { return load.Run(loading) })
	err = during(func(n int) error { return await(ctx, written.Count()+n, written.Count) })
	stop()
	if err := errors.Join(err, <-done); err != nil {
		return nil, err
	}
	return torture.ReadJournal(written.Text())
}

// judge repeats every unanswered request and compares all answers with the
// database.
func judge(ctx context.Context, store *postgres.Store, book torture.Book,
	lines []torture.Line) (torture.Verdict, error) {
	var after bytes.Buffer
	if err := torture.Settle(ctx, book, torture.NewJournal(&after), lines); err != nil {
		return torture.Verdict{}, err
	}
	more, err := torture.ReadJournal(&after)
	if err != nil {
		return torture.Verdict{}, err
	}
	return torture.Judge(ctx, store, append(lines, more...))
}
