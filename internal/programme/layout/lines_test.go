package layout

import (
	"strings"
	"testing"

	"jema/internal/programme/paper"
	"jema/internal/programme/typeset"
)

// A heading is balanced between its lines, never inside a word.
func TestAHeadingBreaksBetweenWordsOnly(t *testing.T) {
	for _, name := range []string{"Châteauneuf-sur-Isère", "Chatuzange-le-Goubet", "Saint-Vincent-la-Commanderie",
		"Granges-les-Beaumont"} {
		breakable := strings.ReplaceAll(name, "-", "-"+typeset.MayBreak)
		for measure := 100 * mm; measure < 180*mm; measure += mm {
			s := Largest(breakable, Style{typeset.SerifBold, 10000, 10300, Black, paper.Heading1}, measure, 2,
				500, 400, 300, 200)
			for _, l := range balanced([]Span{s.Span(breakable)}, measure) {
				if said := strings.TrimSpace(lineText(l)); !strings.HasSuffix(said, "-") && !strings.HasSuffix(name, said) {
					t.Fatalf("%s at %d mm: a line says %q", name, int(measure/mm), said)
				}
			}
		}
	}
}

func lineText(l line) string {
	var b strings.Builder
	for _, r := range l.Runs {
		b.WriteString(r.Text)
	}
	return b.String()
}
