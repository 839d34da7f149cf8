package mail

import (
	"context"
	"crypto/tls"
	"crypto/x509"
	"errors"
	"fmt"
	"net"
	"net/mail"
	"net/url"
	"strconv"
	"time"

	gomail "github.com/wneessen/go-mail"
)

// sendTimeout is how long one letter may take, from the call to the server to
// its last answer.
const sendTimeout = time.Minute

// errAddress says that an address cannot be written to at all.
var errAddress = errors.New("not an address")

// SMTP is the mail server that takes our letters over.
type SMTP struct {
	host, user, password string
	port                 int
	implicitTLS          bool
	timeout              time.Duration
	roots                *x509.CertPool // nil: those of the machine
	From                 mail.Address
}

// ParseSMTP reads where letters are handed over, smtp://USER:PASSWORD@HOST:PORT
// or smtps://…, and the address they come from. smtp:// is encrypted where the
// server offers STARTTLS, and nothing is sent without it when there is a
// password; smtps:// is encrypted from the first byte. The default ports are
// 587 with a password, 25 without, 465 for smtps.
func ParseSMTP(address, from string) (*SMTP, error) {
	u, err := url.Parse(address)
	if err != nil || u.Hostname() == "" || (u.Scheme != "smtp" && u.Scheme != "smtps") {
		return nil, errors.New("the mail server is not written smtp://HOST:PORT or smtps://HOST:PORT")
	}
	sender, err := mail.ParseAddress(from)
	if err != nil {
		return nil, fmt.Errorf("the sender's address %q: %w", from, err)
	}
	s := &SMTP{host: u.Hostname(), user: u.User.Username(), implicitTLS: u.Scheme == "smtps", timeout: sendTimeout, From: *sender}
	s.password, _ = u.User.Password()
	switch {
	case u.Port() != "":
		s.port, err = strconv.Atoi(u.Port())
	case s.implicitTLS:
		s.port = 465
	case s.user != "":
		s.port = 587
	default:
		s.port = 25
	}
	if err != nil || s.port < 1 || s.port > 65535 {
		return nil, fmt.Errorf("the mail server's port %q is not one", u.Port())
	}
	return s, nil
}

// Send hands one letter over on a connection of its own. It returns nil only
// when the server has said that it keeps the letter; after any other end the
// server may have it or not. Permanent tells the errors that trying again will
// not mend.
func (s *SMTP) Send(ctx context.Context, m Mail) error {
	ctx, cancel := context.WithTimeout(ctx, s.timeout)
	defer cancel()
	msg, err := m.message()
	if err != nil {
		return err
	}
	client, err := s.client(ctx)
	if err != nil {
		return err
	}
	err = client.DialAndSendWithContext(ctx, msg)
	if msg.IsDelivered() { // what failed after that was only the goodbye
		return nil
	}
	return errors.Join(err, ctx.Err())
}

func (s *SMTP) client(ctx context.Context) (*gomail.Client, error) {
	options := []gomail.Option{
		gomail.WithPort(s.port), gomail.WithTimeout(s.timeout),
		gomail.WithTLSConfig(s.tls()),
		gomail.WithTLSPolicy(gomail.TLSOpportunistic), gomail.WithDialContextFunc(s.dial(ctx)),
	}
	if s.implicitTLS {
		options = append(options, gomail.WithSSL())
	}
	if s.user != "" {
		options = append(options, gomail.WithTLSPolicy(gomail.TLSMandatory), gomail.WithUsername(s.user),
			gomail.WithPassword(s.password), gomail.WithOpportunisticSMTPAuth(gomail.SMTPAuthSCRAMSHA256, gomail.SMTPAuthPlain, gomail.SMTPAuthLogin))
	}
	return gomail.NewClient(s.host, options...)
}

// dial connects so that the end of ctx cuts the conversation wherever it
// stands: the library watches its context only while it connects.
func (s *SMTP) dial(ctx context.Context) gomail.DialContextFunc {
	return func(dialling context.Context, network, address string) (net.Conn, error) {
		var dialer net.Dialer
		conn, err := dialer.DialContext(dialling, network, address)
		if err != nil {
			return nil, err
		}
		context.AfterFunc(ctx, func() { _ = conn.Close() })
		if s.implicitTLS {
			return tls.Client(conn, s.tls()), nil
		}
		return conn, nil
	}
}

func (s *SMTP) tls() *tls.Config {
	return &tls.Config{ServerName: s.host, RootCAs: s.roots, MinVersion: tls.VersionTLS12}
}

// Permanent tells whether a letter that was not sent will never be: its
// address is none, or the server refused for good the recipient or the letter
// itself. A server that refuses us (the sender, the password) may be mended.
func Permanent(err error) bool {
	if errors.Is(err, errAddress) {
		return true
	}
	refused, ok := errors.AsType[*gomail.SendError](err)
	if !ok || refused.ErrorCode() < 500 {
		return false
	}
	switch refused.Reason {
	case gomail.ErrSMTPRcptTo, gomail.ErrSMTPData, gomail.ErrSMTPDataClose:
		return true
	}
	return false
}
