package layout

import (
	"strings"
	"sync"

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
		first := int((from + dotStep - 1) / dotStep)
		if n := int((page.X-2*mm-dotSide+dotStep-1)/dotStep) - first; n > 0 {
			r.Items = append(r.Items, paper.Shape{Y: page.Y - dotSide, Segments: dots(first, n), Fill: &Grey})
		}
	}
}

// A point of a row is a square of dotSide; one begins every dotStep.
const dotSide, dotStep = pt * 3 / 4, 4 * pt

// allDots are the points across the width of A4. They are made once, because every row of
// contents takes some hundred of their lines.
var allDots = sync.OnceValue(func() []marquetry.Segment { return makeDots(0, int(A4Width/dotStep)) })

// dots returns n points, from the given one on. They are shared and not to be changed.
func dots(first, n int) []marquetry.Segment {
	if all := allDots(); first >= 0 && (first+n)*segmentsOfDot <= len(all) {
		return all[first*segmentsOfDot : (first+n)*segmentsOfDot : (first+n)*segmentsOfDot]
	}
	return makeDots(first, n)
}

const segmentsOfDot = 5

func makeDots(first, n int) []marquetry.Segment {
	out := make([]marquetry.Segment, 0, n*segmentsOfDot)
	for i := range n {
		x := paper.Length(first+i) * dotStep
		out = append(out, SegmentsTo(marquetry.Point{X: x}, marquetry.Point{X: x + dotSide},
			marquetry.Point{X: x + dotSide, Y: dotSide}, marquetry.Point{X: x, Y: dotSide})...)
	}
	return out
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
