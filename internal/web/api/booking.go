package api

import (
	"encoding/json"
	"errors"
	"io"
	"maps"
	"mime"
	"net/http"
	"regexp"
	"slices"
	"strconv"
	"strings"

	"github.com/gin-gonic/gin"

	"jema/internal/jema"
	"jema/internal/postgres"
	"jema/internal/text"
)

// bodyLimit is how many bytes a booking may take.
const bodyLimit = 64 << 10

type bookingMade struct {
	ID        jema.BookingID `json:"id"`
	Code      string         `json:"code"`
	Status    string         `json:"status"`
	ManageURL string         `json:"manage_url"`
}

type bookingNoted struct {
	Status string `json:"status"` // noted
	Detail string `json:"detail"`
}

func (s *server) bookingCreate(c *gin.Context) error {
	request, err := bookingRequest(c)
	if err != nil {
		return err
	}
	if s.Client != nil {
		request.Client = s.Client(c.Request)
	}
	made, err := s.Engine.Book(c.Request.Context(), request)
	if errors.Is(err, jema.ErrAlreadyBooked) || errors.Is(err, jema.ErrEnoughBookings) {
		return s.bookingNoted(c, request)
	}
	if err != nil {
		return err
	}
	c.JSON(http.StatusCreated, bookingMade{made.ID, made.Code, string(made.Status), s.Links.Booking(made.Token)})
	return nil
}

// bookingNoted answers where a contact may have a booking already, which must
// not be revealed to whoever typed the contact: the bookings are mailed to the
// contact itself. Where others would be refused because the slot is full, so is
// this contact; else the answer is true of any contact.
func (s *server) bookingNoted(c *gin.Context, r jema.BookingRequest) error {
	e, err := s.edition(c, postgres.Subject{Slot: r.SlotID})
	if err != nil {
		return err
	}
	if err := s.Store.NotifyAgain(c.Request.Context(), e.TerritoryID, r, s.Now()); err != nil {
		return err
	}
	slot, err := s.Store.Slot(c.Request.Context(), e.TerritoryID, r.SlotID, s.Now())
	if err != nil {
		return err
	}
	if !r.Wait && slot.Free(s.Now()) < r.PartySize {
		return jema.ErrSlotFull
	}
	c.JSON(http.StatusAccepted, bookingNoted{"noted", voiceOf(c).Say("booking.noted")})
	return nil
}

func bookingRequest(c *gin.Context) (jema.BookingRequest, error) {
	id, err := pathID[jema.SlotID](c)
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
	if !uuid.MatchString(key) {
		p.Add("Idempotency-Key", "api.key_form")
	}
	unknown(body, &p)
	r := jema.BookingRequest{
		SlotID: id, Key: jema.AnonymousKey(strings.ToLower(key)), PartySize: integer(body, &p, "party_size"),
		Wait: boolean(body, &p, "wait"),
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

// uuid is what a key of a program without a token looks like: one that another
// program chooses, too, only on purpose.
var uuid = regexp.MustCompile(`^[0-9A-Fa-f]{8}(-[0-9A-Fa-f]{4}){3}-[0-9A-Fa-f]{12}$`)

// bookingFields are the fields of a request.
var bookingFields = []string{"party_size", "name", "email", "phone", "wait"}

// unknown refuses by name what would be read by nobody: a field misspelt is not
// left out in silence.
func unknown(body map[string]json.RawMessage, p *jema.Problems) {
	for _, field := range slices.Sorted(maps.Keys(body)) {
		if !slices.Contains(bookingFields, field) {
			p.Add(field, "api.field_unknown")
		}
	}
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
