package page

import (
	"context"
	"html"
	"html/template"
	"net/http"
	"strconv"
	"strings"
	"time"

	"github.com/gin-gonic/gin"

	"jema/internal/catalogue"
	"jema/internal/jema"
	"jema/internal/pagecache"
	"jema/internal/web/public"
)

// Content is a page's template and its data.
type Content struct {
	Name   string
	Data   any
	Status int // 0 is 200
}

// Public is how a page is made that is the same for every visitor.
type Public struct {
	// Gather returns what the page shows; its title goes into the layout.
	Gather func(context.Context, Layout, *public.State) (Content, error)
	// Depends returns numbers that change whenever what the page shows does, apart
	// from the places that are left in a list.
	Depends func(*public.State) []int64
}

// Ready answers with public pages.
type Ready struct{ kit *Kit }

// Ready returns what answers with public pages.
func (k *Kit) Ready() Ready { return Ready{k} }

// Cached answers with the public page of an address, ready-made in the language of the
// request. Whoever may be
// signed in, or comes from an action with a notice, gets one made for them.
func (r Ready) Cached(c *gin.Context, address string, how Public) error {
	if r.isPersonal(c) {
		return r.Made(c, how)
	}
	voice := r.kit.Voice(c)
	page, err := r.kit.Public.Page(c.Request.Context(), voice.Prefix()+address, r.recipe(voice, address, how))
	if err != nil {
		return err
	}
	public.Send(c, "text/html; charset=utf-8", page, late)
	return nil
}

// File is how something is made that programs read, the same for everybody.
type File struct {
	ContentType string
	Write       func(Layout, *public.State) ([]byte, error)
	Depends     func(*public.State) []int64 // as of Public
}

// File answers with what programs read at the request's address, ready-made.
func (r Ready) File(c *gin.Context, f File) error {
	voice, path := r.kit.Voice(c), c.Request.URL.Path
	page, err := r.kit.Public.Page(c.Request.Context(), voice.Prefix()+path, public.Recipe{Depends: f.Depends,
		Render: func(_ context.Context, s *public.State) ([]byte, error) { return f.Write(r.layout(voice, path, s), s) }})
	if err == nil {
		public.Send(c, f.ContentType, page, late)
	}
	return err
}

// Layout returns the layout of what everybody is shown alike at the request's address.
func (r Ready) Layout(c *gin.Context, s *public.State) Layout {
	return r.layout(r.kit.Voice(c), c.Request.URL.Path, s)
}

// isPersonal reports whether a page shows more than everybody is shown.
func (r Ready) isPersonal(c *gin.Context) bool {
	_, err := c.Request.Cookie(r.kit.cookieName(SessionCookie))
	return err == nil || c.Query("fait") != ""
}

// Made makes a public page for one sending, of what the cached ones show.
func (r Ready) Made(c *gin.Context, how Public) error {
	state, err := r.kit.Public.State(c.Request.Context())
	if err != nil {
		return err
	}
	layout := r.layout(r.kit.Voice(c), addressOf(c), state)
	if r.isPersonal(c) {
		if layout, err = r.kit.Layout(c, ""); err != nil {
			return err
		}
	}
	content, err := how.Gather(c.Request.Context(), layout, state)
	if err != nil {
		return err
	}
	return r.kit.Render(c, max(content.Status, http.StatusOK), content.Name, content.Data)
}

func (r Ready) recipe(voice *catalogue.Voice, address string, how Public) public.Recipe {
	return public.Recipe{Depends: how.Depends, Render: func(ctx context.Context, s *public.State) ([]byte, error) {
		layout := r.layout(voice, address, s)
		layout.shared, layout.Listed = true, true
		content, err := how.Gather(ctx, layout, s)
		if err != nil {
			return nil, err
		}
		return r.kit.Execute(voice, content.Name, "layout.html", content.Data)
	}}
}

// layout is the layout of a page for nobody in particular.
func (r Ready) layout(voice *catalogue.Voice, address string, s *public.State) Layout {
	path, _, _ := strings.Cut(address, "?")
	return Layout{Voice: voice, Path: path, Address: address, Base: r.kit.Base.String(), Territory: s.Place.Territory,
		Edition: s.Place.Edition, Shown: s.Place.Shown, Years: s.Place.Years}
}

// keyMark is where a form holds its key.
const keyMark = "key"

// late returns what a ready-made page holds of one sending.
func late(string) string { return NewKey() } // keyMark is the only one

// FormKey returns the key of a form, drawn for this rendering; in a ready-made page,
// a mark that each sending puts a key in place of.
func (l Layout) FormKey() string {
	if l.shared {
		return pagecache.Late(keyMark)
	}
	return NewKey()
}

// LeftWords returns how many places an opening has left, for a list; in a
// ready-made page it is a mark, which the cache replaces whenever the number changes.
func (v EntryView) LeftWords() template.HTML {
	if v.Layout.shared {
		return template.HTML(public.LeftMark(v.Layout.Voice, v.Opening.ID)) //nolint:gosec // our own mark
	}
	return template.HTML(public.LeftWords(v.Layout.Voice, v.Seats, v.Layout.Edition.Zone)) //nolint:gosec // escaped there
}

// FullWords returns that an opening has no place left, if that is so, or a mark.
func (v EntryView) FullWords() template.HTML {
	if v.Layout.shared {
		return template.HTML(public.FullMark(v.Layout.Voice, v.Opening.ID)) //nolint:gosec // our own mark
	}
	return template.HTML(public.FullWords(v.Layout.Voice, v.AllFull)) //nolint:gosec // escaped there
}

// PlacesWords returns how many places a slot has left at a moment, for its opening's page,
// or a mark.
func (l Layout) PlacesWords(s jema.Slot, now time.Time) template.HTML {
	if l.shared {
		return template.HTML(public.PlacesMark(l.Voice, s)) //nolint:gosec // our own mark
	}
	return template.HTML(html.EscapeString(public.PlacesWords(l.Voice, s, now))) //nolint:gosec // escaped
}

// QueueWords returns how many wait for a slot, for its opening's page, or a mark.
func (l Layout) QueueWords(s jema.Slot) template.HTML {
	if l.shared {
		return template.HTML(public.QueueMark(l.Voice, s)) //nolint:gosec // our own mark
	}
	return template.HTML(html.EscapeString(public.QueueWords(l.Voice, s))) //nolint:gosec // escaped
}

// Count returns n, which is how many places a slot of an opening has left, or the most
// that one of them has, for slot 0; in a ready-made page, a mark in its place.
func (l Layout) Count(opening jema.OpeningID, slot jema.SlotID, n int) string {
	if l.shared {
		return public.CountMark(l.Voice, opening, slot)
	}
	return strconv.Itoa(n)
}

// Entry returns an approved opening of the edition on show as the public pages
// show it, at most a second old, without a query to the database. Its edition is then
// that of the request.
func (r Ready) Entry(c *gin.Context, id jema.OpeningID) (entry jema.Entry, isThere bool) {
	state, ready := r.kit.Public.Current()
	if !ready || !state.Place.Edition.State.Public() {
		return entry, false
	}
	if entry, isThere = state.Entry(id); isThere {
		c.Set(placeKey, state.Place)
	}
	return entry, isThere
}
