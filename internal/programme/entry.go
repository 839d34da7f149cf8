package programme

import (
	"cmp"
	"strconv"
	"strings"

	"jema/internal/marquetry"
	"jema/internal/programme/paper"
	"jema/internal/programme/typeset"
)

// entryShape says how an entry is set: sizes in per cent, the column beside
// the text, the tallest photo, and whether the address names the commune.
type entryShape struct {
	look                   manner // zero: of the screen
	measure, aside, gutter int
	scale                  int
	photo                  int  // tallest; 0 leaves photos out
	code                   int  // size of the QR code; 0 leaves it out, the address stays
	strip                  bool // the veneer and the number head the entry
	full                   bool
	level                  paper.Role // of the title; "" is H3
	in                     *paper.Element
}

func (s entryShape) style(t style) style {
	if s.look.scale == 0 {
		s.look = lookScreen
	}
	return s.look.of(t, s.scale)
}

// entrySetter sets entries as every format shows them.
type entrySetter struct{ *content }

// entryBlock sets an entry: beside its text stand the veneer of its craft, its
// number, the code to book and the photo.
func (c entrySetter) entryBlock(e entry, s entryShape) block {
	ink := inkOf(e.Domain)
	b := block{after: s.style(styleText).lead * 13 / 10, in: &paper.Element{Role: paper.Section, Parent: s.in}}
	x, measure := s.aside+s.gutter, s.measure-s.aside-s.gutter
	if s.look.justify {
		b.justify = french.Tag
	}
	c.entryAside(&b, e, s)
	b.aside = append(b.aside, paper.Anchor{Name: e.Anchor, Bookmark: e.bookmark(), Level: 1})
	b.language = c.theirs()
	c.entryHead(&b, e, s, x, measure)
	b.gap(pt * 3 / 2)
	b.kept(x, measure, span{s.style(styleLabel), e.Workshop}, span{s.style(styleFact), after(e.Artisan)})
	b.gap(4 * pt * s.scale / 100)
	from := len(b.rows)
	b.prose(x, measure, span{s.style(styleText), e.Text})
	keepEnds(b.rows[from:])
	c.entryStops(&b, e, s, x, measure, ink)
	b.language = ""
	if e.Cancelled {
		return b
	}
	c.entryTimes(&b, e, s, x, measure, ink)
	c.entryFacts(&b, e, s, x, measure)
	return b
}

// theirs is the language of what artisans wrote, where it is not the
// document's.
func (c *content) theirs() string {
	if c.words.Tag != french.Tag {
		return french.Tag
	}
	return ""
}

// entryHead sets craft, kind and title as one row: the title is read first,
// with the number that stands beside it, though the craft stands above.
func (c entrySetter) entryHead(b *block, e entry, s entryShape, x, measure int) {
	kicker := block{in: b.in, language: b.language}
	craft, kind := span{s.style(styleLabel).in(inkOf(e.Domain)), e.Craft}, span{s.style(styleFact).in(grey), e.Kind}
	if both := []span{craft, {kind.style, kindAfter(e.Kind)}}; len(breakLines(both, measure)) == 1 {
		kicker.put(x, measure, both...)
	} else { // no line ends with the point between them
		kicker.put(x, measure, craft)
		kicker.put(x, measure, kind)
	}
	title := block{in: b.in, language: b.language}
	level := styleTitle.as(paper.Role(cmp.Or(string(s.level), string(paper.Heading3))))
	title.head(x, measure, span{s.style(level), e.Title})
	top := kicker.height() + pt*3/2
	out := row{height: top + title.height(), keep: true}
	items := title.itemsAt(0, top)
	if s.strip && e.Number > 0 && len(items) > 0 {
		number := paragraph(0, max(s.aside, 12*mm), s.style(styleNumber).in(inkOf(e.Domain)).as(paper.Decoration), strconv.Itoa(e.Number), 0)
		for _, i := range number.itemsAt(0, stripHeight(s, e)+5*pt) {
			t := i.(paper.Text)
			t.In = items[0].(paper.Text).In
			out.items = append(out.items, t)
		}
	}
	out.items = append(append(out.items, items...), kicker.items()...)
	if e.Cancelled {
		out.items = append(out.items, strikes(items)...)
	}
	b.rows = append(b.rows, out)
	if e.Cancelled {
		b.gap(pt * 2)
		b.kept(x, measure, span{s.style(styleHour), c.words.Cancelled + "."}, span{s.style(styleFact), " " + c.words.CancelledWhy})
	}
}

// strikes are lines through texts.
func strikes(texts []paper.Item) (out []paper.Item) {
	for _, i := range texts {
		t := i.(paper.Text)
		w := typeset.Width(strings.TrimSuffix(t.String, " "), t.Face, t.Size)
		out = append(out, paper.Shape{X: t.X, Y: t.Y - t.Size*27/100, Segments: levelLine(w), Stroke: &black, Width: max(t.Size/14, pt/2)})
	}
	return out
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

// entryStops lists where a circuit halts.
func (c entrySetter) entryStops(b *block, e entry, s entryShape, x, measure int, ink marquetry.Ink) {
	if len(e.Stops) == 0 {
		return
	}
	b.gap(5 * pt * s.scale / 100)
	b.kept(x, measure, span{s.style(styleLabel).in(ink), c.words.Stops})
	list := &paper.Element{Role: paper.List, Parent: b.in}
	width := s.style(styleLabel).size * 3 / 2
	for i, stop := range e.Stops {
		item := &paper.Element{Role: paper.ListItem, Parent: list}
		number := breakLines([]span{{s.style(styleLabel).in(ink), strconv.Itoa(i + 1)}}, width)[0].
			row(x, &paper.Element{Role: paper.Label, Parent: item})
		body := &paper.Element{Role: paper.ListBody, Parent: item, Language: b.language}
		for k, l := range breakLines([]span{{s.style(styleFact), stop}}, measure-width) {
			r := l.row(x+width, body)
			if k == 0 {
				r = r.level(number)
			}
			b.rows = append(b.rows, r)
		}
	}
}

// entryTimes sets hours and slots: after the title, the largest thing.
func (c entrySetter) entryTimes(b *block, e entry, s entryShape, x, measure int, ink marquetry.Ink) {
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
		list := &paper.Element{Role: paper.List, Parent: b.in}
		for _, l := range part.lines {
			item := &paper.Element{Role: paper.ListItem, Parent: list}
			c.timeRow(b, l, s, x, measure, &paper.Element{Role: paper.ListBody, Parent: item})
		}
	}
}

// timeRow sets days and hours on one line where they fit, else the hours under
// the days.
func (c entrySetter) timeRow(b *block, l timeLine, s entryShape, x, measure int, in *paper.Element) {
	days, hours := span{s.style(styleFact), l.Days}, span{s.style(styleHour), l.Hours}
	apart := span{s.style(styleFact), "\u00a0\u00a0 "}
	if one := breakLines([]span{days, apart, hours}, measure); len(one) == 1 {
		b.rows = append(b.rows, one[0].row(x, in))
		return
	}
	from := len(b.rows)
	for _, l := range append(breakLines([]span{days}, measure), breakLines([]span{hours}, measure)...) {
		r := l.row(x, in)
		r.keep = true
		b.rows = append(b.rows, r)
	}
	if n := len(b.rows); n > from {
		b.rows[n-1].keep = false
	}
	b.gap(pt)
}

// entryFacts sets what one needs to know, and where it is.
func (c entrySetter) entryFacts(b *block, e entry, s entryShape, x, measure int) {
	fact := s.style(styleFact)
	if len(e.Facts) > 0 {
		b.gap(5 * pt * s.scale / 100)
		b.put(x, measure, span{fact, dottedLines(e.Facts, fact, measure)})
	}
	if e.Access != "" {
		c.entryAccess(b, e, fact, x, measure)
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
	if s.code == 0 && e.URL != "" {
		c.bookHere(b, e, s, x, measure)
	}
}

// bookHere is the address where to book, in the column of the text.
func (c entrySetter) bookHere(b *block, e entry, s entryShape, x, measure int) {
	link := &paper.Element{Role: paper.LinkRole, Parent: &paper.Element{Role: paper.Paragraph, Parent: b.in}}
	for _, l := range breakLines([]span{{s.style(styleFact), e.URLHost + typeset.MayBreak + e.URLPath}}, measure) {
		r := l.row(x, link)
		r.items = append(r.items, paper.Link{X: x, Width: l.Width, Height: r.height, URL: e.URL, In: link})
		b.rows = append(b.rows, r)
	}
}

// entryAccess says how one gets in, with the pictogram where the artisan says
// that a wheelchair does: a wheel beside « 2 marches » would promise what is
// not there.
func (c entrySetter) entryAccess(b *block, e entry, fact style, x, measure int) {
	words, mark := strings.Replace(c.words.Access, "%s", e.Access, 1), 0
	if e.Wheel {
		mark = fact.size * 13 / 10
	}
	from := len(b.rows)
	b.put(x+mark, measure-mark, span{fact, words})
	if e.Wheel {
		b.rows[from].items = append(b.rows[from].items, accessMark(x, fact)...)
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
