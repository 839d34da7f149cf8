package mail

import (
	"context"
	"fmt"
	"log/slog"
	"sync/atomic"
	"time"

	"jema/internal/jema"
	"jema/internal/links"
	"jema/internal/postgres"
)

const (
	poll = 2 * time.Second // between two looks at an empty queue
	// gather is how long a sender that was nudged waits, so that what is queued
	// at the same time is claimed together.
	gather = 50 * time.Millisecond
	// claimFor is how many letters are claimed for each connection: enough that
	// the next are composed before the last have left.
	claimFor = 4
	// readTimeout bounds the queries of one claim.
	readTimeout = 30 * time.Second
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
	TerritoryID jema.TerritoryID
	Now         func() time.Time
	Log         *slog.Logger
}

// Sender hands the messages of one channel over. Several may run, in one
// process or many: each message is claimed by one of them.
type Sender struct {
	// Grace is how long letters on their way may still take once Run was called to
	// stop.
	Grace time.Duration

	store     *postgres.Store
	territory jema.TerritoryID
	channel   jema.Channel
	way       way
	atOnce    int // letters on their way at the same time
	clock     func() time.Time
	log       *slog.Logger
	nudged    chan struct{}
	read      atomic.Int64 // when the queue was last read, in nanoseconds of the clock
}

// NewSender returns a sender of a queue's mail.
func NewSender(q Queue, smtp *SMTP, l links.Links) *Sender {
	return newSender(q, jema.ChannelEmail, byMail{smtp, &connections{smtp: smtp}, l}, smtp.Connections)
}

func newSender(q Queue, channel jema.Channel, w way, atOnce int) *Sender {
	return &Sender{Grace: time.Second, store: q.Store, territory: q.TerritoryID, channel: channel, way: w,
		atOnce: atOnce, clock: q.Now, log: q.Log, nudged: make(chan struct{}, 1)}
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
	default: // it will look already
	}
}

// Run sends what is due until ctx ends. Then it claims nothing more, gives the
// letters that it has claimed its Grace, and returns; what was cut remains queued
// and is sent later.
func (s *Sender) Run(ctx context.Context) {
	working, cut := context.WithCancel(context.WithoutCancel(ctx))
	defer cut()
	stop := context.AfterFunc(ctx, func() { time.AfterFunc(s.Grace, cut) })
	defer stop()
	d := s.dispatch(working)
	defer d.close()
	ticker := time.NewTicker(poll)
	defer ticker.Stop()
	for ctx.Err() == nil {
		if d.fill(working) == s.claimMost() {
			continue // there may be more
		}
		select {
		case <-ctx.Done():
		case <-ticker.C:
			s.way.close(idleMost)
		case <-s.nudged:
			rest(ctx, gather)
		}
	}
}

func rest(ctx context.Context, d time.Duration) {
	select {
	case <-ctx.Done():
	case <-time.After(d):
	}
}

func (s *Sender) claimMost() int { return claimFor * s.atOnce }

// claim takes what is due.
func (s *Sender) claim(ctx context.Context) ([]jema.Message, error) {
	now := s.clock()
	s.read.CompareAndSwap(0, now.UnixNano()) // from the first try on
	messages, err := s.store.ClaimMessages(ctx, postgres.Claim{TerritoryID: s.territory, Channel: s.channel,
		Most: s.claimMost(), Attempts: maxAttempts, Interrupted: ours().Say("mail.failed.interrupted")}, now)
	if err == nil {
		s.read.Store(now.UnixNano())
	}
	return messages, err
}
