package web

import (
	"bytes"
	"net/http"

	"github.com/gin-gonic/gin"

	"jema/internal/jema"
	"jema/internal/links"
	"jema/internal/web/page"
)

// accountPage is what somebody who is signed in sees of their own account.
type accountPage struct {
	page.Layout
	Sessions []sessionLine
}

// sessionLine is one browser in which the account is signed in.
type sessionLine struct {
	jema.Session
	Here bool // the browser that shows the page
}

// accountShow shows who is signed in and where.
func (s *Site) accountShow(c *gin.Context) error {
	layout, err := s.Layout(c, s.Voice(c).Say("account_page.title"))
	if err != nil {
		return err
	}
	list, err := s.Store.Sessions(c.Request.Context(), layout.Territory.ID, layout.Account.ID, s.Now())
	if err != nil {
		return err
	}
	p, here := accountPage{Layout: layout}, links.Hash(s.CookieValue(c.Request, page.SessionCookie))
	for _, session := range list {
		p.Sessions = append(p.Sessions, sessionLine{session, bytes.Equal(session.TokenHash, here)})
	}
	c.Header("Cache-Control", "no-store")
	return s.Render(c, http.StatusOK, "account/show", p)
}

// accountSignOut ends every session of whoever is signed in, this one too.
func (s *Site) accountSignOut(c *gin.Context) error {
	place, account, err := s.Acting(c)
	if err != nil {
		return err
	}
	if err := s.Store.EndSessions(c.Request.Context(), place.Territory.ID, account.ID); err != nil {
		return err
	}
	http.SetCookie(c.Writer, s.Cookie(page.SessionCookie, "", 0))
	return page.Redirect(c, "/connexion", "signed_out_everywhere")
}
