package page

import (
	"context"
	"fmt"
	"log/slog"
	"maps"
	"net/http"
	"strconv"
	"sync/atomic"
	"time"

	"github.com/gin-gonic/gin"

	"jema/internal/catalogue"
	"jema/internal/jema"
	"jema/internal/pagecache"
	"jema/internal/postgres"
)

// PublicPages are the pages that are the same for every visitor, ready to be sent.
type PublicPages struct {
	*pagecache.Cache[*publicState]
	kit *Kit
}

// publicPagesLimit is the memory that public pages may take: a page takes some
// 100 kB, and there is one for each commune.
const publicPagesLimit = 64 << 20

func newPublicPages(k *Kit) *PublicPages {
	p := &PublicPages{kit: k}
	log := k.Log
	if log == nil {
		log = slog.New(slog.DiscardHandler)
	}
	p.Cache = pagecache.New(pagecache.Config[*publicState]{Read: p.read, Fill: (*publicState).fill, Limit: publicPagesLimit, Log: log})
	return p
}

// Content is a page's template and its data.
type Content struct {
	Name string
	Data any
}

// Public is how a page is made that is the same for every visitor.
type Public struct {
	// Gather returns what the page shows; its title goes into the layout.
	Gather func(context.Context, Layout, *Source) (Content, error)
	// Depends returns numbers that change whenever what the page shows does, apart
	// from the places that are left.
	Depends func([]postgres.CommuneState) []int64
}

// Cached answers with a public page from the cache. Whoever may be signed in, or
// comes from an action with a notice, gets one made for them.
func (k *Kit) Cached(c *gin.Context, how Public) error {
	if _, err := c.Request.Cookie(k.cookieName(SessionCookie)); err == nil || c.Request.URL.RawQuery != "" {
		return k.Public.forOne(c, how)
	}
	page, err := k.Public.Get(c.Request.Context(), c.Request.URL.Path, k.Public.recipe(c.Request.URL.Path, how))
	if err != nil {
		return err
	}
	sendPublic(c, page)
	return nil
}

// forOne makes the page for one person, as they may see it.
func (p *PublicPages) forOne(c *gin.Context, how Public) error {
	layout, err := p.kit.Layout(c, "")
	if err != nil {
		return err
	}
	content, err := how.Gather(c.Request.Context(), layout, &Source{store: p.kit.Store, edition: layout.Edition, now: p.kit.Now()})
	if err != nil {
		return err
	}
	return p.kit.Render(c, http.StatusOK, content.Name, content.Data)
}

func (p *PublicPages) recipe(path string, how Public) pagecache.Recipe[*publicState] {
	return pagecache.Recipe[*publicState]{
		Key: func(s *publicState) string { return fmt.Sprint(s.shared, how.Depends(s.communes)) },
		Render: func(ctx context.Context, s *publicState) ([]byte, error) {
			layout := Layout{Voice: publicVoice(), Path: path, Base: p.kit.Base.String(), Territory: s.place.Territory,
				Edition: s.place.Edition, Shown: s.place.Shown, Years: s.place.Years, marked: true}
			content, err := how.Gather(ctx, layout, s.source)
			if err != nil {
				return nil, err
			}
			return p.kit.Execute(content.Name, "layout.html", content.Data)
		},
	}
}

// publicVoice is the language of public pages.
func publicVoice() *catalogue.Voice { return catalogue.In("fr") }

// Source reads what public pages show. What was read once is not read again by the
// other pages of the same state.
type Source struct {
	store    *postgres.Store
	edition  jema.Edition
	now      time.Time
	entries  atomic.Pointer[[]jema.Entry]
	communes atomic.Pointer[[]jema.Commune]
}

// Now returns the moment that the pages show.
func (s *Source) Now() time.Time { return s.now }

// Entries returns the edition's approved openings. They are shared: nobody changes
// them.
func (s *Source) Entries(ctx context.Context) ([]jema.Entry, error) {
	return once(&s.entries, func() ([]jema.Entry, error) { return s.store.Entries(ctx, s.edition, postgres.EntryFilter{}, s.now) })
}

// Communes returns the territory's communes. They are shared: nobody changes them.
func (s *Source) Communes(ctx context.Context) ([]jema.Commune, error) {
	return once(&s.communes, func() ([]jema.Commune, error) { return s.store.Communes(ctx, s.edition.TerritoryID) })
}

func once[T any](kept *atomic.Pointer[[]T], read func() ([]T, error)) ([]T, error) {
	if list := kept.Load(); list != nil {
		return *list, nil
	}
	list, err := read()
	if err == nil {
		kept.Store(&list)
	}
	return list, err
}

// publicState is what the public pages depend on at one moment. It is never changed.
type publicState struct {
	place    postgres.Place
	shared   string // of the edition, and whether it takes bookings
	communes []postgres.CommuneState
	slots    map[int64]map[int64]jema.Slot // by opening and id
	left     map[int64]placesLeft          // by opening
	since    time.Time                     // from when on changes are read next, by the database's clock
	source   *Source
}

// overlap is how far back changes are read again: one may commit later than
// another that bears a later time.
const overlap = 10 * time.Second

// read reads the state: the slots that changed since the one before, or all of them
// where anything else changed.
func (p *PublicPages) read(ctx context.Context, before *publicState) (*publicState, error) {
	place, err := p.kit.Store.Place(ctx, p.kit.Territory, postgres.Subject{})
	if err != nil {
		return nil, err
	}
	p.kit.lastPlace.Store(&place)
	now := p.kit.Now()
	var since time.Time
	if before != nil {
		since = before.since
	}
	found, err := p.kit.Store.PageState(ctx, place.Edition, since, now)
	if err != nil {
		return nil, err
	}
	s := &publicState{place: place, communes: found.Communes, source: &Source{store: p.kit.Store, edition: place.Edition, now: now},
		shared: strconv.FormatInt(place.Edition.ID, 10) + found.Shared + strconv.FormatBool(place.Edition.BookingOpen(now))}
	if before != nil && !s.sameSlots(before) { // slots may have gone
		if found, err = p.kit.Store.PageState(ctx, place.Edition, time.Time{}, now); err != nil {
			return nil, err
		}
		before = nil
	}
	s.since = found.At.Add(-overlap)
	s.takeSlots(before, found.Slots)
	s.countPlaces(before, now)
	return s, nil
}

// sameSlots reports whether nothing changed but how many places are taken.
func (s *publicState) sameSlots(before *publicState) bool {
	if s.shared != before.shared || len(s.communes) != len(before.communes) {
		return false
	}
	for i, c := range s.communes {
		if c.INSEE != before.communes[i].INSEE || c.Content != before.communes[i].Content {
			return false
		}
	}
	return true
}

// takeSlots stores the slots that were read over those of the state before.
func (s *publicState) takeSlots(before *publicState, read []jema.Slot) {
	s.slots = map[int64]map[int64]jema.Slot{}
	if before != nil {
		maps.Copy(s.slots, before.slots)
	}
	own := map[int64]bool{} // openings whose slots are not shared with the state before
	for _, slot := range read {
		if !own[slot.OpeningID] {
			own[slot.OpeningID] = true
			s.slots[slot.OpeningID] = maps.Clone(s.slots[slot.OpeningID])
			if s.slots[slot.OpeningID] == nil {
				s.slots[slot.OpeningID] = map[int64]jema.Slot{}
			}
		}
		s.slots[slot.OpeningID][slot.ID] = slot
	}
}

// placesLeft is what lists show of an opening's places.
type placesLeft struct {
	seats       seats
	allFull     bool
	words, full string
}

// countPlaces counts and words what each opening has left.
func (s *publicState) countPlaces(before *publicState, now time.Time) {
	s.left = make(map[int64]placesLeft, len(s.slots))
	for opening, slots := range s.slots {
		var left placesLeft
		for _, slot := range slots {
			left.seats.count(slot, now)
			left.allFull = left.allFull || slot.Audience == jema.AudiencePublic && slot.State(now) == jema.SlotFull
		}
		left.allFull = left.allFull && left.seats.Most == 0
		if before != nil {
			if was := before.left[opening]; was.seats.equal(left.seats) && was.allFull == left.allFull {
				s.left[opening] = was
				continue
			}
		}
		left.words = leftWords(publicVoice(), left.seats, s.place.Edition.Zone)
		left.full = fullWords(publicVoice(), left.allFull)
		s.left[opening] = left
	}
}

// A mark is a letter, which of its words, and the opening's number.
const leftMark, fullMark = 'L', 'F'

func markFor(opening int64, which byte) string {
	return pagecache.Mark(string(which) + strconv.FormatInt(opening, 10))
}

// fill returns the words that belong at a mark.
func (s *publicState) fill(mark string) string {
	opening, err := strconv.ParseInt(mark[1:], 10, 64)
	switch {
	case err != nil:
		return ""
	case mark[0] == fullMark:
		return s.left[opening].full
	}
	return s.left[opening].words
}

func sendPublic(c *gin.Context, page *pagecache.Page) {
	c.Header("Cache-Control", "no-cache") // may be stored, must be asked for again: 304 is cheap
	c.Header("Vary", "Accept-Encoding, Cookie")
	c.Header("ETag", page.Tag)
	if c.GetHeader("If-None-Match") == page.Tag {
		c.Status(http.StatusNotModified)
		return
	}
	body := page.Plain
	if takesGzip(c.GetHeader("Accept-Encoding")) {
		c.Header("Content-Encoding", "gzip")
		body = page.Zipped
	}
	c.Header("Content-Length", strconv.Itoa(len(body))) // else it goes out in chunks
	c.Data(http.StatusOK, "text/html; charset=utf-8", body)
}
