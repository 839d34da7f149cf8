package flow

import (
	"context"
	"errors"
	"time"

	"jema/internal/torture"
)

// task is what the upkeep does when its time has come.
func task(do func(context.Context, *world) error) func(*world) answer {
	return func(w *world) answer { return byItself(do(context.Background(), w)) }
}

func timeFlows() []flow {
	later := func(prepare func(*world) error, d time.Duration) func(*world) error {
		return func(w *world) error { return errors.Join(prepare(w), passed(d)(w)) }
	}
	return []flow{
		{name: "laisser expirer une offre", prepare: later(func(w *world) error {
			return errors.Join(oneOffer(w),
				w.booked("tiers", 0, 3, true), w.sent())
		}, 48*time.Hour),
			do: task(func(ctx context.Context, w *world) error { _, err := w.store.ExpireOffers(ctx, w.now); return err })},
		{name: "laisser expirer une garde", prepare: later(func(w *world) error {
			return errors.Join(w.booked("ancien", 0, 2, false), holding(w), w.booked("premier", 0, 2, true))
		}, time.Hour),
			do: task(func(ctx context.Context, w *world) error { _, err := w.store.ExpireHolds(ctx, w.now); return err })},
		{name: "proposer les places libres", prepare: func(w *world) error {
			return errors.Join(full(w), w.inOrder(`UPDATE slot SET capacity = capacity + 3`))
		},
			do: task(func(ctx context.Context, w *world) error { _, err := w.store.OfferFreed(ctx, w.now); return err })},
		{name: "rappeler la veille", prepare: later(func(w *world) error {
			return errors.Join(oneBooking(w), w.booked("ancien", 1, 2,
				false))
		}, visitDay.Sub(torture.Now)-20*time.Hour),
			do: task(func(ctx context.Context, w *world) error { _, err := w.store.QueueReminders(ctx, w.now); return err })},
		{name: "confier les messages à un autre moyen", prepare: func(w *world) error {
			return errors.Join(w.bookedByPhone("appelant", mobile, 0, 2, false),
				w.inOrder(`UPDATE territory SET sms_url = 'http://gateway.test/'`))
		}, do: task(func(ctx context.Context, w *world) error { _, err := w.store.RouteMessages(ctx, w.now); return err })},
	}
}
