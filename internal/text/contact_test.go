package text

import "testing"

func TestPhone(t *testing.T) {
	for typed, want := range map[string]string{
		"0465710012":           "04 65 71 00 12",
		"04.65.71.00.12":       "04 65 71 00 12",
		"04-65-71-02-13":       "04 65 71 02 13",
		"+33 4 65 71 00 12":    "04 65 71 00 12",
		"+33 (0)4 65 71 02 77": "04 65 71 02 77",
		"0033465710012":        "04 65 71 00 12",
		"+41 22 345 67 89":     "+41223456789",
		"04 65":                "",
		"zéro quatre":          "",
		"":                     "",
		"0000000000":           "",
	} {
		got, ok := Phone(typed)
		if got != want || ok != (want != "") {
			t.Errorf("Phone(%q) = %q, %t; want %q", typed, got, ok, want)
		}
	}
}

func TestEmail(t *testing.T) {
	for typed, want := range map[string]bool{
		" a.b+c@example.org ":   true,
		"é@example.org":         true,
		"a@b":                   false,
		"a@@b.fr":               false,
		"Nom <a@example.org>":   false,
		"a@example.org\x00b.fr": true, // the NUL is gone before it is read
		"a b@example.org":       false,
		"@example.org":          false,
		"":                      false,
	} {
		if got, ok := Email(typed); ok != want || ok && got == "" {
			t.Errorf("Email(%q) = %q, %t; want %t", typed, got, ok, want)
		}
	}
}
