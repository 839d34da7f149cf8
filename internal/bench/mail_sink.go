package bench

import (
	"bufio"
	"bytes"
	"context"
	"fmt"
	"net"
	"strings"
	"sync"

	"jema/internal/work"
)

// sink is a mail server that answers at once and delivers nothing. It counts
// the letters by their Message-ID and stores the first one.
type sink struct {
	listener net.Listener
	talks    work.Group
	mu       sync.Mutex
	letters  map[string]int // by Message-ID
	first    []byte
	came     chan struct{} // closed and replaced at every letter
}

func newSink(ctx context.Context) (*sink, error) {
	l, err := (&net.ListenConfig{}).Listen(ctx, "tcp", "127.0.0.1:0")
	if err != nil {
		return nil, err
	}
	s := &sink{listener: l, letters: map[string]int{}, came: make(chan struct{})}
	s.talks.Go(func() {
		for {
			conn, err := l.Accept()
			if err != nil {
				return // closed
			}
			s.talks.Go(func() { s.talk(conn) })
		}
	})
	return s, nil
}

func (s *sink) addr() string { return s.listener.Addr().String() }

// close takes no more connections and waits for those there are to end.
func (s *sink) close() error {
	err := s.listener.Close()
	s.talks.Wait()
	return err
}

func (s *sink) talk(conn net.Conn) {
	defer func() { _ = conn.Close() }()
	in := bufio.NewReader(conn)
	answer := "220 sink"
	for {
		if _, err := fmt.Fprintf(conn, "%s\r\n", answer); err != nil {
			return
		}
		line, err := in.ReadString('\n')
		if err != nil {
			return
		}
		verb, _, _ := strings.Cut(strings.TrimSpace(line), " ")
		switch strings.ToUpper(verb) {
		case "DATA":
			if !s.letter(conn, in) {
				return
			}
			answer = "250 taken"
		case "QUIT":
			_, _ = fmt.Fprint(conn, "221 bye\r\n") // whoever quits has had all answers
			return
		default:
			answer = "250 fine"
		}
	}
}

// letter reads one letter to its end.
func (s *sink) letter(conn net.Conn, in *bufio.Reader) bool {
	if _, err := fmt.Fprint(conn, "354 go on\r\n"); err != nil {
		return false
	}
	var text bytes.Buffer
	id := ""
	for {
		line, err := in.ReadSlice('\n')
		if err != nil {
			return false
		}
		if bytes.Equal(line, []byte(".\r\n")) {
			s.note(id, text.Bytes())
			return true
		}
		if name, value, is := bytes.Cut(line, []byte(":")); is && id == "" && bytes.EqualFold(name, []byte("Message-ID")) {
			id = string(bytes.TrimSpace(value))
		}
		text.Write(line)
	}
}

func (s *sink) note(id string, text []byte) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.letters[id]++
	if s.first == nil {
		s.first = bytes.Clone(text)
	}
	close(s.came)
	s.came = make(chan struct{})
}

// await waits until that number of letters has come, the repeated ones counted, and
// returns how many there are and how many of them came before.
func (s *sink) await(ctx context.Context, letters int) (all, twice int, err error) {
	for {
		s.mu.Lock()
		all, twice = 0, 0
		for _, n := range s.letters {
			all, twice = all+n, twice+n-1
		}
		came := s.came
		s.mu.Unlock()
		if all >= letters {
			return all, twice, nil
		}
		select {
		case <-ctx.Done():
			return all, twice, ctx.Err()
		case <-came:
		}
	}
}

// empty forgets all letters but the first.
func (s *sink) empty() {
	s.mu.Lock()
	defer s.mu.Unlock()
	clear(s.letters)
}
