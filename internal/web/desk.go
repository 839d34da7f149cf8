package web

import (
	"net/http"
	"net/url"
	"strconv"
	"time"

	"github.com/gin-gonic/gin"

	"jema/internal/jema"
	"jema/internal/postgres"
	"jema/internal/text"
)

// deskFound is how many openings a search of the desk shows.
const deskFound = 40

// deskPage is where the desk begins: what a caller asks for.
type deskPage struct {
	Layout
	Words string
	Found []entryView
	Asked bool
}

// deskShow searches the openings for a caller.
func (s *Site) deskShow(c *gin.Context) error {
	layout, err := s.layout(c, s.voice(c).Say("desk.title"))
	if err != nil {
		return err
	}
	p := deskPage{Layout: layout, Words: text.Line(c.Query("q"))}
	if p.Asked = p.Words != "" && text.Length(p.Words) <= wordsMax; p.Asked {
		found, err := s.Store.Entries(c.Request.Context(), p.Edition, postgres.EntryFilter{Words: text.Fold(p.Words), Limit: deskFound}, s.Now())
		if err != nil {
			return err
		}
		for _, e := range found {
			p.Found = append(p.Found, viewOf(layout, e, s.Now()))
		}
	}
	c.Header("Cache-Control", "no-store")
	return s.render(c, http.StatusOK, "desk/show", p)
}

// deskOpeningPage is an opening at the desk: choose a slot, then say who comes
// while the places are held.
type deskOpeningPage struct {
	openingPage
	Hold   int64  // 0: nothing is held
	Until  string // « 14 h 03 »
	Ends   int64  // the same in seconds of Unix, for the form
	Naming bool   // the slot is chosen: say who comes
	Chosen slotView
	Looked bool    // the caller's bookings were asked for
	Known  []known // what the caller has booked in the edition
	Warned bool    // some of it is at the same time: to be confirmed
}

// deskOpening shows an opening's slots, or the form for whom places are held.
func (s *Site) deskOpening(c *gin.Context) error {
	form := bookingForm{Key: newBookingKey(), PartySize: "2"}
	hold := heldPlaces(c.Query("garde"))
	if slot, err := strconv.ParseInt(c.Query("slot"), 10, 64); err == nil {
		form.Slot, form.PartySize, form.Wait = slot, text.Line(c.Query("personnes")), c.Query("attente") != ""
	}
	return s.showDeskOpening(c, http.StatusOK, form, hold, c.Query("fin"), caller{}, nil)
}

func heldPlaces(typed string) int64 {
	n, err := strconv.ParseInt(typed, 10, 64)
	if err != nil || n < 0 {
		return 0
	}
	return n
}

func (s *Site) showDeskOpening(c *gin.Context, status int, form bookingForm, hold int64, ends string, who caller, problem *jema.Error) error {
	entry, err := s.publicEntry(c)
	if err != nil {
		return err
	}
	layout, err := s.layout(c, text.Typeset(entry.Opening.Title))
	if err != nil {
		return err
	}
	layout.Problem = problem
	p := deskOpeningPage{openingPage: atDesk(layout, entry, form, s.Now()), Hold: hold, Looked: who.looked, Known: who.known, Warned: who.clashes()}
	if slot, ok := slotOf(entry, form.Slot); ok && (hold > 0 || form.Wait) {
		p.Naming, p.Chosen = true, slotViewOf(layout, slot, s.Now())
	}
	if n, err := strconv.ParseInt(ends, 10, 64); err == nil && hold > 0 {
		p.Until, p.Ends = clockIn(time.Unix(n, 0), layout.Edition), n
	}
	c.Header("Cache-Control", "no-store")
	return s.render(c, status, "desk/opening", p)
}

// deskHold keeps places for three minutes, or gives them back.
func (s *Site) deskHold(c *gin.Context) error {
	entry, err := s.publicEntry(c)
	if err != nil {
		return err
	}
	account, err := s.account(c)
	if err != nil {
		return err
	}
	here := "/accueil/evenements/" + strconv.FormatInt(entry.Opening.ID, 10)
	if hold := heldPlaces(c.PostForm("hold")); hold > 0 {
		if err := s.Store.ReleaseHold(c.Request.Context(), account.TerritoryID, hold, account.ID, s.Now()); err != nil {
			return err
		}
		return redirect(c, here, "places_rendues")
	}
	var problems jema.Problems
	form := bookingForm{PartySize: text.Line(c.PostForm("party_size")), Key: newBookingKey()}
	party := number(c, &problems, "party_size")
	slot, ok := slotOf(entry, heldPlaces(c.PostForm("slot")))
	if !ok {
		problems.Add("slot", "booking.slot_choose")
	}
	next := url.Values{"slot": {strconv.FormatInt(slot.ID, 10)}, "personnes": {strconv.Itoa(party)}}
	var held jema.Hold
	if err = problems.Err(); err == nil && !ticked(c, "wait") {
		held, err = s.Store.HoldPlaces(c.Request.Context(), entry.Opening.TerritoryID, slot.ID, party, account.ID, s.Now())
		next.Set("garde", strconv.FormatInt(held.ID, 10))
		next.Set("fin", strconv.FormatInt(held.ExpiresAt.Unix(), 10))
	} else {
		next.Set("attente", "1")
	}
	if problem := refusal(err); problem != nil {
		return s.showDeskOpening(c, statuses[problem.Kind], form, 0, "", caller{}, problem)
	}
	if err != nil {
		return err
	}
	return redirect(c, here+"?"+next.Encode(), "")
}

// deskBook books for the caller. What the caller has at the same time is said
// first, with all the rest, and the booking is made only when the desk confirms
// it. « Voir ses réservations » says it without booking.
func (s *Site) deskBook(c *gin.Context) error {
	entry, err := s.publicEntry(c)
	if err != nil {
		return err
	}
	account, err := s.account(c)
	if err != nil {
		return err
	}
	var problems jema.Problems
	form, request := readBookingForm(c, &problems)
	request.Language = "fr" // the caller's is not this browser's
	hold, ends := heldPlaces(c.PostForm("hold")), c.PostForm("ends")
	if _, ok := slotOf(entry, form.Slot); !ok && !problems.Has("slot") {
		problems.Add("slot", "booking.slot_choose")
	}
	if c.PostForm("do") == "look" {
		who, err := s.caller(c, entry, request)
		if err != nil {
			return err
		}
		return s.showDeskOpening(c, http.StatusOK, form, hold, ends, who, nil)
	}
	if err = problems.Err(); err == nil {
		err = request.Check()
	}
	if err == nil && !ticked(c, "warned") {
		var who caller
		if who, err = s.caller(c, entry, request); err == nil && who.clashes() {
			return s.showDeskOpening(c, http.StatusOK, form, hold, ends, who, nil)
		}
	}
	var answer jema.BookingAnswer
	if err == nil {
		answer, err = s.Engine.BookHeld(c.Request.Context(), s.Store.BookHeld,
			postgres.HoldRef{TerritoryID: account.TerritoryID, ID: hold, AccountID: account.ID}, request)
	}
	if problem := refusal(err); problem != nil && problem.Kind != jema.KindUnavailable {
		return s.showDeskOpening(c, statuses[problem.Kind], form, hold, ends, caller{}, problem)
	}
	if err != nil {
		return err
	}
	done := "reserve_appelant"
	if answer.Status == jema.Waiting {
		done = "attente"
	}
	return redirect(c, "/r/"+answer.Token, done)
}
