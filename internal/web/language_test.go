package web

import (
	"net/http"
	"net/url"
	"strings"
	"testing"

	"github.com/PuerkitoBio/goquery"
)

// in returns a browser whose addresses are those of the pages in a language.
func (s *testSite) in(prefix string) *browser {
	v := s.visitor()
	v.prefix = prefix
	return v
}

// leavesEnglish fails where a link or a form of an English page leads to a French one.
func (a answer) leavesEnglish(t testing.TB) {
	t.Helper()
	a.page.Find("a[href], form[action], button[formaction]").Each(func(_ int, e *goquery.Selection) {
		to := e.AttrOr("href", e.AttrOr("action", e.AttrOr("formaction", "")))
		if _, other := e.Attr("hreflang"); !other && strings.HasPrefix(to, "/") && !strings.HasPrefix(to, "/en/") {
			t.Errorf("%s leads out of /en to %s", a.Request.URL, to)
		}
	})
}

func TestTheLanguageOfAPageIsInItsAddress(t *testing.T) {
	s := newTestSite(t)
	opening := s.Opening("Tournage")
	slot := opening.Slot("2027-04-10", 600, 660, 8)
	event := at("/evenements/", opening.ID, "")

	french, english := s.visitor().get("/"), s.in("/en").get("/")
	for _, c := range []struct {
		answer
		language, other string
	}{{french, "fr", "/en/"}, {english, "en", "/"}} {
		c.wants(t, http.StatusOK)
		if got := c.page.Find("html").AttrOr("lang", ""); got != c.language {
			t.Errorf("the page's language is %q, want %q", got, c.language)
		}
		if got := c.page.Find("header a[hreflang]").AttrOr("href", ""); got != c.other {
			t.Errorf("from %s one changes to %q, want %q", c.language, got, c.other)
		}
		pair := map[string]string{}
		c.page.Find("link[rel=alternate][hreflang]").Each(func(_ int, l *goquery.Selection) {
			pair[l.AttrOr("hreflang", "")] = strings.TrimPrefix(l.AttrOr("href", ""), s.url)
		})
		if pair["fr"] != "/" || pair["en"] != "/en/" || pair["x-default"] != "/" {
			t.Errorf("the languages of the page are %v", pair)
		}
		if cookies := c.Header.Values("Set-Cookie"); len(cookies) > 0 {
			t.Errorf("a cookie is set: %q", cookies)
		}
	}
	english.leavesEnglish(t)
	if c := english.page.Find("link[rel=canonical]").AttrOr("href", ""); c != s.url+"/en/" {
		t.Errorf("the English page is known as %s", c)
	}
	home := s.in("").get("/en?fait=x").wants(t, http.StatusMovedPermanently)
	if to := home.Header.Get("Location"); to != "/en/?fait=x" {
		t.Errorf("/en leads to %s", to)
	}

	v := s.in("/en")
	page := v.get(event)
	page.tells(t, http.StatusOK, "Book a place", "8 places left")
	page.leavesEnglish(t)
	if !s.site.Public.Has("/en"+event) || !s.site.Public.Has("/en/") {
		t.Error("English pages are not ready-made")
	}
	list := v.get("/evenements")
	list.tells(t, http.StatusOK, "8 places left Saturday 10 April at 10:00")
	bad, _ := v.booked(opening.ID, slot, "name", "")
	bad.tells(t, http.StatusUnprocessableEntity, "Give a name.")
	bad.leavesEnglish(t)
	if to := bad.page.Find("header a[hreflang=fr]").AttrOr("href", ""); to != event {
		t.Errorf("from a refused form one changes to %s", to)
	}
	if key := bad.page.Find(`form[action="/en` + event + `/reservations"] input[name=key]`); key.Length() != 1 {
		t.Error("the form is not there again")
	}
	made, _ := v.booked(opening.ID, slot)
	to := made.wants(t, http.StatusSeeOther).Header.Get("Location")
	if !strings.HasPrefix(to, "/en/r/") {
		t.Fatalf("a booking in English leads to %s", to)
	}
	booked := v.get(strings.TrimPrefix(to, "/en"))
	booked.tells(t, http.StatusOK, "Your visit is booked", "It is booked.", "10:00 to 11:00")
	if booked.page.Find("link[rel=alternate]").Length() != 0 {
		t.Error("a page behind a link names its address to search engines")
	}
	calendar := v.seen(strings.Split(strings.TrimPrefix(to, "/en"), "?")[0]+"/visite.ics").wants(t, http.StatusOK)
	if !strings.Contains(strings.ReplaceAll(calendar.body, "\r\n ", ""), "See or cancel: "+s.url+"/en/r/") {
		t.Errorf("the calendar entry is not in English: %s", calendar.body)
	}

	missing := v.seen("/nowhere")
	missing.tells(t, http.StatusNotFound, "There is no such page")
	missing.leavesEnglish(t)
	first := v.seen("/atelier").wants(t, http.StatusSeeOther).Header.Get("Location")
	if first != "/en/connexion?suite="+url.QueryEscape("/atelier") {
		t.Errorf("whoever is not signed in is sent to %s", first)
	}
	s.Holds()
}
