package api

import (
	"encoding/json"
	"errors"
	"io"
	"mime"
	"net/http"
	"strconv"

	"github.com/gin-gonic/gin"

	"jema/internal/jema"
	"jema/internal/postgres"
	"jema/internal/text"
)

// bodyLimit is how many bytes a booking may take.
const bodyLimit = 64 << 10

type bookingMade struct {
	ID        int64  `json:"id"`
	Code      string `json:"code"`
	Status    string `json:"status"`
	ManageURL string `json:"manage_url"`
}

func (s *server) bookingCreate(c *gin.Context) error {
	request, err := bookingRequest(c)
	if err != nil {
		return err
	}
	if err := s.ownSlot(c, request.SlotID); err != nil {
		return err
	}
	made, err := s.Engine.Book(c.Request.Context(), request)
	if err != nil {
		return err
	}
	c.JSON(http.StatusCreated, bookingMade{made.ID, made.Code, string(made.Status), s.Links.Booking(made.Token)})
	return nil
}

// ownSlot returns nil for a slot of this territory. Another territory's is not
// there: its visitors are told where to manage a booking by its own site.
func (s *server) ownSlot(c *gin.Context, slotID int64) error {
	if _, known := s.own.Load(slotID); known {
		return nil
	}
	e, err := s.edition(c, postgres.Subject{})
	if err != nil {
		return err
	}
	if _, err := s.Store.Slot(c.Request.Context(), e.TerritoryID, slotID, s.Now()); err != nil {
		return err
	}
	s.own.Store(slotID, true)
	return nil
}

func bookingRequest(c *gin.Context) (jema.BookingRequest, error) {
	id, err := pathID(c)
	if err != nil {
		return jema.BookingRequest{}, err
	}
	body, err := jsonBody(c)
	if err != nil {
		return jema.BookingRequest{}, err
	}
	key := text.Line(c.GetHeader("Idempotency-Key"))
	if key == "" {
		return jema.BookingRequest{}, jema.Invalid("api.key_missing")
	}
	var p jema.Problems
	if text.Length(key) > 200 {
		p.Add("Idempotency-Key", "form.too_long", "max", "200")
	}
	r := jema.BookingRequest{
		SlotID: id, Key: key, PartySize: integer(body, &p, "party_size"), Wait: boolean(body, &p, "wait"),
		Name: word(body, &p, "name", 200), Email: word(body, &p, "email", 254), Phone: word(body, &p, "phone", 40),
		Language: voiceOf(c).Language, Origin: jema.OriginAPI,
	}
	reach(&r, &p)
	if refusal, ok := errors.AsType[*jema.Error](r.Check()); ok {
		for _, f := range refusal.Fields {
			if !p.Has(f.Field) {
				p = append(p, f)
			}
		}
	}
	return r, p.Err()
}

// reach puts address and telephone into the form they are stored in.
func reach(r *jema.BookingRequest, p *jema.Problems) {
	if r.Email != "" {
		email, ok := text.Email(r.Email)
		if !ok && !p.Has("email") {
			p.Add("email", "booking.email.invalid")
		}
		r.Email = email
	}
	if r.Phone != "" {
		phone, ok := text.Phone(r.Phone)
		if !ok && !p.Has("phone") {
			p.Add("phone", "booking.phone.invalid")
		}
		r.Phone = phone
	}
}

// jsonBody reads one JSON object and nothing after it.
func jsonBody(c *gin.Context) (map[string]json.RawMessage, error) {
	kind, _, err := mime.ParseMediaType(c.ContentType())
	if err != nil || kind != "application/json" {
		return nil, jema.Invalid("api.media_type")
	}
	data, err := io.ReadAll(http.MaxBytesReader(c.Writer, c.Request.Body, bodyLimit))
	if _, tooLarge := errors.AsType[*http.MaxBytesError](err); tooLarge {
		return nil, jema.Invalid("api.too_large", "max", strconv.Itoa(bodyLimit))
	}
	if err != nil {
		return nil, jema.Invalid("api.malformed")
	}
	var body map[string]json.RawMessage
	if err := json.Unmarshal(data, &body); err != nil || body == nil {
		return nil, jema.Invalid("api.malformed")
	}
	return body, nil
}

// word, integer and boolean read one field; what is of another kind is noted
// beside the field.
func word(body map[string]json.RawMessage, p *jema.Problems, field string, most int) string {
	var s *string
	if raw, given := body[field]; given && json.Unmarshal(raw, &s) != nil {
		p.Add(field, "api.text")
	}
	if s == nil {
		return ""
	}
	if text.Length(*s) > most {
		p.Add(field, "form.too_long", "max", strconv.Itoa(most))
	}
	return text.Line(*s)
}

func integer(body map[string]json.RawMessage, p *jema.Problems, field string) (n int) {
	if raw, given := body[field]; given && json.Unmarshal(raw, &n) != nil {
		p.Add(field, "api.number")
	}
	return n
}

func boolean(body map[string]json.RawMessage, p *jema.Problems, field string) (b bool) {
	if raw, given := body[field]; given && json.Unmarshal(raw, &b) != nil {
		p.Add(field, "api.boolean")
	}
	return b
}
