package page

import (
	"net/http"
	"net/url"
	"strconv"
	"strings"
	"time"

	"github.com/gin-gonic/gin"

	"jema/internal/jema"
	"jema/internal/text"
)

// typistCookie names the account that a browser was last signed in as. It opens
// nothing; what is typed after the session is over is stored for that account,
// and shown to it alone once it has signed in again, here or on another device.
const typistCookie = "jema_typist"

const typistLasts = 30 * 24 * time.Hour // longer than anybody leaves a form open

// parking stores what was typed when a session was over, until its account is
// back.
type parking struct{ *Kit }

// rememberTypist gives the browser of an account its cookie, unless it has it.
func (h parking) rememberTypist(c *gin.Context, account jema.Account) {
	value := strconv.FormatInt(int64(account.ID), 10) + "." + h.Links.TypistToken(account.TerritoryID, account.ID)
	if h.CookieValue(c.Request, typistCookie) != value {
		http.SetCookie(c.Writer, h.Cookie(typistCookie, value, typistLasts))
	}
}

// typist returns the account of a territory that typed a form whose session is
// over, 0 when that is unknown.
func (h parking) typist(r *http.Request, territoryID jema.TerritoryID) jema.AccountID {
	number, token, _ := strings.Cut(h.CookieValue(r, typistCookie), ".")
	id, err := strconv.ParseInt(number, 10, 64)
	if err != nil || !h.Links.IsTypistToken(token, territoryID, jema.AccountID(id)) {
		return 0
	}
	return jema.AccountID(id)
}

// signInFirst answers a form sent by nobody who is signed in: with the form to
// sign in, after which what was typed is there again.
func (h parking) signInFirst(c *gin.Context) error {
	t := typedOf(c)
	p := SignInPage{Next: t.Page, Expired: true, Words: t.Words()}
	p.Problem = &jema.Error{Kind: jema.KindUnauthenticated, Message: "error.sign_in"}
	mode := c.GetHeader("Sec-Fetch-Mode") // a script that asks has its page still open
	place, err := h.Place(c)
	if err != nil {
		return err
	}
	id := h.typist(c.Request, place.Territory.ID)
	if id != 0 && len(p.Words) > 0 && (mode == "" || mode == "navigate") {
		err = h.Store.ParkForm(c.Request.Context(), place.Territory.ID, id, t.ParkedForm, h.Now())
		if err != nil && Refusal(err) == nil {
			return err
		}
		p.Parked = err == nil
	}
	return h.SignInPage(c, http.StatusUnauthorized, p)
}

// AfterSignIn leads to what the account was typing when its session ended,
// else to next, else to where its role begins.
func (k *Kit) AfterSignIn(c *gin.Context, account jema.Account, next, done string) error {
	parked, err := k.Store.ParkedForms(c.Request.Context(), account.TerritoryID, account.ID, k.Now())
	if err != nil {
		return err
	}
	if len(parked) > 0 {
		return Redirect(c, parkedPath(parked[0].ID), "")
	}
	if next == "" && account.Role == jema.RoleArtisan {
		if next, err = (parking{k}).firstPage(c, account); err != nil {
			return err
		}
	}
	return Redirect(c, NextOr(next, account.Role), done)
}

// firstPage is where an artisan begins who has no workshop yet: its entry, while
// registration is open.
func (h parking) firstPage(c *gin.Context, account jema.Account) (string, error) {
	place, err := h.Place(c)
	if err != nil || !place.Next.RegistrationOpen(h.Now()) {
		return "", err
	}
	workshops, err := h.Store.WorkshopsOf(c.Request.Context(), account.TerritoryID, account.ID)
	if err != nil || len(workshops) > 0 {
		return "", err
	}
	return "/atelier/nouveau", nil
}

func parkedPath(id jema.ParkedFormID) string { return "/reprise/" + strconv.FormatInt(int64(id), 10) }

// parkedDone forgets the parked form that has now been sent and accepted.
func (h parking) parkedDone(c *gin.Context, account *jema.Account) {
	n, err := strconv.ParseInt(c.PostForm("parked"), 10, 64)
	if err != nil || c.Writer.Status() != http.StatusSeeOther {
		return
	}
	err = h.Store.ForgetParked(c.Request.Context(), account.TerritoryID, account.ID, jema.ParkedFormID(n))
	if err != nil && Refusal(err) == nil {
		h.Log.Error("forgetting a parked form", "id", RequestID(c.Request), "error", err) // it goes within a day
	}
}

// SignInPage is the form to sign in, and what was typed before it.
type SignInPage struct {
	Layout
	Email    string // as typed
	Next     string // where to go once signed in
	Sent     bool   // a link is on its way, if the address may have one
	Mailbox  bool   // the demonstration shows its mails
	Token    string
	Password bool // the part for passwords stands open
	Expired  bool // the session was over when a form was sent
	Parked   bool // what was typed is kept for the account
	Words    []string
}

// SignInPage shows the form to sign in.
func (k *Kit) SignInPage(c *gin.Context, status int, p SignInPage) error {
	problem := p.Problem
	layout, err := k.Layout(c, k.Voice(c).Say("signin.title"))
	if err != nil {
		return err
	}
	p.Layout, p.Mailbox = layout, k.Mailbox != nil && fromLoopback(c.Request)
	p.Problem = problem
	c.Header("Cache-Control", "no-store")
	return k.Render(c, status, "signin/show", p)
}

// Home is where a role begins.
func Home(role jema.Role) string {
	switch role {
	case jema.RoleArtisan:
		return "/atelier"
	case jema.RoleOrganiser, jema.RoleAdministrator:
		return "/organisation"
	case jema.RoleAdviser, jema.RoleCorrespondent:
		return "/suivi"
	case jema.RoleDesk:
		return "/accueil"
	}
	return "/"
}

// NextOr returns next, or where a role begins.
func NextOr(next string, role jema.Role) string {
	if next != "" {
		return next
	}
	return Home(role)
}

// LocalPath returns an address of this site, "" for any other: nobody is sent
// away from here by a link that somebody made.
func LocalPath(s string) string {
	u, err := url.Parse(s)
	if err != nil || u.IsAbs() || u.Host != "" || !strings.HasPrefix(s, "/") || strings.HasPrefix(s, "//") ||
		strings.Contains(s, `\`) || len(s) > 500 || s != text.Line(s) {
		return ""
	}
	return s
}
