package bench

import (
	"bufio"
	"bytes"
	"context"
	"encoding/json"
	"fmt"
	"io"
	"net"
	"net/http"
	"strings"
	"time"
)

// askLimit is how long an answer may take before it counts as none.
const askLimit = 90 * time.Second

// line is a connection to a site that is kept open. It costs less than
// net/http's client, which would be measured too.
type line struct {
	conn net.Conn
	read *bufio.Reader
}

func dial(ctx context.Context, addr string) (*line, error) {
	conn, err := (&net.Dialer{Timeout: 10 * time.Second}).DialContext(ctx, "tcp", addr)
	if err != nil {
		return nil, err
	}
	return &line{conn, bufio.NewReader(conn)}, nil
}

func (l *line) close() { _ = l.conn.Close() }

// said is an answer of the site.
type said struct {
	status int
	body   []byte
}

// ask sends one request and waits for its answer. After an error the line is
// of no use any more.
func (l *line) ask(request []byte) (said, error) {
	if err := l.conn.SetDeadline(time.Now().Add(askLimit)); err != nil {
		return said{}, err
	}
	if _, err := l.conn.Write(request); err != nil {
		return said{}, err
	}
	response, err := http.ReadResponse(l.read, nil)
	if err != nil {
		return said{}, err
	}
	body, err := io.ReadAll(response.Body)
	_ = response.Body.Close() // read to its end
	if response.Close {
		err = fmt.Errorf("the site hung up after %d", response.StatusCode)
	}
	return said{response.StatusCode, body}, err
}

// wish is what a visitor asks for.
type wish struct {
	slot  int64
	key   string
	party int
	wait  bool
}

// request writes a wish as a visitor's program sends it.
func (w wish) request(host string) []byte {
	body := fmt.Sprintf(`{"party_size":%d,"wait":%t,"name":"Visiteuse Inventée","email":"%s@example.org"}`, w.party, w.wait, w.key)
	return fmt.Appendf(nil, "POST /api/v1/slots/%d/bookings HTTP/1.1\r\nHost: %s\r\nContent-Type: application/json\r\nIdempotency-Key: %s\r\nContent-Length: %d\r\n\r\n%s",
		w.slot, host, w.key, len(body), body)
}

// view asks for the page of a commune as a browser does.
func view(host string) []byte {
	return fmt.Appendf(nil, "GET /communes/%s HTTP/1.1\r\nHost: %s\r\nAccept: text/html\r\nAccept-Encoding: gzip\r\n\r\n", commune, host)
}

// kind names an answer to a wish as the reports count it.
func (s said) kind() string {
	switch {
	case s.status == http.StatusCreated && bytes.Contains(s.body, []byte(`"status":"waiting"`)):
		return "waiting"
	case s.status == http.StatusCreated:
		return "confirmed"
	}
	var problem struct{ Type string }
	if json.Unmarshal(s.body, &problem) != nil || problem.Type == "" {
		return fmt.Sprint(s.status)
	}
	return problem.Type[1+strings.LastIndexByte(problem.Type, '/'):]
}
