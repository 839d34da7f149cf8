package mail

import (
	"context"
	"errors"
	"net"
	"slices"
	"sync"
	"time"

	gomail "github.com/wneessen/go-mail"
	"github.com/wneessen/go-mail/smtp"

	"jema/internal/work"
)

const (
	// lettersMost is how many letters one connection takes: servers close a
	// connection that brings more than a hundred or so.
	lettersMost = 100
	// idleMost is how long a connection without a letter stays open: a server's
	// connections are scarce, and most close an idle one after a minute or more.
	idleMost = 10 * time.Second
	// quitTimeout is how long a server may take to answer QUIT. Nothing depends
	// on its answer.
	quitTimeout = 500 * time.Millisecond
)

// connection is one conversation with a mail server. It takes letters one after
// the other until it is broken.
type connection struct {
	client  *gomail.Client
	session *smtp.Client
	conn    net.Conn
	letters int
	broken  bool
	free    time.Time // since when it waits for a letter
}

// connect calls the server and greets it, encrypted and with the password where
// there is one. The end of ctx cuts the conversation wherever it is.
func (s *SMTP) connect(ctx context.Context) (*connection, error) {
	c := &connection{}
	var release func() bool
	dial := func(dialling context.Context, network, address string) (net.Conn, error) {
		conn, err := (&net.Dialer{}).DialContext(dialling, network, address)
		if err != nil {
			return nil, err
		}
		// The library watches its context only while it dials.
		c.conn, release = conn, context.AfterFunc(ctx, func() { _ = conn.Close() })
		return s.hidden(conn), nil
	}
	var err error
	if c.client, err = s.client(dial); err != nil {
		return nil, err
	}
	c.session, err = c.client.DialToSMTPClientWithContext(ctx)
	if c.conn != nil && !release() || err != nil {
		c.broken = true
		c.quit()
		return nil, errors.Join(err, ctx.Err())
	}
	return c, nil
}

// send hands one letter over; the end of ctx cuts the connection. It returns nil
// only when the server has taken the letter over; after any other end the server
// may have it or not.
func (c *connection) send(ctx context.Context, letter *gomail.Msg) error {
	release := context.AfterFunc(ctx, func() { _ = c.conn.Close() })
	err := c.client.SendWithSMTPClient(c.session, letter)
	c.letters++
	c.broken = !release() || err != nil
	if letter.IsDelivered() {
		return nil
	}
	return errors.Join(err, ctx.Err())
}

// quit sends QUIT to the server, unless the conversation is broken, and closes
// the connection.
func (c *connection) quit() {
	if c.conn == nil {
		return
	}
	if !c.broken && c.session.UpdateDeadline(quitTimeout) == nil {
		_ = c.session.Quit() // the letters have been answered before
	}
	_ = c.conn.Close() // closed already by Quit, or of no use any more
}

// unsent reports whether a letter was not handed over because the connection
// ended before the server heard the first word of it.
func unsent(err error) bool {
	failed, ok := errors.AsType[*gomail.SendError](err)
	if !ok || failed.ErrorCode() != 0 && failed.ErrorCode() != 421 { // 421: the server closes the connection
		return false
	}
	switch failed.Reason {
	case gomail.ErrConnCheck, gomail.ErrSMTPMailFrom, gomail.ErrSMTPRcptTo, gomail.ErrSMTPData:
		return true
	}
	return false
}

// connections are those to one mail server that stay open between letters. It is
// safe for concurrent use, and opens as many as there are letters at once.
type connections struct {
	smtp *SMTP
	mu   sync.Mutex
	idle []*connection // the one used last at the end
}

// send hands one letter over on a connection that is open already, or on a new
// one. An old one that the server has closed meanwhile is replaced.
func (p *connections) send(ctx context.Context, letter *gomail.Msg) error {
	ctx, cancel := context.WithTimeout(ctx, p.smtp.timeout)
	defer cancel()
	if c := p.take(); c != nil {
		err := c.send(ctx, letter)
		p.put(c)
		if !unsent(err) || ctx.Err() != nil {
			return err
		}
	}
	c, err := p.smtp.connect(ctx)
	if err != nil {
		return err
	}
	defer p.put(c)
	return c.send(ctx, letter)
}

func (p *connections) take() *connection {
	p.mu.Lock()
	defer p.mu.Unlock()
	if len(p.idle) == 0 {
		return nil
	}
	last := len(p.idle) - 1
	c := p.idle[last]
	p.idle = p.idle[:last]
	return c
}

// put leaves a connection to the next letter, or closes it.
func (p *connections) put(c *connection) {
	if c.broken || c.letters >= lettersMost {
		c.quit()
		return
	}
	p.mu.Lock()
	defer p.mu.Unlock()
	c.free = time.Now()
	p.idle = append(p.idle, c)
}

// close closes the connections that have been idle for so long.
func (p *connections) close(idle time.Duration) {
	p.mu.Lock()
	var old []*connection
	p.idle = slices.DeleteFunc(p.idle, func(c *connection) bool {
		is := time.Since(c.free) >= idle
		if is {
			old = append(old, c)
		}
		return is
	})
	p.mu.Unlock()
	var closing work.Group
	for _, c := range old {
		closing.Go(c.quit)
	}
	closing.Wait()
}
