package pdf

import (
	"bytes"
	"strings"
	"testing"

	"jema/internal/programme/paper"
	"jema/internal/programme/pdf/object"
	"jema/internal/programme/pdftest"
	"jema/internal/programme/typeset"
)

// spoilt returns the rich document with s in every field that takes a text.
func spoilt(t testing.TB, s string) *paper.Document {
	d := rich(t)
	d.Title, d.Subject, d.Author, d.Language = s, s, s, s
	for f := range typeset.Faces {
		e := &paper.Element{Role: paper.Paragraph, Language: s, Alt: s}
		d.Pages[0].Add(paper.Text{X: 40000, Y: 50000, Size: 9000, Face: f, Ink: ink, In: e, String: s, Hyphen: f == 1,
			Space: 700 * paper.Length(f)},
			paper.Anchor{Name: s + "x", Bookmark: s}, paper.Link{Width: 1000, Height: 1000, Anchor: s + "x",
				In: &paper.Element{Role: paper.LinkRole}})
	}
	return d
}

var hostile = []string{"", "😄 👩‍👩‍👧", "النسيج", "a\x00b\x1bc\u202ed\ufffe", "\xff\xfe\xc3", "\xf0",
	`\) (Tj) ET \\ %PDF <</JS (x)>> endstream endobj`,
	"]]> <x:xmpmeta> & \" '", strings.Repeat("anticonstitutionnellement", 40), "\r\n\t", "𝔊𝔢𝔰𝔱𝔢 漢字", "EMC\nQ",
	strings.Repeat(" ", 300)}

// TestHostileTexts: whatever is written, the file is sound and does nothing.
func TestHostileTexts(t *testing.T) {
	for _, s := range hostile {
		for name, o := range variants {
			pdf := made(t, spoilt(t, s), o)
			if name != "screen" {
				continue
			}
			if said := pdftest.Tool(t, pdf, "qpdf", "--check", "FILE"); !strings.Contains(said,
				"No syntax or stream encoding errors") {
				t.Errorf("%q: %s", s, said)
			}
			if json := pdftest.Tool(t, pdf, "qpdf", "--json", "FILE"); strings.Contains(json, `"/JS"`) {
				t.Errorf("%q becomes a script", s)
			}
		}
	}
}

// FuzzText: no text makes the writer fail, or its own reader.
func FuzzText(f *testing.F) {
	for _, s := range hostile {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		pdf := made(t, spoilt(t, s), Options{})
		r, err := object.Read(pdf)
		if err != nil || r.Load(r.Trailer) != nil {
			t.Errorf("%q: the file is not read back: %v", s, err)
		}
		if !bytes.HasSuffix(pdf, []byte("%%EOF\n")) {
			t.Errorf("%q: the file is not whole", s)
		}
	})
}
