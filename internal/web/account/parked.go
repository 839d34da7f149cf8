package account

import (
	"net/http"
	"strconv"

	"github.com/gin-gonic/gin"

	"jema/internal/jema"
	"jema/internal/web/page"
)

// Parked gives back what was typed when a session was over.
type Parked struct{ *page.Kit }

// parkedPage shows what was typed where its form is no more.
type parkedPage struct {
	page.Layout
	ID    jema.ParkedFormID
	Words []string
}

// show shows the page of a parked form, filled as it was sent. Nothing
// is done with it until it is sent again.
func (h Parked) show(c *gin.Context) error {
	place, account, err := h.Acting(c)
	if err != nil {
		return err
	}
	n, err := page.ID[jema.ParkedFormID](c, "parked")
	if err != nil {
		return err
	}
	f, err := h.Store.ParkedForm(c.Request.Context(), place.Territory.ID, account.ID, n, h.Now())
	if err != nil {
		return err
	}
	t := page.TypedForm{ParkedForm: f}
	c.Header("Cache-Control", "no-store")
	for _, at := range t.Pages() {
		again, ok := h.Seen(c, at)
		if !ok {
			continue
		}
		how := page.Refilling{Hidden: true, Sentence: h.Voice(c).Say("parked.again"), Parked: strconv.FormatInt(int64(n), 10)}
		if again, ok = t.Refill(again, how); ok {
			c.Data(http.StatusOK, "text/html; charset=utf-8", again)
			return nil
		}
	}
	layout, err := h.Layout(c, h.Voice(c).Say("parked.title"))
	if err != nil {
		return err
	}
	return h.Render(c, http.StatusOK, "parked/show", parkedPage{layout, n, t.Words()})
}

// forget removes what the account does not want back.
func (h Parked) forget(c *gin.Context) error {
	place, account, err := h.Acting(c)
	if err != nil {
		return err
	}
	n, err := page.ID[jema.ParkedFormID](c, "parked")
	if err != nil {
		return err
	}
	if err := h.Store.ForgetParked(c.Request.Context(), place.Territory.ID, account.ID, n); err != nil {
		return err
	}
	return page.Redirect(c, page.Home(account.Role), "parked_forgotten")
}
