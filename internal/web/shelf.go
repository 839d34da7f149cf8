package web

import (
	"bytes"
	"compress/gzip"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"net/http"
	"slices"
	"strconv"
	"sync"
	"time"

	"github.com/gin-gonic/gin"

	"jema/internal/catalogue"
	"jema/internal/jema"
)

// shelf keeps public pages ready: each is rendered once per change of what it
// says, in pieces between which the places that are left are put when it is
// sent. Whoever is signed in, or has just done something, gets a page made for
// them.
type shelf struct {
	mu      sync.Mutex
	pages   map[string]*shelvedPage
	slots   map[int64]map[int64]jema.Slot // opening → slot → as it stands
	stamp   string
	since   time.Time // of the database's clock
	asked   time.Time // of ours
	round   int       // how often it was asked
	standAt time.Time // the moment that counts are told of
	zone    *time.Location
}

// fresh is how long the shelf is believed without asking the database.
const fresh = time.Second

// overlap is how far back changes are asked for: a change may commit later
// than one that bears a later time.
const overlap = 10 * time.Second

// shelvedPage is a page in pieces; openings[i] is the mark between pieces i
// and i+1.
type shelvedPage struct {
	pieces [][]byte
	marks  []placeMark
	plain  []byte // as last sent, with its counts
	zipped []byte
	counts []seats
	round  int // of the shelf when the counts were made
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

// gathered is a page's template and its data.
type gathered struct {
	name string
	data any
}

// shelved answers with a page from the shelf, or gathers it.
func (s *Site) shelved(c *gin.Context, gather func(*gin.Context) (gathered, error)) error {
	if c.Request.URL.RawQuery != "" || s.mayBeSignedIn(c) {
		g, err := gather(c)
		if err != nil {
			return err
		}
		return s.render(c, http.StatusOK, g.name, g.data)
	}
	page, err := s.takeDown(c, gather)
	if err != nil {
		return err
	}
	sendShelved(c, page)
	return nil
}

// takeDown returns a copy of a page as it is to be sent now.
func (s *Site) takeDown(c *gin.Context, gather func(*gin.Context) (gathered, error)) (shelvedPage, error) {
	s.shelf.mu.Lock()
	defer s.shelf.mu.Unlock()
	if err := s.refresh(c); err != nil {
		return shelvedPage{}, err
	}
	page, err := s.shelvedPage(c, gather)
	if err != nil {
		return shelvedPage{}, err
	}
	if page.round != s.shelf.round { // between two rounds nothing is heard of
		if err := s.putCounts(page, s.voice(c)); err != nil {
			return shelvedPage{}, err
		}
		page.round = s.shelf.round
	}
	return *page, nil
}

func (s *Site) mayBeSignedIn(c *gin.Context) bool {
	_, err := c.Request.Cookie(s.cookieName(sessionCookie))
	return err == nil
}

// refresh asks the database what changed: once a second at most, and after
// what an artisan or an organiser did through this very program.
func (s *Site) refresh(c *gin.Context) error {
	f := &s.shelf
	if time.Since(f.asked) < fresh && !s.acted.Swap(false) {
		return nil
	}
	place, err := s.place(c)
	if err != nil {
		return err
	}
	ctx, e := c.Request.Context(), place.Edition
	asked := time.Now()
	st, err := s.Store.Standing(ctx, e, f.since, s.Now())
	if err != nil {
		return err
	}
	stamp := strconv.FormatInt(e.ID, 10) + st.Stamp + strconv.FormatBool(e.BookingOpen(s.Now())) // what slots are read as depends on it
	if stamp != f.stamp {
		if !f.since.IsZero() { // slots may have gone: all are read again
			if st, err = s.Store.Standing(ctx, e, time.Time{}, s.Now()); err != nil {
				return err
			}
		}
		f.pages, f.slots, f.stamp = map[string]*shelvedPage{}, map[int64]map[int64]jema.Slot{}, stamp
	}
	for _, slot := range st.Slots {
		f.place(slot)
	}
	f.asked, f.since, f.standAt, f.round = asked, st.At.Add(-overlap), s.Now(), f.round+1
	f.zone = e.Zone
	return nil
}

// place puts a slot where it stands; one whose time or state changed makes
// every page be rendered again.
func (f *shelf) place(slot jema.Slot) {
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

// shelvedPage finds a page, or renders it with marks instead of counts.
func (s *Site) shelvedPage(c *gin.Context, gather func(*gin.Context) (gathered, error)) (*shelvedPage, error) {
	path := c.Request.URL.Path
	if page, ready := s.shelf.pages[path]; ready {
		return page, nil
	}
	c.Set("marked", true)
	g, err := gather(c)
	if err != nil {
		return nil, err
	}
	whole, err := s.execute(g.name, "layout.html", g.data)
	if err != nil {
		return nil, err
	}
	page := cutAtMarks(whole)
	s.shelf.pages[path] = page
	return page, nil
}

func cutAtMarks(whole []byte) *shelvedPage {
	page := &shelvedPage{}
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

// putCounts makes the bytes to send, if the counts are not those of last time.
func (s *Site) putCounts(page *shelvedPage, voice *catalogue.Voice) (err error) {
	counts := make([]seats, len(page.marks))
	for i, m := range page.marks {
		counts[i] = s.shelf.count(m)
	}
	if page.plain != nil && slices.EqualFunc(counts, page.counts, seats.equal) {
		return nil
	}
	words := make([]string, len(counts))
	for i, n := range counts {
		if page.marks[i].full {
			words[i] = fullWords(voice, n.Most == 1)
		} else {
			words[i] = leftWords(voice, n, s.shelf.zone)
		}
	}
	page.counts, page.plain = counts, page.with(words)
	sum := sha256.Sum256(page.plain)
	page.tag = `"` + hex.EncodeToString(sum[:12]) + `"`
	page.zipped, err = zipped(page.plain)
	return err
}

// with puts words between the pieces.
func (p *shelvedPage) with(words []string) []byte {
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
func (f *shelf) count(m placeMark) seats {
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

func sendShelved(c *gin.Context, page shelvedPage) {
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
