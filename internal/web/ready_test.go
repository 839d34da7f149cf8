package web

import (
	"bytes"
	"compress/gzip"
	"context"
	"fmt"
	"io"
	"maps"
	"net/http"
	"net/http/httptest"
	"net/url"
	"strconv"
	"strings"
	"testing"
	"time"

	"jema/internal/jema"
	"jema/internal/postgres/storetest"
	"jema/internal/web/page"
	"jema/internal/web/public"
	"jema/internal/work"
)

// keyIn returns the key of a page's form.
func (a answer) keyIn(t *testing.T) string {
	t.Helper()
	key, _ := a.page.Find(`form[method=post] input[name=key]`).Attr("value")
	if !page.KeyForm.MatchString(key) {
		t.Fatalf("the key of the form is %q", key)
	}
	return key
}

// An event's page is the same bytes for everybody but for the form's key, which is
// each visitor's own and books.
func TestAnEventPageIsSharedButForItsKey(t *testing.T) {
	s := newTestSite(t)
	o := s.Opening("Tournage")
	slot := o.Slot("2027-04-10", 600, 660, 8)
	event := fmt.Sprintf("/evenements/%d", o.ID)
	one, other := s.visitor().get(event), s.visitor().seen(event)
	if one.keyIn(t) == other.keyIn(t) || strings.ContainsAny(one.body, "\x01\x02\x03") {
		t.Error("two visitors have the same key, or a mark was left in the page")
	}
	if strings.Replace(one.body, one.keyIn(t), "", 1) != strings.Replace(other.body, other.keyIn(t), "", 1) {
		t.Error("the page differs by more than its key")
	}
	if one.Header.Get("ETag") != "" || one.Header.Get("Cache-Control") != "private, no-cache" {
		t.Errorf("a page with a key may be shared: %v", one.Header)
	}
	if n := s.renders.counts()[event]; n != 1 {
		t.Errorf("the page was rendered %d times for two", n)
	}
	zipped := s.zipped(event)
	before, after, _ := strings.Cut(one.body, one.keyIn(t))
	if len(zipped) != len(one.body) || !strings.HasPrefix(zipped, before) || !strings.HasSuffix(zipped, after) {
		t.Error("compressed, the page is another")
	}
	form := url.Values{"key": {other.keyIn(t)}, "slot": {fmt.Sprint(slot)}, "party_size": {"2"},
		"name": {"Camille Essai"}, "email": {"c@example.org"}}
	s.visitor().reserve(o.ID, form).tells(t, http.StatusSeeOther)
	s.visitor().get(event).tells(t, http.StatusOK, "il reste 6 places")
	s.Holds()
}

// zipped returns a page that was sent compressed.
func (s *testSite) zipped(path string) string {
	s.t.Helper()
	r := httptest.NewRequestWithContext(s.t.Context(), http.MethodGet, s.url+path, nil)
	r.Header.Set("Accept-Encoding", "gzip")
	w := httptest.NewRecorder()
	s.handler.ServeHTTP(w, r)
	if size := w.Header().Get("Content-Length"); size != strconv.Itoa(w.Body.Len()) {
		s.t.Errorf("%s: Content-Length %s, %d bytes", path, size, w.Body.Len())
	}
	z, err := gzip.NewReader(bytes.NewReader(w.Body.Bytes()))
	if err != nil {
		s.t.Fatal(err)
	}
	text, err := io.ReadAll(z)
	if err != nil {
		s.t.Fatal(err)
	}
	return string(text)
}

// sharedPaths are one address of each kind of page that is ready-made, of an opening.
func sharedPaths(opening jema.OpeningID) []string {
	return append([]string{fmt.Sprintf("/evenements/%d", opening), "/evenements?commune=26281",
		"/evenements?jour=2027-04-10", "/api/v1/openings", fmt.Sprintf("/api/v1/openings/%d", opening)}, publicPaths...)
}

// What one visitor's request holds is in no page of another: neither the notice of
// what they did, nor their session, nor the place of a form that they had typed.
func TestNobodysOwnIsInASharedPage(t *testing.T) {
	s := newTestSite(t)
	o := s.Opening("Tournage")
	o.Slot("2027-04-10", 600, 660, 8)
	organiser := s.as(s.Account("organisation@example.org", jema.RoleOrganiser))
	done := url.Values{"fait": {"envoye"}, "le": {strconv.FormatInt(storetest.Now.Unix(), 36)}}.Encode()
	noticed := s.visitor()
	for _, path := range sharedPaths(o.ID) {
		before := s.visitor().get(path).withoutKey()
		own := organiser.seen(path)
		withNotice := noticed.seen(path + map[bool]string{true: "&", false: "?"}[strings.Contains(path, "?")] + done)
		if !strings.HasPrefix(path, "/api/") {
			if !strings.Contains(own.body, "/deconnexion") {
				t.Errorf("%s: an organiser is not known", path)
			}
			for _, got := range []answer{own, withNotice} {
				if got.Header.Get("ETag") != "" || !strings.HasPrefix(got.Header.Get("Cache-Control"), "private") {
					t.Errorf("%s: somebody's own page may be shared: %v", path, got.Header)
				}
			}
		}
		if after := s.visitor().seen(path).withoutKey(); after != before {
			t.Errorf("%s: the page of others is another after an organiser and a notice", path)
		}
	}
}

func (a answer) withoutKey() string {
	key, _ := a.page.Find(`form[method=post] input[name=key]`).Attr("value")
	return strings.ReplaceAll(a.body, "value=\""+key+"\"", "")
}

// A booking taken by one program is on every page of another.
func TestABookingIsOnEveryPageOfEveryProgram(t *testing.T) {
	s := newTestSite(t)
	o := s.Opening("Tournage")
	slot := o.Slot("2027-04-10", 600, 660, 8)
	site, handler, err := build(s.site.Config)
	if err != nil {
		t.Fatal(err)
	}
	ctx, cancel := context.WithCancel(context.Background())
	running := work.Go(func() error { site.Public.Run(ctx); return nil })
	defer func() {
		cancel()
		if err := <-running; err != nil {
			t.Error(err)
		}
	}()
	other := &testSite{World: s.World, t: t, handler: handler, site: site, url: s.url}
	shows := func(left int) func() bool {
		return func() bool {
			for _, program := range []*testSite{s, other} {
				for _, path := range sharedPaths(o.ID) {
					w := program.serve(path)
					if w.Code != http.StatusOK {
						t.Fatalf("%s: %d", path, w.Code)
					}
					if n, counts := placesOn(path, w.Body.String()); counts && n != left {
						return false
					}
				}
			}
			return true
		}
	}
	eventually(t, "8 places on every page", shows(8))
	begun := time.Now()
	s.take(slot, "a", 3)
	eventually(t, "5 places on every page", shows(5))
	t.Logf("after %s", time.Since(begun))
}

// placesOn reads how many places a page shows, and whether its kind shows any.
func placesOn(path, body string) (n int, counts bool) {
	if strings.HasPrefix(path, "/api/") {
		_, slots, _ := strings.Cut(body, `"slots":`)
		_, rest, found := strings.Cut(slots, `"free":`)
		n, _ = strconv.Atoi(rest[:max(0, strings.IndexAny(rest, ",}"))])
		return n, found
	}
	if _, slots, isForm := strings.Cut(body, `<b data-slot=`); isForm {
		body = slots
	}
	found := leftInPage.FindStringSubmatch(plainSpaces(body))
	if found == nil {
		return 0, strings.Contains(path, "/evenements")
	}
	n, _ = strconv.Atoi(found[1])
	return n, true
}

// While the database is away, every page that was ready is answered as it last was.
func TestTheLastGoodPageWithoutADatabase(t *testing.T) {
	s := newTestSite(t)
	o := s.Opening("Tournage")
	o.Slot("2027-04-10", 600, 660, 8)
	v := s.visitor()
	last := map[string]string{}
	for _, path := range sharedPaths(o.ID) {
		last[path] = v.get(path).withoutKey()
	}
	if err := s.Store.Close(); err != nil {
		t.Fatal(err)
	}
	eventually(t, "a refresh fails", func() bool { return s.figure("jema_page_cache_failures_total") > 0 })
	now := map[string]string{}
	for _, path := range sharedPaths(o.ID) {
		now[path] = v.seen(path).withoutKey()
	}
	if !maps.Equal(last, now) {
		t.Error("without a database, a page is another")
	}
}

// However many addresses are made up, the cache holds what there is to choose from,
// and what it holds is bounded.
func TestMadeUpSearchesAreNotStored(t *testing.T) {
	s := newTestSite(t)
	o := s.Opening("Tournage")
	o.Slot("2027-04-10", 600, 660, 8)
	for _, path := range sharedPaths(o.ID) {
		s.visitor().get(path)
	}
	pages := s.figure("jema_page_cache_pages")
	for _, path := range []string{"/evenements?q=x", "/evenements?commune=99999", "/evenements?metier=x",
		"/evenements?jour=2027-05-01",
		"/evenements?page=7", "/evenements?commune=26281&jour=2027-04-10", "/evenements/999999", "/api/v1/openings?q=x",
		"/api/v1/openings?commune=99999", "/api/v1/openings?page=7",
		"/api/v1/openings?day=2027-04-10", "/api/v1/openings/999999"} {
		s.serve(path)
	}
	if now := s.figure("jema_page_cache_pages"); now != pages || pages != float64(len(sharedPaths(o.ID))) {
		t.Errorf("%v pages, then %v", pages, now)
	}
	limit, bytes := s.figure("jema_page_cache_limit_bytes"), s.figure("jema_page_cache_bytes")
	if limit != public.Limit || bytes > limit {
		t.Errorf("the limit is %v", limit)
	}
}
