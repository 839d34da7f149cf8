package mail

import (
	"context"
	"fmt"
	"time"

	"jema/internal/jema"
	"jema/internal/links"
	"jema/internal/postgres"
)

// way is how the letters of one channel leave.
type way interface {
	// deliver returns nil only when somebody else keeps the letter now.
	deliver(ctx context.Context, l postgres.Letter, now time.Time) error
	// never tells whether trying again will not mend an error.
	never(err error) bool
}

// byMail hands letters to a mail server.
type byMail struct {
	smtp  *SMTP
	links links.Links
}

func (w byMail) deliver(ctx context.Context, l postgres.Letter, now time.Time) error {
	m, err := Compose(l, w.links, w.smtp.From, now)
	if err != nil {
		return err
	}
	return w.smtp.Send(ctx, m)
}

func (w byMail) never(err error) bool { return Permanent(err) }

// bySMS hands short messages to the gateway of their territory.
type bySMS struct {
	gateway *Gateway
	links   links.Links
}

func (w bySMS) deliver(ctx context.Context, l postgres.Letter, now time.Time) error {
	m, err := Short(l, w.links, now)
	if err != nil {
		return err
	}
	return w.gateway.Send(ctx, l.Territory.SMSURL, m)
}

func (w bySMS) never(err error) bool { return refusedForGood(err) }

// NewSMSSender returns a sender of a queue's short messages; they go where its
// territory has a gateway.
func NewSMSSender(q Queue, l links.Links) *Sender {
	return newSender(q, jema.ChannelSMS, bySMS{NewGateway(sendTimeout), l})
}

// letterID names a letter for good, whatever tries it takes.
func letterID(l postgres.Letter, ln links.Links) string {
	return fmt.Sprintf("message-%d.%s.%d@%s", l.Message.ID, l.Message.Kind, l.Message.Seq, ln.Host())
}
