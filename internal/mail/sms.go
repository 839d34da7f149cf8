package mail

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"net/http"
	"net/url"
	"strings"
	"time"

	"jema/internal/jema"
	"jema/internal/links"
	"jema/internal/postgres"
)

// SMS is a short message ready to be sent, as a gateway is handed it in JSON.
type SMS struct {
	ID      string `json:"id"` // the same each time the message is tried
	To      string `json:"to"` // +33612345678
	From    string `json:"from"`
	Message string `json:"message"`
}

// Short writes a letter that is not moot as an SMS: what, when, and the link.
func Short(l postgres.Letter, ln links.Links, now time.Time) (SMS, error) {
	to, ok := jema.Mobile(l.To)
	if !ok {
		return SMS{}, fmt.Errorf("%w: not a mobile number", errAddress)
	}
	return SMS{ID: letterID(l, ln), To: to, From: l.Territory.Name, Message: composerOf(l, ln, now).short()}, nil
}

func (c composer) short() string {
	words := c.say("mail.sms."+variant(c.Letter), append(c.spoken(), "code", c.Booking.Code)...)
	if c.Message.SchoolVisitID != 0 {
		return plain.Replace(words) + " " + c.links.OwnClasses(c.Opening.ID)
	}
	return plain.Replace(words) + " " + c.links.Booking(c.links.ManageToken(c.Booking.Key, c.Booking.Generation))
}

// plain writes words with the characters that do not halve what an SMS holds.
var plain = strings.NewReplacer("«\u00a0", `"`, "\u00a0»", `"`, "«\u202f", `"`, "\u202f»", `"`, "\u00a0", " ",
	"\u202f", " ", "’", "'",
	"«", `"`, "»", `"`, "“", `"`, "”", `"`)

// gatewayError is the answer of a gateway that did not take a message.
type gatewayError int

func (e gatewayError) Error() string { return fmt.Sprintf("the SMS gateway answered %d", int(e)) }

// Gateway hands SMS to the address a territory configures, by POST of JSON; any
// 2xx means that the gateway has accepted it. A name and password in the
// address become basic authentication.
type Gateway struct{ client *http.Client }

// NewGateway returns a gateway whose every call lasts timeout at most. It
// follows no redirection: a message goes where it was configured to go.
func NewGateway(timeout time.Duration) *Gateway {
	return &Gateway{&http.Client{Timeout: timeout, CheckRedirect: func(*http.Request,
		[]*http.Request) error {
		return http.ErrUseLastResponse
	}}}
}

// Send hands one SMS over; it returns nil only when the gateway has confirmed
// that it accepted it. No error repeats the address, which may hold a key.
func (g *Gateway) Send(ctx context.Context, address string, m SMS) error {
	body, err := json.Marshal(m)
	if err != nil {
		return err
	}
	request, err := http.NewRequestWithContext(ctx, http.MethodPost, address, bytes.NewReader(body))
	if err != nil {
		return errors.New("the address of the SMS gateway is none")
	}
	request.Header.Set("Content-Type", "application/json")
	request.Header.Set("Idempotency-Key", m.ID)
	response, err := g.client.Do(request)
	if err != nil {
		if failed, ok := errors.AsType[*url.Error](err); ok {
			err = failed.Err
		}
		return fmt.Errorf("the SMS gateway cannot be reached: %w", err)
	}
	defer func() { _ = response.Body.Close() }()
	_, _ = io.Copy(io.Discard, io.LimitReader(response.Body, 64<<10)) // so that the connection is used again
	if response.StatusCode < 200 || response.StatusCode > 299 {
		return gatewayError(response.StatusCode)
	}
	return nil
}

// refusedForGood reports whether the gateway will never take this message: its
// answer means that the message or the number is wrong. What is wrong with us
// (the key, the account, too many at once) may be mended.
func refusedForGood(err error) bool {
	code, ok := errors.AsType[gatewayError](err)
	return errors.Is(err, errAddress) || ok && (code == http.StatusBadRequest || code == http.StatusUnprocessableEntity)
}
