package formats

import (
	"fmt"
	"strings"

	"jema/internal/marquetry"
	"jema/internal/programme/content"
	"jema/internal/programme/layout"
	"jema/internal/programme/paper"
	"jema/internal/programme/typeset"
)

// stripHeight is how tall the veneer at the head of an entry is: where there is
// no photo it takes the place of one.
func stripHeight(s EntryShape, e content.Entry) int {
	switch photo, code := e.Photo != nil && s.photo > 0, e.URL != "" && s.code > 0; {
	case !s.strip:
		return 0
	case s.aside < 15*paper.MM:
		return 4 * paper.MM
	case !photo && !code:
		return s.aside * 5 / 8
	case !photo:
		return s.aside * 3 / 8
	}
	return 8 * paper.MM * s.aside / (35 * paper.MM)
}

// entryAside is the column beside the text: veneer, code, photo. The number is
// in it, but belongs to the title.
func (c EntrySetter) entryAside(b *layout.Block, e content.Entry, s EntryShape) {
	strip := stripHeight(s, e)
	y := 0
	if strip > 0 {
		box := marquetry.Box{Max: marquetry.Point{X: max(s.aside, 12*paper.MM), Y: strip}}
		b.Aside = append(b.Aside, paper.Mosaic{Panels: []marquetry.Panel{marquetry.Rectangle(e.Domain, box,
			min(strip*9/16, 8*paper.MM))}})
		y = strip + 5*paper.Pt
		b.Depth = y + s.style(layout.StyleNumber).Lead
	}
	if code, depth := c.codeItems(e, s, b.In); depth > 0 {
		top := y
		if s.strip { // at the right of the number
			top += 4 * paper.Pt
		}
		for _, i := range code {
			b.Late = append(b.Late, i.Moved(0, top))
		}
		b.Depth = max(b.Depth, top+depth)
	}
	if e.Photo == nil || s.photo == 0 || s.aside < 15*paper.MM {
		return
	}
	if b.Depth > 0 {
		b.Depth += 3 * paper.MM
	}
	if e.URL != "" && s.code > 0 && s.strip {
		s.photo = s.photo * 4 / 5 // both are to be beside the text
	}
	photo, depth := c.photoItems(e.Photo, s, b.In)
	for _, i := range photo {
		b.Late = append(b.Late, i.Moved(0, b.Depth))
	}
	b.Depth += depth
}

// codeItems are the code to book and, under it, the address it holds: one link.
func (c EntrySetter) codeItems(e content.Entry, s EntryShape, in *paper.Element) (items []paper.Item, depth int) {
	if e.URL == "" || s.code == 0 {
		return nil, 0
	}
	link := &paper.Element{Role: paper.LinkRole, Parent: &paper.Element{Role: paper.Paragraph, Parent: in}}
	x, width := 0, max(s.code, s.aside)
	if s.strip {
		x = s.aside - s.code
	}
	if e.Code != nil {
		figure := &paper.Element{Role: paper.Figure, Parent: link, Alt: content.Plain(fmt.Sprintf(c.Words.CodeAlt, e.Title))}
		items = append(items, paper.Code{X: x, Size: s.code, URL: e.URL, Modules: e.Code, In: figure})
		depth = s.code + 3*paper.Pt
	}
	small := s.style(layout.StyleSmall.In(layout.Black).Times(85))
	if s.look.Least <= 7*paper.Pt {
		small = layout.StyleSmall.In(layout.Black).Times(max(100, s.Scale*85/100))
	}
	var rows []layout.Row
	for _, l := range layout.BreakLines([]layout.Span{small.Span(e.URLHost + typeset.MayBreak + e.URLPath)}, width) {
		r := l.Row(0, link)
		if s.strip { // flush with the code's right edge
			r = r.FlushRight(s.aside)
		}
		rows = append(rows, r)
	}
	address := layout.Block{Rows: rows}
	items = append(items, address.ItemsAt(0, depth)...)
	depth += address.Height()
	return append(items, paper.Link{X: x, Width: width - x, Height: depth, URL: e.URL, In: link}), depth
}

// photoItems are the photo, whole, and its credit.
func (c EntrySetter) photoItems(p *content.Photo, s EntryShape, in *paper.Element) (items []paper.Item, depth int) {
	w, h := p.Within(s.aside, s.photo)
	figure := &paper.Element{Role: paper.Figure, Parent: in, Alt: content.Plain(p.Alt), Language: c.Theirs()}
	items = append(items, paper.Picture{Width: w, Height: h, JPEG: p.Data, In: figure})
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

// accessMark is the pictogram of accessibility: head, body, wheel. It is beside
// its word, and is decoration therefore.
func accessMark(x int, s layout.Style) []paper.Item {
	u := s.Size / 10
	var wheel, body, head []marquetry.Segment
	at := func(px, py int) marquetry.Point { return marquetry.Point{X: px * u, Y: py * u} }
	wheel = append(wheel, marquetry.Segment{Step: marquetry.Arc, To: at(4, 7), Radius: 3 * u, From: 10, Sweep: 240})
	for i, p := range []marquetry.Point{at(4, 2), at(4, 6), at(7, 6), at(8, 9), at(9, 9)} {
		step := marquetry.Line
		if i == 0 {
			step = marquetry.Move
		}
		body = append(body, marquetry.Segment{Step: step, To: p})
	}
	head = append(head, marquetry.Segment{Step: marquetry.Arc, To: at(4, 0), Radius: u * 12 / 10, Sweep: 360})
	y := s.Baseline() - 9*u
	return []paper.Item{
		paper.Shape{X: x, Y: y, Segments: wheel, Stroke: &layout.Black, Width: u},
		paper.Shape{X: x, Y: y, Segments: body, Stroke: &layout.Black, Width: u * 11 / 10},
		paper.Shape{X: x, Y: y, Segments: head, Fill: &layout.Black},
	}
}
