package web

import (
	"net/http"
	"net/netip"
	"strings"
)

// machine is where a request comes from: the address of its connection, or of
// IPv6 the network of one household, in which everybody has billions of them.
// Behind the proxies of the configuration it is the nearest address they name
// that is none of them; nobody else's X-Forwarded-For is believed.
func (s *Site) machine(r *http.Request) string {
	from, err := netip.ParseAddrPort(r.RemoteAddr)
	if err != nil {
		return r.RemoteAddr
	}
	host := plainAddress(from.Addr())
	named := strings.Split(strings.Join(r.Header.Values("X-Forwarded-For"), ","), ",")
	for i := len(named) - 1; i >= 0 && s.isProxy(host); i-- {
		nearer, err := netip.ParseAddr(strings.TrimSpace(named[i]))
		if err != nil {
			break
		}
		host = plainAddress(nearer)
	}
	if host.Is4() {
		return host.String()
	}
	return netip.PrefixFrom(host, 64).Masked().String()
}

// plainAddress writes an address in one way: IPv4 as such, without a zone.
func plainAddress(a netip.Addr) netip.Addr { return a.Unmap().WithZone("") }

func (s *Site) isProxy(host netip.Addr) bool {
	for _, p := range s.Proxies {
		if p.Contains(host) {
			return true
		}
	}
	return false
}
