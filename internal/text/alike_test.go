package text

import "testing"

// Two names are alike up to a letter or two, the shorter the nearer.
func TestNamesAreAlikeUpToALetterOrTwo(t *testing.T) {
	for _, c := range []struct {
		a, b string
		want bool
	}{
		{"tourner un bol", "tourner un bol", true},
		{"tourner un bol", "tourner un bl", true},
		{"tourner un bol", "touner un boll", true},
		{"tourner un bol", "tourner un plat", false},
		{"poterie", "poteries", true},
		{"poterie", "poteriees", false},
		{"bol", "bal", false},
		{"", "", true},
		{"émaillage à froid", "émaillage à chaud", false},
	} {
		if got := Alike(c.a, c.b); got != c.want {
			t.Errorf("%q and %q are alike: %t", c.a, c.b, got)
		}
		if Alike(c.a, c.b) != Alike(c.b, c.a) {
			t.Errorf("%q and %q are alike one way only", c.a, c.b)
		}
	}
}
