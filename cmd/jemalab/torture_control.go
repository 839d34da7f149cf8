package main

import (
	"context"
	"errors"
	"fmt"
	"sync"
	"sync/atomic"
	"syscall"
	"time"

	"github.com/jmoiron/sqlx"

	"jema/internal/command"
	"jema/internal/torture"
	"jema/internal/torture/flow"
	"jema/internal/work"
)

// control runs the program without one of its guards. The ordeal must detect the
// damage, else it proves nothing.
type control struct {
	account
	foundOut func(torture.Verdict) bool
}

func (o *ordeal) controls() []control {
	lost := func(v torture.Verdict) bool { return v.Lost > 0 }
	return []control{
		{account{Trial: "témoin : répondre avant d’écrire", do: o.hastily}, lost},
		{account{Trial: "témoin : un disque qui ment", do: carelessly}, lost},
		{account{Trial: "témoin : écrire hors transaction", do: o.barely},
			func(v torture.Verdict) bool { return v.Doubled > 0 }},
		{account{Trial: "témoin : compter puis écrire", do: o.counting},
			func(v torture.Verdict) bool { return v.Oversold > 0 }},
		{account{Trial: "témoin : réserver en trois écritures", do: o.unguarded},
			func(v torture.Verdict) bool { return v.Doubled > 0 && v.HalfDone > 0 }},
	}
}

// controlTries is how often a control may run without damage: which requests a
// fault meets is chance.
const controlTries = 5

func (k *control) run(ctx context.Context, c *command.Console) error {
	for try := 1; try <= controlTries && !k.foundOut(k.Verdict); try++ {
		if err := k.add(ctx, try); err != nil {
			return fmt.Errorf("%s : %w", k.Trial, err)
		}
	}
	c.Progressf("%s", k.Trial)
	return nil
}

// hastily kills a program that answers « booked » before it has sent the
// booking to the database: its answers are lost.
func (o *ordeal) hastily(ctx context.Context, try int) (int, torture.Verdict, error) {
	lines, err := o.killed(ctx, fmt.Sprint("hatif-", try), true)
	if err != nil {
		return 0, torture.Verdict{}, err
	}
	v, err := torture.Judge(ctx, o.store, lines)
	return 1, v, err
}

// barely writes a hundred rows, each in a statement without a transaction,
// through a proxy that closes connections cleanly now and then: lib/pq
// sends those statements again and reports success, so that rows are doubled.
func (o *ordeal) barely(ctx context.Context, try int) (faults int, v torture.Verdict, err error) {
	dsn, err := o.server.Database(ctx, fmt.Sprint("nu-", try))
	if err != nil {
		return 0, v, err
	}
	direct, err := sqlx.ConnectContext(ctx, "postgres", dsn)
	if err != nil {
		return 0, v, err
	}
	defer func() { err = errors.Join(err, direct.Close()) }()
	if _, err := direct.ExecContext(ctx, `CREATE TABLE written (key integer)`); err != nil {
		return 0, v, err
	}
	var n atomic.Int64 // the proxy runs a goroutine for each connection
	proxy, err := torture.NewProxy(dsn, func(tag string) torture.Fault {
		if tag != "INSERT 0 1" {
			return torture.None
		}
		if n.Add(1)%10 == 0 {
			return torture.FIN
		}
		return torture.None
	})
	if err != nil {
		return 0, v, err
	}
	through, err := sqlx.ConnectContext(ctx, "postgres", proxy.DSN())
	if err != nil {
		return 0, v, errors.Join(err, proxy.Close())
	}
	through.SetMaxOpenConns(1)
	for key := range 100 {
		v.Requested++
		if _, err := through.ExecContext(ctx, `INSERT INTO written VALUES ($1)`, key); err == nil {
			v.Acknowledged++
		}
	}
	err = direct.GetContext(ctx, &v.Doubled,
		`SELECT count(*) FROM (SELECT FROM written GROUP BY key HAVING count(*) > 1) twice`)
	return proxy.Cuts(), v, errors.Join(err, through.Close(), proxy.Close())
}

// counting lets forty rivals look whether a place is free, and then take it.
func (o *ordeal) counting(ctx context.Context, try int) (faults int, v torture.Verdict, err error) {
	dsn, err := o.server.Database(ctx, fmt.Sprint("compte-", try))
	if err != nil {
		return 0, v, err
	}
	db, err := sqlx.ConnectContext(ctx, "postgres", dsn)
	if err != nil {
		return 0, v, err
	}
	defer func() { err = errors.Join(err, db.Close()) }()
	if _, err := db.ExecContext(ctx, `CREATE TABLE place (taken integer); INSERT INTO place VALUES (0)`); err != nil {
		return 0, v, err
	}
	var rivals work.Group
	var mu sync.Mutex
	for range 40 {
		rivals.Go(func() {
			var free bool
			if err := db.GetContext(ctx, &free, `SELECT taken < 1 FROM place`); err != nil || !free {
				return
			}
			time.Sleep(20 * time.Millisecond) // what a program does between looking and writing
			if _, err := db.ExecContext(ctx, `UPDATE place SET taken = taken + 1`); err == nil {
				mu.Lock()
				v.Acknowledged++
				mu.Unlock()
			}
		})
	}
	rivals.Wait()
	v.Requested, v.Oversold = 40, max(0, v.Acknowledged-1)
	return 0, v, nil
}

// unguarded walks, with each call failing, through a booking in three writes.
func (o *ordeal) unguarded(ctx context.Context, try int) (int, torture.Verdict, error) {
	report, err := o.walked(ctx, fmt.Sprint("temoin-", try), 1, &flow.Ordeal{Control: true})
	return report.Faults, report.Verdict(), err
}

// carelessly crashes a server that acknowledges a commit before it is on the
// disk: acknowledged bookings are lost.
func carelessly(ctx context.Context, _ int) (faults int, v torture.Verdict, err error) {
	o, err := newOrdeal(ctx)
	if err != nil {
		return 0, v, err
	}
	defer func() { err = errors.Join(err, o.close()) }()
	for _, careless := range []string{`synchronous_commit = off`, `wal_writer_delay = '10s'`,
		`wal_writer_flush_after = '1GB'`} {
		if _, err := o.store.DB().ExecContext(ctx, `ALTER SYSTEM SET `+careless); err != nil {
			return 0, v, err
		}
	}
	// so that the settings are everybody's
	if err := errors.Join(o.server.Crash(syscall.SIGQUIT), o.server.Restart(ctx)); err != nil {
		return 0, v, err
	}
	e, closeEngine, err := torture.Engine(o.store)
	if err != nil {
		return 0, v, err
	}
	lines, err := o.underLoad(ctx, e.Book, "temoin", func(answers func(int) error) error {
		if err := answers(tortureAnswers / 4); err != nil {
			return err
		}
		return errors.Join(o.server.Crash(syscall.SIGQUIT), o.server.Restart(ctx))
	})
	if err == nil {
		v, err = torture.Judge(ctx, o.store, lines)
	}
	return 1, v, errors.Join(err, closeEngine(ctx))
}
