package torture

import (
	"bufio"
	"bytes"
	"context"
	"encoding/binary"
	"errors"
	"fmt"
	"io"
	"net"
	"path/filepath"
	"sync/atomic"

	"github.com/lib/pq"

	"jema/internal/work"
)

// Fault is what becomes of a connection when the server has executed something
// and the client has not heard of it yet.
type Fault int

// The faults. A driver takes an orderly end (FIN) for a connection that was
// already closed when it wrote, and may write again; a reset (RST) it does not.
const (
	None Fault = iota
	FIN
	RST
)

// Proxy forwards between a program and Postgres. For each statement that the
// server has completed, identified by its command tag (« COMMIT », « SELECT 12
// »), a callback decides what happens to the result.
type Proxy struct {
	listener net.Listener
	server   string // the server's socket
	dsn      string
	choose   func(tag string) Fault
	cuts     atomic.Int64
	open     work.Group
}

// NewProxy listens on this machine for the server that dsn names by its
// socket. choose is called from many goroutines.
func NewProxy(dsn string, choose func(tag string) Fault) (*Proxy, error) {
	to, err := pq.NewConfig(dsn)
	if err != nil {
		return nil, err
	}
	l, err := (&net.ListenConfig{}).Listen(context.Background(), "tcp", "127.0.0.1:0") // TCP: a Unix socket knows no reset
	if err != nil {
		return nil, err
	}
	p := &Proxy{listener: l, server: filepath.Join(to.Host, fmt.Sprintf(".s.PGSQL.%d", to.Port)), choose: choose}
	p.dsn = fmt.Sprintf("host=127.0.0.1 port=%d user=%s dbname=%s sslmode=disable", l.Addr().(*net.TCPAddr).Port,
		to.User, to.Database)
	p.open.Go(p.accept)
	return p, nil
}

// DSN is how to reach the server through the proxy.
func (p *Proxy) DSN() string { return p.dsn }

// Cuts is how many connections were cut.
func (p *Proxy) Cuts() int { return int(p.cuts.Load()) }

// Close takes no more connections and waits for those there are to end.
func (p *Proxy) Close() error {
	err := p.listener.Close()
	p.open.Wait()
	return err
}

func (p *Proxy) accept() {
	for {
		client, err := p.listener.Accept()
		if err != nil {
			return // closed
		}
		p.open.Go(func() { p.forward(client.(*net.TCPConn)) })
	}
}

func (p *Proxy) forward(client *net.TCPConn) {
	defer func() { _ = client.Close() }()
	server, err := (&net.Dialer{}).DialContext(context.Background(), "unix", p.server)
	if err != nil {
		return // the client sees a connection that ends, as from a server that is down
	}
	var asking work.Group
	asking.Go(func() {
		_, _ = io.Copy(server, client)
		_ = server.Close()
	})
	fault := p.relay(server, client)
	_ = server.Close()
	switch fault {
	case RST:
		_ = client.SetLinger(0)
		_ = client.Close()
	case FIN:
		_ = client.CloseWrite() // the goroutine above reads to the end, or closing would reset
	case None:
		_ = client.Close()
	}
	asking.Wait()
}

// relay passes the server's messages on until one end closes or a fault is
// chosen. A message is a letter, its length and its body; C is a command
// completed.
func (p *Proxy) relay(server io.Reader, client io.Writer) Fault {
	in, out := bufio.NewReaderSize(server, 64<<10), bufio.NewWriter(client)
	for {
		head, err := in.Peek(5)
		if err != nil {
			return None
		}
		message := make([]byte, 1+int(binary.BigEndian.Uint32(head[1:])))
		if _, err := io.ReadFull(in, message); err != nil {
			return None
		}
		if message[0] == 'C' {
			tag, _, _ := bytes.Cut(message[5:], []byte{0})
			if fault := p.choose(string(tag)); fault != None {
				p.cuts.Add(1)
				return fault
			}
		}
		_, err = out.Write(message)
		if in.Buffered() == 0 {
			err = errors.Join(err, out.Flush())
		}
		if err != nil {
			return None
		}
	}
}
