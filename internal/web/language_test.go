package web

import (
	"net/http"
	"net/url"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/PuerkitoBio/goquery"
	"golang.org/x/net/html"

	"jema/internal/catalogue"
	"jema/internal/jema"
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

func TestAnEventIsReadInItsArtisansEnglish(t *testing.T) {
	s := newTestSite(t)
	account := s.Account("artisane@example.org", jema.RoleArtisan)
	o := s.OpeningIn(s.Workshop("Atelier", account.ID), "Tournage", jema.Approved)
	artisan, organiser, english := s.as(account), s.as(s.organiser()), s.in("/en")
	mine, public := at("/mon-evenement/", o.ID, ""), at("/evenements/", o.ID, "")

	before := english.get(public)
	before.tells(t, http.StatusOK, "The artisan’s own words, in French.", "Un texte.")
	if got := before.page.Find(`.prose [lang="fr"]`).Text(); got != "Un texte." {
		t.Errorf("marked as French is %q", got)
	}
	artisan.follow(artisan.post(mine, with(artisan.form(mine), "title_english", "Throwing a bowl", "description_english",
		"Sit down at the wheel.", "do", "save"))).says(t, "C’est proposé à l’organisation")
	organiser.get(at("/organisation/evenements/", o.ID, "")).tells(t, http.StatusOK, "Titre en anglais", "Throwing a bowl")
	organiser.decideProposal(o.ID, "accept", "").wants(t, http.StatusSeeOther)

	after := english.get(public)
	after.tells(t, http.StatusOK, "Throwing a bowl", "Sit down at the wheel.")
	if said := after.page.Find("main").Text(); strings.Contains(said, "in French.") ||
		strings.Contains(said, "Un texte.") {
		t.Errorf("the French text is there, too: %s", said)
	}
	if title := after.page.Find("title").Text(); !strings.HasPrefix(title, "Throwing a bowl") {
		t.Errorf("the page is called %q", title)
	}
	english.get("/evenements").tells(t, http.StatusOK, "Throwing a bowl")
	french := s.visitor().get(public)
	french.tells(t, http.StatusOK, "Tournage", "Un texte.")
	if strings.Contains(french.page.Find("main").Text(), "Throwing") {
		t.Error("the French page is in English")
	}
	s.Holds()
}

// frenchSentences are the catalogue's sentences without parameters that English has
// otherwise.
func frenchSentences(t *testing.T) map[string]bool {
	t.Helper()
	read := func(language string) (all map[string]string) {
		all = map[string]string{}
		files, err := filepath.Glob("../catalogue/" + language + "/*.toml")
		if err != nil || len(files) < 30 {
			t.Fatalf("%d files of %s, %v", len(files), language, err)
		}
		for _, file := range files {
			data, err := os.ReadFile(file)
			if err != nil {
				t.Fatal(err)
			}
			section := ""
			for line := range strings.Lines(string(data)) {
				name, value, isSentence := strings.Cut(strings.TrimSpace(line), ` = "`)
				if strings.HasPrefix(line, "[") {
					section = filepath.Base(file) + strings.TrimSpace(line)
				} else if isSentence && !strings.Contains(value, "{{") {
					all[section+name] = catalogue.In(language).Typeset(strings.TrimSuffix(value, `"`))
				}
			}
		}
		return all
	}
	sentences, english := map[string]bool{}, read("en")
	for key, sentence := range read("fr") {
		if other, there := english[key]; there && other != sentence && len(sentence) > 4 {
			sentences[sentence] = true
		}
	}
	for _, sentence := range english {
		delete(sentences, sentence) // « Photo », « Communes »: both languages have it
	}
	return sentences
}

func TestNothingFrenchIsLeftUnmarkedOnEnglishPages(t *testing.T) {
	s := newTestSite(t)
	account := s.Account("artisane@example.org", jema.RoleArtisan)
	shop := s.Workshop("Atelier", account.ID)
	o := s.OpeningIn(shop, "Tournage", jema.Approved)
	slot := o.Slot("2027-04-10", 600, 660, 8)
	visitor, artisan, office := s.in("/en"), s.as(account), s.as(s.organiser())
	artisan.prefix, office.prefix = "/en", "/en"
	made, _ := visitor.booked(o.ID, slot)
	booked, _, _ := strings.Cut(strings.TrimPrefix(made.Header.Get("Location"), "/en"), "?")
	french := frenchSentences(t)
	if len(french) < 800 {
		t.Fatalf("only %d French sentences to look for", len(french))
	}
	for _, walk := range []struct {
		who   *browser
		pages []string
	}{
		{visitor, []string{"/", "/evenements", "/evenements?q=rien", at("/evenements/", o.ID, ""), "/communes/26281", booked,
			"/scolaires", "/scolaires/demande", "/retrouver", "/connexion", "/accessibilite", "/donnees-personnelles",
			"/mentions-legales", "/nowhere"}},
		{artisan, []string{"/atelier", at("/atelier/", shop.ID, ""), at("/mon-evenement/", o.ID, ""),
			at("/mon-evenement/", o.ID, "/creneaux"), at("/mon-evenement/", o.ID, at("/creneaux/", slot, "")),
			at("/mon-evenement/", o.ID, "/visiteurs"), "/compte"}},
		{office, []string{"/organisation", at("/organisation/evenements/", o.ID, ""), "/organisation/programmes",
			"/organisation/programmes/reglages", "/organisation/messages", "/accueil", "/accueil/appels",
			at("/accueil/evenements/", o.ID, "")}},
	} {
		for _, path := range walk.pages {
			got := walk.who.get(path)
			if lang := got.page.Find("html").AttrOr("lang", ""); lang != "en" {
				t.Errorf("%s is in %q (%d)", path, lang, got.StatusCode)
			}
			got.leavesEnglish(t)
			got.page.Find(`[lang="fr"], script, style`).Remove()
			got.page.Find("*").Contents().Each(func(_ int, n *goquery.Selection) {
				said := strings.TrimSpace(n.Text())
				if n.Nodes[0].Type == html.TextNode && french[strings.TrimRight(said, ",")] {
					t.Errorf("%s says in French: %q", path, said)
				}
			})
			got.page.Find("[alt], [aria-label], [placeholder], [title]").Each(func(_ int, e *goquery.Selection) {
				for _, name := range []string{"alt", "aria-label", "placeholder", "title"} {
					if french[e.AttrOr(name, "")] {
						t.Errorf("%s has in French: %q", path, e.AttrOr(name, ""))
					}
				}
			})
		}
	}
}
