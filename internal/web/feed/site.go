package feed

import (
	"cmp"
	"encoding/xml"
	"net/http"
	"slices"
	"strconv"
	"strings"
	"time"

	"github.com/gin-gonic/gin"

	"jema/internal/catalogue"
	"jema/internal/jema"
	"jema/internal/web/page"
	"jema/internal/web/public"
)

// Sites lists the pages for search engines.
type Sites struct{ *page.Kit }

// private begin the addresses of pages that are nobody's to find: they belong to the
// holder of a link, or to whoever signs in.
var private = []string{"/r/", "/p/", "/classe/", "/connexion", "/compte", "/reprise/", "/atelier", "/suivi",
	"/mon-evenement/",
	"/organisation", "/accueil", "/demo/"}

// robots names what is not to be read, and where the list of pages is.
func (h Sites) robots(c *gin.Context) error {
	var b strings.Builder
	b.WriteString("User-agent: *\n")
	for _, path := range private {
		b.WriteString("Disallow: " + path + "\n")
	}
	b.WriteString("\nSitemap: " + h.Base.String() + "/sitemap.xml\n")
	c.Header("Cache-Control", "public, max-age=3600")
	c.String(http.StatusOK, b.String())
	return nil
}

// mappedPage is a page of the sitemap, in one language.
type mappedPage struct {
	Location   string      `xml:"loc"`
	Modified   string      `xml:"lastmod,omitempty"`
	Alternates []alternate `xml:"xhtml:link"`
}

type alternate struct {
	Rel      string `xml:"rel,attr"`
	Language string `xml:"hreflang,attr"`
	Address  string `xml:"href,attr"`
}

type sitemap struct {
	XMLName xml.Name     `xml:"urlset"`
	Space   string       `xml:"xmlns,attr"`
	XHTML   string       `xml:"xmlns:xhtml,attr"`
	Pages   []mappedPage `xml:"url"`
}

// sitemap lists the public pages, each with when it last changed and its other
// language.
func (h Sites) sitemap(c *gin.Context) error {
	return h.Ready().File(c, page.File{ContentType: "application/xml; charset=utf-8", Depends: (*public.State).Shown,
		Write: func(l page.Layout, from *public.State) ([]byte, error) { return writeXML(sitemapOf(l, from)) }})
}

func sitemapOf(l page.Layout, from *public.State) sitemap {
	m := sitemap{Space: "http://www.sitemaps.org/schemas/sitemap/0.9", XHTML: "http://www.w3.org/1999/xhtml"}
	entries, latest := shown(from), time.Time{}
	byCommune := map[string]time.Time{}
	for _, e := range entries {
		at := changed(e)
		latest = later(latest, at)
		byCommune[e.Commune.INSEE] = later(byCommune[e.Commune.INSEE], at)
	}
	m.add(l, "/", latest)
	m.add(l, "/evenements", latest)
	for _, e := range entries {
		m.add(l, openingPath(e), changed(e))
	}
	for _, commune := range from.Communes() {
		m.add(l, communePath(commune), byCommune[commune.INSEE])
	}
	for _, path := range []string{"/scolaires", "/accessibilite", "/donnees-personnelles", "/mentions-legales"} {
		m.add(l, path, time.Time{})
	}
	return m
}

// add adds a page in each of its languages.
func (m *sitemap) add(l page.Layout, path string, at time.Time) {
	p := mappedPage{}
	if !at.IsZero() {
		p.Modified = at.UTC().Format(time.RFC3339)
	}
	for _, language := range catalogue.Languages {
		p.Alternates = append(p.Alternates, alternate{"alternate", language, l.Base + catalogue.In(language).Prefix() + path})
	}
	for _, a := range p.Alternates {
		p.Location = a.Address
		m.Pages = append(m.Pages, p)
	}
}

// address returns where a page is in the language of another.
func address(l page.Layout, path string) string { return l.Base + l.Voice.Prefix() + path }

func openingPath(e jema.Entry) string {
	return "/evenements/" + strconv.FormatInt(int64(e.Opening.ID), 10)
}
func communePath(c jema.Commune) string { return "/communes/" + c.INSEE }

// changed returns when what is shown of an opening last changed.
func changed(e jema.Entry) time.Time { return later(e.Opening.UpdatedAt, e.Workshop.UpdatedAt) }

func later(a, b time.Time) time.Time {
	if a.After(b) {
		return a
	}
	return b
}

// newestFirst orders openings by when they last changed.
func newestFirst(list []jema.Entry) {
	slices.SortFunc(list, func(a, b jema.Entry) int {
		return cmp.Or(b.Opening.UpdatedAt.Compare(a.Opening.UpdatedAt), cmp.Compare(b.Opening.ID, a.Opening.ID))
	})
}

func writeXML(document any) ([]byte, error) {
	data, err := xml.MarshalIndent(document, "", "")
	return append([]byte(xml.Header), data...), err
}
