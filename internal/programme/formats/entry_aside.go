package formats

import (
	"fmt"
	"strings"

	"jema/internal/jema"
	"jema/internal/marquetry"
	"jema/internal/programme/content"
	"jema/internal/programme/layout"
	"jema/internal/programme/paper"
	"jema/internal/programme/typeset"
)

// commonHeight is how tall the pictures beside entries are, in hundredths of their
// column's width: one that is broad takes one of them, an upright one two.
const commonHeight = 67

// top is what heads the column beside an entry's text.
type top struct {
	aside, late []paper.Item // read before and after the title
	depth       paper.Length
	beside      bool // the code is at its right
}

// asideTop is the photo at the head of the column beside the text, or the veneer
// of the craft where there is none: a photo and a pattern are never beside each
// other.
func (c EntrySetter) asideTop(e content.Entry, s EntryShape, in *paper.Element) top {
	switch shown := e.Photo != nil && s.photo > 0; {
	case shown && s.lead == 0 && s.aside >= 15*paper.MM:
		if s.column > 0 {
			items, depth := c.framed(e, s.aside, c.columnHeight(e, s), s, in)
			return top{late: items, depth: depth + 2*paper.MM}
		}
		s.photo = min(s.photo, commonHeight*s.aside/100)
		if e.Photo.Upright() && e.Weight != jema.WeightCommon {
			s.photo = min(2*s.photo, s.aside*4/3)
		}
		items, depth := c.photoItems(e, s, in)
		return top{late: items, depth: depth + 2*paper.MM}
	case shown && s.lead > 0 || !s.strip || s.aside == 0:
		return top{}
	}
	w, h := s.aside, commonHeight*s.aside/100
	if e.Code != nil && s.code > 0 { // beside each other, of one height
		w, h = s.aside-s.code-2*paper.MM, s.code
	}
	box := marquetry.Box{Max: marquetry.Point{X: w, Y: h}}
	veneer := paper.Mosaic{Panels: []marquetry.Panel{marquetry.Rectangle(e.Domain, box, min(h*9/16, 8*paper.MM))}}
	return top{aside: []paper.Item{veneer}, depth: h, beside: w < s.aside}
}

// columnWide reports whether an entry's photo has the column beside the text, because
// its organiser wants that, or half a page that it is too coarse for.
func columnWide(e content.Entry, s EntryShape) bool {
	return (e.Weight == jema.WeightColumn || e.Weight == jema.WeightHalf) && e.Photo != nil && s.photo > 0 &&
		s.lead == 0 && s.aside >= 15*paper.MM
}

// columnHeight is how tall a photo is that fills the column down to the code, its credit
// included: between the height of all photos and twice the column's width.
func (c EntrySetter) columnHeight(e content.Entry, s EntryShape) paper.Length {
	_, code := c.codeItems(e, s, 0, nil)
	_, credit := c.framed(e, s.aside, 0, s, nil)
	return min(max(s.column-code-credit-2*paper.MM, commonHeight*s.aside/100), 2*s.aside)
}

// entryAside is the column beside the text: photo or veneer, and the code.
func (c EntrySetter) entryAside(b *layout.Block, e content.Entry, s EntryShape) {
	head := c.asideTop(e, s, b.In)
	b.Aside, b.Late, b.Depth = append(b.Aside, head.aside...), append(b.Late, head.late...), head.depth
	x, y := paper.Length(0), head.depth
	if head.beside {
		x, y = s.aside-s.code, 0
	}
	code, depth := c.codeItems(e, s, x, b.In)
	b.Late = append(b.Late, paper.MovedAll(code, 0, y)...)
	b.Depth = max(b.Depth, y+depth)
	if right := s.Measure - s.aside; s.wide && s.aside > 0 {
		b.Aside, b.Late = paper.MovedAll(b.Aside, right, 0), paper.MovedAll(b.Late, right, 0)
	}
}

// leading puts an entry's photo above it, across both columns.
func (c EntrySetter) leading(b layout.Block, e content.Entry, s EntryShape) layout.Block {
	s.aside = s.Measure
	items, depth := c.framed(e, s.Measure, s.lead, s, b.In)
	out := b.Below(depth + 3*paper.MM)
	out.Late = append(out.Late, items...)
	return out
}

// codeItems are the code to book, x from the left, and under it the address it
// holds: one link.
func (c EntrySetter) codeItems(e content.Entry, s EntryShape, x paper.Length,
	in *paper.Element) (items []paper.Item, depth paper.Length) {
	if e.URL == "" || s.code == 0 {
		return nil, 0
	}
	link := &paper.Element{Role: paper.LinkRole, Parent: &paper.Element{Role: paper.Paragraph, Parent: in}}
	width := max(s.code, s.aside)
	if e.Code != nil {
		figure := &paper.Element{Role: paper.Figure, Parent: link, Alt: content.Plain(fmt.Sprintf(c.Words.CodeAlt, e.Title))}
		items = append(items, paper.Code{X: x, Size: s.code, URL: e.URL, Modules: e.Code, In: figure})
		depth = s.code + 3*paper.Pt
	}
	var rows []layout.Row
	for _, l := range layout.BreakLines([]layout.Span{s.style(layout.StyleSmall).Span(e.URLHost + typeset.MayBreak +
		e.URLPath)}, width) {
		rows = append(rows, l.Row(0, link))
	}
	address := layout.Block{Rows: rows}
	items = append(items, address.ItemsAt(0, depth)...)
	depth += address.Height()
	return append(items, paper.Link{X: 0, Width: width, Height: depth, URL: e.URL, In: link}), depth
}

// photoItems are the photo, whole, and its credit.
func (c EntrySetter) photoItems(e content.Entry, s EntryShape,
	in *paper.Element) (items []paper.Item, depth paper.Length) {
	w, h := e.Photo.Within(s.aside, s.photo)
	return c.framed(e, w, h, s, in)
}

// framed is the photo in a frame of w by h, and its credit. The photo is as it was
// stored: an entry is set several times before its size is certain, and
// PrintPhotos of the programme scales it once the document is chosen.
func (c EntrySetter) framed(e content.Entry, w, h paper.Length, s EntryShape,
	in *paper.Element) (items []paper.Item, depth paper.Length) {
	p := e.Photo
	figure := &paper.Element{Role: paper.Figure, Parent: in, Alt: content.Plain(p.Alt), Language: c.Theirs()}
	items = append(items, paper.Picture{Width: w, Height: h, JPEG: p.Data, Of: e.Anchor, In: figure})
	depth = h + 2*paper.Pt
	if p.Credit != "" {
		credit := layout.Block{In: figure}
		credit.Put(0, s.aside, s.style(layout.StyleSmall).As(paper.Caption).Span(strings.Replace(c.Words.Photo,
			"%s", p.Credit, 1)))
		items = append(items, credit.ItemsAt(0, depth)...)
		depth += credit.Height()
	}
	return items, depth
}
