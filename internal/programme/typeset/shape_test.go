package typeset

import (
	"fmt"
	"strings"
	"sync"
	"testing"
	"unicode/utf8"

	"golang.org/x/text/unicode/norm"
)

func texts(glyphs []Glyph) string {
	var b strings.Builder
	for _, g := range glyphs {
		b.WriteString(g.Text)
	}
	return b.String()
}

func width(glyphs []Glyph) (sum int) {
	for _, g := range glyphs {
		sum += int(g.Advance) + int(g.Kern)
	}
	return sum
}

func TestShapedWidths(t *testing.T) {
	for _, c := range []struct {
		text string
		want [Faces]int
	}{
		{"marqueterie", [Faces]int{5902, 5332, 6012, 5164, 5333}},
		{"AV", [Faces]int{1302, 1235, 1303, 1044, 1078}},
		{"To", [Faces]int{1156, 1082, 1182, 1012, 1024}},
		{"14\u00a0h\u00a030", [Faces]int{3231, 3182, 3294, 2932, 3010}},
	} {
		for f := range Faces {
			if got := width(Shape(c.text, f)); got != c.want[f] {
				t.Errorf("%q in face %d: %d, want %d", c.text, f, got, c.want[f])
			}
		}
	}
}

func TestKerning(t *testing.T) {
	for _, pair := range []string{"AV", "To", "Ta", "L’"} {
		for f := range Faces {
			apart := 0
			for _, r := range pair {
				apart += width(Shape(string(r), f))
			}
			if together := width(Shape(pair, f)); together >= apart {
				t.Errorf("%s in face %d: %d together, %d apart", pair, f, together, apart)
			}
		}
	}
}

func TestLigatures(t *testing.T) {
	for _, f := range []Face{Serif, SerifItalic, SerifBold} {
		for _, l := range []string{"fi", "fl", "ff", "ffi", "ffl"} {
			glyphs := Shape(l, f)
			if len(glyphs) != 1 || glyphs[0].Text != l {
				t.Fatalf("%s in face %d: %+v", l, f, glyphs)
			}
			if g, ok := Program(f, nil).Glyph(glyphs[0].ID); !ok || g.Text != l {
				t.Errorf("%s in face %d is read as %q", l, f, g.Text)
			}
		}
	}
}

func TestRaisedEndings(t *testing.T) {
	for text, raised := range map[string]string{
		"1er": "er", "1re": "re", "2e": "e", "XIIIe": "e", "XXIe.": "e", "Ier": "er", "n°": "°", "N°": "°", "(1re)": "re",
		"2nde": "nde", "d’1er": "er",
		"3ème": "ème", "12es": "es", "1ère": "ère",
		"20": "", "2er": "", "1e": "", "Le": "", "Vie": "", "Ce": "", "30°": "", "jema.fr/o/2e": "", "a2e@b.fr": "", "3D": "",
		"2des": "des", "3des": "", "2e-3e": "ee", "12,5": "", "IVe-Ve": "ee",
	} {
		for f := range Faces {
			got := ""
			for _, g := range Shape(text, f) {
				if g.ID != Shape(g.Text, f)[0].ID {
					got += g.Text
				}
			}
			if got != raised {
				t.Errorf("%s in face %d: %q is raised, want %q", text, f, got, raised)
			}
		}
	}
}

func TestInvisibleCharactersAreNotDrawn(t *testing.T) {
	for f := range Faces {
		for text, want := range map[string]string{
			"mar\u00adque\u00ad": "marque\u00ad", "a\u200bb": "ab", "a\x00b\x1fc": "abc", "e\u0301te": "éte", "x\u0302": "x",
			"7\u202f000\u00a0€": "7\u202f000\u00a0€", "\xffé": Missing + "é", "": "",
		} {
			if got := texts(Shape(text, f)); got != want {
				t.Errorf("%q in face %d stands for %q, want %q", text, f, got, want)
			}
		}
	}
}

// The glyphs of a text represent that text in the file.
func TestEveryCharacterIsReadBack(t *testing.T) {
	for f := range Faces {
		var ids []uint16
		var all []rune
		for r := range rune(tableEnd) {
			if Has(r) {
				all = append(all, r)
				for _, g := range Shape("a"+string(r)+"\u2011f", f) {
					ids = append(ids, g.ID)
				}
			}
		}
		p := Program(f, ids)
		if len(all) < 700 {
			t.Errorf("face %d draws %d characters", f, len(all))
		}
		for _, r := range all {
			want := norm.NFC.String("a" + strings.Trim(string(r), "\u00ad\u200b\u200c\u200d") + "\u2011f")
			if read := readBack(t, p, Shape("a"+string(r)+"\u2011f", f)); read != want {
				t.Errorf("%U in face %d is read as %q", r, f, read)
			}
		}
	}
}

// readBack is the text that glyphs represent according to a program.
func readBack(t *testing.T, p *FontProgram, glyphs []Glyph) (read string) {
	t.Helper()
	for _, g := range glyphs {
		in, ok := p.Glyph(g.ID)
		if !ok || g.ID == 0 || in.Width != int(g.Advance) {
			t.Fatalf("glyph %+v is not as in the program %s, %+v", g, p.Name, in)
		}
		read += in.Text
	}
	return read
}

// French needs these in every face.
func TestFacesHaveWhatFrenchNeeds(t *testing.T) {
	for _, r := range "ÀÂÆÇÉÈÊËÎÏÔŒÙÛÜŸàâæçéèêëîïôœùûüÿ«»‹›‘’“”–—…·•€°²×\u00a0\u202f\u00ad\u2011" + Missing {
		if !Has(r) {
			t.Errorf("a face lacks %U", r)
		}
	}
	if Has('🎨') || Has('ع') || Has('\u0301') || Has(0) || Has(-1) || Has(utf8.MaxRune) {
		t.Error("a face is said to have what it does not")
	}
}

func TestLineHyphen(t *testing.T) {
	for f := range Faces {
		line, own := LineHyphen(f), Shape("-", f)[0]
		g, ok := Program(f, nil).Glyph(line.ID)
		if line.ID == own.ID || line.Advance != own.Advance || line.Text != "\u00ad" || !ok || g.Text != "\u00ad" {
			t.Errorf("face %d: %+v, %+v", f, line, g)
		}
	}
}

func FuzzShape(f *testing.F) {
	for _, s := range []string{"", "🎨", "سلام", "\x00", "\xff\xfe", "1er", "a\u0301\u0302", "👩‍👩‍👧", "ﬁ", "\u00ad",
		strings.Repeat("ffi", 200)} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		for face := range Faces {
			glyphs := Shape(s, face)
			for _, g := range glyphs {
				if g.ID == 0 || g.Advance < 0 {
					t.Fatalf("%q: %+v", s, g)
				}
			}
			if again := Shape(s, face); texts(again) != texts(glyphs) || width(again) != width(glyphs) {
				t.Fatalf("%q is not shaped alike twice", s)
			}
		}
	})
}

func BenchmarkShape(b *testing.B) {
	const text = "L’atelier ouvre ses portes : démonstrations de marqueterie, le 1er samedi, dès 14\u00a0h\u00a030."
	b.Run("warm", func(b *testing.B) {
		var glyphs []Glyph
		for b.Loop() {
			glyphs = AppendGlyphs(glyphs[:0], text, Serif)
		}
	})
	b.Run("cold", func(b *testing.B) {
		s := newShaper(Serif)
		for b.Loop() {
			s.words = newMemory[*word](mostWords, longestWord)
			s.each(text, func(*word) {})
		}
	})
	b.Run("face", func(b *testing.B) {
		for b.Loop() {
			newShaper(Serif)
		}
	})
}

// Many documents are made at once.
func TestFacesServeManyAtOnce(t *testing.T) {
	var all sync.WaitGroup
	for n := range 8 {
		all.Go(func() {
			for i := range 40 {
				f := Face((n + i) % int(Faces))
				text := fmt.Sprintf("L’atelier n° %d ouvre, le 1er office de la marqueterie %d Šk", i%7, n*i%5)
				glyphs := Shape(text, f)
				if texts(glyphs) != text {
					t.Errorf("%q stands for %q", text, texts(glyphs))
				}
				if (width(glyphs)*9000+500)/1000 != int(Width(text, f, 9000)) {
					t.Errorf("%q is drawn longer than it is", text)
				}
				if i%20 == 0 {
					Program(f, []uint16{glyphs[len(glyphs)-1].ID, glyphs[len(glyphs)-2].ID})
				}
				Outline(f, glyphs[0].ID)
				Set([]Span{{Face: f, Size: 9000, Text: text}}, Setting{Measure: 60_000, Justify: true, Hyphenate: true,
					Language: "fr"})
			}
		})
	}
	all.Wait()
}
