package visitor

import (
	"cmp"
	"context"
	"net/http"
	"slices"
	"strconv"
	"time"

	"github.com/gin-gonic/gin"

	"jema/internal/jema"
	"jema/internal/postgres"
	"jema/internal/text"
	"jema/internal/web/page"
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

// list shows what a visitor looks for, commune by commune.
func (h Openings) list(c *gin.Context) error {
	if c.Request.URL.RawQuery == "" {
		return h.Cached(c, page.Public{Gather: h.all, Depends: shownAnywhere})
	}
	return h.found(c)
}

// shownAnywhere is what a page depends on that shows the openings of every commune.
func shownAnywhere(communes []postgres.CommuneState) []int64 {
	shown := make([]int64, len(communes))
	for i, c := range communes {
		shown[i] = c.Content
	}
	return shown
}

// all gathers the first page of all openings.
func (Openings) all(ctx context.Context, l page.Layout, from *page.Source) (g page.Content, err error) {
	entries, err := from.Entries(ctx)
	if err != nil {
		return g, err
	}
	l.Title = l.T("visit.list.title")
	wanted := search{Page: 1}
	wanted.offer(entries, l.Edition, l.Voice)
	return page.Content{Name: "opening/list", Data: listPage(l, wanted, slices.Clone(entries), from.Now())}, nil
}

// found shows the openings that a visitor has searched for.
func (h Openings) found(c *gin.Context) error {
	place, err := h.Place(c)
	if err != nil {
		return err
	}
	wanted, filter, problem := readSearch(c.Request.URL.Query())
	all, err := h.Store.Entries(c.Request.Context(), place.Edition, postgres.EntryFilter{}, h.Now())
	if err != nil {
		return err
	}
	found, err := h.Store.Entries(c.Request.Context(), place.Edition, filter, h.Now())
	if err != nil {
		return err
	}
	layout, err := h.Layout(c, h.Voice(c).Say("visit.list.title"))
	if err != nil {
		return err
	}
	wanted.offer(all, place.Edition, layout.Voice)
	for i, entry := range found {
		found[i] = page.OnDay(entry, filter.Day, place.Edition)
	}
	p := listPage(layout, wanted, found, h.Now())
	status := http.StatusOK
	if p.Problem = page.Refusal(problem); p.Problem != nil {
		status = http.StatusUnprocessableEntity
	}
	return h.Render(c, status, "opening/list", p)
}

// listPage cuts a page out of what was found; a page beyond the last is the last.
func listPage(l page.Layout, wanted search, found []jema.Entry, now time.Time) openingListPage {
	slices.SortStableFunc(found, compareEntries)
	p := openingListPage{Layout: l, Search: wanted, Count: len(found), Pages: max(1, (len(found)+openingsAPage-1)/openingsAPage)}
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

// show shows one opening with its booking form.
func (h Openings) show(c *gin.Context) error {
	entry, err := h.PublicEntry(c)
	if err != nil {
		return err
	}
	form := BookingForm{Key: page.NewKey(), PartySize: "2"}
	form.Slot = onlySlot(entry, h.Now())
	return h.showOpening(c, http.StatusOK, openingAsTyped{entry: entry, form: form})
}

// openingAsTyped is an opening with its booking form: what was typed, and what
// keeps it from being accepted, nil for nothing.
type openingAsTyped struct {
	entry   jema.Entry
	form    BookingForm
	problem *jema.Error
}

// showOpening shows an opening with its form. Pages with a form are not cached:
// each carries its own idempotency key.
func (h Openings) showOpening(c *gin.Context, status int, o openingAsTyped) error {
	layout, err := h.Layout(c, text.Typeset(o.entry.Opening.Title))
	if err != nil {
		return err
	}
	layout.Problem = o.problem
	layout.Description = text.Typeset(o.entry.Opening.PrintedText)
	c.Header("Cache-Control", "private, no-cache")
	return h.Render(c, status, "opening/show", openingPageOf(layout, o.entry, o.form, h.Now()))
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
