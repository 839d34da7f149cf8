package bench

import (
	"bufio"
	"bytes"
	"database/sql"
	"encoding/json"
	"errors"
	"math"
	"net/http"
	"net/netip"
	"os"
	"path/filepath"
	"reflect"
	"regexp"
	"slices"
	"strings"
	"testing"
	"time"

	"jema/internal/pgembed/pgtest"
)

func TestMain(m *testing.M) { os.Exit(pgtest.Run(m, nil)) }

// The server of the tests does not write to the disk: its figures would be a
// lie, and are refused.
func TestAServerThatDoesNotWriteIsRefused(t *testing.T) {
	db, err := sql.Open("postgres", pgtest.Empty(t))
	if err != nil {
		t.Fatal(err)
	}
	defer func() { _ = db.Close() }()
	if _, err := durable(t.Context(), db); err == nil || !strings.Contains(err.Error(), "« off »") {
		t.Errorf("a server with fsync off: %v", err)
	}
}

func TestPgbenchIsAskedForInWords(t *testing.T) {
	g := &Ground{pgbench: filepath.Join(t.TempDir(), "pgbench")}
	if _, err := g.runPgbench(t.Context(), "-i"); err == nil || !strings.Contains(err.Error(), "installez") {
		t.Errorf("without pgbench: %v", err)
	}
}

func TestReadPgbench(t *testing.T) {
	const said = `pgbench (15.18)
number of transactions actually processed: 1200
number of failed transactions: 0 (0.000%)
latency average = 15.021 ms
initial connection time = 90.4 ms
tps = 400.500000 (without initial connection time)
`
	f, err := readPgbench(said, 256)
	if err != nil || f.Rate != 400.5*256 || f.MeanMS != 15.021 || f.Acknowledged != 1200*256 {
		t.Errorf("%+v, %v", f, err)
	}
	if _, err := readPgbench(strings.Replace(said, "failed transactions: 0", "failed transactions: 3", 1), 1); err == nil {
		t.Error("three failed transactions passed")
	}
	if _, err := readPgbench("number of transactions actually processed: 0\n", 1); !errors.Is(err, errNothingDone) {
		t.Errorf("no transaction at all: %v", err)
	}
	if _, err := readPgbench("nothing", 1); err == nil {
		t.Error("nothing was read as figures")
	}
}

func TestFigures(t *testing.T) {
	for _, c := range []struct {
		values []float64
		want   Spread
	}{
		{nil, Spread{}},
		{[]float64{3}, Spread{3, 3, 3}},
		{[]float64{9, 1, 5}, Spread{5, 1, 9}},
		{[]float64{4, 1, 2, 9}, Spread{3, 1, 9}},
	} {
		if got := spreadOf(c.values); got != c.want {
			t.Errorf("%v: %v, want %v", c.values, got, c.want)
		}
	}
	if got := ratios([]float64{6, 9}, []float64{2, 3, 4}); !slices.Equal(got, []float64{3, 3}) {
		t.Errorf("ratios %v", got)
	}
	if got := ratios([]float64{6, 9}, []float64{0, 3}); !slices.Equal(got, []float64{3}) {
		t.Errorf("ratios beside nothing %v", got)
	}
	var thousand []time.Duration
	for i := range 1000 {
		thousand = append(thousand, time.Duration(i+1))
	}
	for q, want := range map[float64]time.Duration{0.5: 500, 0.99: 990, 0.999: 999, 1: 1000, 0: 1} {
		if got := quantile(thousand, q); got != want {
			t.Errorf("quantile %v is %d, want %d", q, got, want)
		}
	}
	if quantile(nil, 0.5) != 0 {
		t.Error("a quantile of nothing")
	}
}

// The same seed is the same rush; its arrivals are those of a Poisson process,
// its slots follow Zipf's law, a tenth is sent twice.
func TestRush(t *testing.T) {
	const visitors, window = 20_000, time.Minute
	slots := make([]int64, 300)
	for i := range slots {
		slots[i] = int64(i + 1)
	}
	list := rush(7, visitors, window, slots)
	if !reflect.DeepEqual(list, rush(7, visitors, window, slots)) ||
		reflect.DeepEqual(list, rush(8, visitors, window, slots)) {
		t.Error("a rush is its seed's, and no other's")
	}
	perSecond, perSlot, again := make([]float64, 60), map[int64]int{}, 0
	for i, a := range list {
		if i > 0 && a.at < list[i-1].at {
			t.Fatal("somebody comes before the one before")
		}
		if a.again {
			again++
			continue
		}
		perSecond[int(a.at/time.Second)]++
		perSlot[a.slot]++
	}
	if len(list)-again != visitors || again < visitors/12 || again > visitors/8 {
		t.Errorf("%d visitors, %d of them twice", len(list)-again, again)
	}
	mean, variance := float64(visitors)/60, 0.0
	for _, n := range perSecond {
		variance += (n - mean) * (n - mean) / 60
	}
	if dispersion := variance / mean; dispersion < 0.4 || dispersion > 1.9 {
		t.Errorf("variance over mean is %.2f, 1 in a Poisson process", dispersion)
	}
	if ratio := float64(perSlot[1]) / float64(perSlot[10]); math.Abs(ratio-math.Pow(10, popularity)) > 2.5 {
		t.Errorf("the first slot draws %.1f times the tenth", ratio)
	}
}

func TestKindsOfAnswers(t *testing.T) {
	for _, c := range []struct {
		response
		want string
	}{
		{response{http.StatusCreated, []byte(`{"id":1,"status":"confirmed"}`)}, "confirmed"},
		{response{http.StatusCreated, []byte(`{"id":1,"status":"waiting"}`)}, "waiting"},
		{response{http.StatusConflict, []byte(`{"type":"/api/v1/problems/slot-full"}`)}, "slot-full"},
		{response{http.StatusInternalServerError, []byte("pq: …")}, "500"},
	} {
		if got := c.kind(); got != c.want {
			t.Errorf("%d %s is %q, want %q", c.status, c.body, got, c.want)
		}
	}
}

// An answer is read as it is sent, whole or in chunks, and the next one after
// it.
func TestAnswersAreRead(t *testing.T) {
	said := "HTTP/1.1 201 Created\r\nContent-Type: application/json\r\nContent-Length: 8\r\n\r\n{\"id\":1}" +
		"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n4\r\nune \r\n4\r\npage\r\n0\r\n\r\n" +
		"HTTP/1.1 503 Service Unavailable\r\nConnection: close\r\nContent-Length: 2\r\n\r\nno"
	l := &line{read: bufio.NewReader(strings.NewReader(said))}
	for _, want := range []struct {
		status int
		body   string
		fails  bool
	}{{201, `{"id":1}`, false}, {200, "une page", false}, {503, "no", true}, {0, "", true}} {
		got, err := l.answer()
		if got.status != want.status || string(got.body) != want.body || (err != nil) != want.fails {
			t.Errorf("read %d %q, %v, want %+v", got.status, got.body, err, want)
		}
	}
	l.read.Reset(strings.NewReader("SSH-2.0-OpenSSH_9.2\r\n"))
	if _, err := l.answer(); err == nil {
		t.Error("another protocol was understood")
	}
}

func TestAWishIsWritten(t *testing.T) {
	read := func(key string) *http.Request {
		r, err := http.ReadRequest(bufio.NewReader(bytes.NewReader(wish{slot: 12, key: key, party: 3,
			wait: true}.request("127.0.0.1:80"))))
		if err != nil {
			t.Fatal(err)
		}
		return r
	}
	r := read("v1-2")
	var body map[string]any
	if err := json.NewDecoder(r.Body).Decode(&body); err != nil {
		t.Fatal(err)
	}
	want := map[string]any{"party_size": 3.0, "wait": true, "name": "Visiteuse Inventée", "email": "v1-2@example.org"}
	if r.URL.Path != "/api/v1/slots/12/bookings" || !reflect.DeepEqual(body, want) {
		t.Errorf("%s %v", r.URL, body)
	}
	if key := r.Header.Get("Idempotency-Key"); !regexp.MustCompile(
		`^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$`).MatchString(key) {
		t.Errorf("the key %q is no UUID", key)
	}
	// Every visitor has a key and an address of their own, the same each time.
	again, other := read("v1-2"), read("v1-3")
	for _, name := range []string{"Idempotency-Key", "X-Forwarded-For"} {
		if r.Header.Get(name) != again.Header.Get(name) || r.Header.Get(name) == other.Header.Get(name) {
			t.Errorf("%s: %q, %q, %q", name, r.Header.Get(name), again.Header.Get(name), other.Header.Get(name))
		}
	}
	if from, err := netip.ParseAddr(r.Header.Get("X-Forwarded-For")); err != nil ||
		!netip.MustParsePrefix("10.0.0.0/8").Contains(from) {
		t.Errorf("the visitor comes from %v, %v", from, err)
	}
}

// Two different answers to one request are a fault.
func TestTwoAnswersToOneKeyAreNoticed(t *testing.T) {
	made := func(id string) response {
		return response{http.StatusCreated, []byte(`{"id":` + id + `,"status":"confirmed"}`)}
	}
	told := &answers{kinds: map[string]int{}, booked: map[string]string{}}
	a := arrival{wish: wish{key: "k"}}
	told.note(a, made("1"), nil, 1)
	told.note(a, made("1"), nil, 1)
	if told.broken != "" || told.kinds["confirmed"] != 1 || told.kinds["repeated"] != 1 {
		t.Errorf("%+v", told)
	}
	told.note(a, made("2"), nil, 1)
	if told.broken == "" {
		t.Error("two bookings for one key passed")
	}
	told.note(a, response{status: http.StatusServiceUnavailable}, nil, 1)
	if told.failed != 1 || told.kinds["503"] != 1 {
		t.Errorf("a 503 is no failure: %+v", told.kinds)
	}
}

// pgbench whose clients have not connected when its time is over is given more
// time, until something was done.
func TestPgbenchIsGivenTheTimeItNeeds(t *testing.T) {
	g := &Ground{dir: t.TempDir()}
	g.pgbench = filepath.Join(g.dir, "pgbench")
	const program = `#!/bin/sh
case " $* " in
*" -T 4 "*) printf 'number of transactions actually processed: 8\nlatency average = 2.5 ms\ntps = 2.0\n' ;;
*) printf 'number of transactions actually processed: 0\n' ;;
esac
`
	if err := os.WriteFile(g.pgbench, []byte(program), 0o700); err != nil { // a program is to be run
		t.Fatal(err)
	}
	f, err := g.run(t.Context(), "dbname=none", simpleUpdate, time.Second)
	if err != nil || f.Acknowledged != 8 || f.Rate != 2 {
		t.Errorf("%+v, %v", f, err)
	}
}

// A measure whose time passes without an answer waits for the first one, and is
// as long as that took.
func TestAMeasureWaitsForAnAnswer(t *testing.T) {
	start := time.Date(2027, 3, 1, 9, 0, 0, 0, time.UTC)
	at := func(s int) time.Time { return start.Add(time.Duration(s) * time.Second) }
	for _, c := range []struct {
		answers      []int // seconds after the beginning
		counted, out int
		late         time.Time
	}{{[]int{-1, 1, 2, 3}, 2, 2, time.Time{}}, {[]int{-1, 5, 6}, 1, 2, at(5)}} {
		s, p := &span{start: start, end: at(2)}, part{}
		for i, second := range c.answers {
			if i > 0 && at(c.answers[i-1]).Before(s.end) && s.over(at(c.answers[i-1])) {
				t.Errorf("%v: over before its end", c.answers)
			}
			s.note(&p, at(second-1), at(second))
		}
		if len(p.took) != c.counted || p.outside != c.out || !p.late.Equal(c.late) {
			t.Errorf("%v: %d counted, %d outside, late %v", c.answers, len(p.took), p.outside, p.late)
		}
	}
	s := &span{start: start, end: at(2)}
	if s.over(at(3)) || !s.over(at(2).Add(patience+time.Second)) {
		t.Error("a measure without an answer waits, but not for ever")
	}
}
