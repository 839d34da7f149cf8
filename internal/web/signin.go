package web

import (
	"errors"
	"net/http"
	"net/url"
	"strings"

	"github.com/gin-gonic/gin"
	"golang.org/x/net/idna"

	"jema/internal/exchange"
	"jema/internal/jema"
	"jema/internal/links"
	"jema/internal/postgres"
	"jema/internal/text"
)

type signInPage struct {
	Layout
	Email    string // as typed
	Next     string // where to go once signed in
	Sent     bool   // a link is on its way, if the address may have one
	Mailbox  bool   // the demonstration shows its mails
	Token    string
	Password bool // the part for passwords stands open
	Expired  bool // the session was over when a form was sent
	Kept     bool // what was typed is kept for the account
	Words    []string
}

// signInShow asks who is there.
func (s *Site) signInShow(c *gin.Context) error {
	account, err := s.account(c)
	if err != nil {
		return err
	}
	next := localPath(c.Query("suite"))
	if account != nil {
		return redirect(c, nextOr(next, account.Role), "")
	}
	return s.signInPage(c, http.StatusOK, signInPage{Next: next, Sent: c.Query("etape") == "courriel"})
}

func (s *Site) signInPage(c *gin.Context, status int, p signInPage) error {
	problem := p.Problem
	layout, err := s.layout(c, s.voice(c).Say("signin.title"))
	if err != nil {
		return err
	}
	p.Layout, p.Mailbox = layout, s.Mailbox != nil && fromLoopback(c.Request)
	p.Problem = problem
	c.Header("Cache-Control", "no-store")
	return s.render(c, status, "signin/show", p)
}

// signInAsk mails a link, or signs in whoever gives a password. What it
// answers to an address without one never tells whether anybody has it.
func (s *Site) signInAsk(c *gin.Context) error {
	p := signInPage{Email: text.Line(c.PostForm("email")), Next: localPath(c.PostForm("suite"))}
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
	if err := s.signIn(c, account); err != nil {
		return err
	}
	return s.afterSignIn(c, account, p.Next, "")
}

func (s *Site) signInMail(c *gin.Context, p signInPage, email string) error {
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
	return redirect(c, "/connexion?etape=courriel", "")
}

// whoSignsIn returns the account of an address, one of the territory without id
// when there is none, and whether it has signed in from this browser before.
func (s *Site) whoSignsIn(c *gin.Context, email string) (account jema.Account, known bool, err error) {
	place, err := s.place(c)
	if err != nil {
		return account, false, err
	}
	account, err = s.Store.AccountByEmail(c.Request.Context(), place.Territory.ID, email)
	if errors.Is(err, jema.ErrAccountMissing) {
		return jema.Account{TerritoryID: place.Territory.ID}, false, nil
	}
	return account, s.isKnown(c.Request, account), err
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
func (s *Site) signInRefused(c *gin.Context, p signInPage, err error) error {
	refusal, ok := errors.AsType[*jema.Error](err)
	if !ok {
		return err
	}
	p.Problem = refusal
	status := statuses[refusal.Kind]
	switch {
	case errors.Is(err, errTooMany):
		status = http.StatusTooManyRequests
	case refusal.Kind == jema.KindUnavailable:
		c.Header("Retry-After", "5")
	}
	return s.signInPage(c, status, p)
}

// signInConfirm shows a mailed link's page; only its button uses the link up.
func (s *Site) signInConfirm(c *gin.Context) error {
	link, err := s.signInLink(c)
	return s.signInLinkPage(c, link, err)
}

func (s *Site) signInLink(c *gin.Context) (jema.SignInLink, error) {
	place, err := s.place(c)
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
		status = statuses[refusal.Kind]
	}
	layout, err := s.layout(c, s.voice(c).Say("signin.confirm_title"))
	if err != nil {
		return err
	}
	layout.Problem = refusal
	c.Header("Cache-Control", "no-store")
	return s.render(c, status, "signin/confirm", signInPage{Layout: layout, Email: link.Email, Token: c.Param("token")})
}

// signInUse signs in the holder of a mailed link.
func (s *Site) signInUse(c *gin.Context) error {
	link, err := s.signInLink(c)
	if err != nil {
		return s.signInLinkPage(c, link, err)
	}
	place, err := s.place(c)
	if err != nil {
		return err
	}
	account, err := s.Store.UseSignIn(c.Request.Context(), place.Territory.ID, links.Hash(c.Param("token")), s.Now())
	if err != nil {
		return s.signInLinkPage(c, link, err)
	}
	if err := s.signIn(c, account); err != nil {
		return err
	}
	return s.afterSignIn(c, account, "", "signed_in")
}

// signOut ends the session.
func (s *Site) signOut(c *gin.Context) error {
	place, err := s.place(c)
	if err != nil {
		return err
	}
	if err := s.endSession(c, place.Territory.ID); err != nil {
		return err
	}
	http.SetCookie(c.Writer, s.cookie(sessionCookie, "", 0))
	return redirect(c, "/connexion", "signed_out")
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

// home is where a role begins.
func home(role jema.Role) string {
	switch role {
	case jema.RoleArtisan:
		return "/atelier"
	case jema.RoleOrganiser, jema.RoleAdministrator:
		return "/organisation"
	case jema.RoleDesk:
		return "/accueil"
	}
	return "/"
}

func nextOr(next string, role jema.Role) string {
	if next != "" {
		return next
	}
	return home(role)
}

// localPath returns an address of this site, "" for any other: nobody is sent
// away from here by a link that somebody made.
func localPath(s string) string {
	u, err := url.Parse(s)
	if err != nil || u.IsAbs() || u.Host != "" || !strings.HasPrefix(s, "/") || strings.HasPrefix(s, "//") ||
		strings.Contains(s, `\`) || len(s) > 500 || s != text.Line(s) {
		return ""
	}
	return s
}
