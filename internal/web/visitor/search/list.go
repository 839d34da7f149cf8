// Package search is where visitors find openings: the form, what was understood of a
// question, the results, and what is near where nothing fits.
package search

import (
	"context"
	"net/http"
	"slices"
	"strings"

	"github.com/gin-gonic/gin"

	"jema/internal/jema"
	find "jema/internal/search"
	"jema/internal/web/page"
	"jema/internal/web/public"
)

// Lists shows lists of openings.
type Lists struct {
	*page.Kit
	Suggestions *Suggestions // of addresses
}

// group is a part of the results below one heading.
type group struct {
	jema.Commune // whose openings they are; without a name where they are in another order
	Entries      []page.EntryView
}

// openingsAPage is how many openings a page of results shows.
const openingsAPage = 24

type listPage struct {
	page.Layout
	Search      Form
	Chips       []Chip
	Narrow      bool // something is asked
	Count       int
	Groups      []group
	Plan        *Plan // nil where nothing can be drawn
	Veneers     []string
	DidYouMean  string
	MeantPath   string
	Without     string // words that were left out, since no event has all of them
	Suggestions []suggested
	Page, Pages int
	Previous    string
	Next        string
	Calendar    string // path of the calendar of what is asked, or of everything
	CalendarOf  string
}

// suggested is an opening that does not fit, with what differs.
type suggested struct {
	page.EntryView
	Because string
}

// request is a search as it was read, with what is wrong with it.
type request struct {
	find.Query
	problem error
	common  bool
}

// Show answers with what a visitor looks for, or with all that opens. What many look
// for is ready-made; anything else is searched and rendered.
func (h Lists) Show(c *gin.Context) error {
	wanted, problem := read(c)
	r := request{Query: wanted, problem: problem, common: problem == nil && h.isCommon(c, wanted)}
	how := page.Public{
		Gather: func(ctx context.Context, l page.Layout, from *public.State) (page.Content, error) {
			return h.found(ctx, l, from, r)
		},
		Depends: (*public.State).Shown,
	}
	if r.common {
		return h.Ready().Cached(c, address(wanted), how)
	}
	return h.Ready().Made(c, how)
}

// isCommon reports whether many look for the same: at most one commune, craft or day of
// those there are. Nobody can fill the cache with addresses that they make up.
func (h Lists) isCommon(c *gin.Context, q find.Query) bool {
	state, err := h.Public.State(c.Request.Context())
	if err != nil || q.Page > pagesOf(len(state.Entries())) {
		return false
	}
	only := find.Query{Page: q.Page}
	switch x := state.Index(); {
	case len(q.Communes) == 1 && len(x.CommuneNames(q.Communes)) == 1:
		only.Communes = q.Communes
	case q.Craft != "" && x.CraftName(q.Craft, h.Voice(c)) != "":
		only.Craft = q.Craft
	case len(q.Days) == 1 && slices.Contains(state.Place.Edition.Days(), q.Days[0]):
		only.Days = q.Days
	}
	return only.Values().Encode() == q.Values().Encode()
}

// pagesOf is how many pages a number of openings makes.
func pagesOf(openings int) int { return max(1, (openings+openingsAPage-1)/openingsAPage) }

// All returns the form of a page without conditions yet.
func All(l page.Layout, from *public.State) Form {
	x := from.Index()
	return NewForm(l, x, x.Find(find.Query{}, find.Options{Facets: true, Now: from.Now}), find.Query{})
}

// found gathers the openings that a visitor has searched for. What does not depend on
// the places that are left is found in what the public pages show.
func (h Lists) found(ctx context.Context, l page.Layout, from *public.State, r request) (g page.Content, err error) {
	x := from.Index()
	if !r.common {
		if x, err = h.Search.Index(ctx, l.Edition); err != nil {
			return g, err
		}
		if r.Query, err = h.Search.Locate(ctx, x, r.Query); err != nil {
			return g, err
		}
	}
	query, unknown := x.Complete(r.Query, from.Now)
	options := find.Options{PageSize: openingsAPage, Facets: true, Now: from.Now}
	result := x.Find(query, options)
	if last := pagesOf(result.Count); query.Page > last { // a page beyond the last is the last
		query.Page = last
		result = x.Find(query, options)
	}
	l.Title = l.T("visit.list.title")
	l.Description = l.T("feed.describe.list", "n", result.Count, "territory", l.Territory.Name)
	if l.Problem = forForm(page.Refusal(r.problem), page.Refusal(unknown)); l.Problem != nil {
		g.Status = http.StatusUnprocessableEntity
	}
	for i, hit := range result.Found {
		if now, isThere := from.Entry(hit.Entry.Opening.ID); isThere && r.common {
			result.Found[i].Entry = now
		}
	}
	p := h.page(l, x, result, query)
	if l.Problem != nil {
		p.Search.Near = r.Near
	}
	p.Plan, err = PlanOf(l, from, own(query), (p.Page-1)*openingsAPage+1, p.entries())
	g.Name, g.Data = "opening/list", p
	return g, err
}

func (h Lists) page(l page.Layout, x *find.Index, r find.Result, q find.Query) listPage {
	p := listPage{Layout: l, Search: NewForm(l, x, r, q), Chips: chips(l, x, q), Count: r.Count, Page: max(q.Page, 1),
		Pages: pagesOf(r.Count), DidYouMean: r.DidYouMean}
	if r.Count > 0 {
		p.Without = strings.Join(r.Without, " ")
	}
	p.Narrow = len(p.Chips) > 0
	p.Calendar, p.CalendarOf = calendar(l, x, q)
	if r.DidYouMean != "" {
		meant := q
		meant.Words, meant.Page = r.DidYouMean, 0
		p.MeantPath = address(meant)
	}
	p.turn(q)
	for _, hit := range r.Found {
		p.add(h.view(l, q, hit), r.Query.Sort == find.SortCommune)
	}
	for _, g := range r.Suggestions {
		view := h.view(l, find.Query{}, g.Hit)
		p.Suggestions = append(p.Suggestions, suggested{view, page.Capital(x.Because(g, q, l.Voice))})
		p.Veneers = append(p.Veneers, view.Veneer)
	}
	return p
}

// own is the commune that a map is of, where the query has one.
func own(q find.Query) string {
	if len(q.Communes) == 1 {
		return q.Communes[0]
	}
	return ""
}

// entries returns the openings of the page in their order.
func (p *listPage) entries() (list []*page.EntryView) {
	for _, g := range p.Groups {
		for i := range g.Entries {
			list = append(list, &g.Entries[i])
		}
	}
	return list
}

// calendar returns the calendar of the commune or the craft of a query, else of the
// edition, with whose it is.
func calendar(l page.Layout, x *find.Index, q find.Query) (path, of string) {
	slug := q.Craft + q.Domain
	if name := page.Capital(x.CraftName(slug, l.Voice)); slug != "" && name != "" {
		return "/metiers/" + slug + "/evenements.ics", name
	}
	if names := x.CommuneNames(q.Communes); len(names) == 1 && len(q.Communes) == 1 {
		return "/communes/" + q.Communes[0] + "/evenements.ics", names[0]
	}
	return "/evenements.ics", l.T("feed.subscribe.all")
}

// turn sets the addresses of the pages beside this one.
func (p *listPage) turn(q find.Query) {
	if p.Page > 1 {
		q.Page = p.Page - 1
		p.Previous = address(q)
	}
	if p.Page < p.Pages {
		q.Page = p.Page + 1
		p.Next = address(q)
	}
}

// view returns an opening as a list shows it, with the times of the requested days.
func (h Lists) view(l page.Layout, q find.Query, hit find.Hit) page.EntryView {
	view := page.ViewOf(l, page.OnDays(hit.Entry, q.Days, l.Edition), h.Now())
	view.Where = hit.Entry.Commune.Name
	if hit.Distance >= 0 {
		view.Where = l.T("visit.entry.distance", "commune", hit.Entry.Commune.Name, "n", int(max(1, hit.Distance+0.5)))
	}
	return view
}

// add puts an opening below its commune's heading, or where the order is another, after
// the others.
func (p *listPage) add(v page.EntryView, byCommune bool) {
	at := jema.Commune{}
	if byCommune {
		at, v.Where = v.Commune, ""
	}
	if n := len(p.Groups); n == 0 || p.Groups[n-1].INSEE != at.INSEE {
		p.Groups = append(p.Groups, group{Commune: at})
	}
	last := &p.Groups[len(p.Groups)-1]
	last.Entries = append(last.Entries, v)
	p.Veneers = append(p.Veneers, v.Veneer)
}
