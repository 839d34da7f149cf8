package web

import (
	"fmt"
	"net/http"
	"regexp"
	"strings"
	"testing"

	"github.com/PuerkitoBio/goquery"

	"jema/internal/jema"
)

func TestHomeSaysWhatOpensWhere(t *testing.T) {
	s := newTestSite(t)
	s.Opening("Tournage").Slot("2027-04-10", 600, 660, 8)
	s.Opening("Émaux")
	home := s.visitor().get("/")
	home.tells(t, 200, "Du mardi\u00a06 au dimanche\u00a011\u00a0avril\u00a02027", "2\u00a0événements dans 1\u00a0commune")
	if n := home.page.Find("svg.map a").Length(); n != 1 {
		t.Errorf("%d communes of the map are links, want 1", n)
	}
	if n := home.page.Find("svg.map path.mute").Length(); n != 2 {
		t.Errorf("%d communes of the map are muted, want 2", n)
	}
	if label, _ := home.page.Find("svg.map a").Attr("aria-label"); plain.Replace(
		label) != "Romans-sur-Isère, 2 événements" {
		t.Errorf("the commune of the map is called %q", label)
	}
	if got := strings.Join(strings.Fields(home.page.Find("#liste-communes").Text()),
		" "); got != "Romans-sur-Isère 2 événements" {
		t.Errorf("the list beside the map says %q", got)
	}
	others := home.page.Find(".others a").Map(func(_ int, a *goquery.Selection) string { return a.Text() })
	if got := strings.Join(others, ", "); got != "La Baume-d’Hostun, Étoile-sur-Rhône" {
		t.Errorf("the others are %s", got)
	}
}

func TestAnEmptyEditionIsAWholePage(t *testing.T) {
	s := newTestSite(t)
	v := s.visitor()
	v.get("/").tells(t, 200, "Le programme n’est pas encore publié.")
	v.get("/evenements").tells(t, 200, "Rien ne correspond à cette recherche.")
	v.get("/communes/26281").tells(t, 200, "Aucun atelier n’ouvre à Romans-sur-Isère cette année.")
	v.get("/communes/99999").tells(t, 404, "Cette commune n’est pas dans le territoire.")
	v.get("/communes/26281%00").tells(t, 404)
}

func TestSearchFindsAndSaysWhatItDidNotUnderstand(t *testing.T) {
	s := newTestSite(t)
	s.Opening("Tournage du grès").Slot("2027-04-10", 600, 660, 8)
	s.Opening("Émaux de cendre").Slot("2027-04-11", 600, 660, 8)
	v := s.visitor()
	for query, want := range map[string]string{
		"": "2", "q=CENDRE": "1", "q=céramiste+cendre": "1", "q=GRES": "2", "q=cuir": "", "commune=26281": "2",
		"commune=26034": "", "metier=ceramique": "2",
		"metier=ceramiste": "2", "metier=bottier-main": "", "jour=2027-04-11": "1", "jour=2027-04-07": "",
		"places=1&q=cendre": "1", "places=9": "", "page=99": "2",
		"q=%00%FF": "", "q=%00cendre": "1", "q=%27%22%3C%3E%25_": "", "page=-1": "2", "page=zz": "2",
	} {
		got := v.get("/evenements?" + query)
		got.tells(t, 200)
		if count, _, _ := strings.Cut(plain.Replace(got.page.Find(".found-count .clock").Text()), " "); count != want {
			t.Errorf("%s finds %q, want %q", query, count, want)
		}
	}
	kept := v.get("/evenements?q=gr%C3%A8s&jour=2027-04-10&metier=ceramiste")
	if q, _ := kept.page.Find("#f-q").Attr("value"); q != "grès" {
		t.Errorf("the words are lost: %q", q)
	}
	if day, _ := kept.page.Find("#f-when option[selected]").Attr("value"); day != "2027-04-10" {
		t.Errorf("the day is lost: %q", day)
	}
	v.get("/evenements?jour=demain").tells(t, 422, "Cette date n’a pas été comprise.")
	v.get("/evenements?jour=0000-01-01").tells(t, 422)
	v.get("/evenements?q="+strings.Repeat("a", 10_000)).tells(t, 422)
	if got := v.get("/o/1"); got.StatusCode != 302 || got.Header.Get("Location") != "/evenements/1" {
		t.Errorf("a QR code leads to %d %s", got.StatusCode, got.Header.Get("Location"))
	}
}

func TestResultsArePagedWithTheirFilters(t *testing.T) {
	s := newTestSite(t)
	shop := s.Workshop("Atelier", 0)
	for i := range 24 + 1 {
		s.OpeningIn(shop, fmt.Sprintf("Grès %02d", i), jema.Approved)
	}
	v := s.visitor()
	next, _ := v.get("/evenements?q=gres&commune=26281").page.Find("nav.pages a[rel=next]").Attr("href")
	if next != "/evenements?commune=26281&page=2&q=gres" {
		t.Fatalf("the next page is %q", next)
	}
	if n := v.get(next).page.Find("article").Length(); n != 1 {
		t.Errorf("the last page shows %d openings", n)
	}
}

// TestEveryPageIsWellMade looks at what every page must have, whoever wrote it.
func TestEveryPageIsWellMade(t *testing.T) {
	s := newTestSite(t)
	opening := s.Opening("Tournage")
	slot := opening.Slot("2027-04-10", 600, 660, 2)
	opening.Slot("2027-04-11", 600, 660, 8)
	s.Opening("Émaux")
	v := s.visitor()
	made, _ := v.booked(opening.ID, slot)
	paths := []string{"/", "/evenements", "/evenements?q=rien", fmt.Sprintf("/evenements/%d", opening.ID),
		"/communes/26281", "/communes/26034",
		made.Header.Get("Location"), "/accessibilite", "/donnees-personnelles", "/mentions-legales", "/connexion", "/rien"}
	titles := map[string]string{}
	for _, path := range paths {
		got := v.get(path)
		wellMade(t, path, got)
		title := got.page.Find("title").Text()
		if other, twice := titles[title]; twice && !strings.HasPrefix(path, other) {
			t.Errorf("%s and %s are both called %q", path, other, title)
		}
		titles[title] = path
	}
	refused := v.reserve(opening.ID, nil)
	wellMade(t, "a refused booking", refused)
}

var unsaid = regexp.MustCompile(`\b(home|visit|commune|layout|about|booking|notice|form|error)\.[a-z_]+(\.[a-z_]+)*\b`)

func wellMade(t *testing.T, path string, a answer) {
	t.Helper()
	if a.StatusCode >= http.StatusInternalServerError {
		t.Errorf("%s: status %d", path, a.StatusCode)
	}
	p := a.page
	if n := p.Find("h1").Length(); n != 1 {
		t.Errorf("%s has %d h1", path, n)
	}
	if lang, _ := p.Find("html").Attr("lang"); lang != "fr" || p.Find("main").Length() != 1 ||
		p.Find("a.skip[href='#contenu']").Length() != 1 {
		t.Errorf("%s lacks its language, its main part or the way to it", path)
	}
	ids := map[string]bool{}
	p.Find("[id]").Each(func(_ int, e *goquery.Selection) {
		id, _ := e.Attr("id")
		if ids[id] {
			t.Errorf("%s: two elements are called %s", path, id)
		}
		ids[id] = true
	})
	p.Find("[aria-describedby], [aria-labelledby], label[for], use[href^='#']").Each(func(_ int, e *goquery.Selection) {
		for _, name := range []string{"aria-describedby", "aria-labelledby", "for", "href"} {
			value, _ := e.Attr(name)
			for ref := range strings.FieldsSeq(strings.TrimPrefix(value, "#")) {
				if !ids[ref] {
					t.Errorf("%s: %s=%q leads nowhere", path, name, ref)
				}
			}
		}
	})
	p.Find("input:not([type=hidden]), select, textarea").Each(func(_ int, e *goquery.Selection) {
		id, _ := e.Attr("id")
		if e.Closest("label").Length() == 0 && p.Find("label[for='"+id+"']").Length() == 0 {
			t.Errorf("%s: the field %s has no label", path, id)
		}
	})
	if n := p.Find("[style], style, script:not([src]):not([type='application/ld+json']), [onclick]").Length(); n != 0 {
		t.Errorf("%s writes %d styles or scripts into the page", path, n)
	}
	if key := unsaid.FindString(p.Find("body").Text()); key != "" && !strings.Contains(key, ".org") {
		t.Errorf("%s says the key %s", path, key)
	}
}
