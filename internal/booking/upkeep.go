package booking

import (
	"context"
	"log/slog"
	"time"

	"jema/internal/postgres"
)

const (
	upkeepEvery   = 3 * time.Second
	reminderEvery = time.Minute
	upkeepTimeout = time.Minute // of one task of a round
)

// Upkeep does what time does to bookings: it gives back holds and offers that
// have run out, offers freed places to those who wait, reminds visitors of the
// next day, and hands messages to the channel that can bring them. Several may
// run, in one process or many: whatever one has done, the others find done.
type Upkeep struct {
	store    *postgres.Store
	clock    func() time.Time
	log      *slog.Logger
	reminded time.Time // by the machine's own clock: the other may jump
}

// NewUpkeep returns the upkeep of a store's bookings; clock says what time it
// is.
func NewUpkeep(store *postgres.Store, clock func() time.Time, log *slog.Logger) *Upkeep {
	return &Upkeep{store: store, clock: clock, log: log}
}

// Run does a round every few seconds until ctx ends. A round that fails is
// logged, and the next one tries again.
func (u *Upkeep) Run(ctx context.Context) {
	ticker := time.NewTicker(upkeepEvery)
	defer ticker.Stop()
	for {
		u.round(ctx)
		select {
		case <-ctx.Done():
			return
		case <-ticker.C:
		}
	}
}

// round does each task once. Holds and offers come first, because what they
// give back is offered on.
func (u *Upkeep) round(ctx context.Context) {
	u.task(ctx, "holds that ran out", u.store.ExpireHolds)
	u.task(ctx, "offers that ran out", u.store.ExpireOffers)
	u.task(ctx, "slots with places for those who wait", u.store.OfferFreed)
	u.task(ctx, "messages to another channel", u.store.RouteMessages)
	if time.Since(u.reminded) >= reminderEvery {
		u.reminded = time.Now()
		u.task(ctx, "reminders", u.allReminders)
	}
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

// allReminders queues reminders batch by batch until there are no more.
func (u *Upkeep) allReminders(ctx context.Context, now time.Time) (sum int, err error) {
	for {
		n, err := u.store.QueueReminders(ctx, now)
		if sum += n; err != nil || n == 0 {
			return sum, err
		}
	}
}
