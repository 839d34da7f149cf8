package api

import (
	"encoding/json"
	"errors"
	"net/http"
	"strconv"

	"github.com/gin-gonic/gin"

	"jema/internal/catalogue"
	"jema/internal/jema"
	"jema/internal/postgres"
	"jema/internal/work"
)

// problem is a refusal as RFC 9457 writes it.
type problem struct {
	Type   string         `json:"type"`
	Title  string         `json:"title"`
	Status int            `json:"status"`
	Detail string         `json:"detail"`
	Errors []fieldProblem `json:"errors,omitempty"`
}

type fieldProblem struct {
	Field  string `json:"field"`
	Detail string `json:"detail"`
}

// names has, for each refusal of the domain, the last part of its type and its
// status; a refusal that is missing here is named by its kind.
var names = map[string]struct {
	name   string
	status int
}{
	jema.ErrSlotFull.Message:        {"slot-full", http.StatusConflict},
	jema.ErrSlotClosed.Message:      {"slot-closed", http.StatusConflict},
	jema.ErrTooManyBookings.Message: {"too-many-bookings", http.StatusTooManyRequests},
	jema.ErrKeyReused.Message:       {"idempotency-key-reused", http.StatusConflict},
	"api.key_missing":               {"idempotency-key-missing", http.StatusBadRequest},
	"api.malformed":                 {"malformed", http.StatusBadRequest},
	"api.too_large":                 {"too-large", http.StatusRequestEntityTooLarge},
	"api.media_type":                {"unsupported-media-type", http.StatusUnsupportedMediaType},
}

var kinds = map[jema.Kind]struct {
	name   string
	status int
}{
	jema.KindInvalid:     {"invalid", http.StatusUnprocessableEntity},
	jema.KindNotFound:    {"not-found", http.StatusNotFound},
	jema.KindConflict:    {"conflict", http.StatusConflict},
	jema.KindForbidden:   {"forbidden", http.StatusForbidden},
	jema.KindUnavailable: {"unavailable", http.StatusServiceUnavailable},
	jema.KindTooMany:     {"too-many", http.StatusTooManyRequests},
}

// fail gives the reason why a request is refused; what is no refusal is logged, once.
func (s *server) fail(c *gin.Context, err error) {
	refusal, ok := errors.AsType[*jema.Error](err)
	if !ok || refusal.Kind == jema.KindUnavailable {
		s.Log.Error("request failed", "id", c.Writer.Header().Get("X-Request-Id"), "route", c.FullPath(), "error", err,
			"stack", work.Stack(err))
	}
	if !ok && postgres.Away(err) {
		c.Header("Retry-After", "2")
		Refuse(c, http.StatusServiceUnavailable, kinds[jema.KindUnavailable].name, "error.away")
		return
	}
	if !ok {
		Refuse(c, http.StatusInternalServerError, "unexpected", "error.unexpected")
		return
	}
	entry, known := names[refusal.Message]
	if !known {
		entry = kinds[refusal.Kind]
	}
	if entry.status == http.StatusServiceUnavailable {
		c.Header("Retry-After", "2")
	}
	if refusal.Kind == jema.KindTooMany {
		c.Header("Retry-After", strconv.Itoa(max(1, int(refusal.Pause.Seconds()))))
	}
	voice := voiceOf(c)
	p := problem{Detail: voice.Explain(refusal)}
	for _, f := range refusal.Fields {
		p.Errors = append(p.Errors, fieldProblem{f.Field, voice.ExplainField(f)})
	}
	send(c, entry.status, entry.name, p)
}

// Refuse sends a problem with a sentence of the catalogue.
func Refuse(c *gin.Context, status int, name, message string) {
	send(c, status, name, problem{Detail: voiceOf(c).Say(message)})
}

func send(c *gin.Context, status int, name string, p problem) {
	p.Status = status
	p.write(c.Writer, voiceOf(c), name)
	c.Abort()
}

// write sends a problem whose status is set.
func (p problem) write(w http.ResponseWriter, voice *catalogue.Voice, name string) {
	p.Type, p.Title = Root+"/problems/"+name, http.StatusText(p.Status)
	body, err := json.Marshal(p)
	if err != nil {
		panic(err) // strings and a number always marshal
	}
	w.Header().Set("Content-Type", "application/problem+json")
	w.Header().Set("Content-Language", voice.Language)
	w.WriteHeader(p.Status)
	_, _ = w.Write(body) // whoever asked may have gone
}

// RefuseCrossSite answers a request to the API that a page of another site had
// somebody's browser send.
func RefuseCrossSite(w http.ResponseWriter, r *http.Request) {
	voice := catalogue.Accepted(r.Header.Get("Accept-Language"))
	p := problem{Status: http.StatusForbidden, Detail: voice.Say("api.problem.cross-site")}
	p.write(w, voice, "cross-site")
}

func voiceOf(c *gin.Context) *catalogue.Voice {
	return catalogue.Accepted(c.GetHeader("Accept-Language"))
}

// problemShow explains a type of problem, so that its address leads somewhere.
func (s *server) problemShow(c *gin.Context) error {
	key := "api.problem." + c.Param("name")
	voice := voiceOf(c)
	if !voice.Has(key) {
		return jema.NotFound("api.not_found")
	}
	c.JSON(http.StatusOK, gin.H{"type": Root + "/problems/" + c.Param("name"), "description": voice.Say(key)})
	return nil
}
