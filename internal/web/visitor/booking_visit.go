package visitor

import (
	"net/http"
	"strconv"

	"github.com/gin-gonic/gin"

	"jema/internal/jema"
	"jema/internal/links"
	"jema/internal/mail"
	"jema/internal/postgres"
	"jema/internal/web/page"
	"jema/internal/web/school"
)

// Visits answers whoever holds a booking's link.
type Visits struct{ *page.Kit }

// alternativesShown is how many other slots a visitor is shown.
const alternativesShown = 12

// page is what the holder of a booking's link sees.
type bookingPage struct {
	page.Layout
	postgres.Visit
	View   page.EntryView
	Token  string
	When   jema.Span
	Past   bool        // the visit has begun: nothing is changed any more
	Until  string      // of an offer: « lundi 5 avril à 18 h »
	Size   string      // of the party, as typed
	Most   int         // people one booking of the slot may have
	Same   []otherSlot // with room for the party, in the same opening
	Others []otherSlot // and elsewhere
	Proven bool        // who looks came by a letter, or is the desk
	AtDesk bool        // who looks is the desk
	Way    *way        // how to come, nil where that may not be told
	Clash  []clash     // what else they have at the same time
}

// otherSlot is a slot to which a booking can be moved.
type otherSlot struct {
	jema.Alternative
	When string // « samedi 10 avril, de 14 h à 15 h »
}

// clash is another booking of the same person while the visit lasts.
type clash struct {
	postgres.LiveBooking
	When, Link string
}

// Place returns where to go: the address, published or not, is shown to the
// holder of a place.
func (p bookingPage) Place() string {
	if p.placed() {
		return p.Entry.Workshop.Address
	}
	return ""
}

// placed reports whether the reader may learn where the workshop is.
func (p bookingPage) placed() bool {
	return p.Booking.Status == jema.Confirmed || p.Booking.Status == jema.Offered || p.Entry.Workshop.PublishAddress
}

// Live reports whether the booking can still be changed.
func (p bookingPage) Live() bool { return !p.Past && p.Booking.Status != jema.BookingCancelled }

// Lead is the key of the first sentence: why it was cancelled, if it was.
func (p bookingPage) Lead() string {
	if p.Booking.Status == jema.BookingCancelled && p.Booking.Why != "" {
		return "visit.why." + p.Booking.Why
	}
	return "visit.booking." + string(p.Booking.Status) + "_lead"
}

// Movable reports whether there is something to move: a live booking, or one
// whose workshop has cancelled.
func (p bookingPage) Movable() bool {
	return p.Live() || p.Booking.Why == jema.WhyCalledOff
}

// visit finds the booking that the address's token opens, in this territory. No
// cache stores a page with a token. The booking is read from the database; its event and
// its slot are those of the public pages, where they are on them.
func (h Visits) visit(c *gin.Context) (v postgres.Visit, err error) {
	c.Header("Cache-Control", "no-store")
	c.Header("X-Robots-Tag", "noindex")
	token := links.Hash(c.Param("token"))
	if state, ready := h.Public.Current(); ready {
		var opening jema.OpeningID
		v.Booking, opening, err = h.Store.BookingOfLink(c.Request.Context(), state.Place.Territory.ID, token)
		if err != nil {
			return v, err
		}
		var isThere, hasSlot bool
		v.Entry, isThere = h.Ready().Entry(c, opening)
		if v.Slot, hasSlot = v.Entry.Slot(v.Booking.SlotID); isThere && hasSlot {
			return v, nil
		}
	}
	place, err := h.Place(c)
	if err != nil {
		return v, err
	}
	return h.Store.BookingByToken(c.Request.Context(), place.Territory.ID, token, h.Now())
}

// show shows a booking; it changes nothing. A class's booking is shown on the
// class's own page, with both halves.
func (h Visits) show(c *gin.Context) error {
	return h.showBooking(c, http.StatusOK, "", nil)
}

// showBooking shows the booking of the address; size is the typed size of the
// party, problem the reason of a refusal.
func (h Visits) showBooking(c *gin.Context, status int, size string, problem *jema.Error) error {
	p, err := h.page(c)
	if err != nil {
		return err
	}
	if p.Booking.Origin == jema.OriginSchool {
		return school.Classes{Kit: h.Kit}.InsteadOfHalf(c, p.Visit, problem)
	}
	p.Problem = problem
	if size != "" {
		p.Size = size
	}
	return h.Render(c, status, "booking/show", p)
}

func (h Visits) page(c *gin.Context) (bookingPage, error) {
	visit, err := h.visit(c)
	if err != nil {
		return bookingPage{}, err
	}
	layout, err := h.Layout(c, h.Voice(c).Say("visit.booking.title"))
	if err != nil {
		return bookingPage{}, err
	}
	if !page.NoticeHolds(c.Query("fait"), visit.Booking.Status) {
		layout.Notice = ""
	}
	p := bookingPage{
		Layout: layout, Visit: visit, View: page.ViewOf(layout, visit.Entry, h.Now()), Token: c.Param("token"),
		When: visit.Slot.Span(layout.Edition.Zone), Past: !h.Now().Before(visit.Slot.Start),
		Size: strconv.Itoa(visit.Booking.PartySize), Most: min(visit.Slot.Capacity, visit.Entry.Opening.PartyMax),
	}
	if ends := visit.Booking.OfferEnds; !ends.IsZero() {
		p.Until = layout.Moment(ends)
	}
	p.AtDesk = page.ForDesk(layout.Account)
	if p.placed() && p.Booking.Status != jema.BookingCancelled {
		p.Way = wayTo(layout, current(h.Kit), visit.Entry.Workshop)
	}
	p.Proven = p.AtDesk || h.Links.ByLetter(p.Token, c.Query(links.LetterParameter))
	if p.Clash, err = h.clashes(c, p); err != nil || !p.Movable() {
		return p, err
	}
	found, err := h.alternatives(c, p)
	for _, a := range found {
		other := otherSlot{a, layout.When(a.Interval)}
		if a.SameOpening {
			p.Same = append(p.Same, other)
		} else {
			p.Others = append(p.Others, other)
		}
	}
	return p, err
}

// alternatives finds where the party could go instead: in what the public pages show,
// where that is enough. Only a proven visitor is spared what they have booked already.
func (h Visits) alternatives(c *gin.Context, p bookingPage) ([]jema.Alternative, error) {
	if state, ready := h.Public.Current(); ready && !p.Proven && p.Booking.Origin != jema.OriginSchool {
		if list, isThere := state.Alternatives(p.Visit, alternativesShown); isThere {
			return list, nil
		}
	}
	return h.Store.Alternatives(c.Request.Context(), postgres.AlternativeSearch{TerritoryID: p.Territory.ID,
		BookingID: p.Booking.ID, Most: alternativesShown, Proven: p.Proven}, h.Now())
}

// clashes points out what else a person has booked at the same time: to the one
// who came by a letter, and to the desk. The link alone shows nothing of it,
// because whoever books with somebody else's address is given it.
func (h Visits) clashes(c *gin.Context, p bookingPage) (list []clash, err error) {
	if !p.Proven || !p.Live() || p.Booking.Origin == jema.OriginSchool {
		return nil, nil
	}
	found, err := h.Store.Overlaps(c.Request.Context(), p.Territory.ID, p.Booking.ID)
	for _, b := range found {
		token := h.Links.ManageToken(b.Key, b.Generation)
		list = append(list, clash{b, p.Layout.When(b.Interval),
			"/r/" + token + "?" + links.LetterParameter + "=" + h.Links.LetterProof(token)})
	}
	return list, err
}

// calendar sends the visit as the calendar entry that was mailed;
// whoever waits has no visit yet.
func (h Visits) calendar(c *gin.Context) error {
	visit, err := h.visit(c)
	if err != nil {
		return err
	}
	if b := visit.Booking; b.Status == jema.Waiting || b.Status == jema.Offered {
		return jema.NotFound("visit.booking.no_calendar")
	}
	place, err := h.Place(c)
	if err != nil {
		return err
	}
	data := mail.Calendar(visit.Booking, mail.VisitOf(postgres.Letter{
		Language: visit.Booking.Language, Territory: place.Territory, Edition: place.Edition, Booking: visit.Booking,
		Slot: visit.Slot, Opening: visit.Entry.Opening, Workshop: visit.Entry.Workshop, Commune: visit.Entry.Commune,
	}, h.Links), h.Now())
	c.Header("Content-Disposition", `attachment; filename="visite.ics"`)
	c.Data(http.StatusOK, "text/calendar; charset=utf-8", data)
	return nil
}
