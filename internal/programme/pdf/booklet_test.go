package pdf

import (
	"fmt"
	"strings"
	"testing"

	"jema/internal/programme/paper"
	"jema/internal/programme/pdftest"
	"jema/internal/programme/typeset"
)

func numbered(n int) *paper.Document {
	d := &paper.Document{Title: "Livret", Language: "fr-FR"}
	for i := range n {
		p := paper.Page{Width: 419580, Height: 595350}
		p.Add(say(100, 300, 40, typeset.Sans, nil, fmt.Sprintf("page %d", i+1)))
		d.Pages = append(d.Pages, p)
	}
	return d
}

// TestBookletFolds: the sides are in the order in which a pile folded in the
// middle is read; six pages take two sheets, with two blanks.
func TestBookletFolds(t *testing.T) {
	for n, want := range map[int][]string{4: {"page 4 page 1", "page 2 page 3"}, 6: {"page 1", "page 2", "page 6 page 3",
		"page 4 page 5"}} {
		pdf := made(t, numbered(n), Options{Variant: Booklet})
		sides := strings.Split(pdftest.Tool(t, pdf, "pdftotext", "-layout", "FILE", "-"), "\f")
		for i, w := range want {
			if got := strings.Join(strings.Fields(sides[i]), " "); !strings.HasPrefix(got, w) {
				t.Errorf("%d pages, side %d: %q, want %q", n, i+1, got, w)
			}
		}
		if info := pdftest.Tool(t, pdf, "pdfinfo", "FILE"); !strings.Contains(info, "842 x 595.35 pts (A4)") ||
			!strings.Contains(info, fmt.Sprintf("Pages:           %d", len(want))) {
			t.Errorf("%s", info)
		}
	}
}

func TestBookletSaysHowToPrint(t *testing.T) {
	pdf := made(t, numbered(4), Options{Variant: Booklet})
	first := pdftest.Tool(t, pdf, "pdftotext", "-l", "1", "FILE", "-")
	second := pdftest.Tool(t, pdf, "pdftotext", "-f", "2", "FILE", "-")
	if !strings.Contains(first, "retourner sur le petit côté") || strings.Contains(second, "retourner") {
		t.Errorf("%s\n%s", first, second)
	}
	json := pdftest.Tool(t, pdf, "qpdf", "--json", "FILE")
	for _, want := range []string{`"/Duplex": "/DuplexFlipShortEdge"`, `"/PrintScaling": "/None"`} {
		if !strings.Contains(json, want) {
			t.Errorf("the file does not hold %s", want)
		}
	}
	if strings.Contains(json, "NumCopies") {
		t.Error("the number of copies is the reader's")
	}
}

// TestBookletKeepsClearOfEdges: what reaches the edge is made smaller, with
// white around; what does not is printed at its size.
func TestBookletKeepsClearOfEdges(t *testing.T) {
	for reaching, want := range map[bool]string{false: "1 0 0 1 ", true: ".933 0 0 .933 "} {
		d := numbered(4)
		if reaching {
			i := ink
			d.Pages[0].Add(paper.Shape{X: -paper.Bleed, Y: -paper.Bleed, Segments: rectanglePath(500000, 40000), Fill: &i})
		}
		if got := pdftest.Tool(t, made(t, d, Options{Variant: Booklet}), "qpdf", "--qdf", "FILE",
			"-"); !strings.Contains(got, "q "+want) {
			t.Errorf("reaching %t: not %s", reaching, want)
		}
	}
}

func TestPagesOfA4Stay(t *testing.T) {
	d := numbered(2)
	for i := range d.Pages {
		d.Pages[i].Width, d.Pages[i].Height = 595350, 841995
	}
	if info := pdftest.Tool(t, made(t, d, Options{Variant: Booklet}), "pdfinfo", "FILE"); !strings.Contains(info,
		"595.35 x 842 pts") || !strings.Contains(info, "Pages:           2") {
		t.Errorf("%s", info)
	}
}
