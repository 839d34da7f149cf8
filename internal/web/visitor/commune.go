package visitor

import (
	"cmp"
	"context"
	"html/template"
	"math"
	"slices"
	"time"

	"github.com/gin-gonic/gin"

	"jema/internal/jema"
	"jema/internal/postgres"
	"jema/internal/text"
	"jema/internal/web/feed"
	"jema/internal/web/page"
	"jema/internal/web/public"
	"jema/internal/web/visitor/search"
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
	Plan    *search.Plan     // nil where nothing can be drawn
	Nearby  []communeLine    // the nearest communes where something opens
}

// nearbyCommunes is how many neighbours a commune's page names.
const nearbyCommunes = 6

// show shows what opens in a commune.
func (h Communes) show(c *gin.Context) error {
	insee := c.Param("insee")
	return h.Ready().Cached(c, "/communes/"+insee, page.Public{
		Gather: func(_ context.Context, l page.Layout, from *public.State) (page.Content, error) {
			return h.gather(l, from, insee)
		},
		Depends: func(s *public.State) []int64 { return ofCommune(insee, s.ByCommune) },
	})
}

// ofCommune is what a commune's page depends on: all that it shows, and the
// neighbours it names.
func ofCommune(insee string, communes []postgres.CommuneState) (parts []int64) {
	i := slices.IndexFunc(communes, func(x postgres.CommuneState) bool { return x.INSEE == insee })
	if i < 0 {
		return nil
	}
	parts = append(parts, communes[i].Content)
	places := make([]jema.Commune, len(communes))
	for j, x := range communes {
		places[j] = jema.Commune{INSEE: x.INSEE, SortName: x.SortName, Lat: x.Lat, Lon: x.Lon}
	}
	lines := make([]communeLine, len(communes))
	listed := map[string]int64{}
	for j, x := range communes {
		lines[j] = communeLine{Commune: places[j], Openings: x.Openings}
		listed[x.INSEE] = x.Listed
	}
	for _, line := range neighbours(places[i], lines) {
		parts = append(parts, listed[line.INSEE])
	}
	return parts
}

func (Communes) gather(l page.Layout, from *public.State, insee string) (g page.Content, err error) {
	communes, entries := from.Communes(), from.Entries()
	i := slices.IndexFunc(communes, func(x jema.Commune) bool { return x.INSEE == insee })
	if i < 0 {
		return g, jema.NotFound("commune.missing")
	}
	l.Title = communes[i].Name
	p := communePageOf(l, communes[i], entries, from.Now)
	p.Nearby = neighbours(communes[i], communeLines(communes, entries))
	views := make([]*page.EntryView, len(p.Entries))
	for k := range p.Entries {
		views[k] = &p.Entries[k]
	}
	if p.Plan, err = search.PlanOf(l, from, insee, 1, views); err != nil {
		return g, err
	}
	return page.Content{Name: "commune/show", Data: p}, nil
}

func communePageOf(l page.Layout, commune jema.Commune, entries []jema.Entry, now time.Time) communePage {
	p := communePage{Layout: l, Commune: commune}
	here := slices.DeleteFunc(slices.Clone(entries), func(e jema.Entry) bool { return e.Commune.INSEE != commune.INSEE })
	slices.SortStableFunc(here, compareEntries)
	p.Layout.Picture = feed.CommunePicture(l, commune, here)
	if len(here) > 0 {
		p.Cover = page.Cover(commune.INSEE, 1080, 300, here)
	}
	for _, e := range here {
		view := page.ViewOf(l, e, now)
		p.Entries = append(p.Entries, view)
		p.Veneers = append(p.Veneers, view.Veneer)
	}
	p.Layout.Description = l.T("commune.summary", "n", len(here), "at", l.Voice.At(commune))
	p.Days = openDays(l, here)
	return p
}

// neighbours are the nearest communes where something opens.
func neighbours(commune jema.Commune, lines []communeLine) []communeLine {
	lines = slices.DeleteFunc(slices.Clone(lines), func(line communeLine) bool {
		return line.Openings == 0 ||
			line.INSEE == commune.INSEE
	})
	slices.SortStableFunc(lines, func(a, b communeLine) int {
		return cmp.Or(cmp.Compare(apart(commune, a.Commune), apart(commune, b.Commune)), text.Compare(a.SortName, b.SortName))
	})
	return lines[:min(len(lines), nearbyCommunes)]
}

// openDays counts what opens on each day of the edition.
func openDays(l page.Layout, entries []jema.Entry) (lines []page.TimesLine) {
	on := map[jema.Date]int{}
	for _, entry := range entries {
		for _, day := range entry.OpenDays(l.Edition.Zone) {
			on[day]++
		}
	}
	for _, day := range l.Edition.Days() {
		if n := on[day]; n > 0 {
			lines = append(lines, page.TimesLine{Days: l.Voice.DayMonth(day), Times: l.T("home.openings", "n", n)})
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

// compareCommunes orders communes as a French index does, their articles left aside.
func compareCommunes(a, b jema.Commune) int {
	return cmp.Or(text.Compare(a.SortName, b.SortName), cmp.Compare(a.INSEE, b.INSEE))
}
