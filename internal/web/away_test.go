package web

import (
	"database/sql/driver"
	"log/slog"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"

	"github.com/gin-gonic/gin"

	"jema/internal/web/page"
)

// An unavailable database is no fault of the page: the page explains it, with
// the time to try again. It does not claim that nothing was done, because the
// outcome is uncertain.
func TestADatabaseThatIsAwayIs503(t *testing.T) {
	s := newTestSite(t)
	s.site.Log = slog.New(slog.DiscardHandler) // it is to log this
	g := gin.New()
	for method, says := range map[string]string{http.MethodGet: "Rechargez la page", http.MethodPost: "prise en compte"} {
		g.Handle(method, "/ailleurs", s.site.Handler(page.Get("/ailleurs", page.Everyone,
			func(*gin.Context) error { return driver.ErrBadConn })))
		handler, err := s.site.guard(g)
		if err != nil {
			t.Fatal(err)
		}
		w := httptest.NewRecorder()
		handler.ServeHTTP(w, httptest.NewRequestWithContext(t.Context(), method, s.url+"/ailleurs", nil))
		if w.Code != http.StatusServiceUnavailable || w.Header().Get("Retry-After") == "" ||
			!strings.Contains(w.Body.String(), says) {
			t.Errorf("%s: %d, %v, %s", method, w.Code, w.Header(), w.Body)
		}
	}
}
