package mail

import (
	"context"
	"crypto/ecdsa"
	"crypto/elliptic"
	"crypto/rand"
	"crypto/tls"
	"crypto/x509"
	"math/big"
	"net"
	"strings"
	"testing"
	"time"

	"github.com/emersion/go-sasl"
	"github.com/emersion/go-smtp"

	"jema/internal/postgres/storetest"
)

func testMail(t *testing.T) Mail {
	t.Helper()
	m, err := Compose(fullLetter(t), testLinks(t), ourAddress, storetest.Now)
	must(t, err)
	return m
}

func smtpTo(t *testing.T, url string) *SMTP {
	t.Helper()
	s, err := ParseSMTP(url, "jema@example.org")
	must(t, err)
	return s
}

func receiver(t *testing.T) *Receiver {
	t.Helper()
	r, err := Receive()
	must(t, err)
	t.Cleanup(func() { _ = r.Close() })
	return r
}

func TestConversation(t *testing.T) {
	r, m := receiver(t), testMail(t)
	m.Text += "\n.\n.. des points en début de ligne\n"
	must(t, smtpTo(t, r.URL()).Send(t.Context(), m))
	got := r.Mails()[0]
	if got.Subject != m.Subject || got.MessageID != "<"+m.ID+">" || !got.Date.Equal(m.Date) || got.To[0] != m.To {
		t.Errorf("got %q %q %v %v", got.Subject, got.MessageID, got.Date, got.To)
	}
	if lf(got.Text) != m.Text || lf(got.HTML) != m.HTML {
		t.Errorf("the words changed on the way:\n%s", got.Text)
	}
	if got.From != `"Territoire d’essai" <jema@example.org>` && got.From != `Territoire d’essai <jema@example.org>` {
		t.Errorf("from %q", got.From)
	}
	if len(got.Attachments) != 1 || got.Attachments[0].Name != "visite.ics" ||
		got.Attachments[0].Type != "text/calendar" || string(got.Attachments[0].Data) != string(m.Calendar) {
		t.Errorf("attachments %v", got.Attachments)
	}
	if !strings.Contains(string(got.Raw), "method=PUBLISH") || !strings.Contains(string(got.Raw),
		"Auto-Submitted: auto-generated") {
		t.Errorf("headers:\n%s", got.Raw)
	}
}

func lf(s string) string { return strings.ReplaceAll(s, "\r\n", "\n") }

func TestReceiverKeepsTheLast(t *testing.T) {
	r := receiver(t)
	for range mailboxSize + 3 {
		r.store(Received{})
	}
	mails := r.Mails()
	if len(mails) != mailboxSize || mails[0].Number != mailboxSize+3 || mails[mailboxSize-1].Number != 4 {
		t.Errorf("%d kept, from %d to %d", len(mails), mails[0].Number, mails[len(mails)-1].Number)
	}
	if _, there := r.Mail(3); there {
		t.Error("number 3 should be gone")
	}
	if m, there := r.Mail(4); !there || m.Number != 4 {
		t.Error("number 4 should be there")
	}
}

func TestReceiverRefuses(t *testing.T) {
	r := receiver(t)
	big := testMail(t)
	big.Text = strings.Repeat("mot ", maxMailBytes/4)
	if err := smtpTo(t, r.URL()).Send(t.Context(), big); err == nil || !Permanent(err) {
		t.Errorf("a letter that is too large: %v", err)
	}
	if len(r.Mails()) != 0 {
		t.Error("it was kept")
	}
}

// TestFaults checks for each way a server can fail whether the letter is tried
// again.
func TestFaults(t *testing.T) {
	for name, c := range map[string]struct {
		script    script
		permanent bool
	}{
		"recipient unknown": {script{answers: map[string]string{"RCPT": "550 5.1.1 <visiteur@example.org> no such " +
			"user"}}, true},
		"recipient later":         {script{answers: map[string]string{"RCPT": "451 4.7.1 greylisted"}}, false},
		"letter refused":          {script{answers: map[string]string{".": "554 5.7.1 spam"}}, true},
		"letter later":            {script{answers: map[string]string{".": "452 4.3.1 disk full"}}, false},
		"data refused":            {script{answers: map[string]string{"DATA": "554 5.5.1 no"}}, true},
		"we are refused":          {script{answers: map[string]string{"MAIL": "550 5.7.1 relaying denied"}}, false},
		"busy":                    {script{answers: map[string]string{"CONNECT": "421 4.3.2 later"}}, false},
		"cut at once":             {script{cut: "CONNECT"}, false},
		"cut after DATA":          {script{cut: "DATA"}, false},
		"cut after the letter":    {script{cut: "."}, false},
		"silent from the start":   {script{silent: "CONNECT"}, false},
		"silent after EHLO":       {script{silent: "EHLO"}, false},
		"silent after the letter": {script{silent: "."}, false},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			s := smtpTo(t, "smtp://"+serve(t, c.script).address)
			s.timeout = 500 * time.Millisecond
			begin := time.Now()
			err := s.Send(t.Context(), testMail(t))
			if err == nil {
				t.Fatal("the letter counts as sent")
			}
			if Permanent(err) != c.permanent {
				t.Errorf("permanent %v: %v", Permanent(err), err)
			}
			if strings.Contains(reason(err), "@") {
				t.Errorf("what is kept holds an address: %s", reason(err))
			}
			if took := time.Since(begin); took >= sendTimeout {
				t.Errorf("it took %v, as without a timeout of its own", took)
			}
		})
	}
}

func TestNobodyListens(t *testing.T) {
	listener, err := net.Listen("tcp", "127.0.0.1:0")
	must(t, err)
	must(t, listener.Close())
	if err := smtpTo(t, "smtp://"+listener.Addr().String()).Send(t.Context(), testMail(t)); err == nil || Permanent(err) {
		t.Errorf("got %v", err)
	}
}

// TestDeliveredThenCut: the server accepts the letter and hangs up; sending it
// again would double it.
func TestDeliveredThenCut(t *testing.T) {
	for _, command := range []string{"RSET", "QUIT"} {
		f := serve(t, script{cut: command})
		must(t, smtpTo(t, "smtp://"+f.address).Send(t.Context(), testMail(t)))
		if f.letters.Load() != 1 {
			t.Errorf("%d letters", f.letters.Load())
		}
	}
}

func TestContextCutsTheConversation(t *testing.T) {
	s := smtpTo(t, "smtp://"+serve(t, script{silent: "."}).address)
	ctx, cancel := context.WithTimeout(t.Context(), 200*time.Millisecond)
	defer cancel()
	begin := time.Now()
	if err := s.Send(ctx, testMail(t)); err == nil || time.Since(begin) >= sendTimeout {
		t.Errorf("got %v after %v", err, time.Since(begin))
	}
}

func TestAddresses(t *testing.T) {
	r := receiver(t)
	m := testMail(t)
	m.To = "artisan@métiers.example"
	must(t, smtpTo(t, r.URL()).Send(t.Context(), m))
	if got := r.Mails()[0].To[0]; got != "artisan@xn--mtiers-bva.example" {
		t.Errorf("sent to %q", got)
	}
	for _, bad := range []string{"rien", "@example.org", "a b@example.org", "a@exa mple.org",
		"x@y\r\nBcc: z@example.org"} {
		m.To = bad
		if err := smtpTo(t, r.URL()).Send(t.Context(), m); err == nil || !Permanent(err) {
			t.Errorf("%q: %v", bad, err)
		}
	}
}

func TestParseSMTP(t *testing.T) {
	for url, port := range map[string]int{"smtp://mail.example.org": 25, "smtp://u:p@mail.example.org": 587,
		"smtps://u:p@mail.example.org": 465, "smtp://mail.example.org:2525": 2525} {
		if s := smtpTo(t, url); s.port != port || s.host != "mail.example.org" {
			t.Errorf("%s: %s port %d", url, s.host, s.port)
		}
	}
	for _, bad := range []string{"", "mail.example.org", "http://mail.example.org", "smtp://:25", "smtp://h:99999",
		"smtp://u:p%zz@h"} {
		if _, err := ParseSMTP(bad, "jema@example.org"); err == nil || strings.Contains(err.Error(), "p%zz") {
			t.Errorf("%q: %v", bad, err)
		}
	}
	if _, err := ParseSMTP("smtp://h", "pas une adresse"); err == nil {
		t.Error("a sender that is no address is accepted")
	}
}

// backend is a server that wants a password.
type backend struct{ conversation }

func (*backend) AuthMechanisms() []string { return []string{sasl.Plain} }
func (*backend) Auth(string) (sasl.Server, error) {
	return sasl.NewPlainServer(func(_, user, password string) error {
		if user != "jema" || password != "s3cret" {
			return smtp.ErrAuthFailed
		}
		return nil
	}), nil
}

// secured starts a receiver that speaks TLS and wants a password, and returns
// it with its address and the certificate to trust.
func secured(t *testing.T, implicit bool) (*Receiver, string, *x509.CertPool) {
	t.Helper()
	r := receiver(t)
	pair, roots := certificate(t)
	server := smtp.NewServer(smtp.BackendFunc(func(*smtp.Conn) (smtp.Session,
		error) {
		return &backend{conversation{receiver: r}}, nil
	}))
	server.TLSConfig = &tls.Config{Certificates: []tls.Certificate{pair}}
	listener, err := net.Listen("tcp", "127.0.0.1:0")
	must(t, err)
	address := listener.Addr().String()
	if implicit {
		listener = tls.NewListener(listener, server.TLSConfig)
	}
	go func() { _ = server.Serve(listener) }()
	t.Cleanup(func() { _ = server.Close() })
	return r, address, roots
}

func certificate(t *testing.T) (tls.Certificate, *x509.CertPool) {
	t.Helper()
	key, err := ecdsa.GenerateKey(elliptic.P256(), rand.Reader)
	must(t, err)
	now := time.Now()
	c := &x509.Certificate{SerialNumber: big.NewInt(1), NotBefore: now.Add(-time.Hour), NotAfter: now.Add(time.Hour),
		IPAddresses: []net.IP{net.IPv4(127, 0, 0, 1)}, IsCA: true, BasicConstraintsValid: true,
		KeyUsage: x509.KeyUsageCertSign | x509.KeyUsageDigitalSignature}
	der, err := x509.CreateCertificate(rand.Reader, c, c, &key.PublicKey, key)
	must(t, err)
	parsed, err := x509.ParseCertificate(der)
	must(t, err)
	roots := x509.NewCertPool()
	roots.AddCert(parsed)
	return tls.Certificate{Certificate: [][]byte{der}, PrivateKey: key}, roots
}

func TestTLSAndPassword(t *testing.T) {
	for scheme, implicit := range map[string]bool{"smtp": false, "smtps": true} {
		r, address, roots := secured(t, implicit)
		s := smtpTo(t, scheme+"://jema:s3cret@"+address)
		if err := s.Send(t.Context(), testMail(t)); err == nil {
			t.Errorf("%s: an unknown certificate is trusted", scheme)
		}
		s.roots = roots
		must(t, s.Send(t.Context(), testMail(t)))
		if len(r.Mails()) != 1 {
			t.Errorf("%s: %d mails", scheme, len(r.Mails()))
		}
		wrong := smtpTo(t, scheme+"://jema:wrong@"+address)
		wrong.roots = roots
		if err := wrong.Send(t.Context(), testMail(t)); err == nil || Permanent(err) {
			t.Errorf("%s: a wrong password: %v", scheme, err)
		}
	}
}

// TestPasswordNeverInClear: a server without STARTTLS never gets the password.
func TestPasswordNeverInClear(t *testing.T) {
	f := serve(t, script{answers: map[string]string{"EHLO": "250-test\r\n250 AUTH PLAIN LOGIN", "AUTH": "235 welcome"}})
	if err := smtpTo(t, "smtp://jema:s3cret@"+f.address).Send(t.Context(), testMail(t)); err == nil ||
		f.letters.Load() != 0 {
		t.Errorf("got %v, %d letters", err, f.letters.Load())
	}
}
