package mail

import (
	"context"
	"errors"
	"fmt"
	"log/slog"
	"sync/atomic"
	"time"

	"jema/internal/jema"
	"jema/internal/links"
	"jema/internal/postgres"
	"jema/internal/work"
)

const (
	atOnce = 8               // letters on their way at the same time
	poll   = 2 * time.Second // between two looks at an empty queue
	// stuckAfter is how long a sender may go without reading the queue: several
	// times what the slowest letter takes.
	stuckAfter = 5 * time.Minute
	// maxAttempts with retryAfter try for a little more than a day.
	maxAttempts = 14
)

// retryAfter is how long a letter rests that failed for the n-th time: one
// minute, two, four … four hours.
func retryAfter(n int) time.Duration {
	return min(time.Minute<<min(n-1, 20), 4*time.Hour)
}

// Queue is the messages of one territory that wait to be sent. Links lead to
// the territory's own site, so that no other territory's sender may send them.
type Queue struct {
	Store       *postgres.Store
	TerritoryID int64
	Now         func() time.Time
	Log         *slog.Logger
}

// Sender hands the messages of one channel over. Several may run, in one
// process or many: each message is claimed by one of them.
type Sender struct {
	// Grace is how long letters on their way may still take once Run was asked
	// to stop.
	Grace time.Duration

	store     *postgres.Store
	territory int64
	channel   jema.Channel
	way       way
	clock     func() time.Time
	log       *slog.Logger
	nudged    chan struct{}
	read      atomic.Int64 // when the queue was last read, in nanoseconds of the clock
}

// NewSender returns a sender of a queue's mail.
func NewSender(q Queue, smtp *SMTP, l links.Links) *Sender {
	return newSender(q, jema.ChannelEmail, byMail{smtp, l})
}

func newSender(q Queue, channel jema.Channel, w way) *Sender {
	return &Sender{Grace: time.Second, store: q.Store, territory: q.TerritoryID, channel: channel, way: w, clock: q.Now, log: q.Log,
		nudged: make(chan struct{}, 1)}
}

// Stuck returns an error when the sender has not read its queue for minutes,
// because the database refuses it or because it hangs: then nothing leaves any
// more. A mail server that is away does not make a sender stuck; its letters
// are tried again, and what is given up is shown to the organisers.
func (s *Sender) Stuck() error {
	read := s.read.Load()
	if since := s.clock().Sub(time.Unix(0, read)); read != 0 && since > stuckAfter {
		return fmt.Errorf("the queue of %s messages was last read %v ago", s.channel, since.Round(time.Second))
	}
	return nil
}

// Nudge makes the sender look at once: something is due. It never waits.
func (s *Sender) Nudge() {
	select {
	case s.nudged <- struct{}{}:
	default: // it has been told already
	}
}

// Run sends what is due until ctx ends. Then it takes nothing more, gives the
// letters on their way its Grace, and returns; what was cut remains queued and
// is sent later.
func (s *Sender) Run(ctx context.Context) {
	working, cut := context.WithCancel(context.WithoutCancel(ctx))
	defer cut()
	stop := context.AfterFunc(ctx, func() { time.AfterFunc(s.Grace, cut) })
	defer stop()
	ticker := time.NewTicker(poll)
	defer ticker.Stop()
	for ctx.Err() == nil {
		if s.round(working) == atOnce {
			continue // there may be more
		}
		select {
		case <-ctx.Done():
		case <-ticker.C:
		case <-s.nudged:
		}
	}
}

// round sends what is due, as many letters as may be on their way at once, and
// returns how many there were.
func (s *Sender) round(ctx context.Context) int {
	now := s.clock()
	s.read.CompareAndSwap(0, now.UnixNano()) // from the first try on
	messages, err := s.store.ClaimMessages(ctx, s.territory, s.channel, now, atOnce, maxAttempts)
	if err != nil {
		s.log.Error("the queue of messages cannot be read", "error", err)
		return 0
	}
	s.read.Store(now.UnixNano())
	var sending work.Group
	for _, m := range messages {
		sending.Go(func() {
			log := s.log.With("message", m.ID, "kind", m.Kind, "attempt", m.Attempts)
			if err := work.Do(func() error { s.send(ctx, log, m); return nil }); err != nil {
				log.Error("sending a message panicked", "error", err, "stack", work.Stack(err))
				s.failed(ctx, log, m, reason(errOurs)) // later again, and parked after the last attempt
			}
		})
	}
	sending.Wait()
	return len(messages)
}

// send brings one claimed message to its next state, well within its claim.
func (s *Sender) send(ctx context.Context, log *slog.Logger, m jema.Message) {
	ctx, cancel := context.WithTimeout(ctx, sendTimeout+30*time.Second)
	defer cancel()
	l, err := s.store.Letter(ctx, m, s.clock())
	if err != nil {
		log.Error("the message cannot be read", "error", err) // due again when its claim runs out
		return
	}
	if why := Moot(l, s.clock()); why != "" {
		s.settle(ctx, log, func(ctx context.Context) error {
			return s.store.MessageDropped(ctx, m, s.clock(), ours().Say(why))
		})
		return
	}
	if m.BookingID != 0 {
		if may, err := s.store.MessageMayGo(ctx, l, s.clock()); err != nil || !may {
			if err != nil {
				log.Error("the message cannot be counted", "error", err)
			}
			return
		}
	}
	s.handOver(ctx, log, l)
}

func (s *Sender) handOver(ctx context.Context, log *slog.Logger, l postgres.Letter) {
	err := s.way.deliver(ctx, l, s.clock())
	if err == nil {
		s.settle(ctx, log, func(ctx context.Context) error { return s.store.MessageSent(ctx, l.Message, s.clock()) })
		return
	}
	why := reason(err)
	if ctx.Err() != nil {
		log.Info("the message was cut and will be sent again", "error", why)
		return // due again when its claim runs out
	}
	if s.way.never(err) {
		log.Warn("the message is refused", "error", why)
		s.settle(ctx, log, func(ctx context.Context) error { return s.store.MessageRefused(ctx, l.Message, why) })
		return
	}
	s.failed(ctx, log, l.Message, why)
}

// errOurs is of a message that we cannot write or hand over: the fault is the
// program's.
var errOurs = errors.New("the program failed while it wrote or sent the message")

// failed has a message sent again later, or parks it after its last attempt.
func (s *Sender) failed(ctx context.Context, log *slog.Logger, m jema.Message, why string) {
	var retry time.Time
	if n := m.Attempts; n < maxAttempts {
		retry = s.clock().Add(retryAfter(n))
	}
	log.Warn("the message was not sent", "error", why, "parked", retry.IsZero())
	s.settle(ctx, log, func(ctx context.Context) error { return s.store.MessageFailed(ctx, m, why, retry) })
}

// settle writes what became of a message, three times if need be and even when
// everything is ending: a letter that was handed over and is not marked will
// be sent again.
func (s *Sender) settle(ctx context.Context, log *slog.Logger, write func(context.Context) error) {
	ctx, cancel := context.WithTimeout(context.WithoutCancel(ctx), 10*time.Second)
	defer cancel()
	for wait := time.Second; ; wait *= 2 {
		err := write(ctx)
		if err == nil {
			return
		}
		if wait > 2*time.Second || ctx.Err() != nil {
			log.Error("what became of the message cannot be written", "error", err)
			return
		}
		time.Sleep(wait)
	}
}
