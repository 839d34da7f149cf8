package page

import (
	"crypto/sha256"
	"net"
	"net/http"
	"net/netip"
	"strings"

	"jema/internal/jema"
)

// TryKey is the hash under which tries of something by somebody are counted.
func TryKey(what, who string) [32]byte { return sha256.Sum256([]byte(what + "\x00" + who)) }

// fromLoopback reports whether a request came from this very machine.
func fromLoopback(r *http.Request) bool {
	host, _, err := net.SplitHostPort(r.RemoteAddr)
	ip := net.ParseIP(host)
	return err == nil && ip != nil && ip.IsLoopback()
}

// ClientAddress is where a request comes from: the address of its connection, or of
// IPv6 the network of one household, in which everybody has billions of them.
// Behind the proxies of the configuration it is the nearest address they name
// that is none of them; nobody else's X-Forwarded-For is believed.
func (k *Kit) ClientAddress(r *http.Request) string {
	from, ok := k.address(r)
	if !ok {
		return r.RemoteAddr
	}
	return network(from, 64)
}

// Of IPv6, a connection is commonly given 256 networks (a /56), and whoever
// rents a machine may have 65 536 (a /48): both are counted, the larger with
// more room. Of IPv4, everybody behind one address is counted together.
const (
	nearBits = 56
	wideBits = 48
)

// Client is whose limits a request counts for.
func (k *Kit) Client(r *http.Request) jema.Client {
	from, ok := k.address(r)
	if !ok {
		return jema.Client{Near: k.Links.ClientHash(k.Territory, r.RemoteAddr)}
	}
	client := jema.Client{Near: k.Links.ClientHash(k.Territory, network(from, nearBits))}
	if from.Is6() {
		client.Wide = k.Links.ClientHash(k.Territory, network(from, wideBits))
	}
	return client
}

// network writes an address of IPv4, or the network of that number of bits
// around one of IPv6.
func network(a netip.Addr, bits int) string {
	if a.Is4() {
		return a.String()
	}
	return netip.PrefixFrom(a, bits).Masked().String()
}

// address is that of the connection, or the one that the proxies in front name.
func (k *Kit) address(r *http.Request) (host netip.Addr, ok bool) {
	from, err := netip.ParseAddrPort(r.RemoteAddr)
	if err != nil {
		return host, false
	}
	host = plainAddress(from.Addr())
	named := strings.Split(strings.Join(r.Header.Values("X-Forwarded-For"), ","), ",")
	for i := len(named) - 1; i >= 0 && k.isProxy(host); i-- {
		nearer, err := netip.ParseAddr(strings.TrimSpace(named[i]))
		if err != nil {
			break
		}
		host = plainAddress(nearer)
	}
	return host, true
}

// plainAddress writes an address in one way: IPv4 as such, without a zone.
func plainAddress(a netip.Addr) netip.Addr { return a.Unmap().WithZone("") }

func (k *Kit) isProxy(host netip.Addr) bool {
	for _, p := range k.Proxies {
		if p.Contains(host) {
			return true
		}
	}
	return false
}
