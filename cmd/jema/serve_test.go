package main

import "testing"

func TestProxiesAreAddressesOrNetworks(t *testing.T) {
	proxies, err := proxiesOf([]string{"127.0.0.1", "10.0.0.0/8", "::1"})
	if err != nil || len(proxies) != 3 || proxies[0].String() != "127.0.0.1/32" || proxies[1].String() != "10.0.0.0/8" ||
		proxies[2].String() != "::1/128" {
		t.Errorf("read as %v, %v", proxies, err)
	}
	for _, no := range []string{"localhost", "10.0.0.0/99", ""} {
		if got, err := proxiesOf([]string{no}); err == nil {
			t.Errorf("%q is read as %v", no, got)
		}
	}
}
