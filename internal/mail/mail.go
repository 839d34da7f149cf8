// Package mail notifies people of what happened: it turns a message of the
// store into a letter in words, HTML and a calendar entry, and hands it to a
// mail server. The message table is record and queue at once; what waits for a
// telephone call is not sent here.
package mail

import (
	"bytes"
	"fmt"
	"net/mail"
	"strings"
	"time"

	gomail "github.com/wneessen/go-mail"
	"golang.org/x/net/idna"
)

// Mail is a letter ready to be sent.
type Mail struct {
	ID            string // deterministic Message-ID, without its angle brackets
	Date          time.Time
	From, ReplyTo mail.Address // ReplyTo may be empty
	To            string
	Language      string
	Subject       string
	Text, HTML    string
	Calendar      []byte // nil when there is nothing for a calendar
	Method        string // of Calendar: PUBLISH or CANCEL
}

// asciiAddress writes the domain of an address as mail servers write it:
// métiers.fr is xn--mtiers-bva.fr.
func asciiAddress(address string) (string, error) {
	at := strings.LastIndexByte(address, '@')
	if at < 1 {
		return "", fmt.Errorf("%w: no @", errAddress)
	}
	domain, err := idna.Lookup.ToASCII(address[at+1:])
	if err != nil {
		return "", fmt.Errorf("%w: %w", errAddress, err)
	}
	return address[:at+1] + domain, nil
}

// message writes the letter as a MIME message: words and HTML as
// alternatives, the calendar entry attached.
func (m Mail) message() (*gomail.Msg, error) {
	msg := gomail.NewMsg(gomail.WithNoDefaultUserAgent())
	to, err := asciiAddress(m.To)
	if err == nil {
		err = msg.To(to)
	}
	if err != nil {
		return nil, fmt.Errorf("%w: %w", errAddress, err)
	}
	msg.FromMailAddress(&m.From)
	if m.ReplyTo.Address != "" {
		msg.ReplyToMailAddress(&m.ReplyTo)
	}
	msg.SetMessageIDWithValue(m.ID)
	msg.SetDateWithValue(m.Date)
	msg.Subject(m.Subject)
	msg.SetGenHeader("Auto-Submitted", "auto-generated") // no holiday answers
	msg.SetGenHeader("Content-Language", m.Language)
	msg.SetBodyString(gomail.TypeTextPlain, m.Text)
	msg.AddAlternativeString(gomail.TypeTextHTML, m.HTML)
	if m.Calendar == nil {
		return msg, nil
	}
	return msg, msg.AttachReader("visite.ics", bytes.NewReader(m.Calendar),
		gomail.WithFileContentType(gomail.ContentType("text/calendar; charset=utf-8; method="+m.Method)))
}
