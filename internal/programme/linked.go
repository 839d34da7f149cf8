package programme

import (
	"jema/internal/programme/paper"
	"jema/internal/programme/typeset"
)

// linked is what a span belongs to, and where it leads.
type linked struct {
	in     *paper.Element
	anchor string
}

// putLinked adds the lines of spans that each have their own element; each
// part of a link gets its area.
func (b *block) putLinked(x, measure int, spans []span, links []linked) {
	for _, l := range breakLines(spans, measure) {
		r := l.rowIn(x, func(run typeset.Run) *paper.Element { return links[run.Of].in })
		for i := 0; i < len(l.Runs); {
			to, k := links[l.Runs[i].Of], i
			for k+1 < len(l.Runs) && links[l.Runs[k+1].Of].in == to.in {
				k++
			}
			if to.anchor != "" {
				last := l.styles[k]
				end := l.Runs[k].X + typeset.Width(l.Runs[k].Text, last.face, last.size)
				r.items = append(r.items, paper.Link{X: x + l.Runs[i].X, Width: end - l.Runs[i].X, Height: r.height, Anchor: to.anchor, In: to.in})
			}
			i = k + 1
		}
		b.rows = append(b.rows, r)
	}
}
