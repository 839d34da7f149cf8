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

// script is the behaviour of a bad mail server: its answers by command, and how
// it ends the conversation instead of answering. "." is the end of the letter.
type script struct {
	answers map[string]string
	cut     string // the command after which the connection is cut
	silent  string // the command after which the server sends nothing

	answersLater map[string]string // answers after the first letter
	endsAfter    int               // letters after which the connection ends; 0 never
	lastReply    string            // what the server sends then, "" for nothing
}

// server is a mail server of the tests; letters counts what it read whole,
// connections how many there were, quits how many clients sent QUIT.
type server struct {
	address                     string
	letters, connections, quits atomic.Int64
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
	command, letters := "CONNECT", 0
	for {
		if command == s.cut {
			return
		}
		if command == "QUIT" {
			f.quits.Add(1)
		}
		if answer := s.answer(command, letters); command != s.silent && answer != "" {
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
			letters++
		}
		if inLetter && letters == s.endsAfter {
			_, _ = fmt.Fprint(conn, "250 fine\r\n")
			if s.lastReply != "" {
				_, _ = fmt.Fprintf(conn, "%s\r\n", s.lastReply)
			}
			return
		}
		command, _, _ = strings.Cut(strings.ToUpper(in.Text()), " ")
	}
}

func (s script) answer(command string, letters int) string {
	if answer := s.answersLater[command]; answer != "" && letters > 0 {
		return answer
	}
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
