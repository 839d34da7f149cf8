package mail

import (
	"context"
	"errors"
	"fmt"
	"sync"
	"sync/atomic"
	"testing"
	"time"

	"jema/internal/jema"
	"jema/internal/postgres"
	"jema/internal/postgres/storetest"
)

// counted is a way that counts letters and does something with each.
type counted struct {
	letters atomic.Int64
	each    func(n int64) error // nil: nothing
}

func (w *counted) compose(postgres.Letter, time.Time) (func(context.Context) error, error) {
	return func(context.Context) error {
		n := w.letters.Add(1)
		if w.each == nil {
			return nil
		}
		return w.each(n)
	}, nil
}

func (w *counted) never(error) bool    { return false }
func (w *counted) close(time.Duration) {}

// sends returns a sender of the office's mail by a way.
func (o *office) sends(w way, atOnce int) *Sender {
	return newSender(o.queue(), jema.ChannelEmail, w, atOnce)
}

// everybody returns n addresses.
func everybody(n int) (emails []string) {
	for i := range n {
		emails = append(emails, fmt.Sprintf("v%d@example.org", i))
	}
	return emails
}

// A process that is killed leaves no more letters in doubt than it has
// connections: each waits until what became of its last letter is written.
func TestNoMoreLettersInDoubtThanConnections(t *testing.T) {
	o := newOffice(t)
	const atOnce = 3
	o.book(everybody(40)...)
	var mu sync.Mutex
	most := 0
	w := &counted{}
	w.each = func(int64) error {
		mu.Lock()
		defer mu.Unlock()
		most = max(most, int(w.letters.Load())-o.count("state = 'sent'"))
		return nil
	}
	s := o.sends(w, atOnce)
	for s.round(t.Context()) > 0 {
	}
	if o.count("state = 'sent' AND attempts = 1") != 40 || w.letters.Load() != 40 {
		t.Errorf("%d letters, %d marked as sent", w.letters.Load(), o.count("state = 'sent'"))
	}
	if most > atOnce {
		t.Errorf("%d letters were in doubt with %d connections", most, atOnce)
	}
}

// While what became of letters cannot be written, no more of them leave: each
// would be sent a second time.
func TestNothingLeavesWhileOutcomesCannotBeWritten(t *testing.T) {
	o := newOffice(t)
	o.book(everybody(20)...)
	rename := func(from, to string) error {
		_, err := o.DB.Exec(`ALTER TABLE ` + from + ` RENAME TO ` + to)
		return err
	}
	var once sync.Once
	w := &counted{each: func(int64) (err error) {
		once.Do(func() { err = rename("message", "message_away") })
		return err
	}}
	o.sends(w, 2).round(t.Context())
	must(t, rename("message_away", "message"))
	if n := w.letters.Load(); n > 2 || o.count("state = 'queued'") != 20 {
		t.Errorf("%d letters left, %d messages wait", n, o.count("state = 'queued'"))
	}
	doubt := w.letters.Load()
	o.pass(3 * time.Minute)
	s := o.sends(w, 2)
	for s.round(t.Context()) > 0 {
	}
	if o.count("state = 'sent'") != 20 || w.letters.Load() != 20+doubt {
		t.Errorf("%d sent by %d letters, %d of them in doubt", o.count("state = 'sent'"), w.letters.Load(), doubt)
	}
	o.Holds()
}

// A letter whose claim would run out while it is handed over is left to the
// next claim, at once and without counting as an attempt.
func TestLateLettersAreReturned(t *testing.T) {
	o := newOffice(t)
	o.book(everybody(3)...)
	w := &counted{each: func(int64) error { o.pass(31 * time.Second); return nil }}
	s := o.sends(w, 1)
	s.round(t.Context())
	if w.letters.Load() != 1 || o.count("state = 'queued' AND attempts = 0 AND due_at = ready_at") != 2 {
		t.Fatalf("%d letters left, %d were returned", w.letters.Load(), o.count("state = 'queued' AND attempts = 0"))
	}
	for s.round(t.Context()) > 0 {
	}
	if w.letters.Load() != 3 || o.count("state = 'sent' AND attempts = 1") != 3 {
		t.Errorf("%d letters, %d sent", w.letters.Load(), o.count("state = 'sent'"))
	}
}

// Letters that were claimed and not begun when the program stops are due at
// once; only what the server may have is left to its claim.
func TestStoppingReturnsWhatWasNotBegun(t *testing.T) {
	o, silent := newOffice(t), serve(t, script{silent: "DATA"})
	o.book(everybody(6)...)
	s := o.sender("smtp://" + silent.address)
	s.Grace, s.atOnce = 50*time.Millisecond, 2
	s.way.(byMail).smtp.timeout = time.Hour
	ctx, stop := context.WithCancel(t.Context())
	ended := make(chan struct{})
	go func() { s.Run(ctx); close(ended) }()
	waitFor(t, func() bool { return silent.connections.Load() == 2 })
	stop()
	<-ended
	cut, back := o.count("state = 'queued' AND attempts = 1"), o.count("state = 'queued' AND attempts = 0")
	if cut != 2 || back != 4 {
		t.Fatalf("%d were cut and %d returned", cut, back)
	}
	r := receiver(t)
	o.sendAll(r)
	if len(r.Mails()) != 4 {
		t.Errorf("%d of 4 letters left at once", len(r.Mails()))
	}
	o.pass(3 * time.Minute)
	o.sendAll(r)
	if len(r.Mails()) != 6 || o.count("state = 'sent'") != 6 {
		t.Errorf("%d letters in the end", len(r.Mails()))
	}
}

// A fault of one message delays no other: neither reading its content nor
// writing its outcome.
func TestOneBadMessageDelaysNoOther(t *testing.T) {
	o := newOffice(t)
	o.book(everybody(5)...)
	o.inNoZone()
	w := &counted{}
	o.sends(w, 2).round(t.Context())
	if w.letters.Load() != 5 || o.count("state = 'sent'") != 5 || o.count("state = 'queued' AND attempts = 1") != 1 {
		t.Errorf("%d letters left beside one that cannot be read", w.letters.Load())
	}
}

func TestOneBadOutcomeDelaysNoOther(t *testing.T) {
	o := newOffice(t)
	o.book(everybody(3)...)
	w := &counted{}
	s := o.sends(w, 1)
	claimed, err := s.claim(t.Context())
	must(t, err)
	d := s.dispatch(t.Context())
	defer d.close()
	d.settle([]postgres.Settlement{postgres.Sent(claimed[0], o.clock()), postgres.Failed(claimed[1], "\xff", o.clock()),
		postgres.Sent(claimed[2], o.clock())})
	if o.count("state = 'sent'") != 2 || o.count("state = 'queued'") != 1 {
		t.Errorf("%d of 2 outcomes were written beside one that cannot be", o.count("state = 'sent'"))
	}
}

// inNoZone queues a message about an opening of an edition whose zone Postgres
// has and Go has not: its letter cannot be read.
func (o *office) inNoZone() {
	o.t.Helper()
	e := o.Edition
	e.Year, e.StartsOn.Year, e.EndsOn.Year, e.PurgeOn.Year = 2031, 2031, 2031, 2031
	e, err := o.Store.CreateEdition(o.t.Context(), e, storetest.Now)
	must(o.t, err)
	for _, statement := range []string{
		`UPDATE edition SET time_zone = 'XYZ-1' WHERE id = $1`,
		`INSERT INTO opening (territory_id, edition_id, workshop_id, commune_insee, kind, title, description, state)
			SELECT territory_id, $1, workshop_id, commune_insee, kind, title, description, state
			FROM opening ORDER BY id LIMIT 1`,
		`INSERT INTO message (territory_id, opening_id, kind, channel, due_at)
			SELECT territory_id, id, 'approved', 'email', '2020-01-01' FROM opening WHERE edition_id = $1`,
	} {
		_, err := o.DB.Exec(statement, e.ID)
		must(o.t, err)
	}
}

// A refusal, a transient fault and a letter that cannot be written have
// different outcomes within one batch.
func TestOutcomesOfOneBatch(t *testing.T) {
	o, w := newOffice(t), &counted{}
	o.book(everybody(6)...)
	w.each = func(n int64) error {
		if n%2 == 0 {
			return errors.New("later")
		}
		return nil
	}
	o.sends(w, 3).round(t.Context())
	if o.count("state = 'sent'") != 3 || o.count("state = 'queued' AND attempts = 1 AND last_error <> ''") != 3 {
		t.Errorf("%d sent, %d tried again", o.count("state = 'sent'"), o.count("state = 'queued'"))
	}
}
