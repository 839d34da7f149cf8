package formats

import (
	"cmp"
	"strconv"
	"strings"

	"jema/internal/jema"
	"jema/internal/marquetry"
	"jema/internal/programme/content"
	"jema/internal/programme/layout"
	"jema/internal/programme/paper"
	"jema/internal/programme/typeset"
	"jema/internal/text"
)

// EntryShape is how an entry is set: sizes in per cent, the column beside the
// text, the tallest photo, and whether the address names the commune.
type EntryShape struct {
	look                   layout.Manner // zero: of the screen
	Measure, aside, gutter paper.Length
	Scale                  int
	photo                  paper.Length // tallest; 0 leaves photos out
	lead                   paper.Length // the height of a photo above the entry; 0 puts it beside the text
	halves                 bool         // a photo that is given half a page has it
	column                 paper.Length // the height of the text beside a photo that is given its column; 0: not known yet
	code                   paper.Length // size of the QR code; 0 leaves it out, the address stays
	// the width of a column for hours and facts, at the right of the text; 0 puts them under it
	facts paper.Length
	run   bool // hours and facts run on below the text, over the whole measure
	wide  bool // the column is at the right of the text, which takes its width where it would be empty
	strip bool // the veneer or the photo, and the number, head the entry
	full  bool
	brief bool       // without text, stops and facts, for a list
	level paper.Role // of the title; "" is H3
	in    *paper.Element
}

func (s EntryShape) style(t layout.Style, percents ...int) layout.Style {
	if s.look.Scale == 0 {
		s.look = layout.LookScreen
	}
	return s.look.Of(t, append(percents, s.Scale)...)
}

// EntrySetter sets entries as every format shows them.
type EntrySetter struct{ *content.Programme }

// EntryBlock sets an entry: beside its text are the veneer of its craft, its
// number, the code to book and the photo.
func (c EntrySetter) EntryBlock(e content.Entry, s EntryShape) layout.Block {
	if halved(e, s) && s.lead == 0 {
		s.lead = s.Measure * mostAcross / 100
	}
	if s.wide && (e.URL == "" || s.code == 0) && (e.Photo == nil || s.photo == 0 || s.lead > 0) {
		s.aside, s.gutter = 0, 0
	}
	b := layout.Block{After: s.style(layout.StyleText).Lead * 13 / 10,
		In: &paper.Element{Role: paper.Section, Parent: s.in}}
	if s.look.Justify {
		b.Justify = content.French.Tag
	}
	c.entryAside(&b, e, s)
	b.Aside = append(b.Aside, paper.Anchor{Name: e.Anchor, Bookmark: e.Bookmark(), Level: 1})
	b.Language = c.Theirs()
	if s.run {
		c.runBody(&b, e, s)
	} else {
		c.entryBody(&b, e, s)
	}
	if s.lead > 0 && e.Photo != nil {
		return c.leading(b, e, s)
	}
	if h := b.Height(); s.column == 0 && columnWide(e, s) {
		s.column = h
		return c.EntryBlock(e, s)
	}
	return b
}

// halved reports whether an entry's photo has half a page: its organiser wants that, and it
// is sharp enough.
func halved(e content.Entry, s EntryShape) bool {
	return e.Weight == jema.WeightHalf && s.halves && e.Photo != nil && e.Photo.Sharp(s.Measure)
}

// entryBody sets an entry beside its column: hours and facts are below the text, or in a
// column of their own.
func (c EntrySetter) entryBody(b *layout.Block, e content.Entry, s EntryShape) {
	x, measure := s.aside+s.gutter, s.Measure-s.aside-s.gutter
	if s.wide {
		x = 0
	}
	c.entryHead(b, e, s, x, measure)
	b.Gap(paper.Pt * 3 / 2)
	body, column := measure, layout.Block{In: b.In}
	if s.facts > 0 {
		body -= s.facts + 5*paper.MM
	}
	under := b.Height()
	b.Kept(x, body, s.style(layout.StyleLabel).Span(e.Workshop),
		s.style(layout.StyleFact).Span(content.After(e.Artisan)))
	b.Gap(4 * paper.Pt * paper.Length(s.Scale) / 100)
	c.entryText(b, e, s, x, body)
	if !e.Cancelled {
		at, facts := b, body
		if s.facts > 0 {
			at, x, facts = &column, x+measure-s.facts, s.facts
		}
		c.EntryTimes(at, e, s, x, facts, layout.InkOf(e.Domain))
		c.entryFacts(at, e, s, x, facts)
	}
	if len(column.Rows) > 0 {
		b.Late = append(b.Late, column.ItemsAt(0, under)...)
		b.Depth = max(b.Depth, under+column.Height())
	}
}

// entryText sets what the artisan wrote; what follows is in the programme's language.
func (c EntrySetter) entryText(b *layout.Block, e content.Entry, s EntryShape, x, measure paper.Length) {
	if from := len(b.Rows); !s.brief {
		b.Prose(x, measure, s.style(layout.StyleText).Span(e.Text))
		layout.KeepEnds(b.Rows[from:])
		c.entryStops(b, e, s, x, measure, layout.InkOf(e.Domain))
	}
	b.Language = ""
}

// entryHead sets craft, kind and title as one row: the title comes first in
// reading order, with the number beside it, though the craft is above.
func (c EntrySetter) entryHead(b *layout.Block, e content.Entry, s EntryShape, x, measure paper.Length) {
	kicker := layout.Block{In: b.In, Language: b.Language}
	if e.Translated {
		kicker.Language = ""
	}
	left := x
	if s.strip && s.aside == 0 { // no column for the veneer
		side := s.style(layout.StyleLabel).Size * 6 / 5
		b.Aside = append(b.Aside, paper.Mosaic{Panels: []marquetry.Panel{swatchOf(e.Domain, side)}})
		x, measure = x+side+2*paper.MM, measure-side-2*paper.MM
	}
	craft, kind := s.style(layout.StyleLabel).In(layout.InkOf(e.Domain)).Span(e.Craft),
		s.style(layout.StyleFact).In(layout.Grey).Span(e.Kind)
	if both := []layout.Span{craft, kind.Style.Span(kindAfter(e.Kind))}; len(layout.BreakLines(both, measure)) == 1 {
		kicker.Put(x, measure, both...)
	} else { // no line ends with the point between them
		kicker.Put(x, measure, craft)
		kicker.Put(x, measure, kind)
	}
	x, measure = left, measure+x-left
	title := layout.Block{In: b.In, Language: b.Language}
	level := layout.StyleTitle.As(paper.Role(cmp.Or(string(s.level), string(paper.Heading3))))
	title.Head(x, measure, c.titleSpans(e, s, s.style(level))...)
	below := kicker.Height() + paper.Pt*3/2
	out := layout.Row{Height: below + title.Height(), Keep: true}
	items := title.ItemsAt(0, below)
	out.Items = append(append(out.Items, items...), kicker.Items()...)
	if e.Cancelled {
		out.Items = append(out.Items, strikes(items)...)
	}
	b.Rows = append(b.Rows, out)
	c.entryCancelled(b, e, s, x, measure)
}

// entryCancelled sets that an event does not take place, where that is so.
func (c EntrySetter) entryCancelled(b *layout.Block, e content.Entry, s EntryShape, x, measure paper.Length) {
	if e.Cancelled {
		b.Gap(paper.Pt * 2)
		b.Kept(x, measure, s.style(layout.StyleHour).Span(c.Words.Cancelled+"."), s.style(layout.StyleFact).Span(" "+
			c.Words.CancelledWhy))
	}
}

// titleSpans are the title behind its number, which is never left alone on a line.
func (c EntrySetter) titleSpans(e content.Entry, s EntryShape, title layout.Style) []layout.Span {
	if !s.strip || e.Number == 0 {
		return []layout.Span{title.Span(e.Title)}
	}
	return []layout.Span{title.In(layout.InkOf(e.Domain)).Span(strconv.Itoa(e.Number) + text.NoBreak + text.NoBreak),
		title.Span(e.Title)}
}

// strikes are lines through texts.
func strikes(texts []paper.Item) (out []paper.Item) {
	for _, i := range texts {
		t := i.(paper.Text)
		w := typeset.Width(strings.TrimSuffix(t.String, " "), t.Face, t.Size)
		out = append(out, paper.Shape{X: t.X, Y: t.Y - t.Size*27/100, Segments: layout.LevelLine(w), Stroke: &layout.Black,
			Width: max(t.Size/14, paper.Pt/2)})
	}
	return out
}

func kindAfter(kind string) string {
	if kind == "" {
		return ""
	}
	return "\u00a0· " + kind
}

// entryStops lists where a circuit halts.
func (c EntrySetter) entryStops(b *layout.Block, e content.Entry, s EntryShape, x, measure paper.Length,
	ink marquetry.Ink) {
	if len(e.Stops) == 0 {
		return
	}
	b.Gap(5 * paper.Pt * paper.Length(s.Scale) / 100)
	b.Kept(x, measure, s.style(layout.StyleLabel).In(ink).Span(c.Words.Stops))
	list := &paper.Element{Role: paper.List, Parent: b.In, Counted: true}
	width := s.style(layout.StyleLabel).Size * 3 / 2
	for i, stop := range e.Stops {
		item := &paper.Element{Role: paper.ListItem, Parent: list}
		number := layout.BreakLines([]layout.Span{s.style(layout.StyleLabel).In(ink).Span(strconv.Itoa(i + 1))}, width)[0].
			Row(x, &paper.Element{Role: paper.Label, Parent: item})
		body := &paper.Element{Role: paper.ListBody, Parent: item, Language: b.Language}
		for k, l := range layout.BreakLines([]layout.Span{s.style(layout.StyleFact).Span(stop)}, measure-width) {
			r := l.Row(x+width, body)
			if k == 0 {
				r = r.Level(number)
			}
			b.Rows = append(b.Rows, r)
		}
	}
}

// timesPart is when one kind of visit takes place.
type timesPart struct {
	title, note string
	lines       []content.TimeLine
}

// timesOf are the free hours of an entry, its slots, and those for classes.
func (c EntrySetter) timesOf(e content.Entry) []timesPart {
	return []timesPart{{c.Words.Free, "", e.Free}, {c.Words.Booked, e.BookedNote, e.Booked},
		{c.Words.Schools, "", e.Schools}}
}

// EntryTimes sets hours and slots: after the title, the largest thing.
func (c EntrySetter) EntryTimes(b *layout.Block, e content.Entry, s EntryShape, x, measure paper.Length,
	ink marquetry.Ink) {
	for _, part := range c.timesOf(e) {
		if len(part.lines) == 0 {
			continue
		}
		b.Gap(5 * paper.Pt * paper.Length(s.Scale) / 100)
		title, fact := s.style(layout.StyleLabel).In(ink).Span(part.title), s.style(layout.StyleFact).In(layout.Grey)
		both := []layout.Span{title, fact.Span(kindAfter(part.note))}
		if part.note == "" || len(layout.BreakLines(both, measure)) == 1 {
			b.Kept(x, measure, both...)
		} else { // no line ends with the point between them
			b.Kept(x, measure, title)
			b.Kept(x, measure, fact.Span(dottedLines(strings.Split(part.note, " · "), fact, measure)))
		}
		list := &paper.Element{Role: paper.List, Parent: b.In}
		for _, l := range part.lines {
			item := &paper.Element{Role: paper.ListItem, Parent: list}
			c.timeRow(b, l, s, x, measure, &paper.Element{Role: paper.ListBody, Parent: item})
		}
	}
}

// timeRow sets days and hours on one line where they fit, else the hours under
// the days.
func (c EntrySetter) timeRow(b *layout.Block, l content.TimeLine, s EntryShape, x, measure paper.Length,
	in *paper.Element) {
	large := s.style(layout.StyleHour)
	if s.facts > 0 { // a column of its own, and narrow
		large = s.style(layout.StyleHour, 90)
	}
	days, hours := s.style(layout.StyleFact).Span(l.Days), large.Span(l.Hours)
	apart := s.style(layout.StyleFact).Span("\u00a0\u00a0 ")
	if one := layout.BreakLines([]layout.Span{days, apart, hours}, measure); len(one) == 1 {
		b.Rows = append(b.Rows, one[0].Row(x, in))
		return
	}
	from := len(b.Rows)
	for _, l := range append(layout.BreakLines([]layout.Span{days}, measure),
		layout.BreakLines([]layout.Span{hours}, measure)...) {
		r := l.Row(x, in)
		r.Keep = true
		b.Rows = append(b.Rows, r)
	}
	if n := len(b.Rows); n > from {
		b.Rows[n-1].Keep = false
	}
	b.Gap(paper.Pt)
}

// entryFacts sets the practical facts, and the address.
func (c EntrySetter) entryFacts(b *layout.Block, e content.Entry, s EntryShape, x, measure paper.Length) {
	fact := s.style(layout.StyleFact)
	if len(e.Facts) > 0 && !s.brief {
		b.Gap(5 * paper.Pt * paper.Length(s.Scale) / 100)
		b.Put(x, measure, fact.Span(dottedLines(e.Facts, fact, measure)))
	}
	if !s.brief {
		c.EntryAccess(b, e, fact, x, measure)
	}
	where := e.Street
	if s.full || where == "" {
		where = strings.TrimPrefix(where+", "+e.Commune, ", ")
	}
	b.Gap(2 * paper.Pt)
	b.Put(x, measure, s.style(layout.StyleLabel).Span(content.Capital(where)))
	if len(e.Contact) > 0 {
		b.Put(x, measure, fact.Span(dottedLines(e.Contact, fact, measure)))
	}
	if s.code == 0 && e.URL != "" {
		c.bookHere(b, e, s, x, measure)
	}
}

// bookHere is the address where to book, in the column of the text.
func (c EntrySetter) bookHere(b *layout.Block, e content.Entry, s EntryShape, x, measure paper.Length) {
	link := &paper.Element{Role: paper.LinkRole, Parent: &paper.Element{Role: paper.Paragraph, Parent: b.In}}
	for _, l := range layout.BreakLines([]layout.Span{s.style(layout.StyleFact).Span(e.URLHost + typeset.MayBreak +
		e.URLPath)}, measure) {
		r := l.Row(x, link)
		r.Items = append(r.Items, paper.Link{X: x, Width: l.Width, Height: r.Height, URL: e.URL, In: link})
		b.Rows = append(b.Rows, r)
	}
}

// dottedLines is dotted over several lines, with points only within a line.
func dottedLines(facts []string, s layout.Style, measure paper.Length) string {
	out, now := "", ""
	for _, f := range facts {
		switch longer := now + "\u00a0· " + f; {
		case now == "":
			now = f
		case typeset.Width(longer, s.Face, s.Size) <= measure:
			now = longer
		default:
			out, now = out+now+"\n", f
		}
	}
	return out + now
}
