package bench

import (
	"context"
	"errors"
	"fmt"
	"time"

	"github.com/jmoiron/sqlx"

	"jema/internal/work"
)

// LockPlan configures how long another transaction locks a slot, and which
// bookings arrive meanwhile.
type LockPlan struct {
	Repetitions int
	Held        time.Duration // how long the row is held, and each measure lasts
	Clients     int           // who ask for other slots
	Waiting     int           // who ask for the slot that is held
	Programs    int           // that share one hot slot
	Crowd       int           // who ask for that one, through all programs together
	Slots       int
	BreakOne    bool // break an invariant, to see that it is noticed
	Site        Program
	Log         func(string)
}

// LockDefault is the measure that is published, LockQuick one that only shows
// that it works.
func LockDefault() LockPlan {
	return LockPlan{Repetitions: 3, Held: 12 * time.Second, Clients: 256, Waiting: 8, Programs: 3, Crowd: 768, Slots: 300}
}

// LockQuick is LockDefault in short.
func LockQuick() LockPlan {
	plan := LockDefault()
	plan.Repetitions, plan.Held = 1, time.Second
	return plan
}

// LockRound is one repetition: the visitors of other slots with nothing held
// and with one row held, then one program and several at one hot slot.
type LockRound struct {
	Free, Held, One, Several Figures
	Waiting                  Figures // the visitors of the held slot
	Deadlocks                int     // in all of it
}

// LockReport is what a run found.
type LockReport struct {
	Machine Machine
	Rounds  []LockRound
	// P99VsFree is the p99 of other slots' visitors while a row is held, by
	// what it is else; SeveralVsOne the pace of several programs by that of one.
	P99VsFree, SeveralVsOne Spread
	Failed                  int // visitors of other slots who were told 5xx
	Deadlocks               int
}

// lockBench is a run under way.
type lockBench struct {
	LockPlan
	ground   *Ground
	world    *World
	programs []*child
}

// Lock measures what a slot that somebody else holds does to everybody else.
// The error is a *BrokenError when an invariant did not hold afterwards.
func Lock(ctx context.Context, plan LockPlan) (r LockReport, err error) {
	b := &lockBench{LockPlan: plan}
	b.Log("Préparation de la base de mesure…")
	if b.ground, err = NewGround(ctx, plan.Log); err != nil {
		return r, err
	}
	defer func() { err = errors.Join(err, b.ground.Close()) }()
	if b.world, err = b.ground.world(ctx, "lock", size{plan.Slots, 100, 100_000_000}); err != nil {
		return r, err
	}
	defer func() { err = errors.Join(err, b.world.Close()) }()
	defer func() { err = errors.Join(err, b.stop()) }()
	for range plan.Programs {
		site, err := plan.Site.begin(ctx, b.world.DSN, Engine)
		if err != nil {
			return r, err
		}
		b.programs = append(b.programs, site)
	}
	r.Machine = b.ground.machine(ctx)
	for i := range plan.Repetitions {
		b.Log(fmt.Sprintf("Répétition %d sur %d…", i+1, plan.Repetitions))
		round, err := b.round(ctx)
		if err != nil {
			return r, err
		}
		r.Rounds = append(r.Rounds, round)
	}
	r.sumUp()
	return r, nil
}

func (b *lockBench) stop() (err error) {
	for _, site := range b.programs {
		err = errors.Join(err, site.stop())
	}
	return err
}

func (r *LockReport) sumUp() {
	var held, free, several, one []float64
	for _, round := range r.Rounds {
		held, free = append(held, round.Held.P99MS), append(free, round.Free.P99MS)
		several, one = append(several, round.Several.Rate), append(one, round.One.Rate)
		r.Failed += round.Held.Failed + round.Free.Failed
		r.Deadlocks += round.Deadlocks
	}
	r.P99VsFree, r.SeveralVsOne, r.Machine.LoadAfter = spreadOf(ratios(held, free)), spreadOf(ratios(several, one)), load()
}

func (b *lockBench) round(ctx context.Context) (r LockRound, err error) {
	before, err := b.deadlocks(ctx)
	if err != nil {
		return r, err
	}
	for _, measure := range []func(context.Context) error{
		func(ctx context.Context) (err error) { r.Free, _, err = b.apart(ctx); return err },
		func(ctx context.Context) error { return b.holding(ctx, &r) },
		func(ctx context.Context) (err error) { r.One, err = b.hot(ctx, 1); return err },
		func(ctx context.Context) (err error) { r.Several, err = b.hot(ctx, b.Programs); return err },
	} {
		if err := b.world.reset(ctx); err != nil {
			return r, err
		}
		if err := measure(ctx); err != nil {
			return r, err
		}
	}
	after, err := b.deadlocks(ctx)
	r.Deadlocks = after - before
	return r, err
}

// apart lets visitors come for one slot and for the others.
func (b *lockBench) apart(ctx context.Context) (others, first Figures, err error) {
	addr := b.programs[0].addr
	waiting := work.Go(func() (err error) {
		first, err = crowd{addr, b.Waiting, b.world.Slots[:1], "w"}.run(ctx, b.Held)
		return err
	})
	others, err = crowd{addr, b.Clients, b.world.Slots[1:], "v"}.run(ctx, b.Held)
	if err = errors.Join(err, <-waiting); err != nil {
		return others, first, err
	}
	return others, first, b.judge(ctx, others, first)
}

// holding is apart while somebody else's transaction has the first slot.
func (b *lockBench) holding(ctx context.Context, r *LockRound) error {
	return b.world.inTx(ctx, func(tx *sqlx.Tx) error {
		if _, err := tx.ExecContext(ctx, `SELECT 1 FROM slot WHERE id = $1 FOR UPDATE`, b.world.Slots[0]); err != nil {
			return err
		}
		var err error
		r.Held, r.Waiting, err = b.apart(ctx)
		return err
	})
}

// hot lets a crowd come for one slot through as many programs as requested.
func (b *lockBench) hot(ctx context.Context, programs int) (sum Figures, err error) {
	parts, done := make([]Figures, programs), make([]<-chan error, programs)
	for i := range programs {
		people := crowd{b.programs[i].addr, b.Crowd / programs, b.world.Slots[1:2], fmt.Sprint("h", i)}
		done[i] = work.Go(func() (err error) {
			parts[i], err = people.run(ctx, b.Held/2)
			return err
		})
	}
	for _, d := range done {
		err = errors.Join(err, <-d)
	}
	if err != nil {
		return sum, err
	}
	for _, p := range parts {
		sum.Rate += p.Rate
		sum.Acknowledged += p.Acknowledged
		sum.Failed += p.Failed
		sum.P99MS = max(sum.P99MS, p.P99MS)
	}
	return sum, b.judge(ctx, sum)
}

func (b *lockBench) judge(ctx context.Context, parts ...Figures) error {
	if b.BreakOne {
		if err := b.world.breakOne(ctx); err != nil {
			return err
		}
	}
	acknowledged, failed := 0, 0
	for _, p := range parts {
		acknowledged, failed = acknowledged+p.Acknowledged, failed+p.Failed
	}
	return b.world.holds(ctx, 0, acknowledged, failed)
}

func (b *lockBench) deadlocks(ctx context.Context) (n int, err error) {
	err = b.world.store.DB().QueryRowContext(ctx,
		`SELECT deadlocks FROM pg_stat_database WHERE datname = current_database()`).Scan(&n)
	return n, err
}
