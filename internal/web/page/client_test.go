package page

import (
	"net/http"
	"net/netip"
	"testing"
)

func TestAMachineIsItsConnection(t *testing.T) {
	behind := &Kit{Config: Config{Proxies: []netip.Prefix{netip.MustParsePrefix("192.0.2.7/32"),
		netip.MustParsePrefix("10.0.0.0/8"), netip.MustParsePrefix("fd00::/8")}}}
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
		// what the visitor wrote is further left
		{behind, "192.0.2.7:4711", "198.51.100.1, 203.0.113.9, 10.1.2.3", "203.0.113.9"},
		{behind, "192.0.2.7:4711", "nonsense", "192.0.2.7"},
		{behind, "192.0.2.7:4711", "", "192.0.2.7"},
		{behind, "192.0.2.8:4711", "203.0.113.9", "192.0.2.8"}, // no proxy of ours
		{behind, "[fd00::1]:80", "2001:db8:1:2:3::4", "2001:db8:1:2::/64"},
	} {
		r := &http.Request{RemoteAddr: c.from, Header: http.Header{"X-Forwarded-For": {c.says}}}
		if got := c.site.ClientAddress(r); got != c.want {
			t.Errorf("%s, which says %q, is %q, want %q", c.from, c.says, got, c.want)
		}
	}
}
