package account

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

// SignIns signs people in, by a link or a password, and out.
type SignIns struct {
	*page.Kit
	hashing *hashing
}

// show shows the sign-in form.
func (h SignIns) show(c *gin.Context) error {
	account, err := h.Account(c)
	if err != nil {
		return err
	}
	next := page.LocalPath(c.Query("suite"))
	if account != nil {
		return page.Redirect(c, page.NextOr(next, account.Role), "")
	}
	return h.SignInPage(c, http.StatusOK, page.SignInPage{Next: next, Sent: c.Query("etape") == "courriel"})
}

// request mails a link, or signs in with a password. Its answer to a request
// without a password never reveals whether the address has an account.
func (h SignIns) request(c *gin.Context) error {
	p := page.SignInPage{Email: text.Line(c.PostForm("email")), Next: page.LocalPath(c.PostForm("suite"))}
	password := c.PostForm("password")
	p.Password = password != "" || c.PostForm("moyen") == "mot-de-passe"
	email := foldEmail(p.Email)
	if email == "" {
		var problems jema.Problems
		problems.Add("email", "booking.email.invalid")
		return h.refused(c, p, problems.Err())
	}
	if !p.Password {
		return h.mail(c, p, email)
	}
	account, err := h.password(c, email, password)
	if err != nil {
		return h.refused(c, p, err)
	}
	if err := h.SignIn(c, account); err != nil {
		return err
	}
	return h.AfterSignIn(c, account, p.Next, "")
}

func (h SignIns) mail(c *gin.Context, p page.SignInPage, email string) error {
	account, familiar, err := h.whoSignsIn(c, email)
	if err != nil {
		return err
	}
	if !familiar {
		own, client := h.throttles(c, "link", email)
		if err := h.tried(c, own, client); err != nil {
			return h.refused(c, p, err)
		}
	}
	hash := func(id jema.SignInLinkID) []byte { return links.Hash(h.Links.SignInToken(id)) }
	request := postgres.SignInRequest{TerritoryID: account.TerritoryID, Email: email, Familiar: familiar}
	if err := h.Store.CreateSignIn(c.Request.Context(), request, h.Now(), hash); err != nil {
		return err
	}
	return page.Redirect(c, "/connexion?etape=courriel", "")
}

// whoSignsIn returns the account of an address, one of the territory without id
// when there is none, and whether it has signed in from this browser before.
func (h SignIns) whoSignsIn(c *gin.Context, email string) (account jema.Account, familiar bool, err error) {
	place, err := h.Place(c)
	if err != nil {
		return account, false, err
	}
	account, err = h.Store.AccountByEmail(c.Request.Context(), place.Territory.ID, email)
	if errors.Is(err, jema.ErrAccountMissing) {
		return jema.Account{TerritoryID: place.Territory.ID}, false, nil
	}
	return account, h.IsKnown(c.Request, account), err
}

// password returns the account that an address and a password open.
// Strangers are slowed down; a familiar browser is not.
func (h SignIns) password(c *gin.Context, email, password string) (jema.Account, error) {
	account, familiar, err := h.whoSignsIn(c, email)
	if err != nil {
		return jema.Account{}, err
	}
	own, client := h.throttles(c, "password", email)
	if !familiar {
		if err := h.tried(c, own, client); err != nil {
			return jema.Account{}, err
		}
	}
	if password == "" || text.Length(password) > passwordMax {
		return jema.Account{}, errPassword
	}
	if err := h.passwordOpens(c.Request.Context(), account, password, familiar); err != nil || familiar {
		return account, err
	}
	return account, h.Store.Forgive(c.Request.Context(), own, client)
}

// refused shows the form again with what is wrong.
func (h SignIns) refused(c *gin.Context, p page.SignInPage, err error) error {
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
	return h.SignInPage(c, status, p)
}

// confirm shows a mailed link's page; only its button uses the link up.
func (h SignIns) confirm(c *gin.Context) error {
	link, err := h.link(c)
	return h.linkPage(c, link, err)
}

func (h SignIns) link(c *gin.Context) (jema.SignInLink, error) {
	place, err := h.Place(c)
	if err != nil {
		return jema.SignInLink{}, err
	}
	link, err := h.Store.SignInLink(c.Request.Context(), place.Territory.ID, links.Hash(c.Param("token")), h.Now())
	if err == nil && !place.Next.RegistrationOpen(h.Now()) {
		_, err = h.Store.AccountByEmail(c.Request.Context(), place.Territory.ID, link.Email)
		if errors.Is(err, jema.ErrAccountMissing) {
			err = jema.Forbidden("signin.registration_closed")
		}
	}
	return link, err
}

func (h SignIns) linkPage(c *gin.Context, link jema.SignInLink, err error) error {
	status := http.StatusOK
	refusal, refused := errors.AsType[*jema.Error](err)
	if err != nil && !refused {
		return err
	}
	if refused {
		status = page.Statuses[refusal.Kind]
	}
	layout, err := h.Layout(c, h.Voice(c).Say("signin.confirm_title"))
	if err != nil {
		return err
	}
	layout.Problem = refusal
	c.Header("Cache-Control", "no-store")
	return h.Render(c, status, "signin/confirm", page.SignInPage{Layout: layout, Email: link.Email,
		Token: c.Param("token")})
}

// use signs in the holder of a mailed link.
func (h SignIns) use(c *gin.Context) error {
	link, err := h.link(c)
	if err != nil {
		return h.linkPage(c, link, err)
	}
	place, err := h.Place(c)
	if err != nil {
		return err
	}
	account, err := h.Store.UseSignIn(c.Request.Context(), place.Territory.ID, links.Hash(c.Param("token")), h.Now())
	if err != nil {
		return h.linkPage(c, link, err)
	}
	if err := h.SignIn(c, account); err != nil {
		return err
	}
	return h.AfterSignIn(c, account, "", "signed_in")
}

// signOut ends the session.
func (h SignIns) signOut(c *gin.Context) error {
	place, err := h.Place(c)
	if err != nil {
		return err
	}
	if err := h.EndSession(c, place.Territory.ID); err != nil {
		return err
	}
	http.SetCookie(c.Writer, h.Cookie(page.SessionCookie, "", 0))
	return page.Redirect(c, "/connexion", "signed_out")
}

// foldEmail returns an address in the form that identifies accounts: lower case, its
// domain as the mail system writes it; "" when it is none.
func foldEmail(typed string) string {
	local, domain, _ := strings.Cut(exchange.Email(typed), "@")
	domain, err := idna.Lookup.ToASCII(domain)
	email := local + "@" + domain
	if local == "" || err != nil || len(email) > 254 ||
		strings.ContainsFunc(email, func(r rune) bool { return r < '!' || r > '~' }) {
		return ""
	}
	return email
}
