package mail

import (
	"bufio"
	"context"
	"fmt"
	"net"
	"strings"
	"sync/atomic"
	"testing"
)

// round lets a sender claim once, and waits until what became of the messages
// is written; it returns how many there were.
func (s *Sender) round(ctx context.Context) int {
	d := s.dispatch(ctx)
	defer d.close()
	return d.fill(ctx)
}

// script says how a bad mail server behaves: its answers by command, and how
// it ends the conversation instead of answering. "." is the end of the letter.
type script struct {
	answers map[string]string
	cut     string // the command after which the connection is cut
	silent  string // the command after which nothing is said any more
}

// server is a mail server of the tests; letters counts
// what it read whole, connections who came.
type server struct {
	address              string
	letters, connections atomic.Int64
}

func serve(t *testing.T, s script) *server {
	t.Helper()
	listener, err := net.Listen("tcp", "127.0.0.1:0")
	must(t, err)
	t.Cleanup(func() { _ = listener.Close() })
	f := &server{address: listener.Addr().String()}
	go func() {
		for {
			conn, err := listener.Accept()
			if err != nil {
				return
			}
			f.connections.Add(1)
			go f.talk(conn, s)
		}
	}()
	return f
}

func (f *server) talk(conn net.Conn, s script) {
	defer func() { _ = conn.Close() }()
	in := bufio.NewScanner(conn)
	command := "CONNECT"
	for {
		if command == s.cut {
			return
		}
		if answer := s.answer(command); command != s.silent && answer != "" {
			_, _ = fmt.Fprintf(conn, "%s\r\n", answer)
		}
		if !in.Scan() || command == "QUIT" {
			return
		}
		inLetter := command == "DATA" && s.answers["DATA"] == ""
		for inLetter && in.Text() != "." {
			if !in.Scan() {
				return
			}
		}
		if inLetter {
			f.letters.Add(1)
		}
		command, _, _ = strings.Cut(strings.ToUpper(in.Text()), " ")
	}
}

func (s script) answer(command string) string {
	if answer := s.answers[command]; answer != "" {
		return answer
	}
	switch command {
	case "CONNECT":
		return "220 test"
	case "DATA":
		return "354 go on"
	case "QUIT":
		return "221 bye"
	}
	return "250 fine"
}
