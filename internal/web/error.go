package web

import (
	"errors"
	"net/http"
	"net/url"
	"strconv"

	"github.com/gin-gonic/gin"

	"jema/internal/catalogue"
	"jema/internal/jema"
	"jema/internal/postgres"
	"jema/internal/web/api"
	"jema/internal/work"
)

// statuses is the one table from a kind of refusal to a status.
var statuses = map[jema.Kind]int{
	jema.KindInvalid:         http.StatusUnprocessableEntity,
	jema.KindNotFound:        http.StatusNotFound,
	jema.KindConflict:        http.StatusConflict,
	jema.KindForbidden:       http.StatusForbidden,
	jema.KindUnauthenticated: http.StatusUnauthorized,
	jema.KindUnavailable:     http.StatusServiceUnavailable,
	jema.KindTooMany:         http.StatusTooManyRequests,
}

// handler is how this package's requests are answered: with an answer, or
// with an error that page turns into one.
type handler func(*gin.Context) error

// page wraps a handler for Gin.
func (s *Site) page(h handler) gin.HandlerFunc {
	return func(c *gin.Context) {
		c.Set(clockKey, s.Now)
		if err := h(c); err != nil {
			s.fail(c, err)
		}
	}
}

// refusal returns the refusal in err, nil when there is none.
func refusal(err error) *jema.Error {
	e, _ := errors.AsType[*jema.Error](err)
	return e
}

// pause says when what was done too often may be done again.
func pause(c *gin.Context, refusal *jema.Error) {
	if refusal.Kind == jema.KindTooMany {
		c.Header("Retry-After", strconv.Itoa(max(1, int(refusal.Pause.Seconds()))))
	}
}

// errorPage is what somebody sees instead of what they asked for.
type errorPage struct {
	Layout
	Status  int
	Message string
}

// fail says a refusal in a sentence; anything that is not one is logged here,
// once, and said as such with the request's id.
func (s *Site) fail(c *gin.Context, err error) {
	voice := s.voice(c)
	status, message := http.StatusInternalServerError, voice.Say("error.unexpected")
	refusal, ok := errors.AsType[*jema.Error](err)
	if ok && work.Stack(err) != "" { // a panic that is answered as « try again »
		s.Log.Error("request failed", "id", requestID(c.Request), "route", c.FullPath(), "error", err, "stack", work.Stack(err))
	}
	switch {
	case ok && refusal.Kind == jema.KindUnauthenticated && c.Request.Method == http.MethodGet:
		c.Redirect(http.StatusSeeOther, "/connexion?suite="+url.QueryEscape(c.Request.URL.RequestURI()))
		return
	case tooLarge(err):
		status, message = http.StatusRequestEntityTooLarge, voice.Say("error.too_large")
	case ok:
		status, message = statuses[refusal.Kind], voice.Explain(refusal)
		pause(c, refusal)
	case postgres.Away(err):
		status, message = http.StatusServiceUnavailable, voice.Say("error.away")
		if c.Request.Method != http.MethodPost {
			message = voice.Say("error.away_page")
		}
		s.Log.Error("the database did not answer", "id", requestID(c.Request), "route", c.FullPath(), "error", err)
	default:
		s.Log.Error("request failed", "id", requestID(c.Request), "route", c.FullPath(), "error", err, "stack", work.Stack(err))
	}
	if status == http.StatusServiceUnavailable {
		c.Header("Retry-After", "2")
	}
	layout, err := s.layout(c, voice.Say("error.title", "status", status))
	if err == nil {
		err = s.render(c, status, "error/show", errorPage{layout, status, message})
	}
	if err != nil { // not even the error page: the database is away
		s.plainError(c.Writer, c.Request, max(status, http.StatusServiceUnavailable))
	}
}

// plainError answers where no page can be made.
func (s *Site) plainError(w http.ResponseWriter, r *http.Request, status int) {
	voice := catalogue.In("fr")
	w.Header().Set("Content-Type", "text/plain; charset=utf-8")
	w.WriteHeader(status)
	_, _ = w.Write([]byte(voice.Say("error.plain", "id", requestID(r), "status", status) + "\n")) //nolint:gosec // plain text, and our own number
}

func (s *Site) refuseCrossSite(w http.ResponseWriter, r *http.Request) {
	if api.Asked(r) {
		api.RefuseCrossSite(w, r)
		return
	}
	w.Header().Set("Content-Type", "text/plain; charset=utf-8")
	w.WriteHeader(http.StatusForbidden)
	_, _ = w.Write([]byte(catalogue.In("fr").Say("error.cross_site") + "\n"))
}
