package bench

import (
	"context"
	"errors"
	"fmt"
	"time"

	"jema/internal/links"
	"jema/internal/mail"
	"jema/internal/postgres"
	"jema/internal/work"
)

// MailPlan configures the measure of letters a second.
type MailPlan struct {
	Repetitions int
	Letters     int           // that are due when a sender begins
	Connections int           // to the mail server
	Bookings    int           // made while a site runs
	Window      time.Duration // over which they are spread
	Seed        uint64
	Log         func(string)
}

// MailDefault is the measure that is published, MailQuick one that only shows
// that it works.
func MailDefault() MailPlan {
	return MailPlan{Repetitions: 5, Letters: 2000, Connections: 8, Bookings: 1000, Window: time.Minute, Seed: 2027}
}

// MailQuick is MailDefault in short.
func MailQuick() MailPlan {
	return MailPlan{Repetitions: 1, Letters: 60, Connections: 2, Bookings: 20, Window: time.Second, Seed: 2027}
}

// MailRound is one repetition: letters a second of a sender, and of a bare SMTP
// client that hands the same letter over as often, to the same server.
type MailRound struct {
	Sender float64 `json:"sender_per_second"`
	Bare   float64 `json:"bare_per_second"`
}

// MailReport is what a run found.
type MailReport struct {
	Machine    Machine
	Rounds     []MailRound
	Letters    Spread // a second, of a sender
	VsBare     Spread // a sender's pace by that of the bare client
	Confirmed  int    // letters that left during the minute of bookings
	WaitP50MS  float64
	WaitP99MS  float64
	WaitMostMS float64
}

// mailBench is a run under way.
type mailBench struct {
	MailPlan
	world *World
	store *postgres.Store
	sink  *sink
	begun time.Time
}

// now is the clock of the world, which begins when the run does.
func (b *mailBench) now() time.Time { return Now().Add(time.Since(b.begun)) }

// Mail measures how fast letters leave, and how long a confirmation waits while
// bookings are made. The error is a *BrokenError when a letter was lost or came
// twice.
func Mail(ctx context.Context, plan MailPlan) (r MailReport, err error) {
	plan.Log("Préparation de la base de mesure…")
	ground, err := NewGround(ctx, plan.Log)
	if err != nil {
		return r, err
	}
	defer func() { err = errors.Join(err, ground.Close()) }()
	b := &mailBench{MailPlan: plan, begun: time.Now()}
	if b.world, err = ground.world(ctx, "mail", size{100, 10, 100_000_000}); err != nil {
		return r, err
	}
	defer func() { err = errors.Join(err, b.world.Close()) }()
	if b.store, err = postgres.Open(ctx, b.world.DSN, 32); err != nil {
		return r, err
	}
	defer func() { err = errors.Join(err, b.store.Close()) }()
	if b.sink, err = newSink(ctx); err != nil {
		return r, err
	}
	defer func() { err = errors.Join(err, b.sink.close()) }()
	r.Machine = ground.machine(ctx)
	for i := range plan.Repetitions {
		b.Log(fmt.Sprintf("Courriels, répétition %d sur %d…", i+1, plan.Repetitions))
		round, err := b.round(ctx)
		if err != nil {
			return r, err
		}
		r.Rounds = append(r.Rounds, round)
	}
	b.Log(fmt.Sprintf("%d réservations en %.0f s…", plan.Bookings, plan.Window.Seconds()))
	if err := b.minute(ctx, &r); err != nil {
		return r, err
	}
	r.sumUp()
	return r, nil
}

func (r *MailReport) sumUp() {
	var sender, bare []float64
	for _, round := range r.Rounds {
		sender, bare = append(sender, round.Sender), append(bare, round.Bare)
	}
	r.Letters, r.VsBare, r.Machine.LoadAfter = spreadOf(sender), spreadOf(ratios(sender, bare)), load()
}

// round lets a sender empty its queue, then hands over as many letters bare.
func (b *mailBench) round(ctx context.Context) (r MailRound, err error) {
	if err := b.world.reset(ctx); err != nil {
		return r, err
	}
	if err := b.world.fill(ctx, b.Letters); err != nil {
		return r, err
	}
	b.sink.empty()
	begun := time.Now()
	if err := b.sending(ctx, func() error { return b.emptied(ctx, b.Letters) }); err != nil {
		return r, err
	}
	r.Sender = float64(b.Letters) / time.Since(begun).Seconds()
	begun = time.Now()
	if err := bareLetters(ctx, b.sink.addr(), b.sink.first, b.Letters, b.Connections); err != nil {
		return r, err
	}
	r.Bare = float64(b.Letters) / time.Since(begun).Seconds()
	return r, nil
}

// smtp is the way to the sink.
func (b *mailBench) smtp() (*mail.SMTP, error) {
	s, err := mail.ParseSMTP("smtp://"+b.sink.addr(), "contact@example.org")
	if err == nil {
		s.Connections = b.Connections
	}
	return s, err
}

// sending runs a sender while something is waited for.
func (b *mailBench) sending(ctx context.Context, until func() error) error {
	smtp, err := b.smtp()
	if err != nil {
		return err
	}
	lk, err := links.New("http://mesure.test", make([]byte, links.SecretBytes))
	if err != nil {
		return err
	}
	territory, err := b.store.Territory(ctx, slug)
	if err != nil {
		return err
	}
	sender := mail.NewSender(mail.Queue{Store: b.store, TerritoryID: territory.ID, Now: b.now, Log: silent}, smtp, lk)
	running, stop := context.WithCancel(ctx)
	ended := work.Go(func() error { sender.Run(running); return nil })
	err = until()
	stop()
	return errors.Join(err, <-ended)
}

// emptied waits until that number of letters has come and all are marked as sent. It
// refuses letters that came twice, and messages that were given up.
func (b *mailBench) emptied(ctx context.Context, letters int) error {
	came, twice, err := b.sink.await(ctx, letters)
	if err != nil {
		return err
	}
	for queued := 1; queued > 0; {
		if err := until(ctx, time.Now().Add(time.Millisecond)); err != nil {
			return err
		}
		if queued, err = b.messages(ctx, "queued"); err != nil {
			return err
		}
	}
	sent, err := b.messages(ctx, "sent")
	if err == nil && (twice > 0 || came != letters || sent != letters) {
		err = &BrokenError{fmt.Sprintf("%d courriels attendus, %d arrivés dont %d en double, %d notés comme partis",
			letters, came, twice, sent)}
	}
	return err
}

func (b *mailBench) messages(ctx context.Context, state string) (n int, err error) {
	err = b.store.DB().QueryRowContext(ctx,
		`SELECT count(*) FROM message WHERE state = $1 AND channel = 'email'`, state).Scan(&n)
	return n, err
}
