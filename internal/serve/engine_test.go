package serve

import (
	"errors"
	"fmt"
	"io"
	"net"
	"net/http"
	"os"
	"strings"
	"testing"
	"time"

	"jema/internal/jema"
	"jema/internal/links"
	"jema/internal/postgres/storetest"
)

func TestMain(m *testing.M) { os.Exit(storetest.Run(m)) }

// Both ways of taking bookings book, export their figures if configured, and
// refuse requests after the end.
func TestBookingsAreTakenBothWays(t *testing.T) {
	for way, single := range map[string]int{"batch": 0, "single": 16} {
		w := storetest.New(t)
		slot := w.Opening("Tournage").Slot("2027-04-10", 600, 660, 4)
		lk, err := links.New("http://jema.test", make([]byte, links.SecretBytes))
		if err != nil {
			t.Fatal(err)
		}
		l, err := (&net.ListenConfig{}).Listen(t.Context(), "tcp", "127.0.0.1:0")
		if err != nil {
			t.Fatal(err)
		}
		site := Site{Store: w.Store, Single: single, Metrics: l, Now: func() time.Time { return storetest.Now }}
		engine, drain, err := site.engine(t.Context(), lk, w.Territory.ID, newRegistry())
		if err != nil {
			t.Fatal(err)
		}
		r := jema.BookingRequest{SlotID: slot, Key: way, PartySize: 2, Name: "Visiteuse Inventée", Email: "v@example.org",
			Language: "fr", Origin: jema.OriginWeb}
		if _, err := engine.Book(t.Context(), r); err != nil {
			t.Errorf("%s: %v", way, err)
		}
		shown := get(t, "http://"+l.Addr().String()+"/metrics")
		for _, figure := range []string{`jema_booking_answers_total{answer="confirmed"} 1`,
			`jema_message_backlog{channel="email",standing="waiting"} 1`,
			`jema_message_backlog_age_seconds{channel="email",standing="waiting"} 0`} {
			if !strings.Contains(shown, figure) {
				t.Errorf("%s: %s is not among the figures\n%s", way, figure, shown)
			}
		}
		if err := drain(); err != nil {
			t.Errorf("%s: draining: %v", way, err)
		}
		if _, err := engine.Book(t.Context(), r); jema.KindOf(err) != jema.KindUnavailable {
			t.Errorf("%s: after the end: %v", way, err)
		}
		if l, err := (&net.ListenConfig{}).Listen(t.Context(), "tcp", l.Addr().String()); err != nil {
			t.Errorf("%s: the figures' address is still taken: %v", way, err)
		} else {
			_ = l.Close()
		}
		w.Holds()
	}
}

func get(t *testing.T, address string) string {
	t.Helper()
	request, err := http.NewRequestWithContext(t.Context(), http.MethodGet, address, nil)
	if err != nil {
		t.Fatal(err)
	}
	response, err := http.DefaultClient.Do(request)
	if err != nil {
		t.Fatal(err)
	}
	defer func() { _ = response.Body.Close() }()
	body, err := io.ReadAll(response.Body)
	if err != nil || response.StatusCode != http.StatusOK {
		t.Fatal(errors.Join(fmt.Errorf("%s: %s", address, response.Status), err))
	}
	return string(body)
}
