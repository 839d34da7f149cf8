package web

import (
	"net/http"
	"net/url"
	"strconv"

	"github.com/gin-gonic/gin"

	"jema/internal/jema"
	"jema/internal/postgres"
	"jema/internal/text"
	"jema/internal/web/page"
)

// deskHold keeps places for three minutes, or gives them back. Its form has a
// key: when its answer is lost and it is sent again, the places are held once.
func (s *Site) deskHold(c *gin.Context) error {
	entry, err := s.publicEntry(c)
	if err != nil {
		return err
	}
	if hold := heldPlaces(c.PostForm("hold")); hold > 0 {
		return s.deskRelease(c, entry, hold)
	}
	var problems jema.Problems
	form := bookingForm{PartySize: text.Line(c.PostForm("party_size")), Key: page.NewKey(), Slot: heldPlaces(c.PostForm("slot"))}
	hand := deskForm{HoldKey: c.PostForm("hold_key")}
	party := page.Number(c, &problems, "party_size")
	if pressed := slotPressed(c.PostForm("do")); pressed > 0 {
		form.Slot = pressed
	}
	if _, ok := slotOf(entry, form.Slot); !ok {
		problems.Add("slot", "booking.slot_choose")
	}
	next := url.Values{"slot": {strconv.FormatInt(form.Slot, 10)}, "personnes": {strconv.Itoa(party)}, "cle": {hand.HoldKey}}
	if err = problems.Err(); err == nil && (page.Ticked(c, "wait") || c.PostForm("do") == "wait") {
		next.Set("attente", "1")
		return page.Redirect(c, deskHere(entry)+"?"+next.Encode(), "")
	}
	var held jema.Hold
	if err == nil {
		held, err = s.holdPlaces(c, form.Slot, party, hand.HoldKey)
	}
	if err != nil {
		return s.refuseAtDesk(c, form, hand, err)
	}
	next.Set("garde", strconv.FormatInt(held.ID, 10))
	return page.Redirect(c, deskHere(entry)+"?"+next.Encode(), "")
}

func (s *Site) deskRelease(c *gin.Context, entry jema.Entry, hold int64) error {
	account, err := s.Account(c)
	if err != nil {
		return err
	}
	if err := s.Store.ReleaseHold(c.Request.Context(), account.TerritoryID, hold, account.ID, s.Now()); err != nil {
		return err
	}
	return page.Redirect(c, deskHere(entry), "places_rendues")
}

func (s *Site) holdPlaces(c *gin.Context, slot int64, party int, key string) (jema.Hold, error) {
	account, err := s.Account(c)
	if err != nil {
		return jema.Hold{}, err
	}
	if !page.KeyForm.MatchString(key) {
		key = ""
	}
	r := postgres.HoldRequest{TerritoryID: account.TerritoryID, SlotID: slot, AccountID: account.ID, Places: party, Key: key}
	return s.Store.HoldPlaces(c.Request.Context(), r, s.Now())
}

// deskHoldAgain holds places for what is being typed, of the same slot or of
// another; nothing that was typed is lost.
func (s *Site) deskHoldAgain(c *gin.Context, form bookingForm, hand deskForm, party int) error {
	if party < 1 {
		problem := page.Refusal(jema.Problems{{Field: "party_size", Message: "booking.party_size.range"}}.Err())
		return s.showDeskOpening(c, http.StatusUnprocessableEntity, form, hand, problem)
	}
	held, err := s.holdPlaces(c, form.Slot, party, hand.HoldKey)
	if err != nil {
		return s.refuseAtDesk(c, form, hand, err)
	}
	hand.Hold = held.ID
	return s.showDeskOpening(c, http.StatusOK, form, hand, nil)
}
