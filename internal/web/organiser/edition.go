package organiser

import (
	"net/http"
	"strconv"

	"github.com/gin-gonic/gin"

	"jema/internal/jema"
	"jema/internal/links"
	"jema/internal/postgres"
	"jema/internal/text"
	"jema/internal/web/page"
)

// settingsPath is where the days of an edition are set.
const settingsPath = "/organisation/reglages"

// Editions chooses the edition that somebody works in, and sets its days.
type Editions struct{ *page.Kit }

// choose makes an edition the one that an organiser or the desk works
// in, until they choose another or sign out.
func (h Editions) choose(c *gin.Context) error {
	place, err := h.Place(c)
	if err != nil {
		return err
	}
	year, err := strconv.Atoi(c.PostForm("annee"))
	if err != nil {
		return postgres.ErrEditionMissing
	}
	if err := h.Store.ChooseEdition(c.Request.Context(), place.Territory.ID,
		links.Hash(h.CookieValue(c.Request, page.SessionCookie)), year); err != nil {
		return err
	}
	to := "/organisation"
	if back := c.PostForm("retour"); back == "/accueil" {
		to = back
	}
	c.Redirect(http.StatusSeeOther, to)
	return nil
}

// settingsPage is the form of an edition's days.
type settingsPage struct {
	page.Layout
	PrinterOn string
}

// settings shows what is set.
func (h Editions) settings(c *gin.Context) error {
	place, err := h.Place(c)
	if err != nil {
		return err
	}
	on := ""
	if day := place.Edition.PrinterOn; !day.IsZero() {
		on = day.String()
	}
	return h.showSettings(c, http.StatusOK, on, nil)
}

func (h Editions) showSettings(c *gin.Context, status int, on string, problem *jema.Error) error {
	layout, err := h.Layout(c, h.Voice(c).Say("moderation.settings.title"))
	if err != nil {
		return err
	}
	layout.Problem = problem
	return h.Render(c, status, "moderation/settings", settingsPage{layout, on})
}

// set stores the day on which the printer must have everything; an empty field
// removes it.
func (h Editions) set(c *gin.Context) error {
	place, err := h.Place(c)
	if err != nil {
		return err
	}
	typed := text.Line(c.PostForm("printer_on"))
	day, known := typedDay(typed)
	var problems jema.Problems
	if !known {
		problems.Add("printer_on", "form.not_a_day")
	}
	if err = problems.Err(); err == nil {
		err = place.Edition.CheckPrinterDay(day)
	}
	if err == nil {
		err = h.Store.SetPrinterDay(c.Request.Context(), place.Territory.ID, place.Edition.ID, day)
	}
	if problem := page.Refusal(err); problem != nil {
		return h.showSettings(c, page.Statuses[problem.Kind], typed, problem)
	}
	if err != nil {
		return err
	}
	return page.Redirect(c, settingsPath, "edition_saved")
}

// typedDay reads a day; nothing typed is the zero day.
func typedDay(typed string) (jema.Date, bool) {
	if typed == "" {
		return jema.Date{}, true
	}
	return page.Day(typed)
}
