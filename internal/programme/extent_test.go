package programme

import (
	"bytes"
	"slices"
	"strconv"
	"strings"
	"testing"

	"jema/internal/jema"
	"jema/internal/programme/layout"
	"jema/internal/programme/paper"
	"jema/internal/programme/pdf"
	invented "jema/internal/programme/sample"
)

// TestExtent: the cover and the inside may be two files, which make the whole: C1 to
// C4, and a multiple of four pages that can be folded.
func TestExtent(t *testing.T) {
	p := invented.Programme(sampleCommunes, "26281", 9)
	made := func(e Extent, spine int) *Document {
		d, err := NewJobs(1, 0).Compose(t.Context(), Commune{p, Spec{Variant: Press, Extent: e, Spine: spine}})
		if err != nil {
			t.Fatal(err)
		}
		return d
	}
	whole, cover, inside := made(Whole, 0), made(CoverOnly, 0), made(InsideOnly, 0)
	if cover.Pages() != 4 || inside.Pages()%4 != 0 || cover.Pages()+inside.Pages() != whole.Pages() {
		t.Errorf("%d pages in all, %d of the cover, %d inside", whole.Pages(), cover.Pages(), inside.Pages())
	}
	spread := made(CoverOnly, 40)
	if spread.Pages() != 2 {
		t.Fatalf("a cover with a spine is %d pages", spread.Pages())
	}
	if w := spread.pages.Pages[0].Width; w != 2*layout.A5Width+4*paper.MM {
		t.Errorf("back, spine and front are %d wide", w)
	}
	for n, page := range spread.pages.Pages {
		for _, item := range page.Items {
			if m, ok := item.(paper.Mosaic); ok && m.Clip == nil {
				t.Errorf("page %d: what bleeds is not cut at the fold", n+1)
			}
		}
	}
	if f := spread.Faults(); len(f) > 0 {
		t.Errorf("a printer would send back %v", f)
	}
	if _, err := NewJobs(1, 0).Compose(t.Context(), Commune{p, Spec{Spine: 40}}); jema.KindOf(err) != jema.KindInvalid {
		t.Errorf("a spine without a cover: %v", err)
	}
}

// TestBindingIsSaid: a book too thick for staples is announced as one for glue.
func TestBindingIsSaid(t *testing.T) {
	for n, want := range map[int]bool{9: false, 130: true} {
		d, warnings, err := compose(Commune{invented.Programme(sampleCommunes, "26281", n), Spec{}})
		if err != nil {
			t.Fatal(err)
		}
		said := slices.ContainsFunc(warnings, func(w Warning) bool {
			return w.What == WarningGlue && w.Detail == strconv.Itoa(len(d.Pages))
		})
		if said != want {
			t.Errorf("%d events on %d pages: said to be glued %t", n, len(d.Pages), said)
		}
	}
}

// TestSuppliedCover: who cannot see a supplied cover still reads the name
// first, as the only heading of its level.
func TestSuppliedCover(t *testing.T) {
	var leaf bytes.Buffer
	page := paper.Page{Width: layout.A5Width, Height: layout.A5Height}
	page.Add(paper.Shape{Segments: layout.LevelLine(50 * paper.MM), Stroke: &layout.Black, Width: paper.Pt,
		X: 10 * paper.MM, Y: 10 * paper.MM})
	if err := pdf.Write(&leaf, &paper.Document{Title: "Page", Language: "fr-FR", Pages: []paper.Page{page}},
		pdf.Options{}); err != nil {
		t.Fatal(err)
	}
	for _, n := range []int{3, 9} {
		d, _, err := compose(Commune{invented.Programme(sampleCommunes, "26281", n), Spec{Cover: leaf.Bytes()}})
		if err != nil {
			t.Fatal(err)
		}
		root := treeOf(d)
		var b strings.Builder
		root.print(&b, 0)
		levels := root.headings(nil)
		if len(d.Pages)%4 != 0 || levels[0] != 1 || strings.Count(b.String(), "H1 Romans-sur-Isère") != 1 {
			t.Errorf("%d events: %d pages, headings %v", n, len(d.Pages), levels)
		}
	}
}
