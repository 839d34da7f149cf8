package account

import (
	"bytes"
	"net/http"

	"github.com/gin-gonic/gin"

	"jema/internal/jema"
	"jema/internal/links"
	"jema/internal/web/page"
)

// Accounts answers whoever is signed in about their own account.
type Accounts struct{ *page.Kit }

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

// show shows who is signed in and where.
func (h Accounts) show(c *gin.Context) error {
	layout, err := h.Layout(c, h.Voice(c).Say("account_page.title"))
	if err != nil {
		return err
	}
	list, err := h.Store.Sessions(c.Request.Context(), layout.Territory.ID, layout.Account.ID, h.Now())
	if err != nil {
		return err
	}
	p, here := accountPage{Layout: layout}, links.Hash(h.CookieValue(c.Request, page.SessionCookie))
	for _, session := range list {
		p.Sessions = append(p.Sessions, sessionLine{session, bytes.Equal(session.TokenHash, here)})
	}
	c.Header("Cache-Control", "no-store")
	return h.Render(c, http.StatusOK, "account/show", p)
}

// signOut ends every session of whoever is signed in, this one too.
func (h Accounts) signOut(c *gin.Context) error {
	place, account, err := h.Acting(c)
	if err != nil {
		return err
	}
	if err := h.Store.EndSessions(c.Request.Context(), place.Territory.ID, account.ID); err != nil {
		return err
	}
	http.SetCookie(c.Writer, h.Cookie(page.SessionCookie, "", 0))
	return page.Redirect(c, "/connexion", "signed_out_everywhere")
}
