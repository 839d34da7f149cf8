package booking

import (
	"context"
	"log/slog"
	"time"

	"jema/internal/postgres"
	"jema/internal/work"
)

const (
	upkeepEvery   = 3 * time.Second
	reminderEvery = time.Minute
	erasureEvery  = time.Hour
	upkeepTimeout = time.Minute // of one task
)

// Upkeep does what time does to bookings: it gives back holds and offers that
// have run out, offers freed places to those who wait, reminds visitors of the
// next day, hands messages to the channel that can bring them, and erases the
// identities of an edition when their day has come. Several may run, in one
// process or many: whatever one has done, the others find done.
type Upkeep struct {
	store *postgres.Store
	clock func() time.Time
	log   *slog.Logger
}

// NewUpkeep returns the upkeep of a store's bookings; clock returns the current
// time.
func NewUpkeep(store *postgres.Store, clock func() time.Time, log *slog.Logger) *Upkeep {
	return &Upkeep{store, clock, log}
}

// Run does a round every few seconds until ctx ends, and beside it, because a
// day's reminders may take a while, reminds every minute, forgets which networks
// booked a day ago, and erases every hour. What fails is logged, and tried again the
// next time.
func (u *Upkeep) Run(ctx context.Context) {
	var tasks work.Group
	for _, task := range []struct {
		what  string
		pause time.Duration
		do    func(context.Context)
	}{
		{"reminders", reminderEvery, u.remind},
		{"erasure of identities", erasureEvery, u.erase},
		{"upkeep of bookings", upkeepEvery, u.round},
	} {
		tasks.Go(func() {
			work.Steadily(ctx, u.log, task.what, func(ctx context.Context) { every(ctx, task.pause, task.do) })
		})
	}
	tasks.Wait()
}

func every(ctx context.Context, pause time.Duration, do func(context.Context)) {
	ticker := time.NewTicker(pause)
	defer ticker.Stop()
	for ctx.Err() == nil {
		do(ctx)
		select {
		case <-ctx.Done():
		case <-ticker.C:
		}
	}
}

// round does each task once. Holds and offers come first, because what they
// give back is offered on.
func (u *Upkeep) round(ctx context.Context) {
	var thrown error
	for _, t := range []struct {
		what string
		do   func(context.Context, time.Time) (int, error)
	}{
		{"holds that ran out", u.store.ExpireHolds},
		{"offers that ran out", u.store.ExpireOffers},
		{"classes of which half was called off", u.store.EndBrokenClasses},
		{"places for those who wait", u.store.OfferFreed},
		{"messages to another channel", u.store.RouteMessages},
		{"parked forms whose time is over", u.store.ExpireParked},
	} {
		if err := work.Do(func() error { u.task(ctx, t.what, t.do); return nil }); err != nil && thrown == nil {
			thrown = err
		}
	}
	if thrown != nil { // the other tasks have had their turn
		panic(thrown)
	}
}

func (u *Upkeep) remind(ctx context.Context) {
	u.task(ctx, "reminders", u.store.QueueReminders)
	u.task(ctx, "networks to forget", u.store.ForgetClients)
}

func (u *Upkeep) erase(ctx context.Context) {
	u.task(ctx, "identities whose day of erasure has come", u.store.EraseDue)
	u.task(ctx, "traces that are over", u.store.SweepTraces)
}

func (u *Upkeep) task(ctx context.Context, what string, do func(context.Context, time.Time) (int, error)) {
	if ctx.Err() != nil {
		return
	}
	ctx, cancel := context.WithTimeout(ctx, upkeepTimeout)
	defer cancel()
	n, err := do(ctx, u.clock())
	switch {
	case err != nil && ctx.Err() == nil:
		u.log.Error("the upkeep of bookings failed", "task", what, "done", n, "error", err)
	case n > 0:
		u.log.Info("the upkeep of bookings", "task", what, "done", n)
	}
}
