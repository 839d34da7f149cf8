package svg

import (
	"bytes"
	"compress/gzip"
	"encoding/xml"
	"errors"
	"flag"
	"io"
	"os"
	"strings"
	"testing"

	"jema/internal/marquetry"
	"jema/internal/programme/paper"
	"jema/internal/programme/typeset"
)

var update = flag.Bool("update", false, "write the golden drawing anew")

var ink = marquetry.Ink{Screen: marquetry.RGB{R: 0x22, G: 0x18, B: 0x11}}

// document has one page with an item of every kind.
func document() *paper.Document {
	square := []marquetry.Segment{
		{Step: marquetry.Move}, {Step: marquetry.Line, To: marquetry.Point{X: 20_000}},
		{Step: marquetry.Line, To: marquetry.Point{X: 20_000, Y: 20_000}}, {Step: marquetry.Close},
	}
	p := paper.Page{Width: 200_000, Height: 150_000}
	p.Add(
		paper.Text{X: 10_000, Y: 20_000, Size: 12_000, Face: typeset.Serif, Ink: ink, String: "Le 1er office "},
		paper.Text{X: 10_000, Y: 36_000, Size: 9_600, Face: typeset.Sans, Ink: ink, String: "mar\u00ad",
			Space: 500, Hyphen: true},
		paper.Shape{X: 100_000, Y: 10_000, Segments: square, Fill: &ink, Stroke: &ink, Width: 500},
		paper.Mosaic{X: 100_000, Y: 40_000, Clip: square, Panels: []marquetry.Panel{marquetry.Swatch("textile", 20_000),
			marquetry.Swatch("cuir", 20_000)}},
		paper.Code{X: 10_000, Y: 50_000, Size: 30_000, URL: "https://example.org/o/1", Modules: &paper.Modules{Side: 3,
			Dark: []paper.Stretch{{N: 2}, {X: 1, Y: 1, N: 1}, {Y: 2, N: 1}, {X: 2, Y: 2, N: 1}}}},
		paper.Picture{X: 60_000, Y: 50_000, Width: 30_000, Height: 20_000, JPEG: []byte("photo")},
		paper.Insert{X: 60_000, Y: 80_000, Width: 30_000, Height: 42_000, Page: 1},
		paper.Link{X: 10_000, Y: 10_000, Width: 50_000, Height: 12_000, URL: "https://example.org"},
		paper.Anchor{Y: 10_000, Name: "a"},
	)
	return &paper.Document{Language: "fr-FR", Pages: []paper.Page{{Width: 200_000, Height: 150_000}, p}}
}

func drawn(t *testing.T, d *paper.Document, page int) string {
	t.Helper()
	var b bytes.Buffer
	if err := Page(&b, d, page, func(jpeg []byte) string { return "/photos/1?a&b=\"" + string(jpeg) }); err != nil {
		t.Fatal(err)
	}
	return b.String()
}

func TestPageIsAsItWas(t *testing.T) {
	const golden = "testdata/page.svg"
	got := drawn(t, document(), 2)
	if *update {
		if err := os.WriteFile(golden, []byte(got), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	want, err := os.ReadFile(golden)
	if err != nil {
		t.Fatal(err)
	}
	if got != string(want) {
		t.Errorf("the drawing is not that of %s; look at it and run with -update:\n%s", golden, got)
	}
}

// The drawing is XML; it has a name, no style or script, and draws from nothing
// that is not in it.
func TestPageIsWhole(t *testing.T) {
	out := drawn(t, document(), 2)
	ids, used, titles := map[string]bool{}, []string{}, 0
	for d := xml.NewDecoder(strings.NewReader(out)); ; {
		token, err := d.Token()
		if errors.Is(err, io.EOF) {
			break
		}
		if err != nil {
			t.Fatal(err)
		}
		start, ok := token.(xml.StartElement)
		if !ok {
			continue
		}
		if start.Name.Local == "title" {
			titles++
		}
		for _, a := range start.Attr {
			switch {
			case a.Name.Local == "id":
				if ids[a.Value] {
					t.Errorf("two elements are called %s", a.Value)
				}
				ids[a.Value] = true
			case a.Name.Local == "style" || strings.HasPrefix(a.Name.Local, "on") || start.Name.Local == "script":
				t.Errorf("%s has %s", start.Name.Local, a.Name.Local)
			case a.Name.Local == "href" && start.Name.Local == "use":
				used = append(used, strings.TrimPrefix(a.Value, "#"))
			case a.Name.Local == "clip-path":
				used = append(used, strings.TrimSuffix(strings.TrimPrefix(a.Value, "url(#"), ")"))
			case a.Name.Local == "href" && a.Value != `/photos/1?a&b="photo`:
				t.Errorf("a photo is at %s", a.Value)
			}
		}
	}
	for _, id := range used {
		if !ids[id] {
			t.Errorf("nothing is called %s", id)
		}
	}
	if titles != 1 || !strings.Contains(out, `role="img"><title>Page 2 sur 2</title>`) || len(used) < 15 {
		t.Errorf("%d titles, %d uses", titles, len(used))
	}
}

func TestPageOfEnglishAndNone(t *testing.T) {
	d := document()
	d.Language = "en"
	if out := drawn(t, d, 1); !strings.Contains(out, "<title>Page 1 of 2</title>") {
		t.Error(out)
	}
	for _, n := range []int{0, 3, -1} {
		if err := Page(io.Discard, d, n, nil); err == nil {
			t.Errorf("there is a page %d", n)
		}
	}
	var b bytes.Buffer
	if err := Page(&b, d, 2, nil); err != nil || strings.Contains(b.String(), "<image") ||
		!strings.Contains(b.String(), `<rect fill="#ddd"`) {
		t.Errorf("without photos: %v, %s", err, b.String())
	}
}

// A page full of text is less than 100 KB on its way.
func TestFullPageIsSmall(t *testing.T) {
	text := strings.Repeat("L’atelier ouvre ses portes : démonstrations de marqueterie, restauration de meubles anciens. ",
		40)
	p := paper.Page{Width: 420_000, Height: 595_000}
	for i, l := range typeset.Break([]typeset.Span{{Face: typeset.Serif, Size: 9600, Text: text}}, 360_000) {
		p.Add(paper.Text{X: 30_000, Y: 30_000 + paper.Length(i)*13_000, Size: 9600, Ink: ink, String: l.Runs[0].Text})
	}
	out := drawn(t, &paper.Document{Pages: []paper.Page{p}}, 1)
	var b bytes.Buffer
	w := gzip.NewWriter(&b)
	if _, err := w.Write([]byte(out)); err != nil || w.Close() != nil {
		t.Fatal(err)
	}
	if len(p.Items) < 40 || b.Len() > 40_000 {
		t.Errorf("%d lines take %d bytes, %d before compression", len(p.Items), b.Len(), len(out))
	}
}

func BenchmarkPage(b *testing.B) {
	d := document()
	for b.Loop() {
		if err := Page(io.Discard, d, 2, nil); err != nil {
			b.Fatal(err)
		}
	}
}
