package web

import (
	"net/http"
	"strconv"
	"strings"
	"time"

	"github.com/gin-gonic/gin"

	"jema/internal/jema"
)

// typistCookie names the account that a browser was last signed in as. It opens
// nothing; what is typed after the session is over is kept for that account,
// and shown to it alone once it has signed in again, here or on another device.
const typistCookie = "jema_typist"

const typistLasts = 30 * 24 * time.Hour // longer than anybody leaves a form open

// rememberTypist gives the browser of an account its cookie, unless it has it.
func (s *Site) rememberTypist(c *gin.Context, account jema.Account) {
	value := strconv.FormatInt(account.ID, 10) + "." + s.Links.TypistToken(account.TerritoryID, account.ID)
	if s.cookieValue(c.Request, typistCookie) != value {
		http.SetCookie(c.Writer, s.cookie(typistCookie, value, typistLasts))
	}
}

// typist returns the account of a territory that typed a form whose session is
// over, 0 when that is not known.
func (s *Site) typist(r *http.Request, territoryID int64) int64 {
	number, token, _ := strings.Cut(s.cookieValue(r, typistCookie), ".")
	id, err := strconv.ParseInt(number, 10, 64)
	if err != nil || !s.Links.IsTypistToken(token, territoryID, id) {
		return 0
	}
	return id
}

// signInFirst answers a form sent by nobody who is signed in: with the form to
// sign in, after which what was typed is there again.
func (s *Site) signInFirst(c *gin.Context) error {
	t := typedOf(c)
	p := signInPage{Next: t.Page, Expired: true, Words: t.Words()}
	p.Problem = &jema.Error{Kind: jema.KindUnauthenticated, Message: "error.sign_in"}
	mode := c.GetHeader("Sec-Fetch-Mode") // a script that asks has its page still open
	place, err := s.place(c)
	if err != nil {
		return err
	}
	id := s.typist(c.Request, place.Territory.ID)
	if id != 0 && len(p.Words) > 0 && (mode == "" || mode == "navigate") {
		err = s.Store.ParkForm(c.Request.Context(), place.Territory.ID, id, t.ParkedForm, s.Now())
		if err != nil && refusal(err) == nil {
			return err
		}
		p.Kept = err == nil
	}
	return s.signInPage(c, http.StatusUnauthorized, p)
}

// afterSignIn leads to what the account was typing when its session ended,
// else to next, else to where its role begins.
func (s *Site) afterSignIn(c *gin.Context, account jema.Account, next, done string) error {
	parked, err := s.Store.ParkedForms(c.Request.Context(), account.TerritoryID, account.ID, s.Now())
	if err != nil {
		return err
	}
	if len(parked) > 0 {
		return redirect(c, parkedPath(parked[0].ID), "")
	}
	return redirect(c, nextOr(next, account.Role), done)
}

func parkedPath(id int64) string { return "/reprise/" + strconv.FormatInt(id, 10) }

// parkedPage shows what was typed where its form is no more.
type parkedPage struct {
	Layout
	ID    int64
	Words []string
}

// parkedShow shows the page of a parked form, filled as it was sent. Nothing
// is done with it until it is sent again.
func (s *Site) parkedShow(c *gin.Context) error {
	place, account, err := s.acting(c)
	if err != nil {
		return err
	}
	n, err := id(c, "parked")
	if err != nil {
		return err
	}
	f, err := s.Store.ParkedForm(c.Request.Context(), place.Territory.ID, account.ID, n, s.Now())
	if err != nil {
		return err
	}
	t := typedForm{ParkedForm: f}
	c.Header("Cache-Control", "no-store")
	for _, at := range t.pages() {
		page, ok := s.seen(c, at)
		if !ok {
			continue
		}
		how := refilling{hidden: true, sentence: s.voice(c).Say("parked.again"), parked: strconv.FormatInt(n, 10)}
		if page, ok = t.refill(page, how); ok {
			c.Data(http.StatusOK, "text/html; charset=utf-8", page)
			return nil
		}
	}
	layout, err := s.layout(c, s.voice(c).Say("parked.title"))
	if err != nil {
		return err
	}
	return s.render(c, http.StatusOK, "parked/show", parkedPage{layout, n, t.Words()})
}

// parkedForget removes what the account does not want back.
func (s *Site) parkedForget(c *gin.Context) error {
	place, account, err := s.acting(c)
	if err != nil {
		return err
	}
	n, err := id(c, "parked")
	if err != nil {
		return err
	}
	if err := s.Store.ForgetParked(c.Request.Context(), place.Territory.ID, account.ID, n); err != nil {
		return err
	}
	return redirect(c, home(account.Role), "parked_forgotten")
}

// parkedDone forgets the parked form that has now been sent and accepted.
func (s *Site) parkedDone(c *gin.Context, account *jema.Account) {
	n, err := strconv.ParseInt(c.PostForm("parked"), 10, 64)
	if err != nil || c.Writer.Status() != http.StatusSeeOther {
		return
	}
	err = s.Store.ForgetParked(c.Request.Context(), account.TerritoryID, account.ID, n)
	if err != nil && refusal(err) == nil {
		s.Log.Error("forgetting a parked form", "id", requestID(c.Request), "error", err) // it goes within a day
	}
}
