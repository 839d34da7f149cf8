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

// errAddress means that an address cannot be written to at all.
var errAddress = errors.New("not an address")

// defaultConnections is how many letters are handed over at the same time.
const defaultConnections = 8

// SMTP is the mail server that takes our letters over.
type SMTP struct {
	From        mail.Address
	Connections int // to the server at the same time, at least 1

	host, user, password string
	port                 int
	implicitTLS          bool
	timeout              time.Duration
	roots                *x509.CertPool // nil: those of the machine
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
	s := &SMTP{host: u.Hostname(), user: u.User.Username(), implicitTLS: u.Scheme == "smtps",
		timeout: sendTimeout, From: *sender, Connections: defaultConnections}
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
// when the server has taken the letter over; after any other end the server may
// have it or not. Permanent reports the errors that trying again will not mend.
func (s *SMTP) Send(ctx context.Context, m Mail) error {
	ctx, cancel := context.WithTimeout(ctx, s.timeout)
	defer cancel()
	letter, err := m.message()
	if err != nil {
		return err
	}
	c, err := s.connect(ctx)
	if err != nil {
		return err
	}
	defer c.quit()
	return c.send(ctx, letter)
}

// client returns the library's client. It sends no RSET after a letter, which
// changes nothing, and no NOOP before one: MAIL fails as well where the server has
// closed the connection. Its own deadline lies behind that of the letter's context,
// which alone decides that a server was too slow.
func (s *SMTP) client(dial gomail.DialContextFunc) (*gomail.Client, error) {
	options := []gomail.Option{
		gomail.WithPort(s.port), gomail.WithTimeout(2 * s.timeout), gomail.WithoutNoop(), gomail.WithoutRset(),
		gomail.WithTLSConfig(s.tls()),
		gomail.WithTLSPolicy(gomail.TLSOpportunistic), gomail.WithDialContextFunc(dial),
	}
	if s.implicitTLS {
		options = append(options, gomail.WithSSL())
	}
	if s.user != "" {
		options = append(options, gomail.WithTLSPolicy(gomail.TLSMandatory), gomail.WithUsername(s.user),
			gomail.WithPassword(s.password),
			gomail.WithOpportunisticSMTPAuth(gomail.SMTPAuthSCRAMSHA256, gomail.SMTPAuthPlain, gomail.SMTPAuthLogin))
	}
	return gomail.NewClient(s.host, options...)
}

// hidden encrypts a connection from its first byte where the server wants that.
func (s *SMTP) hidden(conn net.Conn) net.Conn {
	if s.implicitTLS {
		return tls.Client(conn, s.tls())
	}
	return conn
}

func (s *SMTP) tls() *tls.Config {
	return &tls.Config{ServerName: s.host, RootCAs: s.roots, MinVersion: tls.VersionTLS12}
}

// Permanent reports whether a letter that was not sent will never be: its
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
