package web

import (
	"net/http"
	"strconv"

	"github.com/gin-gonic/gin"

	"jema/internal/links"
	"jema/internal/postgres"
	"jema/internal/web/page"
)

// editionChoose makes an edition the one that an organiser or the desk works
// in, until they choose another or sign out.
func (s *Site) editionChoose(c *gin.Context) error {
	place, err := s.Place(c)
	if err != nil {
		return err
	}
	year, err := strconv.Atoi(c.PostForm("annee"))
	if err != nil {
		return postgres.ErrEditionMissing
	}
	if err := s.Store.ChooseEdition(c.Request.Context(), place.Territory.ID, links.Hash(s.CookieValue(c.Request, page.SessionCookie)), year); err != nil {
		return err
	}
	to := "/organisation"
	if back := c.PostForm("retour"); back == "/accueil" {
		to = back
	}
	c.Redirect(http.StatusSeeOther, to)
	return nil
}
