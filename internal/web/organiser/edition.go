package organiser

import (
	"net/http"
	"strconv"

	"github.com/gin-gonic/gin"

	"jema/internal/links"
	"jema/internal/postgres"
	"jema/internal/web/page"
)

// Editions chooses the edition that somebody works in.
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
