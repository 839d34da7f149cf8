package visitor

import (
	"cmp"
	"context"
	"errors"
	"net/http"
	"strconv"
	"time"

	"github.com/gin-gonic/gin"

	"jema/internal/jema"
	"jema/internal/text"
	"jema/internal/web/feed"
	"jema/internal/web/page"
	"jema/internal/web/public"
)

// Openings shows openings to visitors.
type Openings struct{ *page.Kit }

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
	n, err := page.ID[int64](c, "opening")
	if err != nil {
		return err
	}
	c.Redirect(http.StatusFound, "/evenements/"+strconv.FormatInt(n, 10))
	return nil
}

// show shows one opening with its booking form: ready-made, where the opening is of
// the edition on show.
func (h Openings) show(c *gin.Context) error {
	id, err := page.ID[jema.OpeningID](c, "opening")
	if err != nil {
		return err
	}
	err = h.Ready().Cached(c, "/evenements/"+strconv.FormatInt(int64(id), 10), page.Public{
		Gather: func(_ context.Context, l page.Layout, from *public.State) (page.Content, error) {
			entry, isThere := from.Entry(id)
			if !isThere || !l.Edition.State.Public() {
				return page.Content{}, errOpeningElsewhere
			}
			l.Picture = feed.OpeningPicture(l, entry)
			var err error
			l.Structured, err = feed.Event(l, entry, from.Now)
			typed := openingAsTyped{entry: entry, form: newForm(l, entry, from.Now), from: from}
			content := openingContent(l, typed, from.Now)
			if p, ok := content.Data.(OpeningPage); ok {
				p.suggest(from)
				content.Data = p
			}
			return content, err
		},
		Depends: func(s *public.State) []int64 { return append(s.OfferOf(id), s.Shown()...) },
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
// prevents it from being accepted, nil for nothing.
type openingAsTyped struct {
	entry   jema.Entry
	form    BookingForm
	problem *jema.Error
	from    *public.State // for what is near, nil before there is one
}

// showOpening shows an opening with its form, rendered for this request.
func (h Openings) showOpening(c *gin.Context, status int, o openingAsTyped) error {
	layout, err := h.Layout(c, "")
	if err != nil {
		return err
	}
	c.Header("Cache-Control", "private, no-cache")
	o.from = current(h.Kit)
	content := openingContent(layout, o, h.Now())
	return h.Render(c, status, content.Name, content.Data)
}

func openingContent(l page.Layout, o openingAsTyped, now time.Time) page.Content {
	l.Title, l.Problem = l.TitleOf(o.entry.Opening), o.problem
	l.Description = feed.Description(o.entry)
	p := openingPageOf(l, o.entry, o.form, now)
	if o.from != nil {
		_, p.Dated = o.from.Entry(o.entry.Opening.ID)
	}
	if o.entry.Workshop.PublishAddress {
		p.Way = wayTo(l, o.from, o.entry.Workshop)
	}
	return page.Content{Name: "opening/show", Data: p}
}

// PublicEntry finds the approved opening of the address; in an edition that is
// not on show yet, for organisers and the desk alone.
func (h Openings) PublicEntry(c *gin.Context) (jema.Entry, error) {
	place, err := h.Place(c)
	if err != nil {
		return jema.Entry{}, err
	}
	n, err := page.ID[jema.OpeningID](c, "opening")
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
func (h Openings) missing(c *gin.Context, e jema.Edition, id jema.OpeningID) error {
	plan, err := h.Store.Opening(c.Request.Context(), e.TerritoryID, id)
	if err == nil && plan.Opening.EditionID == e.ID && plan.Opening.State == jema.Cancelled {
		return jema.NotFound("opening.cancelled")
	}
	if err == nil {
		err = jema.NotFound("opening.missing")
	}
	return err
}
