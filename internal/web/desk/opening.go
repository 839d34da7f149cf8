package desk

import (
	"net/http"
	"strconv"
	"strings"
	"time"

	"github.com/gin-gonic/gin"

	"jema/internal/jema"
	"jema/internal/links"
	"jema/internal/postgres"
	"jema/internal/text"
	"jema/internal/web/page"
	"jema/internal/web/visitor"
)

// Openings books for callers, holds places for them, and closes slots.
type Openings struct{ *page.Kit }

// othersShown is how many other slots the desk is shown beside a full one.
const othersShown = 6

// deskOpeningPage is an opening at the desk: choose a slot, then enter who
// comes while the places are held. Until, Now and Ends are of the hold: its end
// in words, and both moments in milliseconds of Unix for the countdown.
type deskOpeningPage struct {
	visitor.OpeningPage
	deskForm
	Until     string // « 14 h 03 »
	Now, Ends int64
	Naming    bool   // the slot is chosen: enter who comes
	State     string // of the places: "held", "lapsed", "lapsed_full", "full", "wait"; "" while a slot is to be chosen
	Chosen    visitor.SlotView
	Others    []visitor.SlotView     // with room for the party, the nearest first
	Elsewhere map[jema.SlotID]string // by slot: what others keep for their callers
	Made      *callerBooking         // the booking that was just made
}

// deskForm is what the desk has in hand for a caller.
type deskForm struct {
	Hold     jema.HoldID // 0: nothing was held
	HoldKey  string      // by which places are held once
	Looked   bool        // the caller's bookings were asked for
	Bookings []callerBooking
	Warned   bool // some of it is at the same time: to be confirmed
}

func (f *deskForm) show(w caller) { f.Looked, f.Bookings, f.Warned = w.looked, w.bookings, w.clashes() }

// show shows an opening's slots, or the form for whom places are held.
func (h Openings) show(c *gin.Context) error {
	form, desk := visitor.BookingForm{Key: page.NewKey(), PartySize: "2"},
		deskForm{Hold: page.TypedID[jema.HoldID](c.Query("garde")),
			HoldKey: c.Query("cle")}
	if slot, err := strconv.ParseInt(c.Query("slot"), 10, 64); err == nil {
		form.Slot, form.PartySize, form.Wait = jema.SlotID(slot), text.Line(c.Query("personnes")), c.Query("attente") != ""
	}
	return h.showDeskOpening(c, http.StatusOK, form, desk, nil)
}

func (h Openings) showDeskOpening(c *gin.Context, status int, form visitor.BookingForm, desk deskForm,
	problem *jema.Error) error {
	entry, err := visitor.Openings{Kit: h.Kit}.PublicEntry(c)
	if err != nil {
		return err
	}
	layout, err := h.Layout(c, text.Typeset(entry.Opening.Title))
	if err != nil {
		return err
	}
	layout.Problem = problem
	if !page.KeyForm.MatchString(desk.HoldKey) {
		desk.HoldKey = page.NewKey()
	}
	held, err := h.holdOf(c, desk.Hold)
	if err != nil {
		return err
	}
	live := held.ID != 0 && h.Now().Before(held.ExpiresAt)
	if live {
		form.Slot = held.SlotID // what is held is what is booked
	}
	p := deskOpeningPage{OpeningPage: visitor.AtDesk(layout, entry, form, h.Now()), deskForm: desk}
	if slot, ok := entry.Slot(form.Slot); ok {
		if !live && held.SlotID == slot.ID {
			slot.Taken -= held.Places // they are this caller's until upkeep gives them back
		}
		p.Chosen = visitor.SlotViewOf(layout, slot.ForDesk(), h.Now())
		p.Naming = desk.Hold > 0 || form.Wait
	}
	p.describeHold(held, live, h.Now())
	if err := h.othersAtDesk(c, &p, entry); err != nil {
		return err
	}
	c.Header("Cache-Control", "no-store")
	return h.Render(c, status, "desk/opening", p)
}

// holdOf returns the hold of the account that looks, one of ID 0 when it holds
// nothing any more.
func (h Openings) holdOf(c *gin.Context, id jema.HoldID) (jema.Hold, error) {
	account, err := h.Account(c)
	if err != nil || id == 0 {
		return jema.Hold{}, err
	}
	ref := postgres.HoldRef{TerritoryID: account.TerritoryID, ID: id, AccountID: account.ID}
	return h.Store.Hold(c.Request.Context(), ref)
}

// describeHold sets the status of the places at now: held until when, not held any
// more, or not there for this party, with the slots that have room.
func (p *deskOpeningPage) describeHold(held jema.Hold, live bool, now time.Time) {
	party, err := strconv.Atoi(p.Form.PartySize)
	room := err == nil && p.Chosen.FreeNow >= party
	switch {
	case live:
		p.State = "held"
		p.Until, p.Now, p.Ends = p.Voice.ClockIn(held.ExpiresAt, p.Edition.Zone), now.UnixMilli(), held.ExpiresAt.UnixMilli()
	case p.Chosen.ID == 0 || err != nil:
	case p.Form.Wait:
		p.State = "wait"
	case p.Hold > 0 && room:
		p.State = "lapsed"
	case p.Hold > 0:
		p.State = "lapsed_full"
	case !room && p.Problem == nil:
		p.State = "full"
	}
	if p.State == "lapsed_full" || p.State == "full" || p.State == "wait" {
		p.Others = visitor.NearestOf(p.Days, p.Form, othersShown)
	}
}

// othersAtDesk adds what other agents reserve for their callers, and what was just
// booked.
func (h Openings) othersAtDesk(c *gin.Context, p *deskOpeningPage, entry jema.Entry) error {
	account, err := h.Account(c)
	if err != nil {
		return err
	}
	others, err := h.Store.HeldByOthers(c.Request.Context(), account.TerritoryID, entry.Opening.ID, account.ID, h.Now())
	if err != nil {
		return err
	}
	p.Elsewhere = map[jema.SlotID]string{}
	for _, o := range others {
		p.Elsewhere[o.SlotID] = p.T("desk.held_by_others", "n", o.Places, "until", p.Voice.ClockIn(o.ExpiresAt,
			p.Edition.Zone))
	}
	return h.justMade(c, p)
}

// justMade finds the booking that the address names, to read its code out.
func (h Openings) justMade(c *gin.Context, p *deskOpeningPage) error {
	n := page.TypedID[jema.BookingID](c.Query("reservation"))
	if n == 0 || c.Request.Method != http.MethodGet {
		return nil
	}
	b, err := h.Store.BookingAt(c.Request.Context(), p.Territory.ID, n)
	if jema.KindOf(err) == jema.KindNotFound || err == nil && b.Status == jema.BookingCancelled {
		return nil
	}
	if err != nil {
		return err
	}
	visit, err := h.Store.BookingByToken(c.Request.Context(), p.Territory.ID,
		links.Hash(h.Links.ManageToken(b.Key, b.Generation)), h.Now())
	if err != nil {
		return err
	}
	made := h.callerBookingOf(p.Voice, p.Edition, postgres.LiveBooking{Booking: visit.Booking,
		Interval:  visit.Slot.Interval,
		OpeningID: visit.Entry.Opening.ID,
		Title:     visit.Entry.Opening.Title, Workshop: visit.Entry.Workshop.Name, Commune: visit.Entry.Commune.Name})
	p.Made = &made
	return nil
}

// deskHere is the page of an opening at the desk.
func deskHere(entry jema.Entry) string {
	return "/accueil/evenements/" + strconv.FormatInt(int64(entry.Opening.ID), 10)
}

// slotPressed reads the slot of a button « slot-12 ».
func slotPressed(do string) jema.SlotID {
	number, ok := strings.CutPrefix(do, "slot-")
	if !ok {
		return 0
	}
	return page.TypedID[jema.SlotID](number)
}
