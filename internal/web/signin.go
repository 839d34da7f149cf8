package web

import (
	"errors"
	"net/http"
	"strings"

	"github.com/gin-gonic/gin"
	"golang.org/x/net/idna"

	"jema/internal/exchange"
	"jema/internal/jema"
	"jema/internal/links"
	"jema/internal/postgres"
	"jema/internal/text"
	"jema/internal/web/page"
)

// signInShow asks who is there.
func (s *Site) signInShow(c *gin.Context) error {
	account, err := s.Account(c)
	if err != nil {
		return err
	}
	next := page.LocalPath(c.Query("suite"))
	if account != nil {
		return page.Redirect(c, page.NextOr(next, account.Role), "")
	}
	return s.SignInPage(c, http.StatusOK, page.SignInPage{Next: next, Sent: c.Query("etape") == "courriel"})
}

// signInAsk mails a link, or signs in whoever gives a password. What it
// answers to an address without one never tells whether anybody has it.
func (s *Site) signInAsk(c *gin.Context) error {
	p := page.SignInPage{Email: text.Line(c.PostForm("email")), Next: page.LocalPath(c.PostForm("suite"))}
	password := c.PostForm("password")
	p.Password = password != "" || c.PostForm("moyen") == "mot-de-passe"
	email := foldEmail(p.Email)
	if email == "" {
		var problems jema.Problems
		problems.Add("email", "booking.email.invalid")
		return s.signInRefused(c, p, problems.Err())
	}
	if !p.Password {
		return s.signInMail(c, p, email)
	}
	account, err := s.signInPassword(c, email, password)
	if err != nil {
		return s.signInRefused(c, p, err)
	}
	if err := s.SignIn(c, account); err != nil {
		return err
	}
	return s.AfterSignIn(c, account, p.Next, "")
}

func (s *Site) signInMail(c *gin.Context, p page.SignInPage, email string) error {
	account, known, err := s.whoSignsIn(c, email)
	if err != nil {
		return err
	}
	if !known {
		own, client := s.throttles(c, "link", email)
		if err := s.tried(c, own, client); err != nil {
			return s.signInRefused(c, p, err)
		}
	}
	hash := func(id int64) []byte { return links.Hash(s.Links.SignInToken(id)) }
	request := postgres.SignInRequest{TerritoryID: account.TerritoryID, Email: email, Known: known}
	if err := s.Store.CreateSignIn(c.Request.Context(), request, s.Now(), hash); err != nil {
		return err
	}
	return page.Redirect(c, "/connexion?etape=courriel", "")
}

// whoSignsIn returns the account of an address, one of the territory without id
// when there is none, and whether it has signed in from this browser before.
func (s *Site) whoSignsIn(c *gin.Context, email string) (account jema.Account, known bool, err error) {
	place, err := s.Place(c)
	if err != nil {
		return account, false, err
	}
	account, err = s.Store.AccountByEmail(c.Request.Context(), place.Territory.ID, email)
	if errors.Is(err, jema.ErrAccountMissing) {
		return jema.Account{TerritoryID: place.Territory.ID}, false, nil
	}
	return account, s.IsKnown(c.Request, account), err
}

// signInPassword returns the account that an address and a password open.
// Strangers are slowed down; a browser that the account knows is not.
func (s *Site) signInPassword(c *gin.Context, email, password string) (jema.Account, error) {
	account, known, err := s.whoSignsIn(c, email)
	if err != nil {
		return jema.Account{}, err
	}
	own, client := s.throttles(c, "password", email)
	if !known {
		if err := s.tried(c, own, client); err != nil {
			return jema.Account{}, err
		}
	}
	if password == "" || text.Length(password) > passwordMax {
		return jema.Account{}, errPassword
	}
	if err := s.passwordOpens(c.Request.Context(), account, password, known); err != nil || known {
		return account, err
	}
	return account, s.Store.Forgive(c.Request.Context(), own, client)
}

// signInRefused shows the form again with what is wrong.
func (s *Site) signInRefused(c *gin.Context, p page.SignInPage, err error) error {
	refusal, ok := errors.AsType[*jema.Error](err)
	if !ok {
		return err
	}
	p.Problem = refusal
	status := page.Statuses[refusal.Kind]
	switch {
	case errors.Is(err, errTooMany):
		status = http.StatusTooManyRequests
	case refusal.Kind == jema.KindUnavailable:
		c.Header("Retry-After", "5")
	}
	return s.SignInPage(c, status, p)
}

// signInConfirm shows a mailed link's page; only its button uses the link up.
func (s *Site) signInConfirm(c *gin.Context) error {
	link, err := s.signInLink(c)
	return s.signInLinkPage(c, link, err)
}

func (s *Site) signInLink(c *gin.Context) (jema.SignInLink, error) {
	place, err := s.Place(c)
	if err != nil {
		return jema.SignInLink{}, err
	}
	link, err := s.Store.SignInLink(c.Request.Context(), place.Territory.ID, links.Hash(c.Param("token")), s.Now())
	if err == nil && !place.Next.RegistrationOpen(s.Now()) {
		_, err = s.Store.AccountByEmail(c.Request.Context(), place.Territory.ID, link.Email)
		if errors.Is(err, jema.ErrAccountMissing) {
			err = jema.Forbidden("signin.registration_closed")
		}
	}
	return link, err
}

func (s *Site) signInLinkPage(c *gin.Context, link jema.SignInLink, err error) error {
	status := http.StatusOK
	refusal, refused := errors.AsType[*jema.Error](err)
	if err != nil && !refused {
		return err
	}
	if refused {
		status = page.Statuses[refusal.Kind]
	}
	layout, err := s.Layout(c, s.Voice(c).Say("signin.confirm_title"))
	if err != nil {
		return err
	}
	layout.Problem = refusal
	c.Header("Cache-Control", "no-store")
	return s.Render(c, status, "signin/confirm", page.SignInPage{Layout: layout, Email: link.Email, Token: c.Param("token")})
}

// signInUse signs in the holder of a mailed link.
func (s *Site) signInUse(c *gin.Context) error {
	link, err := s.signInLink(c)
	if err != nil {
		return s.signInLinkPage(c, link, err)
	}
	place, err := s.Place(c)
	if err != nil {
		return err
	}
	account, err := s.Store.UseSignIn(c.Request.Context(), place.Territory.ID, links.Hash(c.Param("token")), s.Now())
	if err != nil {
		return s.signInLinkPage(c, link, err)
	}
	if err := s.SignIn(c, account); err != nil {
		return err
	}
	return s.AfterSignIn(c, account, "", "signed_in")
}

// signOut ends the session.
func (s *Site) signOut(c *gin.Context) error {
	place, err := s.Place(c)
	if err != nil {
		return err
	}
	if err := s.EndSession(c, place.Territory.ID); err != nil {
		return err
	}
	http.SetCookie(c.Writer, s.Cookie(page.SessionCookie, "", 0))
	return page.Redirect(c, "/connexion", "signed_out")
}

// foldEmail returns an address as accounts are known by it: lower case, its
// domain as the mail system writes it; "" when it is none.
func foldEmail(typed string) string {
	local, domain, _ := strings.Cut(exchange.Email(typed), "@")
	domain, err := idna.Lookup.ToASCII(domain)
	email := local + "@" + domain
	if local == "" || err != nil || len(email) > 254 || strings.ContainsFunc(email, func(r rune) bool { return r < '!' || r > '~' }) {
		return ""
	}
	return email
}
