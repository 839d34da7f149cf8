package mail

import (
	"context"
	"fmt"
	"log/slog"
	"net"
	"sync"
	"testing"
	"time"

	"jema/internal/jema"
	"jema/internal/links"
	"jema/internal/postgres"
	"jema/internal/postgres/storetest"
)

// office is a world with bookings that cause letters, and a clock to set.
type office struct {
	*storetest.World
	t     *testing.T
	links links.Links
	slot  jema.SlotID
	mu    sync.Mutex
	now   time.Time
}

func newOffice(t *testing.T) *office {
	w := storetest.New(t)
	slot := w.Opening("Tournage").Slot("2027-04-10", 14*60, 15*60, 500)
	return &office{World: w, t: t, links: testLinks(t), slot: slot, now: storetest.Now}
}

func (o *office) clock() time.Time {
	o.mu.Lock()
	defer o.mu.Unlock()
	return o.now
}

func (o *office) pass(d time.Duration) {
	o.mu.Lock()
	defer o.mu.Unlock()
	o.now = o.now.Add(d)
}

// book books a place for each address, which leaves each its confirmation.
func (o *office) book(emails ...string) {
	o.t.Helper()
	var requests []postgres.PreparedRequest
	for i, email := range emails {
		key := fmt.Sprintf("%s-%d-%d", email, i, o.clock().Unix())
		requests = append(requests, postgres.PreparedRequest{
			BookingRequest: jema.BookingRequest{SlotID: o.slot, Key: key, PartySize: 1, Name: "Visiteur", Email: email,
				Language: "fr", Origin: jema.OriginDesk},
			Code: fmt.Sprintf("%08d", 1000+i), TokenHash: links.Hash(o.links.ManageToken(key, 1))})
	}
	outcomes, err := o.Store.BookBatch(o.t.Context(), o.clock(), requests)
	must(o.t, err)
	for _, out := range outcomes {
		if out.Outcome != "created" {
			o.t.Fatalf("booking: %s", out.Outcome)
		}
	}
}

// queue is the messages of the office's territory.
func (o *office) queue() Queue {
	return Queue{Store: o.Store, TerritoryID: o.Territory.ID, Now: o.clock, Log: slog.New(slog.DiscardHandler)}
}

func (o *office) sender(url string) *Sender {
	return NewSender(o.queue(), smtpTo(o.t, url), o.links)
}

type state struct {
	State     string
	Attempts  int
	LastError string    `db:"last_error"`
	DueAt     time.Time `db:"due_at"`
}

// message reads the only message there is.
func (o *office) message() (s state) {
	o.t.Helper()
	must(o.t, o.DB.Get(&s, `SELECT state, attempts, last_error, due_at FROM message`))
	return s
}

func (o *office) count(condition string) (n int) {
	o.t.Helper()
	must(o.t, o.DB.Get(&n, `SELECT count(*) FROM message WHERE `+condition))
	return n
}

func TestSenderSendsAndStops(t *testing.T) {
	o, r := newOffice(t), receiver(t)
	s := o.sender(r.URL())
	ctx, stop := context.WithCancel(t.Context())
	ended := make(chan struct{})
	go func() { s.Run(ctx); close(ended) }()
	o.book("visiteur@example.org")
	s.Nudge()
	s.Nudge() // never waits
	deadline := time.After(time.Minute)
	for o.count("state = 'sent' AND done_at IS NOT NULL") == 0 {
		select {
		case <-deadline:
			t.Fatal("the message was not sent")
		case <-time.After(20 * time.Millisecond):
		}
	}
	stop()
	select {
	case <-ended:
	case <-time.After(time.Minute):
		t.Fatal("the sender does not end")
	}
	if mails := r.Mails(); len(mails) != 1 || mails[0].To[0] != "visiteur@example.org" {
		t.Errorf("%d mails", len(mails))
	}
	o.Holds()
}

// TestTwoSendersSendOnce runs three senders, as three processes would.
func TestTwoSendersSendOnce(t *testing.T) {
	o, r := newOffice(t), receiver(t)
	var emails []string
	for i := range 60 {
		emails = append(emails, fmt.Sprintf("v%d@example.org", i))
	}
	o.book(emails...)
	var senders sync.WaitGroup
	for range 3 {
		s := o.sender(r.URL())
		senders.Go(func() {
			for s.round(t.Context()) > 0 {
			}
		})
	}
	senders.Wait()
	seen := map[string]int{}
	for _, m := range r.Mails() {
		seen[m.MessageID]++
	}
	if len(seen) != 60 || len(r.Mails()) != 60 || o.count("state = 'sent' AND attempts = 1") != 60 {
		t.Errorf("%d mails, %d different, %d marked", len(r.Mails()), len(seen), o.count("state = 'sent'"))
	}
}

func TestServerDownThenBack(t *testing.T) {
	o := newOffice(t)
	o.book("visiteur@example.org")
	listener, err := net.Listen("tcp", "127.0.0.1:0")
	must(t, err)
	must(t, listener.Close())
	down := o.sender("smtp://" + listener.Addr().String())
	for n := 1; n <= 3; n++ {
		if down.round(t.Context()) != 1 {
			t.Fatalf("attempt %d: nothing was due", n)
		}
		m := o.message()
		if m.State != "queued" || m.Attempts != n || m.LastError == "" || !m.DueAt.Equal(o.clock().Add(retryAfter(n))) {
			t.Fatalf("after attempt %d: %+v", n, m)
		}
		o.pass(retryAfter(n) - time.Second)
		if down.round(t.Context()) != 0 {
			t.Fatal("tried before its time")
		}
		o.pass(time.Second)
	}
	r := receiver(t)
	o.sender(r.URL()).round(t.Context())
	if m := o.message(); m.State != "sent" || m.Attempts != 4 || m.LastError != "" || len(r.Mails()) != 1 {
		t.Errorf("%+v, %d mails", m, len(r.Mails()))
	}
}

func TestPatienceEnds(t *testing.T) {
	o := newOffice(t)
	o.book("visiteur@example.org")
	begin := o.clock()
	s := o.sender("smtp://" + serve(t, script{answers: map[string]string{"RCPT": "451 4.7.1 later"}}).address)
	for range maxAttempts + 3 {
		s.round(t.Context())
		if o.message().State == "queued" {
			o.pass(o.message().DueAt.Sub(o.clock()))
		}
	}
	if m := o.message(); m.State != "parked" || m.Attempts != maxAttempts || m.LastError == "" {
		t.Errorf("%+v", m)
	}
	if tried := o.clock().Sub(begin); tried < 24*time.Hour || tried > 48*time.Hour {
		t.Errorf("tried for %v", tried)
	}
}

func TestRefusedForGoodIsParked(t *testing.T) {
	o := newOffice(t)
	o.book("visiteur@example.org")
	o.sender("smtp://" + serve(t,
		script{answers: map[string]string{"RCPT": "550 5.1.1 <visiteur@example.org> unknown"}}).address).round(t.Context())
	if m := o.message(); m.State != "parked" || m.Attempts != 1 || m.LastError == "" {
		t.Errorf("%+v", m)
	}
}

// TestCutAfterTheLetter: the server has the letter, but its answer is lost; the
// letter is sent again under the same Message-ID.
func TestCutAfterTheLetter(t *testing.T) {
	o, r := newOffice(t), receiver(t)
	o.book("visiteur@example.org")
	f := serve(t, script{cut: "."})
	o.sender("smtp://" + f.address).round(t.Context())
	if m := o.message(); m.State != "queued" || f.letters.Load() != 1 {
		t.Fatalf("%+v, %d letters", m, f.letters.Load())
	}
	o.pass(retryAfter(1))
	o.sender(r.URL()).round(t.Context())
	var id int64
	must(t, o.DB.Get(&id, `SELECT id FROM message`))
	if want := fmt.Sprintf("<message-%d.confirmation.1@jema.example.fr>", id); len(r.Mails()) != 1 ||
		r.Mails()[0].MessageID != want {
		t.Errorf("%d mails, want one with %s", len(r.Mails()), want)
	}
}

// TestKilledSender claims and never comes back, as a killed process does.
func TestKilledSender(t *testing.T) {
	o, r := newOffice(t), receiver(t)
	o.book("visiteur@example.org")
	s := o.sender(r.URL())
	claimed, err := s.claim(t.Context())
	must(t, err)
	if len(claimed) != 1 || s.round(t.Context()) != 0 {
		t.Fatalf("%d claimed; what is claimed must be left alone", len(claimed))
	}
	o.pass(2 * time.Minute)
	if s.round(t.Context()) != 1 || len(r.Mails()) != 1 {
		t.Fatalf("%d mails after the claim ran out", len(r.Mails()))
	}
	must(t, o.Store.SettleMessages(t.Context(), o.Territory.ID, postgres.Failed(claimed[0], "trop tard", time.Time{})))
	if m := o.message(); m.State != "sent" {
		t.Errorf("a claim that ran out wrote over the next: %+v", m)
	}
}

// TestPoisonIsParked: whoever takes the message is killed, each time.
func TestPoisonIsParked(t *testing.T) {
	o := newOffice(t)
	o.book("visiteur@example.org")
	s := o.sender("smtp://mail.example.org")
	for range maxAttempts + 2 {
		_, err := s.claim(t.Context())
		must(t, err)
		o.pass(2 * time.Minute)
	}
	if m := o.message(); m.State != "parked" || m.Attempts != maxAttempts || m.LastError == "" {
		t.Errorf("%+v", m)
	}
}

func TestCancelledBeforeItWasTold(t *testing.T) {
	o, r := newOffice(t), receiver(t)
	o.book("visiteur@example.org")
	var hash []byte
	must(t, o.DB.Get(&hash, `SELECT token_hash FROM booking`))
	must(t, o.Store.CancelBooking(t.Context(), o.Territory.ID, hash, o.clock()))
	o.sender(r.URL()).round(t.Context())
	if mails := r.Mails(); len(mails) != 1 || mails[0].Subject == "" || string(mails[0].Attachments[0].Data) == "" {
		t.Fatalf("%d mails, want the cancellation alone", len(mails))
	}
	if o.count("kind = 'confirmation' AND state = 'dropped' AND last_error <> ''") != 1 ||
		o.count("kind = 'cancellation' AND state = 'sent'") != 1 {
		t.Error("the confirmation is to be dropped, the cancellation sent")
	}
	o.Holds()
}

func TestCallsAreLeftToPeople(t *testing.T) {
	o, r := newOffice(t), receiver(t)
	outcomes, err := o.Store.BookBatch(t.Context(), o.clock(), []postgres.PreparedRequest{{
		BookingRequest: jema.BookingRequest{SlotID: o.slot, Key: "k", PartySize: 1, Name: "V", Phone: "06 12 34 56 78",
			Language: "fr", Origin: jema.OriginWeb},
		Code: "12345678", TokenHash: links.Hash("k")}})
	must(t, err)
	if o.sender(r.URL()).round(t.Context()) != 0 || outcomes[0].Outcome != "created" ||
		o.count("state = 'queued' AND channel = 'call'") != 1 {
		t.Error("a call must stay queued for whoever makes it")
	}
}

// TestEveryKindIsSent goes through the database for what is not about a
// booking.
func TestEveryKindIsSent(t *testing.T) {
	o, r := newOffice(t), receiver(t)
	owner := o.Account("artisan@example.org", jema.RoleArtisan)
	opening := o.OpeningIn(o.Workshop("Atelier", owner.ID), "Grès", jema.Submitted)
	must(t, o.Store.MoveOpening(t.Context(), postgres.OpeningMove{TerritoryID: o.Territory.ID, ID: opening.ID,
		From: jema.Submitted, To: jema.ChangesRequested, Note: "Un mot sur l'accès ?"}, o.clock()))
	must(t, o.Store.CreateSignIn(t.Context(), postgres.SignInRequest{TerritoryID: o.Territory.ID,
		Email: "Nouveau@example.org"}, o.clock(), func(id jema.SignInLinkID) []byte {
		return links.Hash(o.links.SignInToken(id))
	}))
	o.sender(r.URL()).round(t.Context())
	to := map[string]Received{}
	for _, m := range r.Mails() {
		to[m.To[0]] = m
	}
	if m := to["artisan@example.org"]; m.Subject != "À compléter\u00a0: Grès" || len(m.Attachments) != 0 {
		t.Errorf("to the artisan: %q", m.Subject)
	}
	if m := to["nouveau@example.org"]; m.Subject != "Votre lien de connexion" {
		t.Errorf("to the newcomer: %q", m.Subject)
	}
}

// resize changes the party of the booking that a link opens.
func (o *office) resize(token []byte, party int) error {
	change := postgres.PartyChange{TerritoryID: o.Territory.ID, TokenHash: token, Size: party}
	return o.Store.ChangeParty(o.t.Context(), change, o.clock())
}
