package web

import (
	"context"
	"database/sql/driver"
	"fmt"
	"maps"
	"net/http"
	"net/http/httptest"
	"net/url"
	"slices"
	"strings"
	"sync"
	"testing"

	"github.com/lib/pq"

	"jema/internal/postgres"
)

// statements are those that a database was sent: prepared, and others.
type statements struct {
	driver.Connector
	mu       sync.Mutex
	prepared []string
	others   []string
}

func (s *statements) Connect(ctx context.Context) (driver.Conn, error) {
	conn, err := s.Connector.Connect(ctx)
	if err != nil {
		return nil, err
	}
	return &notedConn{conn.(wholeConn), s}, nil
}

func (s *statements) note(to *[]string, query string) {
	s.mu.Lock()
	defer s.mu.Unlock()
	*to = append(*to, query)
}

// take returns what was noted, and forgets it.
func (s *statements) take() (prepared, others []string) {
	s.mu.Lock()
	defer s.mu.Unlock()
	prepared, others = s.prepared, s.others
	s.prepared, s.others = nil, nil
	return prepared, others
}

type wholeConn interface {
	driver.Conn
	driver.ConnPrepareContext
	driver.ConnBeginTx
	driver.ExecerContext
	driver.QueryerContext
	driver.Pinger
	driver.SessionResetter
	driver.Validator
	driver.NamedValueChecker
}

type notedConn struct {
	wholeConn
	to *statements
}

func (c *notedConn) PrepareContext(ctx context.Context, query string) (driver.Stmt, error) {
	s, err := c.wholeConn.PrepareContext(ctx, query)
	if err != nil {
		return nil, err
	}
	return &notedStmt{s.(wholeStmt), query, c.to}, nil
}

func (c *notedConn) BeginTx(ctx context.Context, o driver.TxOptions) (driver.Tx, error) {
	c.to.note(&c.to.others, "BEGIN")
	return c.wholeConn.BeginTx(ctx, o)
}

func (c *notedConn) ExecContext(ctx context.Context, query string, args []driver.NamedValue) (driver.Result, error) {
	c.to.note(&c.to.others, query)
	return c.wholeConn.ExecContext(ctx, query, args)
}

func (c *notedConn) QueryContext(ctx context.Context, query string, args []driver.NamedValue) (driver.Rows, error) {
	c.to.note(&c.to.others, query)
	return c.wholeConn.QueryContext(ctx, query, args)
}

type wholeStmt interface {
	driver.Stmt
	driver.StmtExecContext
	driver.StmtQueryContext
}

type notedStmt struct {
	wholeStmt
	query string
	to    *statements
}

func (s *notedStmt) QueryContext(ctx context.Context, args []driver.NamedValue) (driver.Rows, error) {
	s.to.note(&s.to.prepared, s.query)
	return s.wholeStmt.QueryContext(ctx, args)
}

// Pages that many read cost the database nothing, or a few statements that each
// connection has prepared.
func TestPublicPagesSendFewStatements(t *testing.T) {
	s := newTestSite(t)
	o := s.Opening("Tournage")
	slot := o.Slot("2027-04-10", 600, 660, 8)
	booked, _ := s.visitor().booked(o.ID, slot)
	visit, _, _ := strings.Cut(booked.Header.Get("Location"), "?")
	noted, site := s.unrefreshed()
	event := fmt.Sprintf("/evenements/%d", o.ID)
	most := map[string]int{"/": 0, "/evenements": 0, "/communes/26281": 0, event: 0, "/evenements?commune=26281": 0,
		"/evenements?q=&commune=&metier=&jour=2027-04-10&places=1": 0, "/evenements?q=tour": 1, "/evenements?q=rien": 1,
		"/evenements?commune=26281&jour=2027-04-10": 1, "/evenements?jour=demain": 1, visit: 1,
		"/ateliers/1": 3, "/metiers/ceramiste/evenements.ics": 0, "/nouveautes.atom": 0,
		"/sitemap.xml": 0, "/evenements.ics": 0, event + "/evenement.ics": 3,
		"/en" + event: 0, "/en/": 0, visit + "/billet": 3, visit + "/visite.ics": 3,
		"/api/v1/openings": 0, "/api/v1/openings?commune=26281": 0,
		"/api/v1" + strings.Replace(event, "evenements", "openings", 1): 0}
	for _, path := range slices.Sorted(maps.Keys(most)) {
		for range 2 { // the first makes it
			noted.take()
			w := httptest.NewRecorder()
			site.ServeHTTP(w, httptest.NewRequestWithContext(t.Context(), http.MethodGet, s.url+path, nil))
			want := http.StatusOK
			if strings.Contains(path, "demain") {
				want = http.StatusUnprocessableEntity
			}
			if w.Code != want {
				t.Errorf("%s: %d", path, w.Code)
			}
		}
		prepared, others := noted.take()
		if len(prepared) > most[path] || len(others) > 0 {
			t.Errorf("%s sends %d prepared statements, at most %d, and others: %q", path, len(prepared), most[path], others)
		}
	}
	form := url.Values{"key": {strings.Repeat("ab", 16)}, "slot": {fmt.Sprint(slot)}, "party_size": {"1"},
		"name": {"V"}, "email": {"b@example.org"}}
	body := strings.NewReader(form.Encode())
	r := httptest.NewRequestWithContext(t.Context(), http.MethodPost, s.url+event+"/reservations", body)
	r.Header.Set("Content-Type", "application/x-www-form-urlencoded")
	w := httptest.NewRecorder()
	site.ServeHTTP(w, r)
	if prepared, others := noted.take(); w.Code != http.StatusSeeOther || len(prepared)+len(others) > 0 {
		t.Errorf("booking: %d; beside the engine's: %q, %q", w.Code, prepared, others)
	}
}

// unrefreshed is the site as a second program serves it, whose statements are
// recorded. Its public pages stay as they were at its first request.
func (s *testSite) unrefreshed() (*statements, http.Handler) {
	s.t.Helper()
	connector, err := pq.NewConnector(s.DSN)
	if err != nil {
		s.t.Fatal(err)
	}
	noted := &statements{Connector: connector}
	store, err := postgres.OpenConnector(s.t.Context(), noted, 4)
	if err != nil {
		s.t.Fatal(err)
	}
	s.t.Cleanup(func() { _ = store.Close() })
	config := s.site.Config
	config.Store = store
	_, handler, err := build(config)
	if err != nil {
		s.t.Fatal(err)
	}
	return noted, handler
}

// The lists of crafts and communes are read once for the forms and the preview of the page
// of moderation.
func TestModerationReadsItsListsOnce(t *testing.T) {
	s := newTestSite(t)
	o := s.Opening("Tournage")
	noted, site := s.unrefreshed()
	where, err := url.Parse(s.url)
	if err != nil {
		t.Fatal(err)
	}
	r := httptest.NewRequestWithContext(t.Context(), http.MethodGet,
		fmt.Sprintf("%s/organisation/evenements/%d", s.url, o.ID), nil)
	for _, cookie := range s.as(s.organiser()).client.Jar.Cookies(where) {
		r.AddCookie(cookie)
	}
	w := httptest.NewRecorder()
	site.ServeHTTP(w, r)
	prepared, others := noted.take()
	n := strings.Count(strings.Join(slices.Concat(prepared, others), "\n"), "FROM craft k")
	if w.Code != http.StatusOK || n != 1 {
		t.Errorf("%d: crafts are read %d times", w.Code, n)
	}
}
