package page

import (
	"crypto/rand"
	"encoding/base64"
	"errors"
	"net/http"
	"slices"
	"strings"
	"time"

	"github.com/gin-gonic/gin"

	"jema/internal/jema"
	"jema/internal/links"
	"jema/internal/postgres"
)

// SessionCookie holds the token of a session; the database holds its SHA-256.
const SessionCookie = "jema"

const accountKey = "account"

// SignIn starts a fresh session for an account; the session of the cookie that
// came with the request, whoever set it, ends.
func (k *Kit) SignIn(c *gin.Context, account jema.Account) error {
	if err := k.EndSession(c, account.TerritoryID); err != nil {
		return err
	}
	token, now := newSessionToken(), k.Now()
	err := k.Store.CreateSession(c.Request.Context(), jema.Session{
		TokenHash: links.Hash(token), TerritoryID: account.TerritoryID, AccountID: account.ID,
		Generation: account.SessionGeneration, Device: deviceOf(c.Request.UserAgent()), CreatedAt: now,
		ExpiresAt: now.Add(jema.SessionLasts),
	})
	if err != nil {
		return err
	}
	http.SetCookie(c.Writer, k.Cookie(SessionCookie, token, jema.SessionLasts))
	k.remember(c, account)
	return nil
}

// newSessionToken returns 256 random bits.
func newSessionToken() string {
	b := make([]byte, 32)
	_, _ = rand.Read(b) // never fails: it ends the program instead
	return base64.RawURLEncoding.EncodeToString(b)
}

// EndSession ends the session of a request's cookie, if there is one.
func (k *Kit) EndSession(c *gin.Context, territoryID jema.TerritoryID) error {
	token := k.CookieValue(c.Request, SessionCookie)
	if token == "" {
		return nil
	}
	return k.Store.EndSession(c.Request.Context(), territoryID, links.Hash(token))
}

// Account returns who is signed in, nil when nobody is. The database answers on
// every request: a session that was ended anywhere is over at once.
func (k *Kit) Account(c *gin.Context) (*jema.Account, error) {
	if a, ok := c.Get(accountKey); ok {
		return a.(*jema.Account), nil
	}
	token := k.CookieValue(c.Request, SessionCookie)
	if token == "" {
		return nil, nil //nolint:nilnil // nobody is signed in, which is no error
	}
	at, err := k.Place(c)
	if err != nil {
		return nil, err
	}
	account, err := k.Store.SessionAccount(c.Request.Context(), at.Territory.ID, links.Hash(token), k.Now())
	if errors.Is(err, jema.ErrAccountMissing) {
		return nil, nil //nolint:nilnil // the session is over, or another territory's
	}
	if err != nil {
		return nil, err
	}
	c.Set(accountKey, &account)
	return &account, nil
}

// Cookie returns a cookie of this site that no script reads and no other site
// sends; lasts of zero deletes it. Under https its name begins with __Host-:
// no neighbouring host can set it.
func (k *Kit) Cookie(name, value string, lasts time.Duration) *http.Cookie {
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

// CookieValue returns what a request's cookie of that name holds, "" without one.
func (k *Kit) CookieValue(r *http.Request, name string) string {
	cookie, err := r.Cookie(k.cookieName(name))
	if err != nil {
		return ""
	}
	return cookie.Value
}

// Acting returns where a request is about, and the requesting account.
func (k *Kit) Acting(c *gin.Context) (postgres.Place, *jema.Account, error) {
	at, err := k.Place(c)
	if err != nil {
		return at, nil, err
	}
	account, err := k.Account(c)
	return at, account, err
}

// families are the names of browsers and systems with the mark of each in a
// User-Agent header. The first found counts: Edge and Opera write Chrome too,
// Chrome writes Safari, and Android writes Linux.
var (
	browserFamilies = [][2]string{{"Firefox/", "Firefox"}, {"FxiOS/", "Firefox"}, {"Edg", "Edge"}, {"OPR/", "Opera"},
		{"Chrome/", "Chrome"}, {"CriOS/", "Chrome"}, {"Safari/", "Safari"}}
	systemFamilies = [][2]string{{"Android", "Android"}, {"iPhone", "iPhone"}, {"iPad", "iPad"}, {"Windows", "Windows"},
		{"Macintosh", "macOS"}, {"CrOS", "ChromeOS"}, {"Linux", "Linux"}}
)

// deviceOf returns the family of browser and system that a User-Agent header
// names, « Firefox, Android », "" when it names neither. No version: two
// browsers of a family look alike.
func deviceOf(userAgent string) string {
	browser, system := familyIn(userAgent, browserFamilies), familyIn(userAgent, systemFamilies)
	if browser == "" || system == "" {
		return browser + system
	}
	return browser + ", " + system
}

func familyIn(userAgent string, families [][2]string) string {
	for _, f := range families {
		if strings.Contains(userAgent, f[0]) {
			return f[1]
		}
	}
	return ""
}

// The cookie of a browser in which somebody has signed in before. It holds a
// signed mark of each account, opens nothing, and outlives the sessions: a
// right password from such a browser is never refused, whatever others try.
const (
	knownCookie   = "jema_known"
	knownLasts    = 400 * 24 * time.Hour // the longest that browsers store a cookie
	knownAccounts = 8                    // that share a browser
)

// IsKnown reports whether an account has signed in from the browser before.
func (k *Kit) IsKnown(r *http.Request, account jema.Account) bool {
	if account.ID == 0 {
		return false
	}
	for _, mark := range k.knownMarks(r) {
		if k.Links.IsBrowserMark(mark, account.TerritoryID, account.ID) {
			return true
		}
	}
	return false
}

// knownMarks are the marks in a request's cookie, the latest first.
func (k *Kit) knownMarks(r *http.Request) []string {
	marks := strings.Split(k.CookieValue(r, knownCookie), ".")
	return marks[:min(len(marks), knownAccounts)]
}

// remember marks the browser as one in which an account has signed in.
func (k *Kit) remember(c *gin.Context, account jema.Account) {
	mark := k.Links.BrowserMark(account.TerritoryID, account.ID)
	marks := slices.DeleteFunc(k.knownMarks(c.Request), func(m string) bool { return m == mark || m == "" })
	marks = append([]string{mark}, marks...)
	value := strings.Join(marks[:min(len(marks), knownAccounts)], ".")
	http.SetCookie(c.Writer, k.Cookie(knownCookie, value, knownLasts))
}
