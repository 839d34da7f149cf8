package mail

import (
	"context"
	"fmt"
	"time"

	"jema/internal/jema"
	"jema/internal/links"
	"jema/internal/postgres"
)

// way sends the letters of one channel.
type way interface {
	// compose writes a letter. What it returns hands the letter over, once, and
	// returns nil only when somebody else has taken it over.
	compose(l postgres.Letter, now time.Time) (handOver func(context.Context) error, err error)
	// never reports whether an error is permanent, so that no try can succeed.
	never(err error) bool
	// close closes the connections that have been idle for so long.
	close(idle time.Duration)
}

// byMail hands letters to a mail server.
type byMail struct {
	smtp  *SMTP
	open  *connections
	links links.Links
}

func (w byMail) compose(l postgres.Letter, now time.Time) (func(context.Context) error, error) {
	m, err := Compose(l, w.links, w.smtp.From, now)
	if err != nil {
		return nil, err
	}
	letter, err := m.message()
	if err != nil {
		return nil, err
	}
	return func(ctx context.Context) error { return w.open.send(ctx, letter) }, nil
}

func (w byMail) never(err error) bool { return Permanent(err) }

func (w byMail) close(idle time.Duration) { w.open.close(idle) }

// bySMS hands short messages to the gateway of their territory.
type bySMS struct {
	gateway *Gateway
	links   links.Links
}

func (w bySMS) compose(l postgres.Letter, now time.Time) (func(context.Context) error, error) {
	m, err := Short(l, w.links, now)
	if err != nil {
		return nil, err
	}
	return func(ctx context.Context) error { return w.gateway.Send(ctx, l.Territory.SMSURL, m) }, nil
}

func (w bySMS) never(err error) bool { return refusedForGood(err) }

// close does nothing: the HTTP client closes its idle connections itself.
func (w bySMS) close(time.Duration) {}

// NewSMSSender returns a sender of a queue's short messages; they go where its
// territory has a gateway.
func NewSMSSender(q Queue, l links.Links) *Sender {
	return newSender(q, jema.ChannelSMS, bySMS{NewGateway(sendTimeout), l}, defaultConnections)
}

// letterID returns the ID of a letter, the same at every try.
func letterID(l postgres.Letter, ln links.Links) string {
	return fmt.Sprintf("message-%d.%s.%d@%s", l.Message.ID, l.Message.Kind, l.Message.Seq, ln.Host())
}
