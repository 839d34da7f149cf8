package web

import (
	"bytes"
	"context"
	"crypto/rand"
	"io"
	"log/slog"
	"net/http"
	"net/http/cookiejar"
	"net/http/httptest"
	"net/url"
	"os"
	"strings"
	"sync/atomic"
	"testing"
	"time"

	"github.com/PuerkitoBio/goquery"

	"jema/internal/booking"
	"jema/internal/jema"
	"jema/internal/links"
	"jema/internal/mail"
	"jema/internal/postgres/storetest"
	"jema/internal/web/page"
	"jema/internal/work"
)

func TestMain(m *testing.M) { os.Exit(storetest.Run(m)) }

// testSite is the whole site on a real server and a real database.
type testSite struct {
	*storetest.World
	t       testing.TB
	handler http.Handler
	site    *Site
	links   links.Links
	url     string
	box     *mail.Receiver
	renders *renderLog
	clock   *testClock
}

// testClock is the site's clock, which a test may change while pages are made.
type testClock struct {
	read atomic.Pointer[func() time.Time]
}

func (c *testClock) Now() time.Time { return (*c.read.Load())() }

// setClock makes the site read the time from a function.
func (s *testSite) setClock(read func() time.Time) { s.clock.read.Store(&read) }

// setNow stops the site's clock at a moment.
func (s *testSite) setNow(now time.Time) { s.setClock(func() time.Time { return now }) }

func newTestSite(t *testing.T) *testSite {
	t.Helper()
	return newSite(t)
}

func newSite(t testing.TB) *testSite {
	t.Helper()
	w := storetest.New(t)
	server := httptest.NewUnstartedServer(nil)
	base, err := url.Parse("http://" + server.Listener.Addr().String())
	if err != nil {
		t.Fatal(err)
	}
	l, err := links.New(base.String(), make([]byte, links.SecretBytes))
	if err != nil {
		t.Fatal(err)
	}
	box, err := mail.Receive()
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = box.Close() })
	s := &testSite{World: w, t: t, links: l, url: base.String(), box: box, clock: &testClock{}}
	s.setNow(storetest.Now)
	s.renders = &renderLog{Handler: slog.NewTextHandler(testLog{t}, &slog.HandlerOptions{Level: slog.LevelError}),
		pages: map[string]int{}}
	config := page.Config{Store: w.Store, Engine: engineOf(t, w, l), Links: l, Base: base, Territory: w.Territory.Slug,
		Mailbox: box, Now: s.clock.Now, Log: slog.New(s.renders)}
	s.site, s.handler, err = build(config)
	if err != nil {
		t.Fatal(err)
	}
	ctx, cancel := context.WithCancel(context.Background())
	refreshing := work.Go(func() error { s.site.Public.Run(ctx); return nil })
	t.Cleanup(func() {
		cancel()
		if err := <-refreshing; err != nil {
			t.Error(err)
		}
	})
	server.Config.Handler = s.handler
	server.Start()
	t.Cleanup(server.Close)
	return s
}

// engineOf takes bookings of a world's territory, as serve does.
func engineOf(t testing.TB, w *storetest.World, l links.Links) *booking.Engine {
	t.Helper()
	pool, err := w.Store.BookingPool(booking.Workers+booking.ApartMost, w.Territory.ID)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = pool.Close() })
	return booking.New(pool.BookBatch, l, func() time.Time { return storetest.Now }, booking.BySlot(pool.BookSlot))
}

// testLog fails a test in which the site logs an error: a test that provokes
// one uses another log.
type testLog struct{ t testing.TB }

func (l testLog) Write(b []byte) (int, error) {
	l.t.Errorf("the site logged: %s", b)
	return len(b), nil
}

// browser is one without JavaScript.
type browser struct {
	t      testing.TB
	site   *testSite
	client *http.Client
	prefix string // of every address: "/en"
}

// visitor returns a browser with an empty jar; redirects are not followed.
func (s *testSite) visitor() *browser {
	jar, err := cookiejar.New(nil)
	if err != nil {
		s.t.Fatal(err)
	}
	return &browser{t: s.t, site: s, client: &http.Client{Jar: jar, CheckRedirect: func(*http.Request,
		[]*http.Request) error {
		return http.ErrUseLastResponse
	}}}
}

// as returns a browser in which an account is signed in.
func (s *testSite) as(account jema.Account) *browser {
	s.t.Helper()
	v := s.visitor()
	token, now := rand.Text(), s.site.Now()
	err := s.Store.CreateSession(s.t.Context(), jema.Session{TokenHash: links.Hash(token),
		TerritoryID: account.TerritoryID, AccountID: account.ID,
		Generation: account.SessionGeneration, CreatedAt: now, ExpiresAt: now.Add(jema.SessionLasts)})
	if err != nil {
		s.t.Fatal(err)
	}
	u, err := url.Parse(s.url)
	if err != nil {
		s.t.Fatal(err)
	}
	v.client.Jar.SetCookies(u, []*http.Cookie{{Name: page.SessionCookie, Value: token}})
	return v
}

// answer is what a browser got.
type answer struct {
	*http.Response
	body string
	page *goquery.Document
}

// get requests a page once the public pages show what the test has done to the
// database; seen requests it at once.
func (v *browser) get(path string) answer {
	v.t.Helper()
	v.site.site.Public.Refresh(v.t.Context())
	return v.seen(path)
}

func (v *browser) seen(path string) answer {
	v.t.Helper()
	return v.do(http.MethodGet, path, "", nil)
}

func (v *browser) post(path string, form url.Values) answer {
	v.t.Helper()
	return v.do(http.MethodPost, path, "application/x-www-form-urlencoded", strings.NewReader(form.Encode()))
}

func (v *browser) do(method, path, contentType string, body io.Reader) answer {
	v.t.Helper()
	r, err := http.NewRequestWithContext(v.t.Context(), method, v.site.url+v.prefix+path, body)
	if err != nil {
		v.t.Fatal(err)
	}
	if contentType != "" {
		r.Header.Set("Content-Type", contentType)
	}
	res, err := v.client.Do(r)
	if err != nil {
		v.t.Fatal(err)
	}
	defer func() { _ = res.Body.Close() }()
	data, err := io.ReadAll(res.Body)
	if err != nil {
		v.t.Fatal(err)
	}
	return answer{res, string(data), pageOf(v.t, res, data)}
}

// pageOf parses a page; anything else, such as a file, is an empty one.
func pageOf(t testing.TB, res *http.Response, data []byte) *goquery.Document {
	t.Helper()
	if !strings.HasPrefix(res.Header.Get("Content-Type"), "text/html") {
		data = nil
	}
	page, err := goquery.NewDocumentFromReader(bytes.NewReader(data))
	if err != nil {
		t.Fatal(err)
	}
	return page
}
