package programme

import (
	"jema/internal/marquetry"
	"jema/internal/programme/paper"
	"jema/internal/programme/typeset"
	"jema/internal/text"
)

// body is what the poster says: who, what, when, how to come in, and the code
// to book.
func (s *poster) body(measure, percent int) block {
	if s.entry == nil {
		return s.communeBody(measure, percent)
	}
	e, scale := s.entry, percent*s.scale/100
	var b block
	b.put(0, measure, span{styleLabel.in(inkOf(e.Domain)).times(150 * scale / 100), e.Craft})
	b.gap(2 * mm * scale / 100)
	b.head(0, measure, s.title(s.name(), measure, percent))
	b.gap(2 * mm * scale / 100)
	if e.Artisan != "" {
		b.put(0, measure, span{styleSpeaks.times(135 * scale / 100), e.Artisan})
	}
	b.head(0, measure, span{styleSpeaks.times(180 * scale / 100).as(paper.Heading2), e.Title})
	b.gap(5 * mm * scale / 100)
	side := s.codeBeside(&b, measure, scale, e.URL, e.code, s.words.BookHere)
	left := measure - side
	shape := entryShape{scale: 215 * scale / 100, measure: left}
	entrySetter{s.content}.entryTimes(&b, *e, shape, 0, left, inkOf(e.Domain))
	if e.Access != "" {
		b.gap(4 * mm * scale / 100)
		entrySetter{s.content}.entryAccess(&b, *e, styleFact.times(175*scale/100), 0, left)
	}
	return b
}

// codeBeside puts the code to book at the right, from the height that the
// words have reached, and returns the width that it takes away from them.
func (s *poster) codeBeside(b *block, measure, scale int, url string, dark *paper.Modules, why string) int {
	if dark == nil {
		return 0
	}
	side := 42 * mm * scale / 100
	x, y := measure-side, b.height()+2*mm*scale/100
	in := &paper.Element{Role: paper.Figure, Alt: why + " " + url}
	b.aside = append(b.aside, paper.Code{X: x, Y: y, Size: side, URL: url, Modules: dark, In: in},
		paper.Link{X: x, Y: y, Width: side, Height: side, URL: url, In: &paper.Element{Role: paper.LinkRole, Alt: why}})
	var caption block
	caption.put(0, side, span{styleLabel.times(110 * scale / 100), why})
	caption.put(0, side, span{styleFact.times(100 * scale / 100), bare(url)})
	b.aside = append(b.aside, caption.itemsAt(x, y+side+3*mm*scale/100)...)
	b.depth = y + side + 3*mm*scale/100 + caption.height()
	return side + 10*mm*scale/100
}

// communeBody is the poster of a commune: its name, the days, how many
// workshops open, and the code of its page.
func (s *poster) communeBody(measure, percent int) block {
	scale := percent * s.scale / 100
	var b block
	b.put(0, measure, span{styleStrong.times(135 * scale / 100), s.edition})
	b.gap(2 * mm * scale / 100)
	b.head(0, measure, s.title(s.breakable(), measure, percent))
	b.gap(3 * mm * scale / 100)
	url := s.raw.Territory.BaseURL + "/communes/" + s.raw.Commune.INSEE
	var dark *paper.Modules
	if isAddress(s.raw.Territory.BaseURL) {
		dark = Modules(url)
	}
	left := measure - s.codeBeside(&b, measure, scale, url, dark, s.words.SeeAll)
	b.head(0, left, span{styleSpeaks.times(180 * scale / 100).as(paper.Heading2), capital(s.dates)})
	if s.theme != "" {
		b.put(0, left, span{style{typeset.SerifItalic, 18000, 24000, black, paper.Paragraph}.times(scale), "«\u00a0" + s.theme + "\u00a0»"})
	}
	b.gap(4 * mm * scale / 100)
	for _, fact := range s.coverFacts()[1:] {
		if fact != s.content.words.Proof {
			b.put(0, left, span{styleStrong.times(140 * scale / 100), fact})
		}
	}
	return b
}

// foot says it in the other languages, names the days and the territory.
func (s *poster) foot(measure, percent int) block {
	b := block{aside: []paper.Item{paper.Shape{Segments: levelLine(measure), Stroke: &black, Width: pt * percent / 200}}}
	b.rows = append(b.rows, row{height: 3 * mm * percent / 100})
	for _, l := range s.spec.Others {
		w := s.words.welcome(l)
		say := w.Open
		if s.entry != nil && s.entry.code != nil && len(s.entry.spans) == 0 {
			say = w.Book
		}
		in := &paper.Element{Role: paper.Paragraph, Language: w.Tag}
		for _, l := range breakLines([]span{{stylePaper.times(110 * percent / 100), say}}, measure) {
			b.rows = append(b.rows, l.row(0, in))
		}
	}
	b.gap(2 * mm * percent / 100)
	line := s.edition + ", " + s.dates
	if s.entry == nil {
		line = s.set.line(s.raw.Territory.Name)
	}
	b.put(0, measure, span{styleNote.times(percent), line + text.NoBreak + "· " + s.contact()})
	return b
}

func (s *poster) contact() string {
	if phone := s.set.line(s.raw.Territory.ContactPhone); phone != "" {
		return phone
	}
	return bare(s.raw.Territory.BaseURL)
}

// segmentsTo joins points into a closed path.
func segmentsTo(points ...marquetry.Point) []marquetry.Segment {
	out := make([]marquetry.Segment, 0, len(points)+1)
	for i, p := range points {
		step := marquetry.Line
		if i == 0 {
			step = marquetry.Move
		}
		out = append(out, marquetry.Segment{Step: step, To: p})
	}
	return append(out, marquetry.Segment{Step: marquetry.Close})
}
