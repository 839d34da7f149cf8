package web

import (
	"context"
	"fmt"
	"log/slog"
	"maps"
	"net/http"
	"net/http/httptest"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"sync"
	"sync/atomic"
	"testing"
	"time"

	"github.com/prometheus/client_golang/prometheus"

	"jema/internal/jema"
	"jema/internal/work"
)

// renderLog counts how often the cache rendered each page.
type renderLog struct {
	slog.Handler
	mu    sync.Mutex
	pages map[string]int
}

func (*renderLog) Enabled(context.Context, slog.Level) bool { return true }

func (l *renderLog) Handle(ctx context.Context, r slog.Record) error {
	if r.Message == "a public page was rendered" {
		r.Attrs(func(a slog.Attr) bool {
			l.mu.Lock()
			defer l.mu.Unlock()
			l.pages[a.Value.String()]++
			return true
		})
	}
	if !l.Handler.Enabled(ctx, r.Level) {
		return nil
	}
	return l.Handler.Handle(ctx, r)
}

// counts returns how often each page was rendered so far.
func (l *renderLog) counts() map[string]int {
	l.mu.Lock()
	defer l.mu.Unlock()
	return maps.Clone(l.pages)
}

// eventually waits until something holds.
func eventually(t *testing.T, what string, holds func() bool) {
	t.Helper()
	for deadline := time.Now().Add(time.Minute); !holds(); time.Sleep(20 * time.Millisecond) {
		if time.Now().After(deadline) {
			t.Fatalf("%s: not within a minute", what)
		}
	}
}

// publicPaths are one page of each kind that is cached.
var publicPaths = []string{"/", "/evenements", "/communes/26281", "/communes/26034", "/communes/26124"}

// waitingForLock returns which backends wait for a lock, since when.
func (s *testSite) waitingForLock() (since map[int]time.Time) {
	s.t.Helper()
	var rows []struct {
		PID   int       `db:"pid"`
		Since time.Time `db:"query_start"`
	}
	err := s.DB.SelectContext(s.t.Context(), &rows, `SELECT pid, query_start FROM pg_stat_activity
		WHERE datname = current_database() AND wait_event_type = 'Lock'`)
	if err != nil {
		s.t.Fatal(err)
	}
	since = map[int]time.Time{}
	for _, r := range rows {
		since[r.PID] = r.Since
	}
	return since
}

// While a refresh hangs in the database, every public page is answered as it last
// was; once the database goes on, the pages do.
func TestAHungRefreshDelaysNoPage(t *testing.T) {
	s := newTestSite(t)
	s.Opening("Tournage").Slot("2027-04-10", 600, 660, 3)
	v := s.visitor()
	soon(t, v, "/communes/26281", "il reste 3 places")
	last := map[string]string{}
	for _, path := range publicPaths {
		last[path] = v.get(path).body
	}
	free := s.timed(500, nil)
	tx, err := s.DB.BeginTxx(t.Context(), nil)
	if err != nil {
		t.Fatal(err)
	}
	defer func() { _ = tx.Rollback() }()
	if _, err := tx.ExecContext(t.Context(), `LOCK TABLE opening IN ACCESS EXCLUSIVE MODE`); err != nil {
		t.Fatal(err)
	}
	var hung map[int]time.Time
	eventually(t, "a refresh hangs", func() bool { hung = s.waitingForLock(); return len(hung) > 0 })
	during := s.timed(500, last)
	if still := s.waitingForLock(); !sameWait(hung, still) {
		t.Errorf("the refresh did not hang while the pages were answered: %v, then %v", hung, still)
	}
	t.Logf("p99 free %s, during a hung refresh %s: %.2f times", free, during, float64(during)/float64(free))
	if err := tx.Rollback(); err != nil {
		t.Fatal(err)
	}
	s.Opening("Après")
	soon(t, v, "/communes/26281", "Après")
}

func sameWait(before, after map[int]time.Time) bool {
	for pid, since := range before {
		if after[pid].Equal(since) {
			return true
		}
	}
	return false
}

// timed gets the public pages n times and returns the 99th percentile of what one
// takes. want is their bodies, nil where any do.
func (s *testSite) timed(n int, want map[string]string) time.Duration {
	s.t.Helper()
	took := make([]time.Duration, n)
	for i := range took {
		path := publicPaths[i%len(publicPaths)]
		begun := time.Now()
		w := s.serve(path)
		took[i] = time.Since(begun)
		if w.Code != http.StatusOK || want != nil && w.Body.String() != want[path] {
			s.t.Fatalf("%s: %d, as it was: %t", path, w.Code, w.Body.String() == want[path])
		}
	}
	slices.Sort(took)
	return took[n*99/100]
}

// serve answers one request in memory.
func (s *testSite) serve(path string) *httptest.ResponseRecorder {
	w := httptest.NewRecorder()
	s.handler.ServeHTTP(w, httptest.NewRequestWithContext(s.t.Context(), http.MethodGet, s.url+path, nil))
	return w
}

// A refresh that fails leaves the last good pages, and counts its failures.
func TestAFailedRefreshKeepsTheLastGoodPage(t *testing.T) {
	s := newTestSite(t)
	s.Opening("Tournage").Slot("2027-04-10", 600, 660, 3)
	v := s.visitor()
	soon(t, v, "/communes/26281", "il reste 3 places")
	last := map[string]string{}
	for _, path := range publicPaths {
		last[path] = v.get(path).body
	}
	s.exec(`ALTER TABLE hours RENAME TO hours_away`)
	failures := func() float64 { return s.figure("jema_page_cache_failures_total") }
	eventually(t, "a refresh fails", func() bool { return failures() > 0 })
	s.timed(len(publicPaths), last)
	s.exec(`ALTER TABLE hours_away RENAME TO hours`)
	s.Opening("Après")
	soon(t, v, "/communes/26281", "Après")
}

func (s *testSite) exec(query string, args ...any) {
	s.t.Helper()
	if _, err := s.DB.ExecContext(s.t.Context(), query, args...); err != nil {
		s.t.Fatal(err)
	}
}

// A commune’s change renders what shows it, and no other page. The home page counts
// openings beside the choices of its search.
func TestAChangeRendersOnlyWhatShowsIt(t *testing.T) {
	s := newTestSite(t)
	o := s.Opening("Tournage")
	slot := o.Slot("2027-04-10", 600, 660, 8)
	v := s.visitor()
	soon(t, v, "/communes/26281", "il reste 8 places")
	for _, path := range publicPaths {
		v.get(path)
	}
	const own, neighbour, other = "/communes/26281", "/communes/26034", "/communes/26124"
	for _, change := range []struct {
		what, shown string
		do          func()
		renders     []string
	}{
		{"places are taken", "il reste 6 places", func() { s.take(slot, "a", 2) }, nil},
		{"a title", "Tournage et émail", func() {
			s.exec(`UPDATE opening SET title = $2, version = version + 1 WHERE id = $1`, o.ID, "Tournage et émail")
		},
			[]string{own, "/evenements", "/"}},
		{"a workshop", "Atelier du Pont", func() {
			s.exec(`UPDATE workshop SET name = 'Atelier du Pont', updated_at = updated_at + interval '1 s' WHERE
				territory_id = $1`, s.Territory.ID)
		}, []string{own, "/evenements", "/"}},
		{"hours of a slot", "à 9 h 30",
			func() { s.exec(`UPDATE slot SET starts_at = starts_at - interval '30 min' WHERE id = $1`, slot) },
			[]string{own, "/evenements", "/"}},
		{"another event", "Cuisson", func() { s.Opening("Cuisson") }, []string{own, "/evenements", "/", neighbour, other}},
		{"a name", "Romans la Grande",
			func() { s.exec(`UPDATE commune SET name = 'Romans la Grande' WHERE insee = '26281'`) },
			[]string{own, "/evenements", "/", neighbour, other}},
	} {
		before := s.settledCounts()
		change.do()
		soon(t, v, own, change.shown)
		after := s.settledCounts()
		for _, path := range publicPaths {
			rendered := after[path] - before[path]
			if slices.Contains(change.renders, path) != (rendered > 0) {
				t.Errorf("%s: %s was rendered %d times", change.what, path, rendered)
			}
		}
	}
}

// settledCounts returns how often each page was rendered once a whole round has
// rendered none.
func (s *testSite) settledCounts() map[string]int {
	for {
		before := s.renders.counts()
		s.site.Public.Refresh(s.t.Context())
		if after := s.renders.counts(); maps.Equal(before, after) {
			return after
		}
	}
}

func (s *testSite) take(slot jema.SlotID, key string, party int) {
	s.t.Helper()
	_, err := s.site.Engine.Book(s.t.Context(), jema.BookingRequest{SlotID: slot, Key: key, PartySize: party, Name: "V",
		Email: key + "@example.org", Language: "fr", Origin: jema.OriginWeb})
	if err != nil {
		s.t.Error(err)
	}
}

var leftInPage = regexp.MustCompile(`il reste\W+(\d+)`)

// placesLeft reads how many places a commune's page shows: 0 where it is full.
func placesLeft(page string) (n int, err error) {
	if found := leftInPage.FindStringSubmatch(page); found != nil {
		return strconv.Atoi(found[1])
	}
	if !strings.Contains(page, "Complet") {
		return 0, fmt.Errorf("no places in the page")
	}
	return 0, nil
}

// A thousand readers while one books: what each sees never goes back, and all see
// the end.
func TestReadersSeeBookingsInOrder(t *testing.T) {
	const readers, places = 1000, 20
	s := newTestSite(t)
	slot := s.Opening("Tournage").Slot("2027-04-10", 600, 660, places)
	soon(t, s.visitor(), "/communes/26281", fmt.Sprintf("il reste %d places", places))
	deadline := time.Now().Add(2 * time.Minute)
	var reading work.Group
	var ended, steps atomic.Int64
	for range readers {
		reading.Go(func() {
			for last := places; time.Now().Before(deadline); time.Sleep(time.Second) {
				n, err := placesLeft(s.serve("/communes/26281").Body.String())
				if err != nil || n > last {
					t.Errorf("%d places after %d: %v", n, last, err)
					return
				}
				if n < last {
					steps.Add(1)
				}
				if last = n; n == 0 {
					ended.Add(1)
					return
				}
			}
		})
	}
	for i := range places {
		s.take(slot, fmt.Sprint("k", i), 1)
		time.Sleep(200 * time.Millisecond) // spread over several polls
	}
	reading.Wait()
	if ended.Load() != readers || steps.Load() <= readers {
		t.Errorf("%d of %d readers saw the end, in %d steps", ended.Load(), readers, steps.Load())
	}
}

// What the cache takes is among the figures, and nobody can fill it with addresses
// that they make up.
func TestTheCacheIsMeasured(t *testing.T) {
	s := newTestSite(t)
	s.Opening("Tournage").Slot("2027-04-10", 600, 660, 3)
	for _, path := range publicPaths {
		s.visitor().get(path)
	}
	bytes, limit, pages := s.figure("jema_page_cache_bytes"), s.figure("jema_page_cache_limit_bytes"),
		s.figure("jema_page_cache_pages")
	if int(pages) != len(publicPaths) || bytes < 1000*pages || bytes > limit {
		t.Errorf("%v pages take %v bytes of %v", pages, bytes, limit)
	}
	t.Logf("%v pages take %v bytes", pages, bytes)
	s.visitor().get("/communes/99999")
	s.visitor().get("/communes/26281?x=1")
	if n := s.figure("jema_page_cache_pages"); n != pages {
		t.Errorf("addresses that anybody may make up take place in the cache: %v pages", n)
	}
}

// figure reads one figure of the public pages.
func (s *testSite) figure(name string) float64 {
	s.t.Helper()
	registry := prometheus.NewRegistry()
	registry.MustRegister(s.site.Public)
	families, err := registry.Gather()
	if err != nil {
		s.t.Fatal(err)
	}
	for _, f := range families {
		if f.GetName() == name {
			m := f.GetMetric()[0]
			return m.GetGauge().GetValue() + m.GetCounter().GetValue()
		}
	}
	s.t.Fatalf("no figure %s", name)
	return 0
}
