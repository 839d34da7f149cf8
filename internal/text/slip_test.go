package text

import (
	"strings"
	"testing"
)

func TestSlips(t *testing.T) {
	long := strings.Repeat("saint", 20)
	for _, c := range []struct {
		a, b        string
		limit, want int
	}{
		{"", "", 0, 0}, {"samedi", "samedi", 2, 0}, {"samdi", "samedi", 2, 1}, {"smaedi", "samedi", 2, 1},
		{"samedu", "samedi", 0, 1}, {"", "abc", 3, 3}, {"", "abc", 2, 3}, {"jeudi", "samedi", 2, 3},
		{"grès", "gres", 2, 1}, {"grès", "grse", 3, 2}, {"œuf", "euf", 1, 1},
		{long, long[1:], 1, 1}, {long, long + "xyz", 2, 3},
	} {
		if got := Slips(c.a, c.b, c.limit); got != c.want {
			t.Errorf("%q to %q: %d slips, want %d", c.a, c.b, got, c.want)
		}
		if got := Slips(c.b, c.a, c.limit); got != c.want {
			t.Errorf("%q to %q: %d slips, want %d", c.b, c.a, got, c.want)
		}
	}
}
