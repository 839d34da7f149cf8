package mail

import (
	"fmt"
	"testing"
	"time"

	"jema/internal/torture"
)

// connectionsTo returns the connections to a server. They are closed after the test.
func connectionsTo(t *testing.T, s *SMTP) *connections {
	t.Helper()
	p := &connections{smtp: s}
	t.Cleanup(func() { p.close(0) })
	return p
}

// sendOn sends a letter on a persistent connection.
func sendOn(t *testing.T, p *connections, id string) error {
	t.Helper()
	m := testMail(t)
	m.ID = id
	letter, err := m.message()
	must(t, err)
	return p.send(t.Context(), letter)
}

// A sender opens as many connections as it may have and uses them for all of
// its letters.
func TestLettersShareConnections(t *testing.T) {
	o, f := newOffice(t), serve(t, script{})
	o.book(everybody(60)...)
	server := smtpTo(t, "smtp://"+f.address)
	server.Connections = 3
	s := NewSender(o.queue(), server, o.links)
	d := s.dispatch(t.Context())
	for d.fill(t.Context()) > 0 {
	}
	d.close()
	if f.letters.Load() != 60 || o.count("state = 'sent' AND attempts = 1") != 60 {
		t.Errorf("%d letters, %d sent", f.letters.Load(), o.count("state = 'sent'"))
	}
	if n := f.connections.Load(); n < 1 || n > 3 {
		t.Errorf("%d connections for 60 letters, 3 at once", n)
	}
}

// After lettersMost letters a connection is replaced. QUIT is sent on every connection that
// is closed.
func TestAConnectionIsReplacedAfterManyLetters(t *testing.T) {
	f := serve(t, script{})
	p := connectionsTo(t, smtpTo(t, "smtp://"+f.address))
	for n := range lettersMost + 1 {
		must(t, sendOn(t, p, fmt.Sprintf("%d@example.org", n)))
	}
	if f.connections.Load() != 2 || f.letters.Load() != lettersMost+1 {
		t.Errorf("%d connections for %d letters", f.connections.Load(), f.letters.Load())
	}
	p.close(time.Hour)
	if len(p.idle) != 1 {
		t.Error("a connection that was used just now is closed")
	}
	p.close(0)
	waitFor(t, func() bool { return f.quits.Load() == 2 })
}

// When a server closes a connection between two letters, with a reply or without one,
// the sender connects again at once. No part of the second letter has been sent by then.
func TestAConnectionThatEndedIsReplaced(t *testing.T) {
	for name, s := range map[string]script{
		"closed": {endsAfter: 1},
		"421":    {endsAfter: 1, lastReply: "421 4.4.2 too long"},
	} {
		t.Run(name, func(t *testing.T) {
			f := serve(t, s)
			p := connectionsTo(t, smtpTo(t, "smtp://"+f.address))
			for n := range 3 {
				must(t, sendOn(t, p, fmt.Sprintf("%d@example.org", n)))
			}
			if f.letters.Load() != 3 || f.connections.Load() != 3 {
				t.Errorf("%d letters over %d connections", f.letters.Load(), f.connections.Load())
			}
		})
	}
}

// A refusal of a letter on an old connection is final: the sender does not
// connect again for that letter.
func TestARefusalOnAnOldConnectionStands(t *testing.T) {
	for answer, permanent := range map[string]bool{"550 5.1.1 no such user": true, "451 4.7.1 later": false} {
		f := serve(t, script{answersLater: map[string]string{"RCPT": answer}})
		p := connectionsTo(t, smtpTo(t, "smtp://"+f.address))
		must(t, sendOn(t, p, "1@example.org"))
		if err := sendOn(t, p, "2@example.org"); err == nil || Permanent(err) != permanent || f.connections.Load() != 1 {
			t.Errorf("%s: %v over %d connections", answer, err, f.connections.Load())
		}
	}
}

// Every step of the second letter on a connection fails once, in every manner:
// a reported success is true, and trying again delivers the letter under the
// same Message-ID.
func TestEveryStepOfAnOldConnectionFailsOnce(t *testing.T) {
	r, points := receiver(t), &torture.Points{}
	seen := map[string]bool{}
	for n := 1; ; n++ {
		anyFailed := false
		for _, m := range torture.Manners {
			p := connectionsTo(t, fronted(t, r, points, false))
			must(t, sendOn(t, p, fmt.Sprintf("first-%d.%s@example.org", n, m)))
			failed := stepFails(t, stepping{r, points, func(id string) error { return sendOn(t, p, id) }}, n, m)
			anyFailed, seen[failed] = anyFailed || failed != "", true
		}
		if !anyFailed {
			break
		}
	}
	for _, step := range []string{"smtp mail", "smtp rcpt", "smtp data", "smtp letter"} {
		if !seen[step] {
			t.Errorf("no step %s failed: %v", step, seen)
		}
	}
}
