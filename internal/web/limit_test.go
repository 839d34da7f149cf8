package web

import (
	"fmt"
	"io"
	"net/http"
	"net/netip"
	"net/url"
	"strconv"
	"strings"
	"testing"

	"jema/internal/jema"
)

// allow changes how many bookings one network may make.
func (s *testSite) allow(n int) {
	s.t.Helper()
	if err := s.Store.SetClientBookings(s.t.Context(), s.Territory.ID, n); err != nil {
		s.t.Fatal(err)
	}
}

// Beyond what one network may book, the form comes back as it was filled in,
// with a sentence and the time to wait; the desk goes on.
func TestANetworkBooksOnlySoMuch(t *testing.T) {
	s := newTestSite(t)
	s.allow(3)
	opening := s.Opening("Tournage")
	slot := opening.Slot("2027-04-10", 600, 660, 30)
	v := s.visitor()
	for i := range 3 {
		v.linked(opening.ID, slot, "email", fmt.Sprintf("v%d@example.org", i))
	}
	got, _ := v.booked(opening.ID, slot, "name", "Lou Essai", "email", "lou@example.org", "phone", "04 65 71 00 12",
		"party_size", "5")
	got.tells(t, http.StatusTooManyRequests, "beaucoup de réservations viennent d’être faites", "10 minutes")
	if after := got.Header.Get("Retry-After"); after != "600" {
		t.Errorf("Retry-After is %q", after)
	}
	beside := got.page.Find("form[action$='/reservations'] #w-booking")
	if phone, _ := beside.Find("a").Attr("href"); !strings.Contains(beside.Text(), "beaucoup de réservations") ||
		!strings.HasPrefix(phone, "tel:") {
		t.Errorf("beside the button: %q, %q", beside.Text(), phone)
	}
	for field, typed := range map[string]string{"name": "Lou Essai", "email": "lou@example.org", "phone": "04 65 71 00 12",
		"party_size": "5"} {
		if value, _ := got.page.Find("input[name=" + field + "]").Attr("value"); value != typed {
			t.Errorf("%s came back as %q", field, value)
		}
	}
	if chosen, _ := got.page.Find("input[name=slot][checked]").Attr("value"); chosen != fmt.Sprint(slot) {
		t.Errorf("the slot came back as %q", chosen)
	}
	part := fmt.Sprintf("%d:2:%s", slot, strings.Repeat("0a", 16))
	split := v.post(fmt.Sprintf("/evenements/%d/groupe", opening.ID), url.Values{"name": {"Lou Essai"},
		"email": {"lou@example.org"}, "part": {part}})
	split.tells(t, http.StatusOK, "beaucoup de réservations")

	d := s.as(s.Account("accueil@example.org", jema.RoleDesk))
	desk := d.post(fmt.Sprintf("/accueil/evenements/%d/reservation", opening.ID), url.Values{"slot": {fmt.Sprint(slot)},
		"party_size": {"2"},
		"name":       {"Lou Essai"}, "email": {"lou@example.org"}, "key": {strings.Repeat("0b", 16)}})
	if desk.StatusCode >= 400 {
		t.Errorf("the desk: %d", desk.StatusCode)
	}
	s.allow(0)
	v.linked(opening.ID, slot, "email", "sans-limite@example.org")
	s.Holds()
}

// Places that a visitor adds to a booking count as those of a booking do; the
// page comes back with what was typed, and the desk adds them for a caller.
func TestAPartyGrowsOnlySoFar(t *testing.T) {
	s := newTestSite(t)
	s.allow(2) // and thirty places
	opening := s.Opening("Tournage")
	slot := opening.Slot("2027-04-10", 600, 660, 60)
	if _, err := s.DB.Exec(`UPDATE opening SET party_max = 40 WHERE id = $1`, opening.ID); err != nil {
		t.Fatal(err)
	}
	v := s.visitor()
	path := v.linked(opening.ID, slot, "party_size", "2")
	refused := v.post(path+"/personnes", url.Values{"party_size": {"31"}})
	refused.tells(t, http.StatusTooManyRequests, "Rien n’a été changé", "Beaucoup de réservations viennent d’être faites",
		"10 minutes")
	if after := refused.Header.Get("Retry-After"); after != "600" {
		t.Errorf("Retry-After is %q", after)
	}
	if typed, _ := refused.page.Find("#f-party_size").Attr("value"); typed != "31" {
		t.Errorf("the number came back as %q", typed)
	}
	if beside := refused.page.Find("#w-party_size").Text(); !strings.Contains(strings.ToLower(beside),
		"beaucoup de réservations") {
		t.Errorf("beside the field: %q", beside)
	}
	v.post(path+"/personnes", url.Values{"party_size": {"30"}}).tells(t, http.StatusSeeOther)
	v.get(path).tells(t, http.StatusOK, "30 personnes")
	v.post(path+"/personnes", url.Values{"party_size": {"31"}}).tells(t, http.StatusTooManyRequests)
	d := s.as(s.Account("accueil@example.org", jema.RoleDesk))
	d.post(path+"/personnes", url.Values{"party_size": {"40"}}).tells(t, http.StatusSeeOther)
	s.Holds()
}

// A client is counted by the address that the site's own proxies report,
// however many proxies there are. Addresses reported by others are ignored.
// Pages and API count together.
func TestTheForwardedAddressCounts(t *testing.T) {
	s := newTestSite(t)
	s.allow(1)
	opening := s.Opening("Tournage")
	slot := opening.Slot("2027-04-10", 600, 660, 30)
	n := 0
	book := func(from string) int {
		n++
		body := fmt.Sprintf(`{"party_size":1,"name":"V","email":"v%d@example.org"}`, n)
		r, err := http.NewRequestWithContext(t.Context(), http.MethodPost, fmt.Sprintf("%s/api/v1/slots/%d/bookings", s.url,
			slot), strings.NewReader(body))
		if err != nil {
			t.Fatal(err)
		}
		r.Header.Set("Content-Type", "application/json")
		r.Header.Set("Idempotency-Key", fmt.Sprintf("00000000-0000-4000-8000-%012d", n))
		r.Header.Set("X-Forwarded-For", from)
		res, err := http.DefaultClient.Do(r)
		if err != nil {
			t.Fatal(err)
		}
		_ = res.Body.Close()
		if seconds, err := strconv.Atoi(res.Header.Get("Retry-After")); res.StatusCode == http.StatusTooManyRequests &&
			(err != nil || seconds < 1) {
			t.Errorf("Retry-After is %q", res.Header.Get("Retry-After"))
		}
		return res.StatusCode
	}
	first := book("203.0.113.1")
	spoofed := book("203.0.113.2")
	s.visitor().booked(opening.ID, slot)
	if first != 201 || spoofed != 429 {
		t.Errorf("without a proxy: %d, then as somebody else %d", first, spoofed)
	}
	s.site.Proxies = []netip.Prefix{netip.MustParsePrefix("127.0.0.0/8"), netip.MustParsePrefix("10.0.0.0/8")}
	for _, c := range []struct {
		from string
		want int
	}{
		{"203.0.113.1", 201}, {"203.0.113.1", 429}, {"203.0.113.2", 201},
		{"198.51.100.7, 203.0.113.2", 429},           // what the visitor wrote is further left
		{"198.51.100.7, 203.0.113.3, 10.1.2.3", 201}, // two proxies
		{"198.51.100.8, 203.0.113.3, 10.1.2.4", 429},
		{"2001:db8:1:200::1", 201}, {"2001:db8:1:2ff:5::1", 429}, // one household
		{"2001:db8:1:300::1", 201}, {"2001:db8:1:400::1", 201}, {"2001:db8:1:500::1", 201},
		{"2001:db8:1:600::1", 429}, // the four of this /48 were the last
		{"2001:db8:2:200::1", 201},
	} {
		if got := book(c.from); got != c.want {
			t.Errorf("%s: %d, want %d", c.from, got, c.want)
		}
	}
	s.Holds()
}

// A page of another site that has a browser send a booking is answered in the
// words of the API.
func TestAForeignOriginIsAProblem(t *testing.T) {
	s := newTestSite(t)
	slot := s.Opening("Tournage").Slot("2027-04-10", 600, 660, 30)
	for language, sentence := range map[string]string{"": "page d'un autre site", "en-GB": "a page of another site"} {
		r, err := http.NewRequestWithContext(t.Context(), http.MethodPost, fmt.Sprintf("%s/api/v1/slots/%d/bookings", s.url,
			slot), strings.NewReader(`{}`))
		if err != nil {
			t.Fatal(err)
		}
		r.Header.Set("Origin", "https://ailleurs.example.org")
		r.Header.Set("Accept-Language", language)
		res, err := http.DefaultClient.Do(r)
		if err != nil {
			t.Fatal(err)
		}
		data, err := io.ReadAll(res.Body)
		if err != nil {
			t.Fatal(err)
		}
		_, body := res.Body.Close(), string(data)
		if res.StatusCode != 403 || res.Header.Get("Content-Type") != "application/problem+json" ||
			!strings.Contains(body, "/problems/cross-site") ||
			!strings.Contains(strings.ReplaceAll(body, "’", "'"), sentence) {
			t.Errorf("%q: %d %s %s", language, res.StatusCode, res.Header.Get("Content-Type"), body)
		}
	}
}
