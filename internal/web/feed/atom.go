package feed

import (
	"encoding/xml"
	"slices"
	"strings"
	"time"

	"github.com/gin-gonic/gin"

	"jema/internal/jema"
	"jema/internal/text"
	"jema/internal/web/page"
	"jema/internal/web/public"
)

// News lists what is new and what has changed (Atom, RFC 4287).
type News struct{ *page.Kit }

// newsMost is how many openings the feed has, those that changed last.
const newsMost = 100

// NewsPath is the address of the feed.
const NewsPath = "/nouveautes.atom"

const atomType = "application/atom+xml"

type atom struct {
	XMLName  xml.Name   `xml:"http://www.w3.org/2005/Atom feed"`
	Language string     `xml:"xml:lang,attr"`
	ID       string     `xml:"id"`
	Title    string     `xml:"title"`
	Subtitle string     `xml:"subtitle"`
	Updated  string     `xml:"updated"`
	Author   person     `xml:"author"`
	Links    []atomLink `xml:"link"`
	Icon     string     `xml:"icon"`
	Entries  []atomItem `xml:"entry"`
}

type person struct {
	Name string `xml:"name"`
}

type atomLink struct {
	Rel     string `xml:"rel,attr"`
	Type    string `xml:"type,attr"`
	Address string `xml:"href,attr"`
}

type atomItem struct {
	ID         string     `xml:"id"`
	Title      string     `xml:"title"`
	Updated    string     `xml:"updated"`
	Author     person     `xml:"author"`
	Links      []atomLink `xml:"link"`
	Categories []category `xml:"category"`
	Summary    string     `xml:"summary"`
}

type category struct {
	Term  string `xml:"term,attr"`
	Label string `xml:"label,attr"`
}

// show sends the feed.
func (h News) show(c *gin.Context) error {
	return h.Ready().File(c, page.File{ContentType: atomType + "; charset=utf-8", Depends: (*public.State).Shown,
		Write: func(l page.Layout, from *public.State) ([]byte, error) { return writeXML(newsOf(l, from)) }})
}

func newsOf(l page.Layout, from *public.State) atom {
	home := address(l, "/")
	feed := atom{
		Language: l.Voice.Language, ID: address(l, NewsPath), Title: text.Typeset(l.Edition.Name),
		Subtitle: l.T("feed.news.about", "territory", l.Territory.Name),
		Author:   person{l.Territory.Name}, Icon: l.Base + "/icone-192.png",
		Links: []atomLink{{"self", atomType, address(l, NewsPath)},
			{"alternate", "text/html", home}},
	}
	gone := withdrawn(from)
	list := slices.Concat(shown(from), gone)
	newestFirst(list)
	latest := l.Edition.RegistrationOpensAt // of a feed that has nothing yet
	for i, e := range list[:min(len(list), newsMost)] {
		if i == 0 {
			latest = e.Opening.UpdatedAt
		}
		feed.Entries = append(feed.Entries, itemOf(l, e))
	}
	feed.Updated = latest.UTC().Format(time.RFC3339)
	return feed
}

func itemOf(l page.Layout, e jema.Entry) atomItem {
	address := address(l, openingPath(e))
	item := atomItem{
		ID: l.Base + openingPath(e), Title: text.Typeset(e.Opening.Title) + ", " + e.Commune.Name,
		Updated: e.Opening.UpdatedAt.UTC().Format(time.RFC3339), Author: person{text.Typeset(e.Workshop.Name)},
		Links: []atomLink{{"alternate", "text/html", address}}, Summary: text.Typeset(firstText(e)),
	}
	if e.Craft != nil {
		item.Categories = []category{{e.Craft.Slug, e.Craft.Name}}
	}
	if e.Opening.State == jema.Cancelled {
		item.Title = l.T("feed.cancelled", "title", item.Title)
		item.Summary = l.T("feed.cancelled_words")
	}
	return item
}

// descriptionMost is how many characters of a description search engines show.
const descriptionMost = 300

// Description returns a few sentences about an opening, or whose it is where it has none.
func Description(e jema.Entry) string {
	words := strings.Join(strings.Fields(firstText(e)), " ")
	if words == "" {
		words = e.Opening.Title + ", " + e.Workshop.Name + ", " + e.Commune.Name
	}
	if signs := []rune(words); len(signs) > descriptionMost+50 {
		short := string(signs[:descriptionMost])
		words = short[:max(strings.LastIndex(short, " "), 0)] + "…"
	}
	return text.Typeset(words)
}

// firstText is the text of an opening that is short enough for a feed.
func firstText(e jema.Entry) string {
	if e.Opening.PrintedText != "" {
		return e.Opening.PrintedText
	}
	return e.Opening.Description
}
