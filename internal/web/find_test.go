package web

import (
	"fmt"
	"net/http"
	"net/netip"
	"net/url"
	"testing"
)

// Codes are not tried through from one machine, whatever the contact and the
// code; nor is an address book tried on a slot.
func TestAMachineDoesNotTryForEver(t *testing.T) {
	s := newTestSite(t)
	v := s.visitor()
	ask := func(i int) answer {
		return v.post("/retrouver", url.Values{"code": {fmt.Sprintf("%08d", i)}, "reach": {fmt.Sprintf("v%d@example.org", i)}})
	}
	for i := range findsByMachine {
		if got := ask(i).StatusCode; got != http.StatusOK {
			t.Fatalf("try %d: %d", i+1, got)
		}
	}
	refused := ask(999)
	refused.tells(t, http.StatusTooManyRequests, "Trop d’essais pour le moment")
	if cookies := refused.Header.Values("Set-Cookie"); len(cookies) != 0 {
		t.Errorf("a cookie is set: %q", cookies)
	}
	v.get("/retrouver").tells(t, http.StatusOK)

	opening := s.Opening("Tournage")
	slot := opening.Slot("2027-04-10", 600, 660, 8)
	v.linked(opening.ID, slot)
	for range s.Territory.ClientBookings / 4 {
		got, _ := v.booked(opening.ID, slot)
		got.tells(t, http.StatusOK, "Demande reçue")
	}
	// From then on the network is told the same of contacts that have nothing.
	for _, email := range []string{"camille@example.org", "personne@example.org"} {
		got, _ := v.booked(opening.ID, slot, "email", email)
		got.tells(t, http.StatusTooManyRequests, "beaucoup de réservations viennent d’être faites")
	}
	s.Holds()
}

func TestAMachineIsItsConnection(t *testing.T) {
	behind := &Kit{Config: Config{Proxies: []netip.Prefix{netip.MustParsePrefix("192.0.2.7/32"), netip.MustParsePrefix("10.0.0.0/8"), netip.MustParsePrefix("fd00::/8")}}}
	for _, c := range []struct {
		site             *Kit
		from, says, want string
	}{
		{&Kit{}, "192.0.2.7:4711", "203.0.113.9", "192.0.2.7"},
		{&Kit{}, "[::ffff:192.0.2.7]:4711", "", "192.0.2.7"},
		{&Kit{}, "[2001:db8:1:2:3::4]:80", "", "2001:db8:1:2::/64"},
		{&Kit{}, "[fe80::1%eth0]:80", "", "fe80::/64"},
		{&Kit{}, "@", "203.0.113.9", "@"},
		{behind, "192.0.2.7:4711", "203.0.113.9", "203.0.113.9"},
		{behind, "192.0.2.7:4711", "198.51.100.1, 203.0.113.9, 10.1.2.3", "203.0.113.9"}, // what the visitor wrote is further left
		{behind, "192.0.2.7:4711", "nonsense", "192.0.2.7"},
		{behind, "192.0.2.7:4711", "", "192.0.2.7"},
		{behind, "192.0.2.8:4711", "203.0.113.9", "192.0.2.8"}, // no proxy of ours
		{behind, "[fd00::1]:80", "2001:db8:1:2:3::4", "2001:db8:1:2::/64"},
	} {
		r := &http.Request{RemoteAddr: c.from, Header: http.Header{"X-Forwarded-For": {c.says}}}
		if got := c.site.machine(r); got != c.want {
			t.Errorf("%s, which says %q, is %q, want %q", c.from, c.says, got, c.want)
		}
	}
}
