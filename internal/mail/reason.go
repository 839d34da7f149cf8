package mail

import (
	"context"
	"errors"
	"net"
	"os"
	"regexp"

	gomail "github.com/wneessen/go-mail"

	"jema/internal/catalogue"
	"jema/internal/text"
)

// ours is the voice of those who look after messages, whatever language the
// letters are in.
func ours() *catalogue.Voice { return catalogue.In("fr") }

var anyAddress = regexp.MustCompile(`[^\s<>,:]+@[^\s<>,:]+`)

// reasonMost is how much of an error's own words is stored, in characters.
const reasonMost = 300

// reason is what is stored of an error: a sentence for people, and on a line of
// its own the server's own message. A server repeats the address in its answer,
// and the record of a message holds no address.
func reason(err error) string {
	said := []rune(anyAddress.ReplaceAllString(text.Line(err.Error()), "‹adresse›"))
	return ours().Say("mail.failed."+failure(err)) + "\n" + string(said[:min(len(said), reasonMost)])
}

// failure names what went wrong, by its key under mail.failed of the catalogue.
func failure(err error) string {
	if errors.Is(err, errAddress) {
		return "address"
	}
	if code, ok := errors.AsType[gatewayError](err); ok {
		switch {
		case refusedForGood(code):
			return "refused"
		case code == 401 || code == 403:
			return "account"
		}
		return "later"
	}
	refused, ok := errors.AsType[*gomail.SendError](err)
	switch {
	case ok && refused.ErrorCode() >= 400:
		return refusal(refused)
	case errors.Is(err, context.DeadlineExceeded), errors.Is(err, os.ErrDeadlineExceeded):
		return "slow"
	}
	if _, ok := errors.AsType[net.Error](err); ok {
		return "away"
	}
	return "cut"
}

// refusal returns the kind of refusal a mail server gave.
func refusal(e *gomail.SendError) string {
	switch {
	case Permanent(e) && e.Reason == gomail.ErrSMTPRcptTo:
		return "recipient"
	case Permanent(e):
		return "refused"
	case e.ErrorCode() >= 500:
		return "account"
	}
	return "later"
}
