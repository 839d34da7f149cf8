package web

import (
	"crypto/rand"
	"encoding/base64"
	"errors"
	"net/http"
	"time"

	"github.com/gin-gonic/gin"

	"jema/internal/jema"
	"jema/internal/links"
	"jema/internal/postgres"
)

// sessionCookie holds the token of a session; the database holds its SHA-256.
const sessionCookie = "jema"

const accountKey = "account"

// signIn starts a fresh session for an account; the session of the cookie that
// came with the request, whoever set it, ends.
func (s *Site) signIn(c *gin.Context, account jema.Account) error {
	if err := s.endSession(c, account.TerritoryID); err != nil {
		return err
	}
	token, now := newSessionToken(), s.Now()
	err := s.Store.CreateSession(c.Request.Context(), jema.Session{
		TokenHash: links.Hash(token), TerritoryID: account.TerritoryID, AccountID: account.ID,
		Generation: account.SessionGeneration, Device: deviceOf(c.Request.UserAgent()), CreatedAt: now, ExpiresAt: now.Add(jema.SessionLasts),
	})
	if err != nil {
		return err
	}
	http.SetCookie(c.Writer, s.cookie(sessionCookie, token, jema.SessionLasts))
	s.remember(c, account)
	return nil
}

// newSessionToken returns 256 random bits.
func newSessionToken() string {
	b := make([]byte, 32)
	_, _ = rand.Read(b) // never fails: it ends the program instead
	return base64.RawURLEncoding.EncodeToString(b)
}

// endSession ends the session of a request's cookie, if there is one.
func (s *Site) endSession(c *gin.Context, territoryID int64) error {
	token := s.cookieValue(c.Request, sessionCookie)
	if token == "" {
		return nil
	}
	return s.Store.EndSession(c.Request.Context(), territoryID, links.Hash(token))
}

// account returns who is signed in, nil when nobody is. The database answers on
// every request: a session that was ended anywhere is over at once.
func (s *Site) account(c *gin.Context) (*jema.Account, error) {
	if a, ok := c.Get(accountKey); ok {
		return a.(*jema.Account), nil
	}
	token := s.cookieValue(c.Request, sessionCookie)
	if token == "" {
		return nil, nil //nolint:nilnil // nobody is signed in, which is no error
	}
	at, err := s.place(c)
	if err != nil {
		return nil, err
	}
	account, err := s.Store.SessionAccount(c.Request.Context(), at.Territory.ID, links.Hash(token), s.Now())
	if errors.Is(err, jema.ErrAccountMissing) {
		return nil, nil //nolint:nilnil // the session is over, or another territory's
	}
	if err != nil {
		return nil, err
	}
	c.Set(accountKey, &account)
	return &account, nil
}

// cookie returns a cookie of this site that no script reads and no other site
// sends; lasts of zero deletes it. Under https its name begins with __Host-:
// no neighbouring host can set it.
func (k *Kit) cookie(name, value string, lasts time.Duration) *http.Cookie {
	maxAge := int(lasts.Seconds())
	if lasts == 0 {
		maxAge = -1
	}
	//nolint:gosec // Secure where the site is https, see below
	return &http.Cookie{Name: k.cookieName(name), Value: value, Path: "/", MaxAge: maxAge, HttpOnly: true,
		SameSite: http.SameSiteLaxMode, Secure: k.Base.Scheme == "https"}
}

func (k *Kit) cookieName(name string) string {
	if k.Base.Scheme == "https" {
		return "__Host-" + name
	}
	return name
}

// cookieValue returns what a request's cookie of that name holds, "" without one.
func (s *Site) cookieValue(r *http.Request, name string) string {
	cookie, err := r.Cookie(s.cookieName(name))
	if err != nil {
		return ""
	}
	return cookie.Value
}

// acting returns where a request is about, and who asks.
func (s *Site) acting(c *gin.Context) (postgres.Place, *jema.Account, error) {
	at, err := s.place(c)
	if err != nil {
		return at, nil, err
	}
	account, err := s.account(c)
	return at, account, err
}
