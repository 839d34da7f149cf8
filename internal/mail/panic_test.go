package mail

import (
	"context"
	"strings"
	"testing"
	"time"

	"jema/internal/postgres"
)

// throwing is a way that panics.
type throwing struct{ way }

func (throwing) compose(postgres.Letter, time.Time) (func(context.Context) error, error) {
	panic("thrown by a way: secret@example.org")
}

// TestPanicOfALetter: a letter that makes the sender panic is tried again later
// like any other that did not arrive, and nobody reads the panic beside it.
func TestPanicOfALetter(t *testing.T) {
	o, r := newOffice(t), receiver(t)
	s := o.sender(r.URL())
	good := s.way
	s.way = throwing{good}
	o.book("visiteur@example.org")
	s.round(t.Context())
	m := o.message()
	if m.State != "queued" && m.State != "waiting" && m.State != "due" || m.Attempts != 1 ||
		strings.Contains(m.LastError, "thrown") || m.LastError == "" {
		t.Errorf("after a panic: %+v", m)
	}
}
