package visitor

import (
	"cmp"
	"context"
	"errors"
	"net/http"
	"slices"
	"strconv"
	"time"

	"github.com/gin-gonic/gin"

	"jema/internal/jema"
	"jema/internal/postgres"
	"jema/internal/text"
	"jema/internal/web/page"
	"jema/internal/web/public"
)

// Openings shows openings to visitors.
type Openings struct{ *page.Kit }

// communeGroup is what opens in one commune.
type communeGroup struct {
	jema.Commune
	Entries []page.EntryView
}

// openingsAPage is how many openings a page of results shows.
const openingsAPage = 24

type openingListPage struct {
	page.Layout
	Search   search
	Count    int
	Groups   []communeGroup
	Veneers  []string
	Pages    int
	Previous string
	Next     string
}

// list shows what a visitor looks for, commune by commune. What many look for is
// ready-made; anything else is searched and rendered.
func (h Openings) list(c *gin.Context) error {
	wanted, filter, problem := readSearch(c.Request.URL.Query())
	how := page.Public{
		Gather: func(ctx context.Context, l page.Layout, from *public.State) (page.Content, error) {
			return h.found(ctx, l, from, asked{wanted, filter, problem})
		},
		Depends: (*public.State).Shown,
	}
	if wanted.Free {
		how.Depends = func(s *public.State) []int64 { return append(s.Shown(), int64(s.Free)) } //nolint:gosec // a hash
	}
	address := wanted.Address(wanted.Page)
	if problem == nil && (h.Public.Has(address) || h.isCommon(c, wanted)) {
		return h.Ready().Cached(c, address, how)
	}
	return h.Ready().Made(c, how)
}

// isCommon reports whether many look for the same: at most one of what there is to
// choose from, with or without places left. Nobody can fill the cache with addresses
// that they make up.
func (h Openings) isCommon(c *gin.Context, wanted search) bool {
	state, err := h.Public.State(c.Request.Context())
	if err != nil || wanted.Words != "" || wanted.Page > pagesOf(len(state.Entries())) {
		return false
	}
	chosen := 0
	for _, value := range []string{wanted.Commune, wanted.Craft, wanted.Day} {
		if value != "" {
			chosen++
		}
	}
	if chosen == 0 {
		return true
	}
	wanted.offer(state.Entries(), state.Place.Edition, public.Voice())
	return chosen == 1 && wanted.isOffered()
}

// asked is a search as it was read, with what is wrong with it.
type asked struct {
	search
	filter  postgres.EntryFilter
	problem error
}

// found gathers the openings that a visitor has searched for.
func (h Openings) found(ctx context.Context, l page.Layout, from *public.State, a asked) (g page.Content, err error) {
	found := slices.Clone(from.Entries())
	if a.Narrow() {
		if found, err = h.Public.Find(ctx, from, a.filter); err != nil {
			return g, err
		}
	}
	l.Title = l.T("visit.list.title")
	a.offer(from.Entries(), l.Edition, l.Voice)
	for i, entry := range found {
		found[i] = page.OnDay(entry, a.filter.Day, l.Edition)
	}
	p := listPage(l, a.search, found, from.Now)
	if p.Problem = page.Refusal(a.problem); p.Problem != nil {
		g.Status = http.StatusUnprocessableEntity
	}
	g.Name, g.Data = "opening/list", p
	return g, nil
}

// pagesOf is how many pages a number of openings makes.
func pagesOf(openings int) int { return max(1, (openings+openingsAPage-1)/openingsAPage) }

// listPage cuts a page out of what was found; a page beyond the last is the last.
func listPage(l page.Layout, wanted search, found []jema.Entry, now time.Time) openingListPage {
	slices.SortStableFunc(found, compareEntries)
	p := openingListPage{Layout: l, Search: wanted, Count: len(found), Pages: pagesOf(len(found))}
	p.Search.Page = min(wanted.Page, p.Pages)
	if p.Search.Page > 1 {
		p.Previous = wanted.Address(p.Search.Page - 1)
	}
	if p.Search.Page < p.Pages {
		p.Next = wanted.Address(p.Search.Page + 1)
	}
	first := (p.Search.Page - 1) * openingsAPage
	for _, entry := range found[first:min(first+openingsAPage, len(found))] {
		if n := len(p.Groups); n == 0 || p.Groups[n-1].INSEE != entry.Commune.INSEE {
			p.Groups = append(p.Groups, communeGroup{Commune: entry.Commune})
		}
		group := &p.Groups[len(p.Groups)-1]
		view := page.ViewOf(l, entry, now)
		group.Entries = append(group.Entries, view)
		p.Veneers = append(p.Veneers, view.Veneer)
	}
	return p
}

// compareEntries orders by commune, then by first moment, then by name.
func compareEntries(a, b jema.Entry) int {
	return cmp.Or(compareCommunes(a.Commune, b.Commune), compareMoments(a, b),
		text.Compare(a.Workshop.Name, b.Workshop.Name), cmp.Compare(a.Opening.ID, b.Opening.ID))
}

func compareMoments(a, b jema.Entry) int { return firstMoment(a).Compare(firstMoment(b)) }

// firstMoment is when an opening begins; one without times comes last.
func firstMoment(e jema.Entry) time.Time {
	first := time.Unix(1<<40, 0)
	for _, h := range e.Hours {
		first = earlier(first, h.Start)
	}
	for _, s := range e.Slots {
		first = earlier(first, s.Start)
	}
	return first
}

func earlier(a, b time.Time) time.Time {
	if b.Before(a) {
		return b
	}
	return a
}

// short is what a QR code leads to.
func (h Openings) short(c *gin.Context) error {
	n, err := page.ID(c, "opening")
	if err != nil {
		return err
	}
	c.Redirect(http.StatusFound, "/evenements/"+strconv.FormatInt(n, 10))
	return nil
}

// show shows one opening with its booking form: ready-made, where the opening is of
// the edition on show.
func (h Openings) show(c *gin.Context) error {
	id, err := page.ID(c, "opening")
	if err != nil {
		return err
	}
	err = h.Ready().Cached(c, "/evenements/"+strconv.FormatInt(id, 10), page.Public{
		Gather: func(_ context.Context, l page.Layout, from *public.State) (page.Content, error) {
			entry, isThere := from.Entry(id)
			if !isThere || !l.Edition.State.Public() {
				return page.Content{}, errOpeningElsewhere
			}
			return openingContent(l, openingAsTyped{entry: entry, form: newForm(l, entry, from.Now)}, from.Now), nil
		},
		Depends: func(s *public.State) []int64 { return s.ShownOf(id) },
	})
	if !errors.Is(err, errOpeningElsewhere) {
		return err
	}
	entry, err := h.PublicEntry(c)
	if err != nil {
		return err
	}
	layout, err := h.Layout(c, "")
	if err != nil {
		return err
	}
	return h.showOpening(c, http.StatusOK, openingAsTyped{entry: entry, form: newForm(layout, entry, h.Now())})
}

// errOpeningElsewhere is that of an opening that is not on the public pages: of
// another edition, approved a moment ago, or none.
var errOpeningElsewhere = jema.NotFound("opening.missing")

// newForm is an empty booking form.
func newForm(l page.Layout, entry jema.Entry, now time.Time) BookingForm {
	return BookingForm{Key: l.FormKey(), PartySize: "2", Slot: onlySlot(entry, now)}
}

// openingAsTyped is an opening with its booking form: what was typed, and what
// keeps it from being accepted, nil for nothing.
type openingAsTyped struct {
	entry   jema.Entry
	form    BookingForm
	problem *jema.Error
}

// showOpening shows an opening with its form, rendered for this request.
func (h Openings) showOpening(c *gin.Context, status int, o openingAsTyped) error {
	layout, err := h.Layout(c, "")
	if err != nil {
		return err
	}
	c.Header("Cache-Control", "private, no-cache")
	content := openingContent(layout, o, h.Now())
	return h.Render(c, status, content.Name, content.Data)
}

func openingContent(l page.Layout, o openingAsTyped, now time.Time) page.Content {
	l.Title, l.Problem = text.Typeset(o.entry.Opening.Title), o.problem
	l.Description = text.Typeset(o.entry.Opening.PrintedText)
	return page.Content{Name: "opening/show", Data: openingPageOf(l, o.entry, o.form, now)}
}

// PublicEntry finds the approved opening of the address; in an edition that is
// not on show yet, for organisers and the desk alone.
func (h Openings) PublicEntry(c *gin.Context) (jema.Entry, error) {
	place, err := h.Place(c)
	if err != nil {
		return jema.Entry{}, err
	}
	n, err := page.ID(c, "opening")
	if err != nil {
		return jema.Entry{}, err
	}
	if !place.Edition.State.Public() && !page.ForOffice(c.FullPath()) {
		return jema.Entry{}, jema.NotFound("opening.missing")
	}
	entry, err := h.Store.Entry(c.Request.Context(), place.Edition, n, h.Now())
	if refusal := page.Refusal(err); refusal != nil && refusal.Kind == jema.KindNotFound {
		err = h.missing(c, place.Edition, n)
	}
	return entry, err
}

// missing returns why an opening is not on the site. A printed code still leads
// to one that was cancelled: its visitor learns that, and no more.
func (h Openings) missing(c *gin.Context, e jema.Edition, id int64) error {
	plan, err := h.Store.Opening(c.Request.Context(), e.TerritoryID, id)
	if err == nil && plan.Opening.EditionID == e.ID && plan.Opening.State == jema.Cancelled {
		return jema.NotFound("opening.cancelled")
	}
	if err == nil {
		err = jema.NotFound("opening.missing")
	}
	return err
}
