package visitor

import (
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
	Slot               jema.SlotID
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
		Email: page.Line(c, p, "email", 254), Phone: page.Line(c, p, "phone", 40), Wait: page.Ticked(c, "wait"),
		Key: c.PostForm("key"),
	}
	if !page.KeyForm.MatchString(f.Key) {
		f.Key = page.NewKey()
	}
	if f.Slot = page.TypedID[jema.SlotID](c.PostForm("slot")); f.Slot == 0 {
		p.Add("slot", "booking.slot_choose")
	}
	r := jema.BookingRequest{SlotID: f.Slot, Key: f.Key, Wait: f.Wait, Name: f.Name, Language: page.Language(c.Request),
		Origin: jema.OriginWeb}
	r.PartySize = page.Number(c, p, "party_size")
	r.Email = page.Contact(p, "email", f.Email, "booking.email.invalid", text.Email)
	r.Phone = page.Contact(p, "phone", f.Phone, "booking.phone.invalid", text.Phone)
	return f, r
}

// attempt is a request for places of an opening: the typed values, and what
// they mean.
type attempt struct {
	entry   jema.Entry
	slot    jema.Slot // the chosen one, zero where none of the opening's was
	form    BookingForm
	request jema.BookingRequest
}

// create books places, or shows the same page again with what is in the
// way.
func (h Bookings) create(c *gin.Context) error {
	a, problems, err := h.attempt(c)
	if err != nil {
		return err
	}
	if a.slot.ID != 0 && len(problems) == 0 {
		if done, err := h.proposeSplit(c, a); done || err != nil {
			return err
		}
	}
	if most := a.entry.PartyMost(a.slot, h.Now()); a.request.PartySize > most && !problems.Has("party_size") {
		problems.Add("party_size", "booking.party_most", "n", strconv.Itoa(most))
	}
	if err := problems.Err(); err != nil {
		return h.showAgain(c, a.form, err)
	}
	a.request.Client = h.Client(c.Request)
	answer, refusal := h.Engine.Book(c.Request.Context(), a.request)
	if refusal != nil {
		if a, _, err = h.freshAttempt(c); err != nil {
			return err
		}
		return h.refused(c, a, refusal)
	}
	done := "reserve"
	if answer.Status == jema.Waiting {
		done = "attente"
	}
	return page.Redirect(c, "/r/"+answer.Token, done)
}

// attempt reads what was typed, and what is wrong with it. Where nothing is, the
// public pages' event is fresh enough: the engine has the last word. Before anybody
// is refused, the event is read anew.
func (h Bookings) attempt(c *gin.Context) (a attempt, problems jema.Problems, err error) {
	id, err := page.ID[jema.OpeningID](c, "opening")
	if err != nil {
		return a, nil, err
	}
	if entry, ready := h.Ready().Entry(c, id); ready {
		a, problems = readAttempt(c, entry)
		if a.slot.ID != 0 && len(problems) == 0 && a.request.PartySize <= entry.PartyMost(a.slot, h.Now()) {
			return a, nil, nil
		}
	}
	return h.freshAttempt(c)
}

func (h Bookings) freshAttempt(c *gin.Context) (a attempt, problems jema.Problems, err error) {
	entry, err := Openings(h).PublicEntry(c)
	if err != nil {
		return a, nil, err
	}
	a, problems = readAttempt(c, entry)
	return a, problems, nil
}

// readAttempt reads what was typed for an opening, and what is wrong with it
// whatever the slots hold.
func readAttempt(c *gin.Context, entry jema.Entry) (a attempt, problems jema.Problems) {
	a.entry = entry
	a.form, a.request = ReadBookingForm(c, &problems)
	if wrong := page.Refusal(a.request.Check()); wrong != nil {
		for _, f := range wrong.Fields {
			if !problems.Has(f.Field) {
				problems = append(problems, f)
			}
		}
	}
	var offered bool
	if a.slot, offered = entry.Slot(a.form.Slot); !offered && a.form.Slot != 0 {
		a.form.Slot = 0
		problems.Add("slot", "booking.slot_choose")
	}
	return a, problems
}

// refused shows why there is no booking. It must not reveal that the contact
// has booked already to whoever types the contact, so:
//
//   - where others would be refused because the slot is full, so is this
//     contact;
//   - else the answer is one sentence that is true of any contact, and the
//     existing booking is mailed to the contact itself, with its link. To see
//     this answer rather than a booking's page, a stranger has to risk making
//     a booking in that person's name, which the person is notified of; and one
//     network gets it only a few times, before it gets nothing more.
//
// The same holds for a contact that has as many bookings as the edition
// allows, and through the API.
func (h Bookings) refused(c *gin.Context, a attempt, err error) error {
	if !jema.RevealsBooking(err) {
		return h.showAgain(c, a.form, a.refusal(err, h.Now()))
	}
	if err := h.Store.NotifyAgain(c.Request.Context(), a.entry.Opening.TerritoryID, a.request, h.Now()); err != nil {
		return err
	}
	if a.request.Wait || a.slot.Free(h.Now()) >= a.request.PartySize {
		return h.showNoted(c, a.entry)
	}
	return h.showAgain(c, a.form, a.refusal(jema.ErrSlotFull, h.Now()))
}

// notedPage is the answer that reveals nothing about the person whose contact
// was typed.
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

// refusal returns what the engine refused, at the field where it can be mended.
func (a attempt) refusal(err error, now time.Time) error {
	at := func(kind jema.Kind, field, message string, args ...string) error {
		return &jema.Error{Kind: kind, Message: "booking.not_yet",
			Fields: []jema.FieldError{{Field: field, Message: message, Args: args}}}
	}
	switch {
	case errors.Is(err, jema.ErrSlotFull):
		if free := a.slot.Free(now); free > 0 && free < a.request.PartySize { // of the moment, not of the page
			return at(jema.KindConflict, "slot", "booking.slot_small", "n", strconv.Itoa(free))
		}
		return at(jema.KindConflict, "slot", "booking.slot_full_here")
	case errors.Is(err, jema.ErrSlotClosed), errors.Is(err, jema.ErrSlotMissing):
		return at(jema.KindConflict, "slot", "booking.slot_closed")
	case errors.Is(err, jema.ErrPartyTooLarge):
		most := min(a.slot.Capacity, a.entry.Opening.PartyMax)
		return at(jema.KindInvalid, "party_size", "booking.party_most", "n", strconv.Itoa(most))
	case errors.Is(err, jema.ErrKeyReused):
		return &jema.Error{Kind: jema.KindConflict, Message: "booking.key_reused_here"}
	}
	return err
}

// showAgain shows the page with a refusal, the typed values and the places as
// they are now. A key that was used is replaced.
func (h Bookings) showAgain(c *gin.Context, form BookingForm, err error) error {
	problem := page.Refusal(err)
	if problem == nil || problem.Kind == jema.KindUnavailable {
		return err
	}
	page.RetryAfter(c, problem)
	if problem.Message == "booking.key_reused_here" {
		form.Key = page.NewKey()
	}
	openings := Openings(h)
	fresh, err := openings.PublicEntry(c)
	if err != nil {
		return err
	}
	return openings.showOpening(c, page.Statuses[problem.Kind], openingAsTyped{fresh, form, problem, nil})
}
