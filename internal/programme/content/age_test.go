package content

import "testing"

// An age is in the language of the programme, however it was typed.
func TestAgeWords(t *testing.T) {
	for _, c := range []struct{ typed, french, english string }{
		{"", "", ""},
		{"12", "dès 12 ans", "from age 12"},
		{"12 ans", "dès 12 ans", "from age 12"},
		{"8\u00a0ANS et plus", "dès 8 ans et plus", "from age 8"},
		{"6 ans accompagné", "dès 6 ans accompagné", "from age 6 accompanied"},
		{"6 ans, casque fourni", "dès 6 ans, casque fourni", "from age 6, casque fourni"},
		{"tout public", "Âge\u00a0: tout public", "Age: tout public"},
	} {
		if got := French.ageWords(c.typed); got != c.french {
			t.Errorf("%q in French: %q, not %q", c.typed, got, c.french)
		}
		if got := english.ageWords(c.typed); got != c.english {
			t.Errorf("%q in English: %q, not %q", c.typed, got, c.english)
		}
	}
}

// A name's dash ends a line and begins none.
func TestDashHeld(t *testing.T) {
	if got := dashHeld("Feu et verre – Trouiller"); got != "Feu et verre\u00a0– Trouiller" {
		t.Errorf("%q", got)
	}
}
