package visitor

import (
	"cmp"
	"html/template"
	"math"
	"slices"

	"github.com/gin-gonic/gin"

	"jema/internal/jema"
	"jema/internal/postgres"
	"jema/internal/text"
	"jema/internal/web/page"
)

// Communes shows what opens in a commune.
type Communes struct{ *page.Kit }

type communePage struct {
	page.Layout
	Commune jema.Commune
	Cover   template.HTML
	Entries []page.EntryView
	Veneers []string
	Days    []page.TimesLine // on which days something opens
	Nearby  []communeLine    // the nearest communes where something opens
}

// nearbyCommunes is how many neighbours a commune's page names.
const nearbyCommunes = 6

// show shows what opens in a commune.
func (h Communes) show(c *gin.Context) error { return h.Cached(c, h.gather) }

func (h Communes) gather(c *gin.Context) (g page.Content, err error) {
	place, err := h.Place(c)
	if err != nil {
		return g, err
	}
	communes, err := h.Store.Communes(c.Request.Context(), place.Territory.ID)
	if err != nil {
		return g, err
	}
	i := slices.IndexFunc(communes, func(x jema.Commune) bool { return x.INSEE == c.Param("insee") })
	if i < 0 {
		return g, jema.NotFound("commune.missing")
	}
	entries, err := h.Store.Entries(c.Request.Context(), place.Edition, postgres.EntryFilter{}, h.Now())
	if err != nil {
		return g, err
	}
	layout, err := h.Layout(c, communes[i].Name)
	if err != nil {
		return g, err
	}
	return page.Content{Name: "commune/show", Data: h.page(layout, communes[i], communes, entries)}, nil
}

func (h Communes) page(l page.Layout, commune jema.Commune, communes []jema.Commune, entries []jema.Entry) communePage {
	p := communePage{Layout: l, Commune: commune}
	here := slices.DeleteFunc(slices.Clone(entries), func(e jema.Entry) bool { return e.Commune.INSEE != commune.INSEE })
	slices.SortStableFunc(here, compareEntries)
	if len(here) > 0 {
		p.Cover = page.Cover(commune.INSEE, 1080, 300, here)
	}
	for _, e := range here {
		view := page.ViewOf(l, e, h.Now())
		p.Entries = append(p.Entries, view)
		p.Veneers = append(p.Veneers, view.Veneer)
	}
	p.Layout.Description = l.T("commune.summary", "n", len(here), "at", commune.AtName)
	p.Days = openDays(here, l.Edition)
	for _, line := range communeLines(communes, entries) {
		if line.Openings > 0 && line.INSEE != commune.INSEE {
			p.Nearby = append(p.Nearby, line)
		}
	}
	slices.SortStableFunc(p.Nearby, func(a, b communeLine) int {
		return cmp.Or(cmp.Compare(apart(commune, a.Commune), apart(commune, b.Commune)), text.Compare(a.SortName, b.SortName))
	})
	p.Nearby = p.Nearby[:min(len(p.Nearby), nearbyCommunes)]
	return p
}

// openDays counts what opens on each day of the edition.
func openDays(entries []jema.Entry, e jema.Edition) (lines []page.TimesLine) {
	for _, day := range e.Days() {
		n := 0
		for _, entry := range entries {
			if on := page.OnDay(entry, day, e); len(on.Hours)+len(on.Slots) > 0 {
				n++
			}
		}
		if n > 0 {
			lines = append(lines, page.TimesLine{Days: text.DayMonth(day), Times: text.Count(n, "événement", "événements")})
		}
	}
	return lines
}

// apart compares how far communes lie from each other, by their centroids; it
// is no length.
func apart(a, b jema.Commune) float64 {
	x := (a.Lon - b.Lon) * math.Cos(a.Lat*math.Pi/180)
	return math.Hypot(x, a.Lat-b.Lat)
}
