package mail

import (
	"context"
	"io"
	"log"
	"net"
	"slices"
	"sync"
	"time"

	"github.com/emersion/go-smtp"

	"jema/internal/work"
)

const (
	mailboxSize  = 200
	maxMailBytes = 5 << 20
)

// Receiver is the demonstration's mail server: it takes every letter over on
// the loopback and shows it instead of sending it anywhere. It stores the last
// 200, in memory.
type Receiver struct {
	listener net.Listener
	server   *smtp.Server
	mu       sync.Mutex
	mails    []Received // oldest first
	count    int
}

// Receive starts a receiver on a free port of the loopback.
func Receive() (*Receiver, error) {
	listener, err := (&net.ListenConfig{}).Listen(context.Background(), "tcp", "127.0.0.1:0")
	if err != nil {
		return nil, err
	}
	r := &Receiver{listener: listener}
	r.server = smtp.NewServer(smtp.BackendFunc(func(*smtp.Conn) (smtp.Session, error) {
		return &conversation{receiver: r},
			nil
	}))
	r.server.Domain = "localhost"
	r.server.MaxMessageBytes = maxMailBytes
	r.server.MaxRecipients = 10
	r.server.ReadTimeout, r.server.WriteTimeout = time.Minute, time.Minute
	r.server.ErrorLog = log.New(io.Discard, "", 0)
	work.Go(func() error { return r.server.Serve(listener) }) // ends with Close
	return r, nil
}

// URL is where letters are handed over, for ParseSMTP.
func (r *Receiver) URL() string { return "smtp://" + r.listener.Addr().String() }

// Close stops receiving; the stored letters can still be read.
func (r *Receiver) Close() error { return r.server.Close() }

// Mails returns what was received, newest first.
func (r *Receiver) Mails() []Received {
	r.mu.Lock()
	defer r.mu.Unlock()
	mails := slices.Clone(r.mails)
	slices.Reverse(mails)
	return mails
}

// Mail returns the letter with that number, while it is stored.
func (r *Receiver) Mail(number int) (Received, bool) {
	r.mu.Lock()
	defer r.mu.Unlock()
	for _, m := range r.mails {
		if m.Number == number {
			return m, true
		}
	}
	return Received{}, false
}

func (r *Receiver) store(m Received) {
	r.mu.Lock()
	defer r.mu.Unlock()
	r.count++
	m.Number = r.count
	r.mails = append(r.mails, m)
	if extra := len(r.mails) - mailboxSize; extra > 0 {
		r.mails = slices.Delete(r.mails, 0, extra)
	}
}

// conversation is one SMTP dialogue; the library speaks it, this remembers who
// the letter is for.
type conversation struct {
	receiver *Receiver
	to       []string
}

func (c *conversation) Mail(string, *smtp.MailOptions) error { return nil }
func (c *conversation) Reset()                               { c.to = nil }
func (c *conversation) Logout() error                        { return nil }

func (c *conversation) Rcpt(to string, _ *smtp.RcptOptions) error {
	c.to = append(c.to, to)
	return nil
}

func (c *conversation) Data(r io.Reader) error {
	raw, err := io.ReadAll(r)
	if err != nil {
		return err
	}
	m, err := parseMail(raw)
	if err != nil {
		return &smtp.SMTPError{Code: 554, EnhancedCode: smtp.EnhancedCode{5, 6, 0}, Message: "not a mail: " + err.Error()}
	}
	m.To = slices.Clone(c.to)
	c.receiver.store(m)
	return nil
}
