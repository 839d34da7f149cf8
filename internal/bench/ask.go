package bench

import (
	"bufio"
	"bytes"
	"context"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"fmt"
	"io"
	"net"
	"net/http"
	"net/http/httputil"
	"strconv"
	"strings"
	"time"
)

// answerTimeout is how long an answer may take before it counts as none.
const answerTimeout = 90 * time.Second

// line is a persistent connection to a site. It costs a fraction of net/http's
// client, whose own cost would distort the figures.
type line struct {
	conn  net.Conn
	read  *bufio.Reader
	until time.Time // the deadline that is set
	to    string    // where the last answer leads, "" where it is no redirect
}

func dial(ctx context.Context, addr string) (*line, error) {
	conn, err := (&net.Dialer{Timeout: 10 * time.Second}).DialContext(ctx, "tcp", addr)
	if err != nil {
		return nil, err
	}
	return &line{conn: conn, read: bufio.NewReaderSize(conn, 2048)}, nil
}

func (l *line) close() { _ = l.conn.Close() }

// response is a response of the site.
type response struct {
	status int
	body   []byte
}

// send sends one request and waits for its response. After an error the line is
// unusable.
func (l *line) send(request []byte) (response, error) {
	if now := time.Now(); l.until.Sub(now) < answerTimeout/2 { // not for every request
		l.until = now.Add(answerTimeout)
		if err := l.conn.SetDeadline(l.until); err != nil {
			return response{}, err
		}
	}
	if _, err := l.conn.Write(request); err != nil {
		return response{}, err
	}
	return l.answer()
}

// answer reads an answer of HTTP/1.1.
func (l *line) answer() (s response, err error) {
	length, chunked, last := 0, false, false
	l.to = ""
	for first := true; ; first = false {
		row, err := l.read.ReadSlice('\n')
		if err != nil {
			return s, err
		}
		row = bytes.TrimRight(row, "\r\n")
		if first {
			if s.status, err = statusOf(row); err != nil {
				return s, err
			}
			continue
		}
		if len(row) == 0 {
			break
		}
		name, value, _ := bytes.Cut(row, []byte(": "))
		switch string(name) {
		case "Content-Length":
			length, err = strconv.Atoi(string(value))
		case "Location":
			l.to = string(value)
		case "Transfer-Encoding":
			chunked = true
		case "Connection":
			last = string(value) == "close"
		}
		if err != nil {
			return s, err
		}
	}
	s.body, err = l.body(length, chunked)
	if err == nil && last {
		err = fmt.Errorf("the site hung up after %d", s.status)
	}
	return s, err
}

func statusOf(row []byte) (int, error) {
	if len(row) < len("HTTP/1.1 200") || string(row[:9]) != "HTTP/1.1 " {
		return 0, fmt.Errorf("the site answered %q", row)
	}
	return strconv.Atoi(string(row[9:12]))
}

func (l *line) body(length int, chunked bool) ([]byte, error) {
	if !chunked {
		body := make([]byte, length)
		_, err := io.ReadFull(l.read, body)
		return body, err
	}
	body, err := io.ReadAll(httputil.NewChunkedReader(l.read))
	if err == nil {
		_, err = l.read.Discard(len("\r\n")) // after the last chunk
	}
	return body, err
}

// wish is a visitor's booking request.
type wish struct {
	slot  int64
	key   string
	party int
	wait  bool
}

// request writes a wish as a visitor's program sends it, from an address of its
// own: the site that is measured believes it, as one behind a proxy does.
func (w wish) request(host string) []byte {
	body := make([]byte, 0, 160)
	body = append(strconv.AppendInt(append(body, `{"party_size":`...), int64(w.party), 10), `,"wait":`...)
	body = append(strconv.AppendBool(body, w.wait), `,"name":"Visiteuse Inventée","email":"`...)
	body = append(append(body, w.key...), `@example.org"}`...)
	own := sha256.Sum256([]byte(w.key))
	b := make([]byte, 0, 448)
	b = append(strconv.AppendInt(append(b, "POST /api/v1/slots/"...), w.slot, 10), "/bookings HTTP/1.1\r\nHost: "...)
	b = append(append(b, host...), "\r\nContent-Type: application/json\r\nX-Forwarded-For: 10"...)
	for _, part := range own[16:19] {
		b = strconv.AppendInt(append(b, '.'), int64(part), 10)
	}
	b = append(b, "\r\nIdempotency-Key: "...)
	for i, part := range [...][]byte{own[:4], own[4:6], own[6:8], own[8:10], own[10:16]} {
		if i > 0 {
			b = append(b, '-')
		}
		b = hex.AppendEncode(b, part)
	}
	b = append(b, "\r\nContent-Length: "...)
	b = append(strconv.AppendInt(b, int64(len(body)), 10), "\r\n\r\n"...)
	return append(b, body...)
}

// view is a browser's request for the page of a commune.
func view(host string) []byte {
	return fmt.Appendf(nil, "GET /communes/%s HTTP/1.1\r\nHost: %s\r\nAccept: text/html\r\nAccept-Encoding: gzip\r\n\r\n",
		commune, host)
}

// kind names an answer to a wish as the reports count it.
func (s response) kind() string {
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
