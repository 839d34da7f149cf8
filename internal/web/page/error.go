package page

import (
	"context"
	"crypto/rand"
	"encoding/hex"
	"errors"
	"net/http"
	"net/url"
	"strconv"
	"strings"

	"github.com/gin-gonic/gin"

	"jema/internal/catalogue"
	"jema/internal/jema"
	"jema/internal/postgres"
	"jema/internal/work"
)

// PartyOnly describes a refusal about the party in one sentence: the page that offers
// to move has no field.
func PartyOnly(problem *jema.Error) *jema.Error {
	if len(problem.Fields) == 0 {
		return problem
	}
	return &jema.Error{Kind: problem.Kind, Message: problem.Fields[0].Message, Args: problem.Fields[0].Args}
}

// Statuses is the one table from a kind of refusal to a status.
var Statuses = map[jema.Kind]int{
	jema.KindInvalid:         http.StatusUnprocessableEntity,
	jema.KindNotFound:        http.StatusNotFound,
	jema.KindConflict:        http.StatusConflict,
	jema.KindForbidden:       http.StatusForbidden,
	jema.KindUnauthenticated: http.StatusUnauthorized,
	jema.KindUnavailable:     http.StatusServiceUnavailable,
	jema.KindTooMany:         http.StatusTooManyRequests,
}

// Handler is how this package's requests are answered: with an answer, or
// with an error that page turns into one.
type Handler func(*gin.Context) error

// handle wraps a handler for Gin.
func (k *Kit) handle(h Handler) gin.HandlerFunc {
	return func(c *gin.Context) {
		c.Set(clockKey, k.Now)
		if err := h(c); err != nil {
			k.Fail(c, err)
		}
	}
}

// Refusal returns the refusal in err, nil when there is none.
func Refusal(err error) *jema.Error {
	e, _ := errors.AsType[*jema.Error](err)
	return e
}

// RetryAfter specifies when what was done too often may be done again.
func RetryAfter(c *gin.Context, refusal *jema.Error) {
	if refusal.Kind == jema.KindTooMany {
		c.Header("Retry-After", strconv.Itoa(max(1, int(refusal.Pause.Seconds()))))
	}
}

// errorPage is what somebody sees instead of what they requested.
type errorPage struct {
	Layout
	Status  int
	Message string
	Typed   TypedForm // where its form cannot be shown again
}

// Retry reports whether the same form may be accepted in a moment.
func (p errorPage) Retry() bool {
	return len(p.Typed.Words()) > 0 && (p.Status >= http.StatusInternalServerError ||
		p.Status == http.StatusTooManyRequests)
}

// Fail answers a refusal with a sentence; anything that is not one is logged
// here, once, and answered with the request's id. A form that was refused comes
// back as it was typed.
func (k *Kit) Fail(c *gin.Context, err error) {
	if problem := Refusal(err); problem != nil && problem.Kind == jema.KindUnauthenticated {
		switch c.Request.Method {
		case http.MethodGet:
			c.Redirect(http.StatusSeeOther, "/connexion?suite="+url.QueryEscape(c.Request.URL.RequestURI()))
			return
		case http.MethodPost:
			if err = (parking{k}).signInFirst(c); err == nil {
				return
			}
		}
	}
	p := errorPage{}
	p.Status, p.Message = k.statusOf(c, err)
	if p.Status == http.StatusServiceUnavailable {
		c.Header("Retry-After", "2")
	}
	if c.Request.Method == http.MethodPost {
		if p.Typed = typedOf(c); len(p.Typed.Words()) > 0 && k.formAgain(c, p.Status, p.Typed, p.Message) {
			return
		}
	}
	p.Layout, err = k.Layout(c, k.Voice(c).Say("error.title", "status", p.Status))
	p.Listed = false
	if err == nil {
		err = k.Render(c, p.Status, "error/show", p)
	}
	if err != nil { // not even the error page: the database is away
		p.Status = max(p.Status, http.StatusServiceUnavailable)
		k.sendAway(c.Writer, c.Request, p)
	}
}

// statusOf returns the status of an error and the sentence that explains it.
func (k *Kit) statusOf(c *gin.Context, err error) (status int, message string) {
	voice := k.Voice(c)
	problem, ok := errors.AsType[*jema.Error](err)
	if ok && work.Stack(err) != "" { // a panic that is answered as « try again »
		k.Log.Error("request failed", "id", RequestID(c.Request), "route", c.FullPath(), "error", err, "stack",
			work.Stack(err))
	}
	switch {
	case tooLarge(err):
		return http.StatusRequestEntityTooLarge, voice.Say("error.too_large")
	case ok:
		RetryAfter(c, problem)
		return Statuses[problem.Kind], voice.Explain(problem)
	case postgres.Away(err):
		k.Log.Error("the database did not answer", "id", RequestID(c.Request), "route", c.FullPath(), "error", err)
		if c.Request.Method != http.MethodPost {
			return http.StatusServiceUnavailable, voice.Say("error.away_page")
		}
		return http.StatusServiceUnavailable, voice.Say("error.away")
	}
	k.Log.Error("request failed", "id", RequestID(c.Request), "route", c.FullPath(), "error", err, "stack",
		work.Stack(err))
	return http.StatusInternalServerError, voice.Say("error.unexpected")
}

// sendAway sends an error page without a query to the database, with what was typed.
func (k *Kit) sendAway(w http.ResponseWriter, r *http.Request, p errorPage) {
	voice := catalogue.In(Language(r))
	layout, known := k.layoutAway(r, voice.Say("error.title", "status", p.Status))
	p.Layout = layout
	body, err := k.Execute(voice, "error/show", "layout.html", p)
	if !known || err != nil {
		k.PlainError(w, r, p.Status)
		_, _ = w.Write([]byte(strings.Join(p.Typed.Words(), "\n\n")))
		return
	}
	w.Header().Set("Content-Type", "text/html; charset=utf-8")
	w.Header().Set("Cache-Control", "no-store")
	w.WriteHeader(p.Status)
	_, _ = w.Write(body)
}

// PlainError answers where no page can be made.
func (k *Kit) PlainError(w http.ResponseWriter, r *http.Request, status int) {
	voice := catalogue.In(Language(r))
	w.Header().Set("Content-Type", "text/plain; charset=utf-8")
	w.WriteHeader(status)
	_, _ = w.Write([]byte(voice.Say("error.plain", "id", RequestID(r)) + "\n"))
}

type requestIDKey struct{}

// RequestID is what the person quotes and the log holds.
func RequestID(r *http.Request) string {
	id, _ := r.Context().Value(requestIDKey{}).(string)
	return id
}

// WithRequestID gives a request an id and returns both.
func WithRequestID(r *http.Request) (*http.Request, string) {
	var b [8]byte
	_, _ = rand.Read(b[:]) // never fails since Go 1.24
	id := hex.EncodeToString(b[:])
	return r.WithContext(context.WithValue(r.Context(), requestIDKey{}, id)), id
}
