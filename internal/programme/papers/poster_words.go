package papers

import (
	"strings"

	"jema/internal/programme/content"
	"jema/internal/programme/formats"
	"jema/internal/programme/layout"
	"jema/internal/programme/paper"
	"jema/internal/programme/typeset"
	"jema/internal/text"
)

// body is the text of the poster: who, what, when, how to come in, and the code
// to book.
func (s *poster) body(measure paper.Length, percent int) layout.Block {
	if s.entry == nil {
		return s.communeBody(measure, percent)
	}
	e, scale := s.entry, percent*s.scale/100
	var b layout.Block
	b.Put(0, measure, layout.StyleLabel.In(layout.InkOf(e.Domain)).Times(150*scale/100).Span(e.Craft))
	b.Gap(2 * paper.MM * paper.Length(scale) / 100)
	b.Head(0, measure, s.title(s.name(), measure, percent))
	b.Gap(2 * paper.MM * paper.Length(scale) / 100)
	if e.Artisan != "" {
		b.Put(0, measure, styleSpeaks.Times(135*scale/100).Span(e.Artisan))
	}
	b.Head(0, measure, styleSpeaks.Times(180*scale/100).As(paper.Heading2).Span(e.Title))
	b.Gap(5 * paper.MM * paper.Length(scale) / 100)
	url, dark, why := e.URL, e.Code, s.words.BookHere
	if dark == nil { // nothing to book: the code leads to what there is to know
		url, why = s.OpeningURL(*e), s.words.MoreHere
		dark = content.Modules(url)
	}
	left := measure - s.codeBeside(&b, measure, scale, url, dark, why)
	shape := formats.EntryShape{Scale: 215 * scale / 100, Measure: left}
	formats.EntrySetter{Programme: s.Programme}.EntryTimes(&b, *e, shape, 0, left, layout.InkOf(e.Domain))
	b.Gap(4 * paper.MM * paper.Length(scale) / 100)
	b.Put(0, left, styleStrong.Times(165*scale/100).Span(content.Capital(place(*e))))
	if e.Access != "" {
		b.Gap(2 * paper.MM * paper.Length(scale) / 100)
		formats.EntrySetter{Programme: s.Programme}.EntryAccess(&b, *e, layout.StyleFact.Times(175*scale/100), 0, left)
	}
	return b
}

// codeBeside puts the code to book at the right, from the height that the
// words have reached, and returns the width that it takes away from them.
func (s *poster) codeBeside(b *layout.Block, measure paper.Length, scale int, url string, dark *paper.Modules,
	why string) paper.Length {
	if dark == nil {
		return 0
	}
	side := 42 * paper.MM * paper.Length(scale) / 100
	x, y := measure-side, b.Height()+2*paper.MM*paper.Length(scale)/100
	in := &paper.Element{Role: paper.Figure, Alt: why + " " + url}
	b.Aside = append(b.Aside, paper.Code{X: x, Y: y, Size: side, URL: url, Modules: dark, In: in},
		paper.Link{X: x, Y: y, Width: side, Height: side, URL: url, In: &paper.Element{Role: paper.LinkRole, Alt: why}})
	var caption layout.Block
	caption.Put(0, side, layout.StyleLabel.Times(110*scale/100).Span(why))
	caption.Put(0, side, layout.StyleFact.Times(100*scale/100).Span(content.Bare(url)))
	b.Aside = append(b.Aside, caption.ItemsAt(x, y+side+3*paper.MM*paper.Length(scale)/100)...)
	b.Depth = y + side + 3*paper.MM*paper.Length(scale)/100 + caption.Height()
	return side + 10*paper.MM*paper.Length(scale)/100
}

// communeBody is the poster of a commune: its name, the days, how many
// workshops open, and the code of its page.
func (s *poster) communeBody(measure paper.Length, percent int) layout.Block {
	scale := percent * s.scale / 100
	var b layout.Block
	b.Put(0, measure, styleStrong.Times(135*scale/100).Span(s.Edition))
	b.Gap(2 * paper.MM * paper.Length(scale) / 100)
	b.Head(0, measure, s.title(s.Breakable(), measure, percent))
	b.Gap(3 * paper.MM * paper.Length(scale) / 100)
	url := s.PageURL()
	left := measure - s.codeBeside(&b, measure, scale, url, content.Modules(url), s.words.SeeAll)
	b.Head(0, left, styleSpeaks.Times(180*scale/100).As(paper.Heading2).Span(content.Capital(s.Dates)))
	if s.Theme != "" {
		b.Put(0, left, layout.Style{Face: typeset.SerifItalic, Size: 18000, Lead: 24000, Ink: layout.Black,
			Role: paper.Paragraph}.Times(scale).Span("«\u00a0"+s.Theme+"\u00a0»"))
	}
	b.Gap(4 * paper.MM * paper.Length(scale) / 100)
	for _, fact := range s.CoverFacts()[1:] {
		if fact != s.Programme.Words.Proof {
			b.Put(0, left, styleStrong.Times(140*scale/100).Span(fact))
		}
	}
	return b
}

// foot repeats it in the other languages, names the days and the territory.
func (s *poster) foot(measure paper.Length, percent int) layout.Block {
	b := layout.Block{Aside: []paper.Item{paper.Shape{Segments: layout.LevelLine(measure), Stroke: &layout.Black,
		Width: paper.Pt * paper.Length(percent) / 200}}}
	b.Rows = append(b.Rows, layout.Row{Height: 3 * paper.MM * paper.Length(percent) / 100})
	foreign := s.foreign(measure, percent)
	b.Rows = append(b.Rows, foreign...)
	b.Gap(2 * paper.MM * paper.Length(percent) / 100)
	line := s.Edition + ", " + s.Dates
	if s.entry == nil {
		line = s.Set.Line(s.Raw.Territory.Name)
	}
	b.Put(0, measure, styleNote.Times(percent).Span(line+text.NoBreak+"· "+s.contact()))
	return b
}

// foreign are the other languages beside each other, three to a row: for each, all that
// a visitor needs.
func (s *poster) foreign(measure paper.Length, percent int) (rows []layout.Row) {
	const most = 3
	gap := 7 * paper.MM * paper.Length(percent) / 100
	list := s.spec.Others
	for len(list) > 0 {
		now := list[:min(most, len(list))]
		if len(list) == most+1 { // two and two, not three and one
			now = list[:2]
		}
		list = list[len(now):]
		width, row := (measure-paper.Length(len(now)-1)*gap)/paper.Length(len(now)), layout.Row{}
		for k, code := range now {
			size := s.others
			if len(now) == most { // narrow columns
				size = min(size, 95)
			}
			block := s.inLanguage(content.ForeignOf(code), width, size*percent/100)
			row.Items = append(row.Items, block.ItemsAt(paper.Length(k)*(width+gap), 0)...)
			row.Height = max(row.Height, block.Height())
		}
		rows = append(rows, row, layout.Row{Height: 3 * paper.MM * paper.Length(percent) / 100})
	}
	return rows
}

// inLanguage is the poster in another language: come in, or book; days and hours; for
// whom it is accessible. The type is of a size in per cent.
func (s *poster) inLanguage(f *content.Foreign, measure paper.Length, percent int) layout.Block {
	b := layout.Block{In: &paper.Element{Role: paper.Section, Language: f.Tag}}
	plain, strong := stylePaper.Times(percent), styleStrong.Times(percent)
	b.Put(0, measure, strong.Span(f.Name))
	if s.entry == nil {
		b.Put(0, measure, plain.Span(f.OpenMany))
		b.Put(0, measure, strong.Span(content.Capital(f.Say.Days(s.Raw.Edition.StartsOn, s.Raw.Edition.EndsOn))))
		return b
	}
	welcome := f.Welcome
	if s.entry.Code != nil && len(s.entry.Spans) == 0 {
		welcome = f.ByBooking
	}
	b.Put(0, measure, plain.Span(welcome))
	for _, part := range []struct {
		title string
		lines []content.TimeLine
	}{{f.Free, f.Say.Timetable(s.entry.Spans, true)}, {f.Booked, f.Say.Timetable(s.entry.Starts, false)}} {
		for i, l := range part.lines {
			if i == 0 && welcome != f.ByBooking { // which names it
				b.Put(0, measure, strong.Span(part.title))
			}
			b.Put(0, measure, plain.Span(content.Capital(l.Days)+": "), strong.Span(l.Hours))
		}
	}
	var open []string
	for _, kind := range s.entry.Open {
		open = append(open, f.AccessKinds[kind])
	}
	if len(open) > 0 {
		b.Put(0, measure, plain.Span(fill(f.Access, strings.Join(open, ", "))))
	}
	return b
}

func (s *poster) contact() string {
	if phone := s.ContactPhone(); phone != "" {
		return phone
	}
	return content.Bare(s.Raw.Territory.BaseURL)
}
