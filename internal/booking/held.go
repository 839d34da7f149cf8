package booking

import (
	"context"
	"errors"
	"time"

	"jema/internal/jema"
	"jema/internal/postgres"
)

// Held books from a hold in one transaction; see postgres.BookHeld.
type Held func(ctx context.Context, hold postgres.HoldRef, now time.Time,
	r postgres.PreparedRequest) (postgres.BookingOutcome, error)

// heldTries is how often a desk's booking whose outcome is unknown is sent
// again; its key makes that safe.
const heldTries = 3

// BookHeld books for a caller for whom an account of the desk holds places. It
// answers and refuses as Book does, but skips the queue: the places are there.
func (e *Engine) BookHeld(ctx context.Context, held Held, hold postgres.HoldRef,
	r jema.BookingRequest) (jema.BookingAnswer, error) {
	r.Origin = jema.OriginDesk
	if err := r.Check(); err != nil {
		return jema.BookingAnswer{}, err
	}
	prepared, token, err := e.prepare(r)
	if err != nil {
		return jema.BookingAnswer{}, err
	}
	var outcome postgres.BookingOutcome
	for range heldTries {
		outcome, err = held(ctx, hold, e.now(), prepared)
		if err == nil || !postgres.MayPass(err) || ctx.Err() != nil {
			break
		}
	}
	switch {
	case err == nil:
	case jema.KindOf(err) == 0 && postgres.MayPass(err):
		return jema.BookingAnswer{}, errors.Join(jema.Unavailable("booking.unavailable"), err)
	default:
		return jema.BookingAnswer{}, err
	}
	answer, kind, err := e.answer(r.Key, token, outcome)
	e.metrics.Answered(kind)
	return answer, err
}
