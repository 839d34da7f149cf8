package desk

import (
	"net/http"
	"net/url"
	"strconv"

	"github.com/gin-gonic/gin"

	"jema/internal/jema"
	"jema/internal/postgres"
	"jema/internal/text"
	"jema/internal/web/page"
	"jema/internal/web/visitor"
)

// hold reserves places for three minutes, or gives them back. Its form has a
// key: when its answer is lost and it is sent again, the places are held once.
func (h Openings) hold(c *gin.Context) error {
	entry, err := visitor.Openings{Kit: h.Kit}.PublicEntry(c)
	if err != nil {
		return err
	}
	if hold := page.TypedID[jema.HoldID](c.PostForm("hold")); hold > 0 {
		return h.release(c, entry, hold)
	}
	var problems jema.Problems
	form := visitor.BookingForm{PartySize: text.Line(c.PostForm("party_size")), Key: page.NewKey(),
		Slot: page.TypedID[jema.SlotID](c.PostForm("slot"))}
	desk := deskForm{HoldKey: c.PostForm("hold_key")}
	party := page.Number(c, &problems, "party_size")
	if pressed := slotPressed(c.PostForm("do")); pressed > 0 {
		form.Slot = pressed
	}
	if _, ok := entry.Slot(form.Slot); !ok {
		problems.Add("slot", "booking.slot_choose")
	}
	next := url.Values{"slot": {strconv.FormatInt(int64(form.Slot), 10)}, "personnes": {strconv.Itoa(party)},
		"cle": {desk.HoldKey}}
	if err = problems.Err(); err == nil && (page.Ticked(c, "wait") || c.PostForm("do") == "wait") {
		next.Set("attente", "1")
		return page.Redirect(c, deskHere(entry)+"?"+next.Encode(), "")
	}
	var held jema.Hold
	if err == nil {
		held, err = h.holdPlaces(c, form.Slot, party, desk.HoldKey)
	}
	if err != nil {
		return h.refuseAtDesk(c, form, desk, err)
	}
	next.Set("garde", strconv.FormatInt(int64(held.ID), 10))
	return page.Redirect(c, deskHere(entry)+"?"+next.Encode(), "")
}

func (h Openings) release(c *gin.Context, entry jema.Entry, hold jema.HoldID) error {
	account, err := h.Account(c)
	if err != nil {
		return err
	}
	if err := h.Store.ReleaseHold(c.Request.Context(), account.TerritoryID, hold, account.ID, h.Now()); err != nil {
		return err
	}
	return page.Redirect(c, deskHere(entry), "places_rendues")
}

func (h Openings) holdPlaces(c *gin.Context, slot jema.SlotID, party int, key string) (jema.Hold, error) {
	account, err := h.Account(c)
	if err != nil {
		return jema.Hold{}, err
	}
	if !page.KeyForm.MatchString(key) {
		key = ""
	}
	r := postgres.HoldRequest{TerritoryID: account.TerritoryID, SlotID: slot, AccountID: account.ID,
		Places: party, Key: key}
	return h.Store.HoldPlaces(c.Request.Context(), r, h.Now())
}

// holdAgain holds places while the form is still being filled in, in the same
// slot or in another. It shows the form again as it was typed.
func (h Openings) holdAgain(c *gin.Context, form visitor.BookingForm, desk deskForm, party int) error {
	if party < 1 {
		problem := page.Refusal(jema.Problems{{Field: "party_size", Message: "booking.party_size.range"}}.Err())
		return h.showDeskOpening(c, http.StatusUnprocessableEntity, form, desk, problem)
	}
	held, err := h.holdPlaces(c, form.Slot, party, desk.HoldKey)
	if err != nil {
		return h.refuseAtDesk(c, form, desk, err)
	}
	desk.Hold = held.ID
	return h.showDeskOpening(c, http.StatusOK, form, desk, nil)
}
