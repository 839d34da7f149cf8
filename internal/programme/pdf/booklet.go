package pdf

import (
	"strings"

	"jema/internal/marquetry"
	"jema/internal/programme/paper"
	"jema/internal/programme/pdf/object"
	"jema/internal/programme/typeset"
)

// The sheet of an office copier, lying, and what it may leave white around its
// edges.
const (
	sheetWidth  = 297 * paper.MM
	sheetHeight = 210 * paper.MM
	edge        = 7 * paper.MM
)

// howTo is the instruction for the person at the copier, by language.
var howTo = map[string]string{
	"fr": "Livret : imprimer recto verso sur A4, retourner sur le petit côté, taille réelle (100\u202f%) ; plier, " +
		"agrafer au pli.",
	"en": "Booklet: print both sides on A4, flip on short edge, actual size (100%); fold, staple in the fold.",
}

// imposed reports whether two pages share a sheet: pages of A4 stay as they
// are.
func (b *book) imposed() bool {
	p := b.doc.Pages[0]
	return b.options.Variant == Booklet && len(b.doc.Pages) > 1 && 2*p.Width <= sheetWidth && p.Height <= sheetHeight
}

// duplex sets the print preferences: no scaling, and the sheet turned the right
// way.
func (f *finishing) duplex() dict {
	flip := name("DuplexFlipLongEdge")
	if f.imposed() {
		flip = "DuplexFlipShortEdge"
	}
	return dict{{Key: "DisplayDocTitle", Value: true}, {Key: "PrintScaling", Value: name("None")},
		{Key: "Duplex", Value: flip}}
}

// sheets makes the sides of the sheets: the same page streams, two to a side,
// in the order in which they come to lie when the pile is folded.
func (f *finishing) sheets(tree *object.Object) []*object.Object {
	n := (len(f.pages) + 3) / 4 * 4
	scale := f.scale()
	var out []*object.Object
	for side := range n / 2 {
		left, right := n-1-side, side
		if side%2 == 1 {
			left, right = right, left
		}
		out = append(out, f.sheet(tree, side, left, right, scale))
	}
	return out
}

// scale is in thousandths. It is full size if nothing of any page reaches the
// margin that a copier leaves white; else it is the size that is clear of that
// margin.
func (f *finishing) scale() int {
	for i := range f.doc.Pages {
		p := &f.doc.Pages[i]
		inner := box{edge, edge, p.Width - edge, p.Height - edge}
		for _, item := range p.Items {
			if b := boundsOf(item).within(p); !b.empty() && b.with(inner) != inner {
				return min(int((sheetWidth-2*edge)*1000/(2*p.Width)), int((sheetHeight-2*edge)*1000/p.Height))
			}
		}
	}
	return 1000
}

// sheet is a side with two pages, either of which may be blank.
func (f *finishing) sheet(tree *object.Object, side, left, right, scale int) *object.Object {
	contents, fonts, drawn := array{}, f.fonts, dict{}
	for at, n := range []int{left, right} {
		if n >= len(f.pages) {
			continue
		}
		page := object.DictOf(f.pages[n])
		contents = append(contents, f.place(n, at, scale), page.Get("Contents"),
			object.New(&object.Stream{Data: []byte("Q")}))
		for _, e := range object.DictOf(object.DictOf(page.Get("Resources")).Get("XObject")) {
			drawn.Set(e.Key, e.Value)
		}
	}
	if side == 0 {
		contents = append(contents, f.note)
	}
	resources := dict{{Key: "Font", Value: fonts}}
	if len(drawn) > 0 {
		resources.Set("XObject", drawn)
	}
	return object.New(dict{{Key: "Type", Value: name("Page")}, {Key: "Parent", Value: tree},
		{Key: "MediaBox", Value: rectangle(0, 0, sheetWidth, sheetHeight)}, {Key: "Resources", Value: resources},
		{Key: "Contents", Value: contents}})
}

// place begins a page on its half of the sheet, cut where it is trimmed.
func (f *finishing) place(n, half, scale int) *object.Object {
	p := &f.doc.Pages[n]
	var o ops
	x := sheetWidth / 2
	if half == 0 {
		x -= p.Width * paper.Length(scale) / 1000
	}
	o.word("q")
	o.lengths(paper.Length(scale), 0, 0, paper.Length(scale), x, (sheetHeight-p.Height*paper.Length(scale)/1000)/2)
	o.word("cm 0 0")
	o.lengths(p.Width, p.Height)
	o.word("re W n")
	return object.New(&object.Stream{Data: o})
}

// noteStream draws the line with the printing instructions in the margin of the
// first side, where no page reaches.
func (b *book) noteStream() stream {
	words, ok := howTo[strings.SplitN(b.doc.Language, "-", 2)[0]]
	if !ok {
		words = howTo["fr"]
	}
	const size = paper.Length(6500)
	c := &canvas{book: b, height: sheetHeight, state: initial}
	c.text(paper.Text{X: (sheetWidth - typeset.Width(words, typeset.Sans, size)) / 2, Y: sheetHeight - 13*paper.Pt,
		Size: size, Face: typeset.Sans, Ink: marquetry.Ink{Press: black}, String: words},
		func(paper.Length) bool { return true })
	c.endText()
	return stream{object.Deflate(c.ops), c.use}
}
