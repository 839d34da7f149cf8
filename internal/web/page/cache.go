package page

import (
	"bytes"
	"compress/gzip"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"html"
	"net/http"
	"slices"
	"strconv"
	"sync"
	"time"

	"github.com/gin-gonic/gin"

	"jema/internal/catalogue"
	"jema/internal/jema"
)

// cached answers with pages that are made once.
type cached struct{ *Kit }

// seats is the most that one slot of an opening has left for the public, and
// when: the size of the largest party that may still come together. Places of
// several slots are never added up, since nobody can use the sum.
type seats struct {
	Most int
	At   time.Time // start of the first slot that has as many
}

func (s seats) equal(t seats) bool { return s.Most == t.Most && s.At.Equal(t.At) }

// count takes one more slot into account.
func (s *seats) count(slot jema.Slot, now time.Time) {
	free := slot.Free(now)
	if free > s.Most || free == s.Most && free > 0 && slot.Start.Before(s.At) {
		s.Most, s.At = free, slot.Start
	}
}

// When writes when the slot begins: « samedi 10 avril à 14 h ».
func (s seats) When(voice *catalogue.Voice, zone *time.Location) string {
	at := s.At.In(zone)
	return voice.Say("visit.entry.at", "day", voice.DayMonth(jema.DateOf(at)), "clock", voice.Clock(jema.NewClock(at.Hour(), at.Minute())))
}

// leftWords and fullWords are what a list says of an opening's places.
func leftWords(voice *catalogue.Voice, left seats, zone *time.Location) string {
	if left.Most == 0 {
		return ""
	}
	return ", " + html.EscapeString(voice.Say("visit.entry.left", "n", left.Most, "when", left.When(voice, zone)))
}

func fullWords(voice *catalogue.Voice, full bool) string {
	if !full {
		return ""
	}
	return `<dd class="attention">` + html.EscapeString(voice.Say("visit.entry.full")) + `</dd>`
}

// pageCache keeps public pages ready: each is rendered once per change of what it
// says, in pieces between which the places that are left are put when it is
// sent. Whoever is signed in, or has just done something, gets a page made for
// them.
type pageCache struct {
	mu      sync.Mutex
	pages   map[string]*cachedPage
	slots   map[int64]map[int64]jema.Slot // opening → slot → as it stands
	stamp   string
	since   time.Time // of the database's clock
	asked   time.Time // of ours
	round   int       // how often it was asked
	standAt time.Time // the moment that counts are told of
	zone    *time.Location
}

// fresh is how long the cache is believed without asking the database.
const fresh = time.Second

// overlap is how far back changes are asked for: a change may commit later
// than one that bears a later time.
const overlap = 10 * time.Second

// cachedPage is a page in pieces; openings[i] is the mark between pieces i
// and i+1.
type cachedPage struct {
	pieces [][]byte
	marks  []placeMark
	plain  []byte // as last sent, with its counts
	zipped []byte
	counts []seats
	round  int // of the cache when the counts were made
	tag    string
}

// placeMark is where a page says how many places an opening has left.
type placeMark struct {
	opening int64
	full    bool // the line that says there are none, instead of the number
}

// marks stand in a rendered page as \x01, what, the opening's number, \x02:
// characters that no text may hold.
func markFor(opening int64, what byte) string {
	return "\x01" + string(what) + strconv.FormatInt(opening, 10) + "\x02"
}

// Content is a page's template and its data.
type Content struct {
	Name string
	Data any
}

// Cached answers with a page from the cache, or gathers it.
func (k *Kit) Cached(c *gin.Context, gather func(*gin.Context) (Content, error)) error {
	if c.Request.URL.RawQuery != "" || (cached{k}).mayBeSignedIn(c) {
		g, err := gather(c)
		if err != nil {
			return err
		}
		return k.Render(c, http.StatusOK, g.Name, g.Data)
	}
	page, err := cached{k}.current(c, gather)
	if err != nil {
		return err
	}
	sendCached(c, page)
	return nil
}

// current returns a copy of a page as it is to be sent now.
func (h cached) current(c *gin.Context, gather func(*gin.Context) (Content, error)) (cachedPage, error) {
	h.cache.mu.Lock()
	defer h.cache.mu.Unlock()
	if err := h.refresh(c); err != nil {
		return cachedPage{}, err
	}
	page, err := h.find(c, gather)
	if err != nil {
		return cachedPage{}, err
	}
	if page.round != h.cache.round { // between two rounds nothing is heard of
		if err := h.fill(page, h.Voice(c)); err != nil {
			return cachedPage{}, err
		}
		page.round = h.cache.round
	}
	return *page, nil
}

func (h cached) mayBeSignedIn(c *gin.Context) bool {
	_, err := c.Request.Cookie(h.cookieName(SessionCookie))
	return err == nil
}

// refresh asks the database what changed: once a second at most, and after
// what an artisan or an organiser did through this very program.
func (h cached) refresh(c *gin.Context) error {
	f := &h.cache
	if time.Since(f.asked) < fresh && !h.changed.Swap(false) {
		return nil
	}
	place, err := h.Place(c)
	if err != nil {
		return err
	}
	ctx, e := c.Request.Context(), place.Edition
	asked := time.Now()
	st, err := h.Store.Standing(ctx, e, f.since, h.Now())
	if err != nil {
		return err
	}
	stamp := strconv.FormatInt(e.ID, 10) + st.Stamp + strconv.FormatBool(e.BookingOpen(h.Now())) // what slots are read as depends on it
	if stamp != f.stamp {
		if !f.since.IsZero() { // slots may have gone: all are read again
			if st, err = h.Store.Standing(ctx, e, time.Time{}, h.Now()); err != nil {
				return err
			}
		}
		f.pages, f.slots, f.stamp = map[string]*cachedPage{}, map[int64]map[int64]jema.Slot{}, stamp
	}
	for _, slot := range st.Slots {
		f.store(slot)
	}
	f.asked, f.since, f.standAt, f.round = asked, st.At.Add(-overlap), h.Now(), f.round+1
	f.zone = e.Zone
	return nil
}

// store puts a slot where it stands; one whose time or state changed makes
// every page be rendered again.
func (f *pageCache) store(slot jema.Slot) {
	of := f.slots[slot.OpeningID]
	if of == nil {
		of = map[int64]jema.Slot{}
		f.slots[slot.OpeningID] = of
	}
	if before, known := of[slot.ID]; known && (!before.Start.Equal(slot.Start) || !before.End.Equal(slot.End) || before.Stored != slot.Stored) {
		clear(f.pages)
	}
	of[slot.ID] = slot
}

// find finds a page, or renders it with marks instead of counts.
func (h cached) find(c *gin.Context, gather func(*gin.Context) (Content, error)) (*cachedPage, error) {
	path := c.Request.URL.Path
	if page, ready := h.cache.pages[path]; ready {
		return page, nil
	}
	c.Set("marked", true)
	g, err := gather(c)
	if err != nil {
		return nil, err
	}
	whole, err := h.Execute(g.Name, "layout.html", g.Data)
	if err != nil {
		return nil, err
	}
	page := cutAtMarks(whole)
	h.cache.pages[path] = page
	return page, nil
}

func cutAtMarks(whole []byte) *cachedPage {
	page := &cachedPage{}
	for {
		before, rest, found := bytes.Cut(whole, []byte{1})
		page.pieces = append(page.pieces, before)
		if !found {
			return page
		}
		mark, after, _ := bytes.Cut(rest, []byte{2})
		opening, _ := strconv.ParseInt(string(mark[1:]), 10, 64) // we wrote it ourselves
		page.marks = append(page.marks, placeMark{opening, mark[0] == 'F'})
		whole = after
	}
}

// fill makes the bytes to send, if the counts are not those of last time.
func (h cached) fill(page *cachedPage, voice *catalogue.Voice) (err error) {
	counts := make([]seats, len(page.marks))
	for i, m := range page.marks {
		counts[i] = h.cache.count(m)
	}
	if page.plain != nil && slices.EqualFunc(counts, page.counts, seats.equal) {
		return nil
	}
	words := make([]string, len(counts))
	for i, n := range counts {
		if page.marks[i].full {
			words[i] = fullWords(voice, n.Most == 1)
		} else {
			words[i] = leftWords(voice, n, h.cache.zone)
		}
	}
	page.counts, page.plain = counts, page.with(words)
	sum := sha256.Sum256(page.plain)
	page.tag = `"` + hex.EncodeToString(sum[:12]) + `"`
	page.zipped, err = zipped(page.plain)
	return err
}

// with puts words between the pieces.
func (p *cachedPage) with(words []string) []byte {
	var b bytes.Buffer
	for i, piece := range p.pieces {
		b.Write(piece)
		if i < len(words) {
			b.WriteString(words[i])
		}
	}
	return b.Bytes()
}

func zipped(data []byte) ([]byte, error) {
	var b bytes.Buffer
	w, err := gzip.NewWriterLevel(&b, gzip.BestSpeed)
	if err != nil {
		return nil, err
	}
	_, err = w.Write(data)
	err = errors.Join(err, w.Close())
	return b.Bytes(), err
}

// count is what belongs at a mark: the most places that one slot of an opening
// has for the public, or 1 where all its slots are full.
func (f *pageCache) count(m placeMark) seats {
	var left seats
	full := 0
	for _, slot := range f.slots[m.opening] {
		left.count(slot, f.standAt)
		if slot.Audience == jema.AudiencePublic && slot.State(f.standAt) == jema.SlotFull {
			full = 1
		}
	}
	switch {
	case !m.full:
		return left
	case left.Most == 0:
		return seats{Most: full}
	}
	return seats{}
}

func sendCached(c *gin.Context, page cachedPage) {
	c.Header("Cache-Control", "no-cache") // may be kept, must be asked for again: 304 is cheap
	c.Header("Vary", "Accept-Encoding, Cookie")
	c.Header("ETag", page.tag)
	if c.GetHeader("If-None-Match") == page.tag {
		c.Status(http.StatusNotModified)
		return
	}
	const kind = "text/html; charset=utf-8"
	if takesGzip(c.GetHeader("Accept-Encoding")) {
		c.Header("Content-Encoding", "gzip")
		page.plain = page.zipped
	}
	c.Header("Content-Length", strconv.Itoa(len(page.plain))) // else it goes out in chunks
	c.Data(http.StatusOK, kind, page.plain)
}
