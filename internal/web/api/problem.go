package api

import (
	"encoding/json"
	"errors"
	"net/http"

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

// names says, for each refusal of the domain, the last part of its type and
// its status; what is not here is named by its kind.
var names = map[string]struct {
	name   string
	status int
}{
	jema.ErrSlotFull.Message:       {"slot-full", http.StatusConflict},
	jema.ErrSlotClosed.Message:     {"slot-closed", http.StatusConflict},
	jema.ErrAlreadyBooked.Message:  {"already-booked", http.StatusConflict},
	jema.ErrEnoughBookings.Message: {"enough-bookings", http.StatusConflict},
	jema.ErrKeyReused.Message:      {"idempotency-key-reused", http.StatusConflict},
	"api.key_missing":              {"idempotency-key-missing", http.StatusBadRequest},
	"api.malformed":                {"malformed", http.StatusBadRequest},
	"api.too_large":                {"too-large", http.StatusRequestEntityTooLarge},
	"api.media_type":               {"unsupported-media-type", http.StatusUnsupportedMediaType},
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
}

// fail says why a request is refused; what is no refusal is logged, once.
func (s *server) fail(c *gin.Context, err error) {
	refusal, ok := errors.AsType[*jema.Error](err)
	if !ok || refusal.Kind == jema.KindUnavailable {
		s.Log.Error("request failed", "id", c.Writer.Header().Get("X-Request-Id"), "route", c.FullPath(), "error", err, "stack", work.Stack(err))
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
	p.Type, p.Title, p.Status = Root+"/problems/"+name, http.StatusText(status), status
	body, err := json.Marshal(p)
	if err != nil {
		panic(err) // strings and a number always marshal
	}
	c.Header("Content-Language", voiceOf(c).Language)
	c.Data(status, "application/problem+json", body)
	c.Abort()
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
