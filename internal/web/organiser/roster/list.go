package roster

import (
	"net/http"
	"net/url"
	"slices"
	"strconv"

	"github.com/gin-gonic/gin"

	"jema/internal/jema"
	"jema/internal/postgres"
	"jema/internal/text"
	"jema/internal/web/artisan"
	"jema/internal/web/page"
)

// Rosters lists workshops.
type Rosters struct{ *page.Kit }

// shows are the choices of what the roster lists.
var shows = []string{postgres.RosterAll, postgres.RosterBefore, postgres.RosterEmpty, postgres.RosterReread}

// listPage is a page of the roster.
type listPage struct {
	page.Layout
	Filter   postgres.RosterFilter
	Lines    []postgres.RosterLine
	Total    int
	Communes []page.Option
	Shows    []page.Option
	Advisers []page.Option // to whom workshops may be given
}

// show lists a page of the workshops that the filter chooses.
func (h Rosters) show(c *gin.Context) error {
	layout, err := h.Layout(c, h.Voice(c).Say("roster.title"))
	if err != nil {
		return err
	}
	p := listPage{Layout: layout, Filter: filterOf(c.Request.URL.Query(), layout.Edition)}
	ctx := c.Request.Context()
	if p.Lines, err = h.Store.Roster(ctx, p.Filter); err != nil {
		return err
	}
	if len(p.Lines) == 0 && p.Filter.Page > 1 { // a page that is no longer there
		p.Filter.Page = 1
		if p.Lines, err = h.Store.Roster(ctx, p.Filter); err != nil {
			return err
		}
	}
	if len(p.Lines) > 0 {
		p.Total = p.Lines[0].Total
	}
	choices, err := h.Store.Choices(ctx, layout.Territory.ID)
	if err != nil {
		return err
	}
	p.Communes = artisan.CommuneOptions(choices.Communes)
	actors, err := h.Store.Actors(ctx, layout.Territory.ID, 0)
	if err != nil {
		return err
	}
	for _, a := range actors {
		if a.Role == jema.RoleAdviser {
			p.Advisers = append(p.Advisers, page.Option{Value: strconv.FormatInt(int64(a.ID), 10), Label: a.Name})
		}
	}
	for _, s := range shows {
		name := s
		if s == postgres.RosterAll {
			name = "tous"
		}
		p.Shows = append(p.Shows, page.Option{Value: s, Label: p.T("roster.show." + name)})
	}
	return h.Render(c, http.StatusOK, "roster/list", p)
}

// filterOf reads a filter from an address; what is no choice is left out.
func filterOf(q url.Values, e jema.Edition) postgres.RosterFilter {
	f := postgres.RosterFilter{Edition: e, Words: text.Line(q.Get("mots")), Commune: text.Line(q.Get("commune"))}
	if runes := []rune(f.Words); len(runes) > page.WordsMax {
		f.Words = string(runes[:page.WordsMax])
	}
	if s := q.Get("voir"); slices.Contains(shows, s) {
		f.Show = s
	}
	const pagesMost = 10_000
	if n, err := strconv.Atoi(q.Get("page")); err == nil && n > 1 && n < pagesMost {
		f.Page = n
	}
	return f
}

// address is where the roster shows what a filter chooses.
func address(f postgres.RosterFilter) string {
	q := url.Values{}
	for name, value := range map[string]string{"mots": f.Words, "commune": f.Commune, "voir": f.Show} {
		if value != "" {
			q.Set(name, value)
		}
	}
	if f.Page > 1 {
		q.Set("page", strconv.Itoa(f.Page))
	}
	if len(q) == 0 {
		return Path
	}
	return Path + "?" + q.Encode()
}

// Filtered reports whether the roster shows a choice of the workshops.
func (p listPage) Filtered() bool { return address(p.Filter) != Path }

// Takeable reports whether an event of a workshop on the page may be taken over.
func (p listPage) Takeable() bool {
	return slices.ContainsFunc(p.Lines, func(l postgres.RosterLine) bool { return l.Before > 0 })
}

// Number and Of are which page of how many this is.
func (p listPage) Number() int { return max(1, p.Filter.Page) }

// Of is how many pages there are.
func (p listPage) Of() int { return (p.Total + postgres.RosterPage - 1) / postgres.RosterPage }

// Earlier is the address of the page before, "" for none.
func (p listPage) Earlier() string { return p.turned(-1) }

// Later is the address of the page after, "" for none.
func (p listPage) Later() string { return p.turned(1) }

func (p listPage) turned(by int) string {
	f := p.Filter
	f.Page = p.Number() + by
	if f.Page < 1 || f.Page > p.Of() {
		return ""
	}
	return address(f)
}
