package main

import (
	"net/http"
	"net/url"
	"regexp"
	"slices"
	"strings"
	"testing"

	"github.com/PuerkitoBio/goquery"
	"github.com/chromedp/cdproto/log"
	"github.com/chromedp/chromedp"
)

// crawl follows the links of a site, as nobody in particular unless its client is
// signed in.
type crawl struct {
	t               *testing.T
	base            string
	client          *http.Client
	signedIn        bool
	most, mostAsked int // how many addresses of one shape are followed, without conditions and with them
	seen            map[string]bool
	shapes          map[string]int
	pages           []string // one of each shape
}

// crawledMost is how many addresses of one shape are followed: of events and communes
// all, of a search's conditions a few.
const crawledMost = 130

// crawledSearches is how many addresses with conditions are followed.
const crawledSearches = 12

var digits = regexp.MustCompile(`\d+`)

func shapeOf(where string) string {
	path, query, asked := strings.Cut(where, "?")
	shape := digits.ReplaceAllString(path, "#")
	if asked {
		name, _, _ := strings.Cut(query, "=")
		shape += "?" + name
	}
	return shape
}

// follow loads an address and whatever it links to on the site.
func (c *crawl) follow(home string) {
	for todo := []string{home}; len(todo) > 0; todo = todo[1:] {
		todo = append(todo, c.load(todo[0])...)
	}
}

// load checks one address and returns what it links to for the first time.
func (c *crawl) load(where string) (next []string) {
	answer, err := c.client.Get(c.base + where) //nolint:noctx // ends with the test's site
	if err != nil {
		c.t.Fatal(err)
	}
	defer func() { _ = answer.Body.Close() }()
	if answer.StatusCode >= http.StatusBadRequest {
		c.t.Errorf("%s is broken: %d", where, answer.StatusCode)
	}
	if cookies := answer.Header.Values("Set-Cookie"); len(cookies) > 0 && !c.signedIn {
		c.t.Errorf("%s sets a cookie before anybody signs in: %q", where, cookies)
	}
	if !strings.HasPrefix(answer.Header.Get("Content-Type"), "text/html") {
		return nil
	}
	page, err := goquery.NewDocumentFromReader(answer.Body)
	if err != nil {
		c.t.Fatal(err)
	}
	if c.shapes[shapeOf(where)] == 1 {
		c.pages = append(c.pages, where)
	}
	page.Find("a[href], img[src], link[href], script[src]").Each(func(_ int, e *goquery.Selection) {
		link := e.AttrOr("href", e.AttrOr("src", ""))
		if to, ok := c.local(answer.Request.URL, link); ok {
			next = append(next, to)
		}
	})
	return next
}

// local returns an address of the site that has not been followed, as links write it.
func (c *crawl) local(from *url.URL, link string) (where string, ok bool) {
	to, err := from.Parse(link)
	if err != nil {
		c.t.Errorf("%s: %v", link, err)
		return "", false
	}
	if to.Scheme+"://"+to.Host != c.base || strings.HasSuffix(to.Path, ".pdf") || strings.HasPrefix(to.Path, "/demo/") {
		return "", false
	}
	where = to.RequestURI()
	shape, most := shapeOf(where), c.most
	if to.RawQuery != "" {
		most = c.mostAsked
	}
	if c.seen[where] || c.shapes[shape] >= most {
		return "", false
	}
	c.seen[where] = true
	c.shapes[shape]++
	return where, true
}

// Nobody finds a broken link, in either language, nor a cookie; and of each kind of page
// a browser reports neither an error, nor a violation of the policy, nor a request to
// another site.
func TestEveryLinkLeadsSomewhere(t *testing.T) {
	base := demonstration(t).base
	c := &crawl{t: t, base: base, seen: map[string]bool{}, shapes: map[string]int{"/": 1, "/en/": 1},
		client: http.DefaultClient, most: crawledMost, mostAsked: crawledSearches}
	c.follow("/")
	c.follow("/en/")
	for _, shape := range []string{"/evenements/#", "/en/evenements/#", "/communes/#", "/ateliers/#", "/en/ateliers/#"} {
		if c.shapes[shape] < 20 {
			t.Errorf("%d pages like %s are linked to", c.shapes[shape], shape)
		}
	}
	b := openBrowser(t, base, 360)
	var said []string
	if err := chromedp.Listen(b.ctx, func(event any) {
		if e, ok := event.(*log.EventEntryAdded); ok {
			said = append(said, e.Entry.Text+" "+e.Entry.URL)
		}
	}); err != nil {
		t.Fatal(err)
	}
	slices.Sort(c.pages)
	for _, where := range c.pages {
		b.open(where)
		b.run(`document.documentElement.scrollWidth <= window.innerWidth`)
	}
	if len(said) > 0 || len(b.foreign) > 0 {
		t.Errorf("the browser reports %q, requests of other sites %q", said, b.foreign)
	}
}
