package mail

import (
	"context"
	"testing"
	"time"

	"jema/internal/postgres/storetest"
)

// A mail server that falls silent is cut when the program stops. The message
// remains queued, and leaves once when its claim is over.
func TestStoppingCutsASilentServer(t *testing.T) {
	for _, stage := range []string{"CONNECT", "EHLO", "RCPT", "DATA"} {
		t.Run(stage, func(t *testing.T) {
			t.Parallel()
			o, silent := newOffice(t), serve(t, script{silent: stage})
			o.book("visiteur@example.org")
			s := o.sender("smtp://" + silent.address)
			s.Grace = 50 * time.Millisecond
			s.way.(byMail).smtp.timeout = time.Hour
			ctx, stop := context.WithCancel(t.Context())
			ended := make(chan struct{})
			go func() { s.Run(ctx); close(ended) }()
			waitFor(t, func() bool { return silent.connections.Load() > 0 })
			stop()
			select {
			case <-ended:
			case <-time.After(time.Minute):
				t.Fatal("the sender waits for the server")
			}
			if m := o.message(); m.State != "queued" || m.Attempts != 1 || silent.letters.Load() != 0 {
				t.Errorf("left as %+v", m)
			}
			o.pass(3 * time.Minute)
			r := receiver(t)
			for range 2 {
				o.sender(r.URL()).round(t.Context())
			}
			if mails := r.Mails(); len(mails) != 1 || o.message().State != "sent" {
				t.Errorf("%d mails, %+v", len(mails), o.message())
			}
		})
	}
}

func waitFor(t *testing.T, done func() bool) {
	t.Helper()
	for deadline := time.Now().Add(time.Minute); !done(); time.Sleep(5 * time.Millisecond) {
		if time.Now().After(deadline) {
			t.Fatal("it does not come")
		}
	}
}

// A sender that cannot read its queue for minutes is stuck; one whose mail
// server is away is not.
func TestStuckSender(t *testing.T) {
	o := newOffice(t)
	o.book("visiteur@example.org")
	s := o.sender("smtp://" + serve(t, script{cut: "CONNECT"}).address)
	if s.Stuck() != nil {
		t.Error("stuck before it runs")
	}
	for range 5 {
		s.round(t.Context())
		o.pass(stuckAfter)
		if err := s.Stuck(); err != nil {
			t.Error(err)
		}
	}
	rename := func(from, to string) {
		_, err := o.DB.Exec(`ALTER TABLE ` + from + ` RENAME TO ` + to)
		must(t, err)
	}
	rename("message", "message_away")
	for range 2 {
		s.round(t.Context())
		o.pass(stuckAfter)
	}
	if s.Stuck() == nil {
		t.Error("not stuck without its queue")
	}
	rename("message_away", "message")
	s.round(t.Context())
	if err := s.Stuck(); err != nil {
		t.Error(err)
	}
	fresh := NewSender(Queue{Store: o.Store, TerritoryID: o.Territory.ID, Now: func() time.Time { return storetest.Now },
		Log: s.log}, smtpTo(t, "smtp://mail.example.org"), o.links)
	if fresh.Stuck() != nil {
		t.Error("a sender that was never run is stuck")
	}
}
