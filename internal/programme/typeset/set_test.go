package typeset

import (
	"reflect"
	"strings"
	"testing"
	"unicode/utf8"

	"pgregory.net/rapid"

	"jema/internal/measure"
	"jema/internal/proptest"
)

// joinedText is the text of a text's lines, and how many hyphens in a row.
func joinedText(lines []Line) (string, int) {
	var b strings.Builder
	row, most := 0, 0
	for i, l := range lines {
		for _, r := range l.Runs {
			b.WriteString(r.Text)
		}
		row++
		if !l.Runs[len(l.Runs)-1].Hyphen {
			row = 0
		}
		most = max(most, row)
		if l.Spaced && i < len(lines)-1 {
			b.WriteString(" ")
		}
	}
	return strings.ReplaceAll(b.String(), softHyphen, ""), most
}

const long = "L’atelier ouvre ses portes au public pendant les trois journées européennes\u00a0: démonstrations de " +
	"marqueterie, restauration de meubles anciens, " +
	"initiation au placage pour les enfants comme pour les adultes, rendez-vous commentés à 10\u00a0h et à " +
	"14\u00a0h\u00a030. " +
	"L’ébéniste explique patiemment chacun de ses gestes\u202f; constamment sollicitée, elle répondra volontiers aux " +
	"questions."

func TestJustifiedLines(t *testing.T) {
	for _, measure := range []measure.Length{180_000, 240_000, 285_000, 300_000} {
		spans := []Span{{Face: Serif, Size: 9600, Text: long}}
		lines := Set(spans, Setting{Measure: measure, Justify: true, Hyphenate: true, Language: "fr-FR"})
		text, row := joinedText(lines)
		if text != long {
			t.Errorf("at %d the lines say %q", measure, text)
		}
		if row > hyphensInARow {
			t.Errorf("at %d %d lines in a row end with a hyphen", measure, row)
		}
		natural := Width(" ", Serif, 9600)
		full := 0
		for i, l := range lines {
			if l.Space < -natural/shrink || l.Space > natural*loosest/1000/stretch {
				t.Errorf("at %d the spaces of line %d are changed by %d", measure, i, l.Space)
			}
			if i < len(lines)-1 && l.Width >= measure-50 {
				full++
			}
			if l.Width > measure {
				t.Errorf("at %d line %d is %d long", measure, i, l.Width)
			}
			if last := l.Runs[len(l.Runs)-1]; last.Hyphen != strings.HasSuffix(last.Text, softHyphen) {
				t.Errorf("at %d line %d ends %q", measure, i, last.Text)
			}
		}
		if full < len(lines)-1 {
			t.Errorf("at %d only %d of %d lines are as long as the measure", measure, full, len(lines)-1)
		}
	}
}

func TestWhatIsNotDivided(t *testing.T) {
	for name, span := range map[string]Span{
		"whole": {Text: "une démonstration exceptionnellement intéressante de marqueterie traditionnelle contemporaine ici",
			Whole: true},
		"capital": {Text: "Exceptionnellement Intéressante Démonstration Traditionnelle Contemporaine Marqueterie ici"},
		"address": {Text: "demonstration@marqueterie.example.org restauration/exceptionnellement/interessante " +
			"ateliers3exceptionnellement ici"},
		"last": {Text: "ici une anticonstitutionnellement"},
	} {
		span.Face, span.Size = Serif, 10_000
		for measure := measure.Length(160_000); measure < 260_000; measure += 7_000 {
			for _, l := range Set([]Span{span}, Setting{Measure: measure, Justify: true, Hyphenate: true, Language: "fr"}) {
				if l.Runs[len(l.Runs)-1].Hyphen {
					t.Errorf("%s: at %d a line ends %q", name, measure, l.Runs[len(l.Runs)-1].Text)
				}
			}
		}
	}
}

func TestCompoundsBreakAfterTheirHyphen(t *testing.T) {
	lines := Set([]Span{{Face: Serif, Size: 10_000, Text: "de beaux arcs-en-ciel vraiment, des rendez-vous avec les " +
		"artisans"}},
		Setting{Measure: 55_000, Justify: true, Hyphenate: true, Language: "fr"})
	found := false
	for _, l := range lines {
		last := l.Runs[len(l.Runs)-1].Text
		if strings.HasSuffix(last, "rendez-") {
			found = !l.Spaced && !l.Runs[0].Hyphen
		}
		if strings.HasSuffix(last, "arcs-en-") == false && strings.HasSuffix(last, "-en") {
			t.Errorf("a line ends %q", last)
		}
	}
	if !found {
		t.Errorf("no line ends after the hyphen of a compound: %+v", lines)
	}
}

// A text of several spans, its words and where the lines break drawn at random.
func TestSetKeepsTheText(t *testing.T) {
	proptest.Check(t, func(t *rapid.T) {
		words := rapid.SliceOfN(rapid.OneOf(
			rapid.SampledFrom(strings.Fields(long)),
			rapid.SampledFrom([]string{"a", "fi", "anti\u200bconstitutionnelle", "mar\u00adqueterie", "«\u00a0ici\u00a0»",
				"Baume-d’Hostun", strings.Repeat("abcdefghij/", 30), "🎨", "été\u200b"}),
			rapid.StringMatching(`[a-zé’,-]{1,14}`),
		), 0, 40).Draw(t, "words")
		cut := rapid.IntRange(0, len(words)).Draw(t, "cut")
		spans := []Span{
			{Face: Serif, Size: 9600, Text: strings.Join(words[:cut], " ")},
			{Face: SansBold, Size: measure.Length(rapid.SampledFrom([]int{8000, 12_000}).Draw(t, "size")),
				Text: " " + strings.Join(words[cut:],
					" "), Whole: rapid.Bool().Draw(t, "whole")},
		}
		s := Setting{Measure: measure.Length(rapid.IntRange(20_000, 320_000).Draw(t, "measure")),
			Justify:   rapid.Bool().Draw(t, "justify"),
			Hyphenate: rapid.Bool().Draw(t, "hyphenate"), Language: rapid.SampledFrom([]string{"fr-FR", "en",
				"de"}).Draw(t, "language")}
		lines := Set(spans, s)
		want := strings.Join(strings.Fields(strings.NewReplacer(MayBreak, "", softHyphen,
			"").Replace(strings.Join(words, " "))), " ")
		want = strings.ReplaceAll(want, "« ", "«\u00a0")
		got, row := joinedText(lines)
		if strings.ReplaceAll(got, "\u00a0", " ") != strings.ReplaceAll(want, "\u00a0", " ") {
			t.Fatalf("the lines say %q, want %q", got, want)
		}
		if row > hyphensInARow || row > 0 && !s.Hyphenate {
			t.Fatalf("%d lines in a row end with a hyphen", row)
		}
		for i, l := range lines {
			drawn := l.Runs[0].X
			for n, r := range l.Runs {
				end := r.X + Width(r.Text, spans[r.Of].Face, spans[r.Of].Size) + measure.Length(strings.Count(r.Text, " "))*l.Space
				if n+1 < len(l.Runs) && absolute(end-l.Runs[n+1].X) > 20 || r.Text == "" || !utf8.ValidString(r.Text) {
					t.Fatalf("line %d: run %d ends at %d, the next begins at %d", i, n, end, l.Runs[n+1].X)
				}
				drawn = end
			}
			if absolute(drawn-l.Width) > 20 || l.Width > s.Measure+1000 {
				t.Fatalf("line %d of %d: %d is drawn, %d said, %+v", i, s.Measure, drawn, l.Width, l.Runs)
			}
		}
		if again := Set(spans, s); !reflect.DeepEqual(again, lines) {
			t.Fatal("the text is not set alike twice")
		}
	})
}

func absolute(n measure.Length) measure.Length { return max(n, -n) }

func TestRaggedLines(t *testing.T) {
	span := Span{Face: Serif, Size: 10_000,
		Text: "Atelier de reliure et de dorure, ouvert aux familles de la vallée et des environs de Romans à pied"}
	for measure := measure.Length(90_000); measure < 300_000; measure += 5_000 {
		lines := Break([]Span{span}, measure)
		if n := len(greedy(span, measure)); len(lines) != n {
			t.Errorf("at %d %d lines, %d are enough", measure, len(lines), n)
		}
		if got, _ := joinedText(lines); got != span.Text {
			t.Errorf("at %d the lines say %q", measure, got)
		}
	}
}

// greedy puts as many words on each line as it takes.
func greedy(s Span, measure measure.Length) (lines []string) {
	for word := range strings.FieldsSeq(s.Text) {
		if n := len(lines); n > 0 && Width(lines[n-1]+" "+word, s.Face, s.Size) <= measure {
			lines[n-1] += " " + word
		} else {
			lines = append(lines, word)
		}
	}
	return lines
}

func TestNoLonelyWord(t *testing.T) {
	span := Span{Face: Serif, Size: 10_000, Text: "Atelier de reliure et de dorure ouvert aux familles à pied et"}
	for measure := measure.Length(110_000); measure < 250_000; measure += 3_000 {
		lines := Break([]Span{span}, measure)
		if last := lines[len(lines)-1]; len(lines) > 1 && last.Width < 12_000 {
			t.Errorf("at %d the last line is %q", measure, last.Runs[0].Text)
		}
	}
}

func TestBalancedLinesAreAlike(t *testing.T) {
	lines := Balanced([]Span{{Face: SerifBold, Size: 15_000, Text: "Journées européennes des métiers d’art à Romans"}},
		300_000)
	if len(lines) != 2 || absolute(lines[0].Width-lines[1].Width) > 80_000 {
		t.Errorf("%+v", lines)
	}
}

// A number stays with the name that follows without a space, though a line more is needed.
func TestNoCutSparesALine(t *testing.T) {
	face := Sans
	for measure := measure.Length(40_000); measure < 200_000; measure += 1_000 {
		var spans []Span
		for range 6 {
			spans = append(spans, Span{Face: face, Size: 10_000, Text: "16\u00a0"},
				Span{Face: face, Size: 10_000, Text: "Horlogerie "})
		}
		for _, l := range Break(spans, measure) {
			last := l.Runs[len(l.Runs)-1]
			if Width("16\u00a0Horlogerie", face, 10_000) < measure && strings.HasPrefix(last.Text, "16") {
				t.Fatalf("at %d a line ends with %q", measure, last.Text)
			}
		}
	}
}

func TestSetOfNothing(t *testing.T) {
	for _, text := range []string{"", " ", "\n", MayBreak, "  \n " + MayBreak} {
		if lines := Break([]Span{{Face: Serif, Size: 10_000, Text: text}}, 100_000); len(lines) != 0 {
			t.Errorf("%q takes lines: %+v", text, lines)
		}
	}
	if lines := Set(nil, Setting{Measure: 100}); len(lines) != 0 {
		t.Error("no span takes lines")
	}
}

func BenchmarkSet(b *testing.B) {
	spans := []Span{{Face: Serif, Size: 9600, Text: long}}
	for name, s := range map[string]Setting{
		"justified": {Measure: 180_000, Justify: true, Hyphenate: true, Language: "fr"}, "ragged": {Measure: 180_000},
	} {
		b.Run(name, func(b *testing.B) {
			for b.Loop() {
				Set(spans, s)
			}
		})
	}
}
