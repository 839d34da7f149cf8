package web

import (
	"cmp"
	"html/template"
	"net/http"
	"slices"
	"strconv"
	"time"

	"github.com/gin-gonic/gin"

	"jema/internal/jema"
	"jema/internal/postgres"
	"jema/internal/text"
)

// entryView is an opening as lists and its own page show it.
type entryView struct {
	jema.Entry
	Layout     Layout
	Veneer     string      // slug of its domain, or of the neutral veneer
	Hours      []timesLine // anyone may walk in
	Visits     []timesLine // to be booked, by the public
	Seats      seats       // places that one slot has left for the public
	Bookable   bool        // some slot may be booked, or waited for
	AllFull    bool
	ForSchools bool // it has slots for schools
}

// Veneers lists the one piece of veneer that an opening's own page shows.
func (v entryView) Veneers() []string { return []string{v.Veneer} }

// LeftWords and FullWords say how many places an opening has left in a list;
// for the shelf they are marks, which it replaces each time it sends the page.
func (v entryView) LeftWords() template.HTML {
	if v.Layout.marked {
		return template.HTML(markFor(v.Opening.ID, 'L')) //nolint:gosec // our own mark
	}
	return template.HTML(leftWords(v.Layout.Voice, v.Seats, v.Layout.Edition.Zone)) //nolint:gosec // escaped there
}

// FullWords says that an opening has no place left, if that is so.
func (v entryView) FullWords() template.HTML {
	if v.Layout.marked {
		return template.HTML(markFor(v.Opening.ID, 'F')) //nolint:gosec // our own mark
	}
	return template.HTML(fullWords(v.Layout.Voice, v.AllFull)) //nolint:gosec // escaped there
}

func viewOf(l Layout, entry jema.Entry, now time.Time) entryView {
	v := entryView{Entry: entry, Layout: l, Veneer: veneerName(entry.DomainSlug()), Hours: hoursLines(entry.Hours, l.Edition)}
	var public []jema.Slot
	full := 0
	for _, s := range entry.Slots {
		if s.Audience == jema.AudienceSchools {
			v.ForSchools = v.ForSchools || s.Stored != jema.SlotCancelled
			continue
		}
		public = append(public, s)
		v.Seats.count(s, now)
		switch s.State(now) {
		case jema.SlotFull:
			full++
			v.Bookable = true
		case jema.SlotOpen:
			v.Bookable = true
		}
	}
	v.Visits = slotLines(public, l.Edition)
	v.AllFull = full > 0 && v.Seats.Most == 0
	return v
}

// communeGroup is what opens in one commune.
type communeGroup struct {
	jema.Commune
	Entries []entryView
}

// openingsAPage is how many openings a page of results shows.
const openingsAPage = 24

type openingListPage struct {
	Layout
	Search   search
	Count    int
	Groups   []communeGroup
	Veneers  []string
	Pages    int
	Previous string
	Next     string
}

// openingList shows what a visitor looks for, commune by commune.
func (s *Site) openingList(c *gin.Context) error {
	place, err := s.place(c)
	if err != nil {
		return err
	}
	wanted, filter, problem := readSearch(c.Request.URL.Query())
	all, err := s.Store.Entries(c.Request.Context(), place.Edition, postgres.EntryFilter{}, s.Now())
	if err != nil {
		return err
	}
	found, err := s.Store.Entries(c.Request.Context(), place.Edition, filter, s.Now())
	if err != nil {
		return err
	}
	layout, err := s.layout(c, s.voice(c).Say("visit.list.title"))
	if err != nil {
		return err
	}
	wanted.offer(all, place.Edition, layout.Voice)
	for i, entry := range found {
		found[i] = onDay(entry, filter.Day, place.Edition)
	}
	page := listPage(layout, wanted, found, s.Now())
	status := http.StatusOK
	if page.Problem = refusal(problem); page.Problem != nil {
		status = http.StatusUnprocessableEntity
	}
	return s.render(c, status, "opening/list", page)
}

// listPage cuts a page out of what was found; a page beyond the last is the last.
func listPage(l Layout, wanted search, found []jema.Entry, now time.Time) openingListPage {
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
		view := viewOf(l, entry, now)
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

// openingShort is what a QR code leads to.
func (s *Site) openingShort(c *gin.Context) error {
	n, err := id(c, "opening")
	if err != nil {
		return err
	}
	c.Redirect(http.StatusFound, "/evenements/"+strconv.FormatInt(n, 10))
	return nil
}

// openingShow shows one opening with its booking form.
func (s *Site) openingShow(c *gin.Context) error {
	entry, err := s.publicEntry(c)
	if err != nil {
		return err
	}
	form := bookingForm{Key: newBookingKey(), PartySize: "2"}
	form.Slot = onlySlot(entry, s.Now())
	return s.showOpening(c, http.StatusOK, entry, form, nil)
}

// publicEntry finds the approved opening of the address; in an edition that is
// not on show yet, for organisers and the desk alone.
func (s *Site) publicEntry(c *gin.Context) (jema.Entry, error) {
	place, err := s.place(c)
	if err != nil {
		return jema.Entry{}, err
	}
	n, err := id(c, "opening")
	if err != nil {
		return jema.Entry{}, err
	}
	if !place.Edition.State.Public() && !forOffice(c.FullPath()) {
		return jema.Entry{}, jema.NotFound("opening.missing")
	}
	return s.Store.Entry(c.Request.Context(), place.Edition, n, s.Now())
}
