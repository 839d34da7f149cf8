package torture

import (
	"bufio"
	"context"
	"crypto/tls"
	"fmt"
	"net"
	"strings"

	"jema/internal/work"
)

// MailFront forwards between a program and a mail server and counts every step
// of a conversation: the connection itself, each command, the end of the
// letter. The failing step is refused for now (Declined: 451), cut after the
// server executed it (Lost), or cut before the server received it (Lied). With
// a certificate it offers STARTTLS and then AUTH, which the server behind it
// need not support.
type MailFront struct {
	listener net.Listener
	server   string
	secure   *tls.Config
	points   *Points
	open     work.Group
}

// NewMailFront listens on this machine in front of the mail server at an
// address; secure may be nil.
func NewMailFront(server string, secure *tls.Config, points *Points) (*MailFront, error) {
	l, err := (&net.ListenConfig{}).Listen(context.Background(), "tcp", "127.0.0.1:0")
	if err != nil {
		return nil, err
	}
	f := &MailFront{listener: l, server: server, secure: secure, points: points}
	f.open.Go(f.accept)
	return f, nil
}

// Address is where letters are handed over.
func (f *MailFront) Address() string { return f.listener.Addr().String() }

// Close takes no more conversations and waits for those there are to end.
func (f *MailFront) Close() error {
	err := f.listener.Close()
	f.open.Wait()
	return err
}

func (f *MailFront) accept() {
	for {
		client, err := f.listener.Accept()
		if err != nil {
			return // closed
		}
		f.open.Go(func() {
			server, err := (&net.Dialer{}).DialContext(context.Background(), "tcp", f.server)
			if err != nil {
				_ = client.Close()
				return
			}
			c := &mailTalk{front: f, client: client, server: server, fromServer: bufio.NewReader(server)}
			c.talk()
			_ = c.client.Close()
			_ = server.Close()
		})
	}
}

// mailTalk is one conversation.
type mailTalk struct {
	front          *MailFront
	client, server net.Conn
	fromServer     *bufio.Reader
	hidden         bool // by TLS
}

const later = "451 4.3.2 not now\r\n"

func (c *mailTalk) talk() {
	in := bufio.NewReader(c.client)
	if !c.step("smtp connect", "421 4.3.2 not now\r\n", c.answer) {
		return
	}
	for {
		line, err := in.ReadString('\n')
		if err != nil {
			return
		}
		verb, _, _ := strings.Cut(strings.ToUpper(strings.TrimRight(line, "\r\n")), " ")
		var answer string
		said := func() (string, error) { answer, err = c.forward(verb, line); return answer, err }
		switch {
		case !c.step("smtp "+strings.ToLower(verb), later, said):
			return
		case strings.HasPrefix(answer, "221"):
			return
		case verb == "STARTTLS" && strings.HasPrefix(answer, "220"):
			c.client = tls.Server(c.client, c.front.secure)
			in, c.hidden = bufio.NewReader(c.client), true
		case verb == "DATA" && strings.HasPrefix(answer, "354") && !c.letter(in):
			return
		}
	}
}

// letter reads a letter to its end, then lets the server have it.
func (c *mailTalk) letter(in *bufio.Reader) bool {
	var text strings.Builder
	for !strings.HasSuffix("\r\n"+text.String(), "\r\n.\r\n") {
		line, err := in.ReadString('\n')
		if err != nil {
			return false
		}
		text.WriteString(line)
	}
	return c.step("smtp letter", later, func() (string, error) { return c.forward("", text.String()) })
}

// step does one step and passes the answer on, unless it is what fails: what
// is refused or lost before the server heard of it ends the conversation, so
// that the server behind never waits for a letter that nobody sends.
func (c *mailTalk) step(name, refusal string, do func() (string, error)) (goesOn bool) {
	fails, m := c.front.points.Pass(name, true)
	if fails && m == Declined {
		_, _ = fmt.Fprint(c.client, refusal)
		return false
	}
	if fails && m == Lied {
		return false
	}
	answer, err := do()
	if fails || err != nil {
		return false
	}
	_, err = fmt.Fprint(c.client, answer)
	return err == nil
}

// forward sends a line to the server, or answers it here if the server need not
// support it.
func (c *mailTalk) forward(verb, line string) (string, error) {
	switch {
	case c.front.secure != nil && verb == "STARTTLS" && !c.hidden:
		return "220 2.0.0 go on\r\n", nil
	case c.front.secure != nil && verb == "AUTH" && c.hidden:
		return "235 2.7.0 welcome\r\n", nil
	}
	if _, err := fmt.Fprint(c.server, line); err != nil {
		return "", err
	}
	answer, err := c.answer()
	if c.front.secure != nil && verb == "EHLO" && err == nil {
		offer := "250-STARTTLS\r\n"
		if c.hidden {
			offer = "250-AUTH PLAIN\r\n"
		}
		greeting, rest, _ := strings.Cut(answer, "\n")
		answer = greeting + "\n" + offer + rest
	}
	return answer, err
}

// answer reads a server's whole answer, of several lines perhaps.
func (c *mailTalk) answer() (string, error) {
	var whole strings.Builder
	for {
		line, err := c.fromServer.ReadString('\n')
		if err != nil {
			return "", err
		}
		whole.WriteString(line)
		if len(line) < 4 || line[3] != '-' {
			return whole.String(), nil
		}
	}
}
