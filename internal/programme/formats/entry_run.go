package formats

import (
	"cmp"
	"strings"

	"jema/internal/marquetry"
	"jema/internal/programme/content"
	"jema/internal/programme/layout"
	"jema/internal/programme/paper"
	"jema/internal/programme/typeset"
)

// between separates what runs on.
const between = "\u00a0· "

// runBody sets an entry over the whole measure, hours and facts running on below the text.
func (c EntrySetter) runBody(b *layout.Block, e content.Entry, s EntryShape) {
	c.runHead(b, e, s)
	c.entryText(b, e, s, 0, s.Measure)
	if !e.Cancelled {
		c.runTimes(b, e, s)
		c.runFacts(b, e, s)
	}
}

// runHead sets the title, its craft's pattern at the end of the line, and below it
// workshop, artisan, craft and kind on one line.
func (c EntrySetter) runHead(b *layout.Block, e content.Entry, s EntryShape) {
	const side = 4 * paper.MM
	swatch := paper.Mosaic{X: s.Measure - side, Y: paper.MM, Panels: []marquetry.Panel{swatchOf(e.Domain, side)}}
	b.Aside = append(b.Aside, swatch)
	title := s.style(layout.StyleTitle.As(paper.Role(cmp.Or(string(s.level), string(paper.Heading3)))), 93)
	from := len(b.Rows)
	b.Head(0, s.Measure-side-2*paper.MM, c.titleSpans(e, s, title)...)
	for i := from; e.Cancelled && i < len(b.Rows); i++ {
		b.Rows[i].Items = append(b.Rows[i].Items, strikes(b.Rows[i].Items)...)
	}
	c.entryCancelled(b, e, s, 0, s.Measure)
	theirs := layout.Linked{In: &paper.Element{Role: paper.Paragraph, Parent: b.In, Language: b.Language}}
	craft := theirs
	if e.Translated {
		craft.In = &paper.Element{Role: paper.Paragraph, Parent: b.In}
	}
	ours := layout.Linked{In: &paper.Element{Role: paper.Paragraph, Parent: b.In}}
	fact := s.style(layout.StyleFact)
	from = len(b.Rows)
	b.PutLinked(0, s.Measure, []layout.Span{s.style(layout.StyleLabel).Span(e.Workshop),
		fact.Span(content.After(e.Artisan)),
		fact.Span(between), s.style(layout.StyleLabel).In(layout.InkOf(e.Domain)).Span(e.Craft),
		fact.In(layout.Grey).Span(kindAfter(e.Kind))}, []layout.Linked{theirs, theirs, craft, craft, ours})
	undotted(b.Rows[from:])
	for i := from; i < len(b.Rows); i++ {
		b.Rows[i].Keep = true
	}
	b.Gap(paper.Pt * 3 / 2)
}

// undotted takes the points between facts from where lines end.
func undotted(rows []layout.Row) {
	for _, r := range rows {
		for i := len(r.Items) - 1; i >= 0; i-- {
			t, ok := r.Items[i].(paper.Text)
			if !ok {
				continue
			}
			if words, found := strings.CutSuffix(strings.TrimRight(t.String, " "), strings.TrimRight(between, " ")); found {
				t.String = words + " "
				r.Items[i] = t
			}
			break
		}
	}
}

// runTimes sets hours and slots as running lines, over the whole measure.
func (c EntrySetter) runTimes(b *layout.Block, e content.Entry, s EntryShape) {
	fact, hour := s.style(layout.StyleFact), s.style(layout.StyleLabel, 105)
	for _, part := range c.timesOf(e) {
		if len(part.lines) == 0 {
			continue
		}
		spans := []layout.Span{s.style(layout.StyleLabel).In(layout.InkOf(e.Domain)).Span(part.title)}
		if part.note != "" {
			spans = append(spans, fact.In(layout.Grey).Span(between+part.note))
		}
		for _, l := range part.lines {
			spans = append(spans, fact.Span(between+l.Days+" "), hour.Span(l.Hours))
		}
		b.Gap(paper.Pt * 3 / 2)
		from := len(b.Rows)
		b.Put(0, s.Measure, spans...)
		undotted(b.Rows[from:])
	}
}

// runFacts sets the practical facts, the address and where to book as one running
// paragraph.
func (c EntrySetter) runFacts(b *layout.Block, e content.Entry, s EntryShape) {
	fact := s.style(layout.StyleFact)
	in := &paper.Element{Role: paper.Paragraph, Parent: b.In}
	var spans []layout.Span
	var links []layout.Linked
	put := func(to layout.Linked, span layout.Span) {
		if len(spans) > 0 {
			spans, links = append(spans, fact.Span(between)), append(links, layout.Linked{In: in})
		}
		spans, links = append(spans, span), append(links, to)
	}
	here := layout.Linked{In: in}
	for _, f := range e.Facts {
		put(here, fact.Span(f))
	}
	if access := c.accessLine(e); access != "" {
		put(here, fact.Span(access))
	}
	if where := e.Street; where != "" {
		put(here, s.style(layout.StyleLabel).Span(heldTogether(content.Capital(where))))
	}
	for _, contact := range e.Contact {
		put(here, fact.Span(strings.ReplaceAll(contact, " ", "\u00a0")))
	}
	if e.URL != "" {
		put(layout.Linked{In: &paper.Element{Role: paper.LinkRole, Parent: in}, URL: e.URL},
			fact.Span(e.URLHost+typeset.MayBreak+e.URLPath))
	}
	if len(spans) == 0 {
		return
	}
	b.Gap(paper.Pt * 3 / 2)
	from := len(b.Rows)
	b.PutLinked(0, s.Measure, spans, links)
	undotted(b.Rows[from:])
	drawAccess(b.Rows[from:], e.Open, fact)
}
