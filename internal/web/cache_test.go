package web

import (
	"fmt"
	"io"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"
	"time"

	"jema/internal/jema"
)

// soon gets a page until it shows something.
func soon(t *testing.T, v *browser, path, words string) {
	t.Helper()
	var got answer
	for deadline := time.Now().Add(time.Minute); time.Now().Before(deadline); time.Sleep(50 * time.Millisecond) {
		if got = v.seen(path); strings.Contains(plainSpaces(got.page.Text()), words) {
			return
		}
	}
	t.Fatalf("%s does not show %q:\n%s", path, words, got.page.Find("main").Text())
}

func plainSpaces(s string) string {
	return strings.NewReplacer("\u00a0", " ", "\u202f", " ").Replace(s)
}

func TestACachedPageShowsWhatIsLeft(t *testing.T) {
	s := newTestSite(t)
	o := s.Opening("Tournage")
	slot := o.Slot("2027-04-10", 600, 660, 3)
	v := s.visitor()
	soon(t, v, "/communes/26281", "il reste 3 places")
	book := func(key string, party int) {
		t.Helper()
		_, err := s.site.Engine.Book(t.Context(), jema.BookingRequest{SlotID: slot, Key: key, PartySize: party, Name: "V",
			Email: key + "@example.org", Language: "fr", Origin: jema.OriginWeb})
		if err != nil {
			t.Fatal(err)
		}
	}
	book("a", 2)
	soon(t, v, "/communes/26281", "il reste 1 place")
	book("b", 1)
	soon(t, v, "/communes/26281", "Complet")
	if got := v.get("/communes/26281"); strings.ContainsAny(got.body, "\x01\x02") {
		t.Error("a mark was left in the page")
	}
	other := s.Opening("Autre chose") // by another process: this one only polls
	other.Slot("2027-04-10", 600, 660, 5)
	soon(t, v, "/communes/26281", "Autre chose")
	soon(t, v, "/", "2 événements")
	soon(t, v, "/evenements", "Autre chose")
}

func TestACachedPageIsAskedForAgain(t *testing.T) {
	s := newTestSite(t)
	s.Opening("Tournage").Slot("2027-04-10", 600, 660, 3)
	v := s.visitor()
	first := v.get("/communes/26281")
	r, err := http.NewRequestWithContext(t.Context(), http.MethodGet, s.url+"/communes/26281", nil)
	if err != nil {
		t.Fatal(err)
	}
	r.Header.Set("If-None-Match", first.Header.Get("ETag"))
	again, err := v.client.Do(r)
	if err != nil {
		t.Fatal(err)
	}
	_ = again.Body.Close()
	if again.StatusCode != http.StatusNotModified || first.Header.Get("ETag") == "" {
		t.Errorf("the same page again: %d, tag %q", again.StatusCode, first.Header.Get("ETag"))
	}
	if got := v.get("/communes/99999"); got.StatusCode != 404 {
		t.Errorf("a commune that is not there: %d", got.StatusCode)
	}
}

// Whoever is signed in gets a page of their own, which nobody else is sent.
func TestACachedPageIsNobodysOwn(t *testing.T) {
	s := newTestSite(t)
	s.Opening("Tournage")
	organiser := s.as(s.Account("organisation@example.org", jema.RoleOrganiser))
	if got := organiser.get("/communes/26281"); !strings.Contains(got.body, "/deconnexion") ||
		strings.HasPrefix(got.Header.Get("Cache-Control"), "public") {
		t.Error("an organiser's page does not know the organiser")
	}
	if got := s.visitor().get("/communes/26281"); strings.Contains(got.body, "/deconnexion") {
		t.Error("a visitor got an organiser's page")
	}
}

// What an organiser does is on the page at once.
func TestADecisionIsOnThePageAtOnce(t *testing.T) {
	s := newTestSite(t)
	o := s.OpeningIn(s.Workshop("Atelier", 0), "Tournage", jema.Submitted)
	o.Slot("2027-04-10", 600, 660, 3)
	v := s.visitor()
	v.get("/communes/26281")
	organiser := s.as(s.Account("organisation@example.org", jema.RoleOrganiser))
	page := organiser.get(fmt.Sprintf("/organisation/evenements/%d", o.ID)).page
	form := map[string][]string{"decision": {"approve"}}
	for _, field := range []string{"state", "version"} {
		value, _ := page.Find(`form[data-opening] input[name=` + field + `]`).Attr("value")
		form[field] = []string{value}
	}
	if got := organiser.post(fmt.Sprintf("/organisation/evenements/%d/decision", o.ID),
		form); got.StatusCode != http.StatusSeeOther {
		t.Fatalf("approving: %d", got.StatusCode)
	}
	if got := v.seen("/communes/26281"); !strings.Contains(got.body, "Tournage") {
		t.Error("what was approved is not on the page")
	}
}

// BenchmarkCommunePage compares a cached page with the same page made
// for each visitor, as somebody who is signed in gets it.
func BenchmarkCommunePage(b *testing.B) {
	s := benchSite(b)
	for name, cookie := range map[string]string{"cached": "", "rendered": "jema=unknown"} {
		b.Run(name, func(b *testing.B) {
			for b.Loop() {
				r := httptest.NewRequestWithContext(b.Context(), http.MethodGet, s.url+"/communes/26281", nil)
				r.Header.Set("Accept-Encoding", "gzip")
				if cookie != "" {
					r.Header.Set("Cookie", cookie)
				}
				w := httptest.NewRecorder()
				s.handler.ServeHTTP(w, r)
				if w.Code != http.StatusOK {
					b.Fatal(w.Code)
				}
				_, _ = io.Copy(io.Discard, w.Body)
			}
		})
	}
}

func benchSite(b *testing.B) *testSite {
	b.Helper()
	s := newSite(b)
	for i := range 25 {
		o := s.Opening(fmt.Sprintf("Visite %d", i))
		for hour := range 6 {
			o.Slot("2027-04-10", jema.NewClock(10+hour, 0), jema.NewClock(11+hour, 0), 8)
		}
	}
	return s
}
