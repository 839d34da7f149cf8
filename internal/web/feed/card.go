package feed

import (
	"cmp"
	"net/http"
	"strconv"

	"github.com/gin-gonic/gin"

	"jema/internal/card"
	"jema/internal/jema"
	"jema/internal/marquetry"
	"jema/internal/text"
	"jema/internal/web/page"
	"jema/internal/web/public"
)

// Cards are the pictures that networks show of a page that is shared. They hold what
// the page's head does, and never an address.
type Cards struct {
	*page.Kit
	album *card.Album
}

// editionCard is the card of the territory's page, and of every page without one of
// its own.
func editionCard(l page.Layout, entries []jema.Entry) card.Card {
	return card.Card{Seed: l.Territory.Slug, Shares: shares(entries), Kicker: text.Typeset(l.Territory.Name),
		Title: text.Typeset(l.Edition.Name), Foot: page.Capital(days(l))}
}

// communeCard is the card of a commune: its marquetry, cut as on its page.
func communeCard(l page.Layout, commune jema.Commune, here []jema.Entry) card.Card {
	c := card.Card{Seed: commune.INSEE, Shares: shares(here), Kicker: text.Typeset(l.Edition.Name), Title: commune.Name,
		Foot: page.Capital(days(l))}
	if len(here) > 0 {
		c.Foot = l.T("commune.count", "n", len(here)) + ", " + days(l)
	}
	return c
}

// openingCard is the card of an opening: one sheet of its craft's veneer.
func openingCard(l page.Layout, e jema.Entry) card.Card {
	kind := l.T("visit.kind." + string(e.Opening.Kind))
	c := card.Card{Seed: strconv.FormatInt(int64(e.Opening.ID), 10), Shares: shares([]jema.Entry{e}),
		Kicker: page.Capital(kind), Title: text.Typeset(e.Opening.Title)}
	if craft := e.CraftName(); craft != "" {
		c.Kicker = page.Capital(text.Typeset(craft)) + ", " + kind
	}
	c.Foot = e.Commune.Name
	if on := daysOf(l, e); on != "" {
		c.Foot += ", " + on
	}
	return c
}

func days(l page.Layout) string { return l.Voice.Days(l.Edition.StartsOn, l.Edition.EndsOn) }

// daysOf returns on which days the public may come: one or two by name, several from the
// first to the last.
func daysOf(l page.Layout, e jema.Entry) string {
	on := e.OpenDays(l.Edition.Zone)
	switch len(on) {
	case 0:
		return ""
	case 1:
		return l.Voice.Day(on[0])
	case 2:
		return l.Voice.List([]string{l.Voice.DayMonth(on[0]), l.Voice.DayMonth(on[1])})
	}
	return l.Voice.Days(on[0], on[len(on)-1])
}

// The paths of pictures change with what they show, since networks store them.

// EditionPicture is the path of the territory's.
func EditionPicture(l page.Layout, entries []jema.Entry) string {
	return "/partage.png?v=" + editionCard(l, entries).Tag()
}

// CommunePicture is the path of a commune's.
func CommunePicture(l page.Layout, commune jema.Commune, here []jema.Entry) string {
	return communePath(commune) + "/partage.png?v=" + communeCard(l, commune, here).Tag()
}

// OpeningPicture is the path of an opening's.
func OpeningPicture(l page.Layout, e jema.Entry) string {
	return openingPath(e) + "/partage.png?v=" + openingCard(l, e).Tag()
}

func shares(entries []jema.Entry) (list []marquetry.Share) {
	for _, e := range entries {
		list = append(list, marquetry.Share{Domain: cmp.Or(e.DomainSlug(), marquetry.Other), Weight: 1})
	}
	return list
}

func (h Cards) edition(c *gin.Context) error {
	return h.send(c, func(l page.Layout, from *public.State) (card.Card, error) {
		return editionCard(l,
			shown(from)), nil
	})
}

func (h Cards) commune(c *gin.Context) error {
	return h.send(c, func(l page.Layout, from *public.State) (card.Card, error) {
		commune, err := communeOf(c, from)
		here := of(shown(from), func(e jema.Entry) bool { return e.Commune.INSEE == commune.INSEE })
		return communeCard(l, commune, here), err
	})
}

func (h Cards) opening(c *gin.Context) error {
	id, err := page.ID[jema.OpeningID](c, "opening")
	if err != nil {
		return err
	}
	return h.send(c, func(l page.Layout, from *public.State) (card.Card, error) {
		entry, isThere := from.Entry(id)
		if !isThere || !from.Place.Edition.State.Public() {
			return card.Card{}, jema.NotFound("opening.missing")
		}
		return openingCard(l, entry), nil
	})
}

// send sends a card. Its tag is computed before it is drawn.
func (h Cards) send(c *gin.Context, of func(page.Layout, *public.State) (card.Card, error)) error {
	from, err := state(h.Kit, c)
	if err != nil {
		return err
	}
	picture, err := of(h.Ready().Layout(c, from), from)
	if err != nil {
		return err
	}
	tag := `"` + picture.Tag() + `"`
	c.Header("ETag", tag)
	c.Header("Cache-Control", "public, max-age=3600")
	if c.GetHeader("If-None-Match") == tag {
		c.Status(http.StatusNotModified)
		return nil
	}
	data, err := h.album.Picture(picture)
	if err == nil {
		c.Data(http.StatusOK, "image/png", data)
	}
	return err
}
