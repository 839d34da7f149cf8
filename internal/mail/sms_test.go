package mail

import (
	"encoding/json"
	"errors"
	"io"
	"net/http"
	"net/http/httptest"
	"strings"
	"sync"
	"testing"
	"time"

	"jema/internal/jema"
	"jema/internal/postgres"
	"jema/internal/postgres/storetest"
)

// gateway is an SMS gateway for tests: it records requests and sends a given
// answer.
type gateway struct {
	*httptest.Server
	mu     sync.Mutex
	got    []SMS
	heads  []http.Header
	answer int
}

func newGateway(t *testing.T) *gateway {
	g := &gateway{answer: http.StatusAccepted}
	g.Server = httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		g.mu.Lock()
		defer g.mu.Unlock()
		var m SMS
		body, err := io.ReadAll(r.Body)
		if err == nil {
			err = json.Unmarshal(body, &m)
		}
		if err != nil || r.Method != http.MethodPost || r.Header.Get("Content-Type") != "application/json" {
			t.Errorf("the gateway cannot read %s %q: %v", r.Method, body, err)
		}
		g.got, g.heads = append(g.got, m), append(g.heads, r.Header)
		w.Header().Set("Location", "/elsewhere")
		w.WriteHeader(g.answer)
		_, _ = io.WriteString(w, "le numéro +33612345678 a été traité")
	}))
	t.Cleanup(g.Close)
	return g
}

func (g *gateway) answers(status int) {
	g.mu.Lock()
	defer g.mu.Unlock()
	g.answer = status
}

func (g *gateway) handed() []SMS {
	g.mu.Lock()
	defer g.mu.Unlock()
	return g.got
}

// bySMSOffice is an office whose territory has a gateway, where somebody with
// a mobile number has booked.
func bySMSOffice(t *testing.T) (*office, *gateway, *Sender) {
	t.Helper()
	o, g := newOffice(t), newGateway(t)
	must(t, o.Store.SetSMSURL(t.Context(), o.Territory.ID, strings.Replace(g.URL, "http://", "http://jema:secret@", 1)+
		"/send?key=secret"))
	r := jema.BookingRequest{SlotID: o.slot, Key: "mobile", PartySize: 2, Name: "Visiteuse", Phone: "06 12 34 56 78",
		Language: "fr", Origin: jema.OriginDesk}
	_, err := o.Store.BookBatch(t.Context(), o.clock(), []postgres.PreparedRequest{{BookingRequest: r, Code: "42179305",
		TokenHash: make([]byte, 32)}})
	must(t, err)
	s := NewSMSSender(o.queue(), o.links)
	return o, g, s
}

func TestSMSIsSent(t *testing.T) {
	o, g, s := bySMSOffice(t)
	if n := s.round(t.Context()); n != 1 || o.message().State != "sent" {
		t.Fatalf("%d sent: %+v", n, o.message())
	}
	got := g.handed()
	want := `Visite confirmée : Tournage, samedi 10 avril 2027, de 14 h à 15 h. Code 42179305. Voir ou annuler : ` +
		`https://jema.example.fr/r/` + o.links.ManageToken("mobile", 1)
	if len(got) != 1 || got[0].To != "+33612345678" || got[0].Message != want ||
		got[0].From != "Territoire d’essai" || !strings.HasSuffix(got[0].ID, ".confirmation.1@jema.example.fr") {
		t.Errorf("the gateway got %+v, want %s", got, want)
	}
	user, password, ok := (&http.Request{Header: g.heads[0]}).BasicAuth()
	if !ok || user != "jema" || password != "secret" || g.heads[0].Get("Idempotency-Key") != got[0].ID {
		t.Errorf("headers %v", g.heads[0])
	}
	o.Holds()
}

// Messages that the gateway refuses for good go to the call list; after a
// transient fault they are tried again; no stored error contains the gateway's
// address, its key or the number.
func TestSMSIsRefused(t *testing.T) {
	for status, state := range map[int]string{400: "parked", 422: "parked", 401: "queued", 403: "queued", 429: "queued",
		500: "queued", 503: "queued", 302: "queued"} {
		o, g, s := bySMSOffice(t)
		g.answers(status)
		s.round(t.Context())
		m := o.message()
		if m.State != state || m.LastError == "" || strings.Contains(m.LastError, "secret") ||
			strings.Contains(m.LastError, "33612345678") || len(g.handed()) != 1 {
			t.Errorf("%d: %+v", status, m)
		}
		o.pass(time.Hour)
		g.answers(204)
		s.round(t.Context())
		if again := len(g.handed()); state == "queued" && (again != 2 || o.message().State != "sent") ||
			state == "parked" && again != 1 {
			t.Errorf("%d: tried %d times, %+v", status, again, o.message())
		}
		if _, err := o.Store.RouteMessages(t.Context(), o.clock()); err != nil || state == "parked" &&
			o.count(`channel = 'call' AND state = 'queued'`) != 1 {
			t.Errorf("%d: nobody calls (%v)", status, err)
		}
	}
}

func TestSMSGatewayIsGone(t *testing.T) {
	o, g, s := bySMSOffice(t)
	g.Close()
	s.round(t.Context())
	if m := o.message(); m.State != "queued" || m.LastError == "" || strings.Contains(m.LastError, "secret") {
		t.Errorf("a gateway that is away: %+v", m)
	}
	must(t, o.Store.SetSMSURL(t.Context(), o.Territory.ID, ""))
	o.pass(time.Hour)
	s.round(t.Context())
	if m := o.message(); m.State != "queued" || m.Attempts != 2 {
		t.Errorf("a territory without a gateway any more: %+v", m)
	}
}

func TestShort(t *testing.T) {
	full := fullLetter(t)
	full.To = "06 12 34 56 78"
	for _, l := range variants(full) {
		m, err := Short(l, testLinks(t), storetest.Now)
		must(t, err)
		for _, bad := range []string{"mail.", "{{", "<no value>", "’", "«", "\u00a0", "\u202f", "Gagnez", " ,", `" à`} {
			if strings.Contains(m.Message, bad) {
				t.Errorf("%s holds %q: %s", variant(l), bad, m.Message)
			}
		}
		if !strings.HasSuffix(m.Message, " https://jema.example.fr/r/"+testLinks(t).ManageToken("cle", 1)) ||
			len(m.Message) > 320 {
			t.Errorf("%s: %d signs, %s", variant(l), len(m.Message), m.Message)
		}
	}
	full.To = "04 65 71 00 12"
	if _, err := Short(full, testLinks(t), storetest.Now); !errors.Is(err, errAddress) || !refusedForGood(err) {
		t.Errorf("an SMS to a number that has none: %v", err)
	}
}

// variants are all letters about a booking, by kind, reason and cause.
func variants(l postgres.Letter) (list []postgres.Letter) {
	for _, kind := range []string{jema.MessageConfirmation, jema.MessageWaiting, jema.MessageOffer, jema.MessageChange,
		jema.MessageReminder, jema.MessageCancellation} {
		list = append(list, about(l, kind))
	}
	for _, why := range []string{jema.WhyLeft, jema.WhyDeclined, jema.WhyExpired, jema.WhyCalledOff} {
		off := about(l, jema.MessageCancellation)
		off.Booking.Why = why
		if why == jema.WhyCalledOff {
			off.Alternatives = others(l)
		}
		list = append(list, off)
	}
	moved := about(l, jema.MessageChange)
	moved.Changed = jema.Changed{Cause: jema.CauseWorkshop, AboutAt: l.Slot.Start,
		WasSlot: jema.Interval{Start: l.Slot.Start.Add(-2 * time.Hour), End: l.Slot.End.Add(-2 * time.Hour)}}
	moved.Alternatives = others(l)
	return append(list, moved)
}

func others(l postgres.Letter) []jema.Alternative {
	next := jema.Interval{Start: l.Slot.Start.AddDate(0, 0, 1), End: l.Slot.End.AddDate(0, 0, 1)}
	return []jema.Alternative{{SlotID: 71, Interval: next, SameOpening: true}, {SlotID: 72, Interval: l.Slot.Interval,
		Title: "Émailler l'argile", Workshop: "Atelier voisin", Commune: "Étoile-sur-Rhône"}}
}
