package mail

import (
	"crypto/tls"
	"fmt"
	"strings"
	"testing"

	"jema/internal/torture"
)

// Every step of a conversation fails once: refused, lost before the server
// received it, or lost after the server did it, with a password under STARTTLS
// and without. A reported success is true, and trying again delivers the letter
// under the same Message-ID.
func TestEveryStepOfAConversationFailsOnce(t *testing.T) {
	for name, c := range map[string]struct {
		secure bool
		steps  []string
	}{
		"open":   {false, []string{"connect", "ehlo", "mail", "rcpt", "data", "letter", "quit"}},
		"secure": {true, []string{"connect", "ehlo", "starttls", "auth", "mail", "rcpt", "data", "letter", "quit"}},
	} {
		t.Run(name, func(t *testing.T) {
			r, points := receiver(t), &torture.Points{}
			s := fronted(t, r, points, c.secure)
			seen := map[string]bool{}
			for n := 1; ; n++ {
				left := false
				for _, m := range torture.Manners {
					send := func(id string) error {
						letter := testMail(t)
						letter.ID = id
						return s.Send(t.Context(), letter)
					}
					if failed := stepFails(t, stepping{r, points, send}, n, m); failed != "" {
						left, seen[strings.TrimPrefix(failed, "smtp ")] = true, true
					}
				}
				if !left {
					break
				}
			}
			for _, step := range c.steps {
				if !seen[step] {
					t.Errorf("no step %s failed: %v", step, seen)
				}
			}
		})
	}
}

// fronted is the way to a receiver through a front whose steps can fail.
func fronted(t *testing.T, r *Receiver, points *torture.Points, secure bool) *SMTP {
	t.Helper()
	address, user, config := strings.TrimPrefix(r.URL(), "smtp://"), "", (*tls.Config)(nil)
	pair, roots := certificate(t)
	if secure {
		user, config = "jema:s3cret@", &tls.Config{Certificates: []tls.Certificate{pair}}
	}
	front, err := torture.NewMailFront(address, config, points)
	must(t, err)
	t.Cleanup(func() { _ = front.Close() })
	s := smtpTo(t, "smtp://"+user+front.Address())
	s.roots = roots
	return s
}

// stepping sends letters, under a name, to a receiver behind points that fail.
type stepping struct {
	receiver *Receiver
	points   *torture.Points
	send     func(id string) error
}

// stepFails sends a letter with the n-th step failing, and again if it was not
// taken over; it returns which step failed.
func stepFails(t *testing.T, s stepping, n int, m torture.Manner) (failed string) {
	t.Helper()
	id := fmt.Sprintf("message-%d.%s@jema.example.fr", n, m)
	came := func() (times int) {
		for _, l := range s.receiver.Mails() {
			if l.MessageID == "<"+id+">" {
				times++
			}
		}
		return times
	}
	s.points.Arm(n, m, nil)
	err := s.send(id)
	_, failed = s.points.Disarm()
	if err == nil && came() != 1 || Permanent(err) {
		t.Errorf("step %d (%s), %s: told %v, and it came %d times", n, failed, m, err, came())
	}
	if err != nil {
		must(t, s.send(id))
	}
	// Twice only if the server had it already when the answer was lost.
	most := 1
	if m == torture.Lost && failed == "smtp letter" {
		most = 2
	}
	if times := came(); times < 1 || times > most {
		t.Errorf("step %d (%s), %s: it came %d times", n, failed, m, times)
	}
	return failed
}
