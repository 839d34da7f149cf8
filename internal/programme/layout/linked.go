package layout

import (
	"strings"

	"jema/internal/marquetry"
	"jema/internal/programme/paper"
	"jema/internal/programme/typeset"
)

// Leads sets a line of contents or index: words at the left, over as many
// lines as they take, and a page at the right of the first; all of it leads
// there.
func (b *Block) Leads(x, measure paper.Length, words []Span, page Span, anchor string, link *paper.Element) {
	right := BreakLines([]Span{page}, measure)[0]
	from := len(b.Rows)
	for i, l := range BreakLines(words, measure-right.Width-4*mm) {
		r := l.Row(x, link)
		if i == 0 {
			r = right.Row(0, link).FlushRight(x + measure).Level(r)
		}
		r.Items = append(r.Items, paper.Link{X: x, Width: measure, Height: r.Height, Anchor: anchor, In: link})
		b.Rows = append(b.Rows, r)
	}
	if len(b.Rows) == from {
		b.Rows = append(b.Rows, right.Row(0, link).FlushRight(x+measure))
	}
}

// PutLink adds the lines of words that lead to an anchor.
func (b *Block) PutLink(x, measure paper.Length, words []Span, anchor string, link *paper.Element) {
	for _, l := range BreakLines(words, measure) {
		r := l.Row(x, link)
		r.Items = append(r.Items, paper.Link{X: x, Width: measure, Height: r.Height, Anchor: anchor, In: link})
		b.Rows = append(b.Rows, r)
	}
}

// Dots fills the white between the words of a line of contents and its page with a
// row of points, which lead the eye. It follows Leads.
func (b *Block) Dots() {
	for i := range b.Rows {
		r := &b.Rows[i]
		var ends []paper.Text
		for _, item := range r.Items {
			if t, ok := item.(paper.Text); ok {
				ends = append(ends, t)
			}
		}
		if len(ends) < 2 {
			continue
		}
		page, words := ends[len(ends)-1], ends[len(ends)-2]
		from := words.X + typeset.Width(strings.TrimSpace(words.String), words.Face, words.Size) + 2*mm
		var dots []marquetry.Segment
		const side, step = pt * 3 / 4, 4 * pt
		for x := (from + step - 1) / step * step; x+side < page.X-2*mm; x += step {
			dots = append(dots, SegmentsTo(marquetry.Point{X: x}, marquetry.Point{X: x + side},
				marquetry.Point{X: x + side, Y: side}, marquetry.Point{X: x, Y: side})...)
		}
		if len(dots) > 0 {
			r.Items = append(r.Items, paper.Shape{Y: page.Y - side, Segments: dots, Fill: &Grey})
		}
	}
}

// Linked is what a span belongs to, and where it leads: an anchor, an address, or nowhere.
type Linked struct {
	In          *paper.Element
	Anchor, URL string
}

// PutLinked adds the lines of spans that each have their own element; each
// part of a link gets its area.
func (b *Block) PutLinked(x, measure paper.Length, spans []Span, links []Linked) {
	for _, l := range BreakLines(spans, measure) {
		r := l.rowIn(x, func(run typeset.Run) *paper.Element { return links[run.Of].In })
		for i := 0; i < len(l.Runs); {
			to, k := links[l.Runs[i].Of], i
			for k+1 < len(l.Runs) && links[l.Runs[k+1].Of].In == to.In {
				k++
			}
			if to.Anchor != "" || to.URL != "" {
				last := l.styles[k]
				end := l.Runs[k].X + typeset.Width(l.Runs[k].Text, last.Face, last.Size)
				r.Items = append(r.Items, paper.Link{X: x + l.Runs[i].X, Width: end - l.Runs[i].X, Height: r.Height,
					Anchor: to.Anchor, URL: to.URL, In: to.In})
			}
			i = k + 1
		}
		b.Rows = append(b.Rows, r)
	}
}
