package visitor

import (
	"cmp"
	"errors"
	"net/http"
	"strconv"
	"time"

	"github.com/gin-gonic/gin"

	"jema/internal/jema"
	"jema/internal/text"
	"jema/internal/web/page"
)

// Bookings takes bookings.
type Bookings struct{ *page.Kit }

// BookingForm is a request for places as it is typed.
type BookingForm struct {
	Slot               int64
	PartySize          string
	Name, Email, Phone string
	Wait               bool
	Key                string
}

// ReadBookingForm reads what was typed; only what no slot could accept is a
// problem here.
func ReadBookingForm(c *gin.Context, p *jema.Problems) (BookingForm, jema.BookingRequest) {
	f := BookingForm{
		PartySize: text.Line(c.PostForm("party_size")), Name: page.Line(c, p, "name", page.NameMax),
		Email: page.Line(c, p, "email", 254), Phone: page.Line(c, p, "phone", 40), Wait: page.Ticked(c, "wait"), Key: c.PostForm("key"),
	}
	if !page.KeyForm.MatchString(f.Key) {
		f.Key = page.NewKey()
	}
	var err error
	if f.Slot, err = strconv.ParseInt(c.PostForm("slot"), 10, 64); err != nil || f.Slot < 1 {
		f.Slot = 0
		p.Add("slot", "booking.slot_choose")
	}
	r := jema.BookingRequest{SlotID: f.Slot, Key: f.Key, Wait: f.Wait, Name: f.Name, Language: page.WrittenTo(c), Origin: jema.OriginWeb}
	r.PartySize = page.Number(c, p, "party_size")
	r.Email = page.Contact(p, "email", f.Email, "booking.email.invalid", text.Email)
	r.Phone = page.Contact(p, "phone", f.Phone, "booking.phone.invalid", text.Phone)
	return f, r
}

// create books places, or shows the same page again with what stands
// in the way.
func (h Bookings) create(c *gin.Context) error {
	entry, err := Openings{h.Kit}.PublicEntry(c)
	if err != nil {
		return err
	}
	var p jema.Problems
	form, request := ReadBookingForm(c, &p)
	if refused, ok := errors.AsType[*jema.Error](request.Check()); ok {
		for _, f := range refused.Fields {
			if !p.Has(f.Field) {
				p = append(p, f)
			}
		}
	}
	slot, ok := SlotOf(entry, form.Slot)
	if !ok && form.Slot != 0 {
		form.Slot = 0
		p.Add("slot", "booking.slot_choose")
	}
	if ok && len(p) == 0 {
		if done, err := h.proposeSplit(c, entry, form, slot, request.PartySize); done || err != nil {
			return err
		}
	}
	if most := partyMost(entry, slot, h.Now()); request.PartySize > most && !p.Has("party_size") {
		p.Add("party_size", "booking.party_most", "n", strconv.Itoa(most))
	}
	if err := p.Err(); err != nil {
		return h.refuseBooking(c, entry, form, err)
	}
	request.Client = h.Client(c.Request)
	answer, err := h.Engine.Book(c.Request.Context(), request)
	if err != nil {
		return h.refused(c, entry, form, slot, request, err)
	}
	done := "reserve"
	if answer.Status == jema.Waiting {
		done = "attente"
	}
	return page.Redirect(c, "/r/"+answer.Token, done)
}

// partyMost is how many people one booking may have at most: of the chosen
// slot, or of any slot that can be booked while none is chosen.
func partyMost(e jema.Entry, chosen jema.Slot, now time.Time) int {
	if chosen.ID != 0 {
		return min(chosen.Capacity, e.Opening.PartyMax)
	}
	most := 0
	for _, s := range e.Slots {
		if state := s.State(now); s.Audience == jema.AudiencePublic && (state == jema.SlotOpen || state == jema.SlotFull) {
			most = max(most, min(s.Capacity, e.Opening.PartyMax))
		}
	}
	return cmp.Or(most, e.Opening.PartyMax)
}

func SlotOf(e jema.Entry, id int64) (jema.Slot, bool) {
	for _, s := range e.Slots {
		if s.ID == id {
			return s, true
		}
	}
	return jema.Slot{}, false
}

// refused says why there is no booking. That the contact has booked
// already is nobody's to know who only types it, so:
//
//   - where others would be told that the slot is full, so is this contact;
//   - else the answer is one sentence that is true of any contact, and what
//     stands is told by a letter to the contact itself, with its link. To see
//     this answer rather than a booking's page, a stranger has to risk making
//     a booking in that person's name, of which the person is told; and one
//     network is given it only a few times, before it is given nothing more.
//
// The same holds for a contact that has as many bookings as the edition
// allows, and through the API.
func (h Bookings) refused(c *gin.Context, entry jema.Entry, form BookingForm, slot jema.Slot, r jema.BookingRequest, err error) error {
	if perhapsBooked(err) {
		if err := h.Store.TellAgain(c.Request.Context(), entry.Opening.TerritoryID, r, h.Now()); err != nil {
			return err
		}
		if r.Wait || slot.Free(h.Now()) >= r.PartySize {
			return h.showNoted(c, entry)
		}
		err = jema.ErrSlotFull
	}
	return h.refuseBooking(c, entry, form, h.refusal(entry, slot, r, err))
}

// perhapsBooked tells whether a refusal would say something of a contact's
// bookings.
func perhapsBooked(err error) bool {
	return errors.Is(err, jema.ErrAlreadyBooked) || errors.Is(err, jema.ErrEnoughBookings)
}

// notedPage is the answer that says nothing of whose contact was typed.
type notedPage struct {
	page.Layout
	Entry jema.Entry
}

func (h Bookings) showNoted(c *gin.Context, entry jema.Entry) error {
	layout, err := h.Layout(c, h.Voice(c).Say("booking.noted_title"))
	if err != nil {
		return err
	}
	c.Header("Cache-Control", "no-store")
	return h.Render(c, http.StatusOK, "booking/noted", notedPage{layout, entry})
}

// refusal says at which field a refusal of the engine stands.
func (h Bookings) refusal(entry jema.Entry, slot jema.Slot, r jema.BookingRequest, err error) error {
	at := func(kind jema.Kind, field, message string, args ...string) error {
		return &jema.Error{Kind: kind, Message: "booking.not_yet", Fields: []jema.FieldError{{Field: field, Message: message, Args: args}}}
	}
	switch {
	case errors.Is(err, jema.ErrSlotFull):
		// What is free is read again: it is the moment's, not the page's.
		free := strconv.Itoa(slot.Free(h.Now()))
		if free != "0" && slot.Free(h.Now()) < r.PartySize {
			return at(jema.KindConflict, "slot", "booking.slot_small", "n", free)
		}
		return at(jema.KindConflict, "slot", "booking.slot_full_here")
	case errors.Is(err, jema.ErrSlotClosed), errors.Is(err, jema.ErrSlotMissing):
		return at(jema.KindConflict, "slot", "booking.slot_closed")
	case errors.Is(err, jema.ErrPartyTooLarge):
		most := min(slot.Capacity, entry.Opening.PartyMax)
		return at(jema.KindInvalid, "party_size", "booking.party_most", "n", strconv.Itoa(most))
	case errors.Is(err, jema.ErrKeyReused):
		return &jema.Error{Kind: jema.KindConflict, Message: "booking.key_reused_here"}
	}
	return err
}

// refuseBooking shows the page again, what was typed kept. A key that has
// served gets a successor.
func (h Bookings) refuseBooking(c *gin.Context, entry jema.Entry, form BookingForm, err error) error {
	problem, ok := errors.AsType[*jema.Error](err)
	if !ok || problem.Kind == jema.KindUnavailable {
		return err
	}
	page.RetryAfter(c, problem)
	if problem.Message == "booking.key_reused_here" {
		form.Key = page.NewKey()
	}
	fresh, err := Openings{h.Kit}.PublicEntry(c) // places as they are now, not as they were before the attempt
	if err != nil {
		return err
	}
	return Openings{h.Kit}.showOpening(c, page.Statuses[problem.Kind], fresh, form, problem)
}
