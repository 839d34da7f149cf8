package programme

import (
	"fmt"
	"strings"

	"jema/internal/marquetry"
	"jema/internal/programme/paper"
	"jema/internal/programme/typeset"
)

// stripHeight is how tall the veneer at the head of an entry is: where there is
// no photo it stands for one.
func stripHeight(s entryShape, e entry) int {
	switch photo, code := e.Photo != nil && s.photo > 0, e.URL != "" && s.code > 0; {
	case !s.strip:
		return 0
	case s.aside < 15*mm:
		return 4 * mm
	case !photo && !code:
		return s.aside * 5 / 8
	case !photo:
		return s.aside * 3 / 8
	}
	return 8 * mm * s.aside / (35 * mm)
}

// entryAside is the column beside the text: veneer, code, photo. The number
// stands in it, but belongs to the title.
func (c entrySetter) entryAside(b *block, e entry, s entryShape) {
	strip := stripHeight(s, e)
	y := 0
	if strip > 0 {
		box := marquetry.Box{Max: marquetry.Point{X: max(s.aside, 12*mm), Y: strip}}
		b.aside = append(b.aside, paper.Mosaic{Panels: []marquetry.Panel{marquetry.Rectangle(e.Domain, box, min(strip*9/16, 8*mm))}})
		y = strip + 5*pt
		b.depth = y + s.style(styleNumber).lead
	}
	if code, depth := c.codeItems(e, s, b.in); depth > 0 {
		top := y
		if s.strip { // at the right of the number
			top += 4 * pt
		}
		for _, i := range code {
			b.late = append(b.late, i.Moved(0, top))
		}
		b.depth = max(b.depth, top+depth)
	}
	if e.Photo == nil || s.photo == 0 || s.aside < 15*mm {
		return
	}
	if b.depth > 0 {
		b.depth += 3 * mm
	}
	if e.URL != "" && s.code > 0 && s.strip {
		s.photo = s.photo * 4 / 5 // both are to stand beside the text
	}
	photo, depth := c.photoItems(e.Photo, s, b.in)
	for _, i := range photo {
		b.late = append(b.late, i.Moved(0, b.depth))
	}
	b.depth += depth
}

// codeItems are the code to book and, under it, the address it holds: one link.
func (c entrySetter) codeItems(e entry, s entryShape, in *paper.Element) (items []paper.Item, depth int) {
	if e.URL == "" || s.code == 0 {
		return nil, 0
	}
	link := &paper.Element{Role: paper.LinkRole, Parent: &paper.Element{Role: paper.Paragraph, Parent: in}}
	x, width := 0, max(s.code, s.aside)
	if s.strip {
		x = s.aside - s.code
	}
	if e.code != nil {
		figure := &paper.Element{Role: paper.Figure, Parent: link, Alt: plain(fmt.Sprintf(c.words.CodeAlt, e.Title))}
		items = append(items, paper.Code{X: x, Size: s.code, URL: e.URL, Modules: e.code, In: figure})
		depth = s.code + 3*pt
	}
	small := s.style(styleSmall.in(black).times(85))
	if s.look.least <= 7*pt {
		small = styleSmall.in(black).times(max(100, s.scale*85/100))
	}
	var rows []row
	for _, l := range breakLines([]span{{small, e.URLHost + typeset.MayBreak + e.URLPath}}, width) {
		r := l.row(0, link)
		if s.strip { // flush with the code's right edge
			r = r.flushRight(s.aside)
		}
		rows = append(rows, r)
	}
	address := block{rows: rows}
	items = append(items, address.itemsAt(0, depth)...)
	depth += address.height()
	return append(items, paper.Link{X: x, Width: width - x, Height: depth, URL: e.URL, In: link}), depth
}

// photoItems are the photo, whole, and its credit.
func (c entrySetter) photoItems(p *photo, s entryShape, in *paper.Element) (items []paper.Item, depth int) {
	w, h := p.within(s.aside, s.photo)
	figure := &paper.Element{Role: paper.Figure, Parent: in, Alt: plain(p.alt), Language: c.theirs()}
	items = append(items, paper.Picture{Width: w, Height: h, JPEG: p.data, In: figure})
	depth = h + 2*pt
	if p.credit != "" {
		credit := block{in: figure}
		credit.put(0, s.aside, span{s.style(styleSmall).as(paper.Caption), strings.Replace(c.words.Photo, "%s", p.credit, 1)})
		items = append(items, credit.itemsAt(0, depth)...)
		depth += credit.height()
	}
	return items, depth
}

// accessMark is the pictogram of accessibility: head, body, wheel. It stands
// beside its word, and is decoration therefore.
func accessMark(x int, s style) []paper.Item {
	u := s.size / 10
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
	y := s.baseline() - 9*u
	return []paper.Item{
		paper.Shape{X: x, Y: y, Segments: wheel, Stroke: &black, Width: u},
		paper.Shape{X: x, Y: y, Segments: body, Stroke: &black, Width: u * 11 / 10},
		paper.Shape{X: x, Y: y, Segments: head, Fill: &black},
	}
}
