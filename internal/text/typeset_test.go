package text

import (
	"strings"
	"testing"

	"pgregory.net/rapid"

	"jema/internal/proptest"
)

// TestRulesNeedWhatTheySay: a rule that is skipped would not have matched.
func TestRulesNeedWhatTheySay(t *testing.T) {
	pieces := []string{"14h30", "9:05", "14 h", "00", "0", "C'est", "\"", "«", "»", "“", "”", "...", "…", "!", "?", ";",
		":", "€", "%", "euros", "25",
		"n°", "M.", "Mme", "Dr", "St", "A", "é", " ", " ", " ", NoBreak, NarrowNoBreak, "-", "–", "avril", "1er",
		"04 65 71 00 12", "7 000", "min", "h", "heures", "\n"}
	proptest.Check(t, func(t *rapid.T) {
		s := strings.Join(rapid.SliceOf(rapid.SampledFrom(pieces)).Draw(t, "pieces"), "")
		for _, r := range rules {
			if r.find.MatchString(s) && !strings.ContainsAny(s, r.needs) {
				t.Errorf("%s matches %q, which has none of %q", r.find, s, r.needs)
			}
		}
	})
}
