package web

import (
	"net/http"
	"slices"
	"strings"
	"time"

	"github.com/gin-gonic/gin"

	"jema/internal/jema"
)

// The cookie of a browser in which somebody has signed in before. It holds a
// signed mark of each account, opens nothing, and outlives the sessions: a
// right password from such a browser is never refused, whatever others try.
const (
	knownCookie   = "jema_known"
	knownLasts    = 400 * 24 * time.Hour // the longest that browsers store a cookie
	knownAccounts = 8                    // that share a browser
)

// isKnown reports whether an account has signed in from the browser before.
func (s *Site) isKnown(r *http.Request, account jema.Account) bool {
	if account.ID == 0 {
		return false
	}
	for _, mark := range s.knownMarks(r) {
		if s.Links.IsBrowserMark(mark, account.TerritoryID, account.ID) {
			return true
		}
	}
	return false
}

// knownMarks are the marks in a request's cookie, the latest first.
func (s *Site) knownMarks(r *http.Request) []string {
	marks := strings.Split(s.cookieValue(r, knownCookie), ".")
	return marks[:min(len(marks), knownAccounts)]
}

// remember marks the browser as one in which an account has signed in.
func (s *Site) remember(c *gin.Context, account jema.Account) {
	mark := s.Links.BrowserMark(account.TerritoryID, account.ID)
	marks := slices.DeleteFunc(s.knownMarks(c.Request), func(m string) bool { return m == mark || m == "" })
	marks = append([]string{mark}, marks...)
	value := strings.Join(marks[:min(len(marks), knownAccounts)], ".")
	http.SetCookie(c.Writer, s.cookie(knownCookie, value, knownLasts))
}
