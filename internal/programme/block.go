package programme

import (
	"strings"

	"jema/internal/programme/paper"
	"jema/internal/programme/typeset"
)

// row is a strip of a block: its items stand at heights from its top, 0.
type row struct {
	items  []paper.Item
	height int
	keep   bool // with the row after it
}

// block is a column of rows that stay together where they can.
type block struct {
	rows     []row
	aside    []paper.Item   // stands beside the rows, from the top of the first, and is read before them
	late     []paper.Item   // the same, read after them
	depth    int            // of what stands beside
	after    int            // space after the block
	in       *paper.Element // what the block's paragraphs are parts of
	language string         // BCP 47, where it is not the document's
	justify  string         // the language in which running text is divided; "": ragged right
}

func (b *block) height() int {
	h := 0
	for _, r := range b.rows {
		h += r.height
	}
	return max(h, b.depth)
}

func (b *block) gap(h int) {
	if n := len(b.rows); n > 0 {
		b.rows = append(b.rows, row{height: h, keep: b.rows[n-1].keep})
	}
}

// put adds the lines of some spans, x from the left.
func (b *block) put(x, measure int, spans ...span) {
	in := b.element(spans)
	for _, l := range breakLines(spans, measure) {
		b.rows = append(b.rows, l.row(x, in))
	}
}

// prose is put for running text: justified and hyphenated where the format
// says so.
func (b *block) prose(x, measure int, spans ...span) {
	in := b.element(spans)
	for _, l := range b.lines(spans, measure) {
		b.rows = append(b.rows, l.row(x, in))
	}
}

func (b *block) lines(spans []span, measure int) []line {
	if b.justify != "" {
		return justified(spans, measure, b.justify)
	}
	return breakLines(spans, measure)
}

// items returns what stands in a block's rows.
func (b *block) items() []paper.Item { return b.itemsAt(0, 0) }

// kept is put for lines that must not be the last on a page.
func (b *block) kept(x, measure int, spans ...span) {
	from := len(b.rows)
	b.put(x, measure, spans...)
	for i := from; i < len(b.rows); i++ {
		b.rows[i].keep = true
	}
}

// element makes the structure's element for some spans within the block's.
func (b *block) element(spans []span) *paper.Element {
	in := elementOf(spans)
	if in != nil {
		in.Parent, in.Language = b.in, b.language
	}
	return in
}

// elementOf makes the structure's element for some spans: what the first one
// is; none for decoration.
func elementOf(spans []span) *paper.Element {
	if len(spans) == 0 || spans[0].style.role == paper.Decoration {
		return nil
	}
	return &paper.Element{Role: spans[0].style.role}
}

// row places a line's runs on their common baseline.
func (l line) row(x int, in *paper.Element) row {
	return l.rowIn(x, func(typeset.Run) *paper.Element { return in })
}

// rowIn is row for runs that are parts of elements of their own.
func (l line) rowIn(x int, in func(typeset.Run) *paper.Element) row {
	lead, base := 0, 0
	for _, s := range l.styles {
		lead, base = max(lead, s.lead), max(base, s.baseline())
	}
	out := row{height: lead, items: make([]paper.Item, 0, len(l.Runs))}
	for i, r := range l.Runs {
		s := l.styles[i]
		out.items = append(out.items, paper.Text{X: x + r.X, Y: base, Size: s.size, Face: s.face, Ink: s.ink,
			In: in(r), String: l.said(i), Space: l.Space, Hyphen: r.Hyphen})
	}
	return out
}

// said is the text of a run with the space that parts it from what follows: of
// the same line, or of the next.
func (l line) said(i int) string {
	r := l.Runs[i]
	switch {
	case r.Hyphen || strings.HasSuffix(r.Text, " "):
		return r.Text
	case i+1 == len(l.Runs) && !l.Spaced:
		return r.Text
	case i+1 < len(l.Runs) && l.Runs[i+1].X <= r.X+typeset.Width(r.Text, l.styles[i].face, l.styles[i].size):
		return r.Text
	}
	return r.Text + " "
}

// head is kept for a heading, its lines balanced.
func (b *block) head(x, measure int, spans ...span) {
	in := b.element(spans)
	for _, l := range balanced(spans, measure) {
		r := l.row(x, in)
		r.keep = true
		b.rows = append(b.rows, r)
	}
}

// beside sets two columns into rows of one block: a label and its value.
func (b *block) beside(x, labelWidth, gutter, measure int, label, value []span) {
	inLabel, inValue := b.element(label), b.element(value)
	left := breakLines(label, labelWidth)
	right := breakLines(value, measure-labelWidth-gutter)
	for i := range max(len(left), len(right)) {
		var r row
		if i < len(right) {
			r = right[i].row(x+labelWidth+gutter, inValue)
		}
		if i < len(left) {
			r = r.level(left[i].row(x, inLabel))
		}
		b.rows = append(b.rows, r)
	}
}

// level joins another row so that both first texts stand on one baseline; the
// other reads first.
func (r row) level(other row) row {
	dr, do := 0, 0
	if len(r.items) > 0 && len(other.items) > 0 {
		d := r.items[0].(paper.Text).Y - other.items[0].(paper.Text).Y
		dr, do = max(-d, 0), max(d, 0)
	}
	out := row{height: max(r.height+dr, other.height+do), keep: r.keep || other.keep}
	for _, i := range other.items {
		out.items = append(out.items, i.Moved(0, do))
	}
	for _, i := range r.items {
		out.items = append(out.items, i.Moved(0, dr))
	}
	return out
}

// itemsAt returns what stands in a block's rows, placed.
func (b *block) itemsAt(x, y int) []paper.Item {
	var out []paper.Item
	for _, r := range b.rows {
		for _, i := range r.items {
			out = append(out, i.Moved(x, y))
		}
		y += r.height
	}
	return out
}

// flushRight moves a row of one line so that it ends at x.
func (r row) flushRight(x int) row {
	end := 0
	for _, i := range r.items {
		t := i.(paper.Text)
		end = max(end, t.X+typeset.Width(strings.TrimSuffix(t.String, " "), t.Face, t.Size))
	}
	out := row{height: r.height, keep: r.keep}
	for _, i := range r.items {
		out.items = append(out.items, i.Moved(x-end, 0))
	}
	return out
}

// paragraph is a block of one text.
func paragraph(x, measure int, s style, text string, after int) block {
	b := block{after: after}
	b.put(x, measure, span{s, text})
	return b
}
