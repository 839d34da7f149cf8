package programme

import (
	"strconv"
	"strings"

	"jema/internal/marquetry"
	"jema/internal/programme/paper"
	"jema/internal/programme/typeset"
)

// entryShape says how an entry is set: sizes in per cent, the column beside
// the text, the tallest photo, and whether the address names the commune.
type entryShape struct {
	measure, aside, gutter int
	scale                  int
	photo                  int
	code                   int  // size of the QR code
	strip                  bool // the veneer and the number head the entry
	full                   bool
}

func (s entryShape) style(t style) style { return t.times(s.scale) }

// entriesInto lays the entries of the A5 formats, a little smaller where that
// spares a page.
func (c *content) entriesInto(f *flow) {
	c.entriesAt(f, f.fewest([]int{100, 96, 92}, c.entriesAt))
}

func (c *content) entriesAt(f *flow, scale int) {
	for _, e := range c.entries {
		f.place(c.entryBlock(e, entryShape{measure: 120 * mm, aside: 35 * mm, gutter: 6 * mm,
			scale: scale, photo: 40 * mm, code: 19 * mm, strip: true}))
	}
}

// entryBlock sets an entry: beside its text stand the veneer of its craft, its
// number, the code to book and the photo.
func (c *content) entryBlock(e entry, s entryShape) block {
	ink := inkOf(e.Domain)
	b := block{after: 17 * pt * s.scale / 100}
	x, measure := s.aside+s.gutter, s.measure-s.aside-s.gutter
	b.aside, b.depth = c.aside(e, s)
	b.aside = append(b.aside, paper.Anchor{Name: e.Anchor, Bookmark: e.bookmark(), Level: 1})
	b.kept(x, measure, span{s.style(styleLabel).in(ink), e.Craft}, span{s.style(styleFact).in(grey), kindAfter(e.Kind)})
	b.gap(pt * 3 / 2)
	b.head(x, measure, span{s.style(styleTitle), e.Title})
	b.gap(pt * 3 / 2)
	b.kept(x, measure, span{s.style(styleLabel), e.Workshop}, span{s.style(styleFact), after(e.Artisan)})
	b.gap(4 * pt * s.scale / 100)
	from := len(b.rows)
	b.put(x, measure, span{s.style(styleText), unlonely(e.Text)})
	keepEnds(b.rows[from:])
	c.entryTimes(&b, e, s, x, measure, ink)
	c.entryFacts(&b, e, s, x, measure)
	return b
}

// keepEnds holds the first two and the last two lines of a paragraph together.
func keepEnds(rows []row) {
	if n := len(rows); n > 1 {
		rows[0].keep, rows[n-2].keep = true, true
	}
}

func kindAfter(kind string) string {
	if kind == "" {
		return ""
	}
	return "\u00a0· " + kind
}

func after(artisan string) string {
	if artisan == "" {
		return ""
	}
	return ", " + artisan
}

func (e entry) bookmark() string {
	if e.Number == 0 {
		return ""
	}
	return strconv.Itoa(e.Number) + ". " + e.Title
}

// aside is the column beside the text: veneer, number and code, photo.
func (c *content) aside(e entry, s entryShape) (items []paper.Item, depth int) {
	if s.strip {
		strip := marquetry.Rectangle(e.Domain, marquetry.Box{Max: marquetry.Point{X: s.aside, Y: 8 * mm}}, 9*mm/2)
		items = append(items, paper.Mosaic{Panels: []marquetry.Panel{strip}})
		number := paragraph(0, s.aside, styleNumber.in(inkOf(e.Domain)), strconv.Itoa(e.Number), 0)
		items = append(items, number.itemsAt(0, 8*mm+5*pt)...)
		depth = 8*mm + 5*pt + number.height()
	}
	codeItems, codeDepth := e.codeItems(s)
	if s.strip && codeDepth > 0 {
		// The code stands at the right of the number.
		for _, i := range codeItems {
			items = append(items, i.Moved(0, 8*mm+9*pt))
		}
		depth = 8*mm + 9*pt + codeDepth
	} else {
		items, depth = append(items, codeItems...), max(depth, codeDepth)
	}
	if e.Photo == nil {
		return items, depth
	}
	if depth > 0 {
		depth += 3 * mm
	}
	photo, photoDepth := c.photoItems(e.Photo, s)
	for _, i := range photo {
		items = append(items, i.Moved(0, depth))
	}
	return items, depth + photoDepth
}

// codeItems are the code to book and, under it, the address it holds.
func (e entry) codeItems(s entryShape) (items []paper.Item, depth int) {
	if e.URL == "" {
		return nil, 0
	}
	x := 0
	if s.strip {
		x = s.aside - s.code
	}
	if e.code != nil {
		items = append(items, paper.Code{X: x, Size: s.code, URL: e.URL, Dark: e.code}, paper.Link{X: x, Width: s.code, Height: s.code, URL: e.URL})
		depth = s.code + 3*pt
	}
	var address block
	small := styleSmall.in(black).times(max(100, s.scale*85/100))
	address.put(0, s.aside, span{small, e.URLHost + typeset.MayBreak + e.URLPath})
	if s.strip { // flush with the code's right edge
		for i := range address.rows {
			address.rows[i] = address.rows[i].flushRight(s.aside)
		}
	}
	return append(items, address.itemsAt(0, depth)...), depth + address.height()
}

// photoItems are the photo, whole, and its credit.
func (c *content) photoItems(p *photo, s entryShape) (items []paper.Item, depth int) {
	w, h := p.within(s.aside, s.photo)
	items = append(items, paper.Picture{Width: w, Height: h, JPEG: p.data, In: &paper.Element{Role: paper.Figure, Alt: p.alt}})
	depth = h + 2*pt
	if p.credit != "" {
		var credit block
		credit.put(0, s.aside, span{styleSmall, strings.Replace(c.words.Photo, "%s", p.credit, 1)})
		items = append(items, credit.itemsAt(0, depth)...)
		depth += credit.height()
	}
	return items, depth
}

// entryTimes sets hours and slots: after the title, the largest thing.
func (c *content) entryTimes(b *block, e entry, s entryShape, x, measure int, ink marquetry.Ink) {
	for _, part := range []struct {
		title, note string
		lines       []timeLine
	}{{c.words.Free, "", e.Free}, {c.words.Booked, e.BookedNote, e.Booked}, {c.words.Schools, "", e.Schools}} {
		if len(part.lines) == 0 {
			continue
		}
		b.gap(5 * pt * s.scale / 100)
		spans := []span{{s.style(styleLabel).in(ink), part.title}}
		if part.note != "" {
			spans = append(spans, span{s.style(styleFact).in(grey), "\u00a0· " + part.note})
		}
		b.kept(x, measure, spans...)
		for _, l := range part.lines {
			c.timeRow(b, l, s, x, measure)
		}
	}
}

// timeRow sets days and hours on one line where they fit, else the hours under
// the days.
func (c *content) timeRow(b *block, l timeLine, s entryShape, x, measure int) {
	days, hours := span{s.style(styleFact), l.Days}, span{s.style(styleHour), l.Hours}
	apart := span{s.style(styleFact), "\u00a0\u00a0 "}
	if one := breakLines([]span{days, apart, hours}, measure); len(one) == 1 {
		b.rows = append(b.rows, one[0].row(x, elementOf([]span{days})))
		return
	}
	b.kept(x, measure, days)
	b.put(x, measure, hours)
	b.gap(pt)
}

// entryFacts sets what one needs to know, and where it is.
func (c *content) entryFacts(b *block, e entry, s entryShape, x, measure int) {
	fact := s.style(styleFact)
	if len(e.Facts) > 0 {
		b.gap(5 * pt * s.scale / 100)
		b.put(x, measure, span{fact, dottedLines(e.Facts, fact, measure)})
	}
	if e.Access != "" {
		c.entryAccess(b, e.Access, fact, x, measure)
	}
	where := e.Street
	if s.full || where == "" {
		where = strings.TrimPrefix(where+", "+e.Commune, ", ")
	}
	b.gap(2 * pt)
	b.put(x, measure, span{s.style(styleLabel), capital(where)})
	if len(e.Contact) > 0 {
		b.put(x, measure, span{fact, dottedLines(e.Contact, fact, measure)})
	}
}

// entryAccess says how one gets in, with the pictogram where the artisan says
// that a wheelchair does: a wheel beside « 2 marches » would promise what is
// not there.
func (c *content) entryAccess(b *block, access string, fact style, x, measure int) {
	words, mark := strings.Replace(c.words.Access, "%s", access, 1), 0
	wheel := c.words.wheelchair(access)
	if wheel {
		mark = fact.size * 13 / 10
	}
	from := len(b.rows)
	b.put(x+mark, measure-mark, span{fact, words})
	if wheel {
		b.rows[from].items = append(accessMark(x, fact), b.rows[from].items...)
	}
}

// dotted joins facts; a line never begins with the point between two.
func dotted(facts []string) string { return strings.Join(facts, "\u00a0· ") }

// dottedLines is dotted over several lines, with points only within a line.
func dottedLines(facts []string, s style, measure int) string {
	out, now := "", ""
	for _, f := range facts {
		switch longer := now + "\u00a0· " + f; {
		case now == "":
			now = f
		case typeset.Width(longer, s.face, s.size) <= measure:
			now = longer
		default:
			out, now = out+now+"\n", f
		}
	}
	return out + now
}

// accessMark is the pictogram of accessibility: head, body, wheel. It stands
// beside its word.
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
