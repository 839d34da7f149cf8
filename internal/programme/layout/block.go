package layout

import (
	"slices"
	"strings"

	"jema/internal/programme/paper"
	"jema/internal/programme/typeset"
)

// Row is a strip of a block: its items are placed at heights from its top, 0.
type Row struct {
	Items  []paper.Item
	Height paper.Length
	Keep   bool // with the row after it
}

// Block is a column of rows that stay together where they can.
type Block struct {
	Rows     []Row
	Aside    []paper.Item   // beside the rows, from the top of the first, and is read before them
	Late     []paper.Item   // the same, read after them
	Depth    paper.Length   // of what is beside
	After    paper.Length   // space after the block
	In       *paper.Element // what the block's paragraphs are parts of
	Language string         // BCP 47, where it is not the document's
	Justify  string         // the language in which running text is divided; "": ragged right
}

// Height returns the block’s height without the space after it.
func (b *Block) Height() paper.Length {
	h := paper.Length(0)
	for _, r := range b.Rows {
		h += r.Height
	}
	return max(h, b.Depth)
}

// Gap adds white of height h, unless the block is empty.
func (b *Block) Gap(h paper.Length) {
	if n := len(b.Rows); n > 0 {
		b.Rows = append(b.Rows, Row{Height: h, Keep: b.Rows[n-1].Keep})
	}
}

// Put adds the lines of some spans, x from the left.
func (b *Block) Put(x, measure paper.Length, spans ...Span) {
	in := b.element(spans)
	for _, l := range BreakLines(spans, measure) {
		b.Rows = append(b.Rows, l.Row(x, in))
	}
}

// Prose is put for running text: justified and hyphenated where the format
// requires it.
func (b *Block) Prose(x, measure paper.Length, spans ...Span) {
	in := b.element(spans)
	for _, l := range b.lines(spans, measure) {
		b.Rows = append(b.Rows, l.Row(x, in))
	}
}

// shortLine is how many characters a line needs to be justified: a shorter one
// would be torn open.
const shortLine = 45

func (b *Block) lines(spans []Span, measure paper.Length) []line {
	if b.Justify != "" && characters(spans, measure) >= shortLine {
		return justified(spans, measure, b.Justify)
	}
	return BreakLines(spans, measure)
}

// characters returns about how many of them a line holds: a letter of French
// text is 46 hundredths of its size wide.
func characters(spans []Span, measure paper.Length) int {
	if len(spans) == 0 {
		return 0
	}
	return int(measure * 100 / (46 * max(spans[0].Style.Size, 1)))
}

// Items returns the items of a block's rows.
func (b *Block) Items() []paper.Item { return b.ItemsAt(0, 0) }

// Kept is put for lines that must not be the last on a page.
func (b *Block) Kept(x, measure paper.Length, spans ...Span) {
	from := len(b.Rows)
	b.Put(x, measure, spans...)
	for i := from; i < len(b.Rows); i++ {
		b.Rows[i].Keep = true
	}
}

// element makes the structure's element for some spans within the block's.
func (b *Block) element(spans []Span) *paper.Element {
	in := elementOf(spans)
	if in != nil {
		in.Parent, in.Language = b.In, b.Language
	}
	return in
}

// elementOf makes the structure's element for some spans: what the first one
// is; none for decoration.
func elementOf(spans []Span) *paper.Element {
	if len(spans) == 0 || spans[0].Style.Role == paper.Decoration {
		return nil
	}
	return &paper.Element{Role: spans[0].Style.Role}
}

// Row places a line's runs on their common baseline.
func (l line) Row(x paper.Length, in *paper.Element) Row {
	return l.rowIn(x, func(typeset.Run) *paper.Element { return in })
}

// rowIn is row for runs that are parts of elements of their own.
func (l line) rowIn(x paper.Length, in func(typeset.Run) *paper.Element) Row {
	lead, base := paper.Length(0), paper.Length(0)
	for _, s := range l.styles {
		lead, base = max(lead, s.Lead), max(base, s.Baseline())
	}
	out := Row{Height: lead, Items: make([]paper.Item, 0, len(l.Runs))}
	for i, r := range l.Runs {
		s := l.styles[i]
		out.Items = append(out.Items, paper.Text{X: x + r.X, Y: base, Size: s.Size, Face: s.Face, Ink: s.Ink,
			In: in(r), String: l.said(i), Space: l.Space, Hyphen: r.Hyphen})
	}
	return out
}

// said returns the text of a run with the space that separates it from the next run,
// on the same line or on the next.
func (l line) said(i int) string {
	r := l.Runs[i]
	switch {
	case r.Hyphen || strings.HasSuffix(r.Text, " "):
		return r.Text
	case i+1 == len(l.Runs) && !l.Spaced:
		return r.Text
	case i+1 < len(l.Runs) && l.Runs[i+1].X <= r.X+typeset.Width(r.Text, l.styles[i].Face, l.styles[i].Size):
		return r.Text
	}
	return r.Text + " "
}

// Head is Kept for a heading, its lines balanced.
func (b *Block) Head(x, measure paper.Length, spans ...Span) {
	in := b.element(spans)
	for _, l := range balanced(spans, measure) {
		r := l.Row(x, in)
		r.Keep = true
		b.Rows = append(b.Rows, r)
	}
}

// Beside sets two columns into rows of one block: a label and its value.
func (b *Block) Beside(x, labelWidth, gutter, measure paper.Length, label, value []Span) {
	inLabel, inValue := b.element(label), b.element(value)
	left := BreakLines(label, labelWidth)
	right := BreakLines(value, measure-labelWidth-gutter)
	for i := range max(len(left), len(right)) {
		var r Row
		if i < len(right) {
			r = right[i].Row(x+labelWidth+gutter, inValue)
		}
		if i < len(left) {
			r = r.Level(left[i].Row(x, inLabel))
		}
		b.Rows = append(b.Rows, r)
	}
}

// Level joins another row so that both first texts share a baseline; the other
// comes first in reading order.
func (r Row) Level(other Row) Row {
	dr, do := paper.Length(0), paper.Length(0)
	if len(r.Items) > 0 && len(other.Items) > 0 {
		d := r.Items[0].(paper.Text).Y - other.Items[0].(paper.Text).Y
		dr, do = max(-d, 0), max(d, 0)
	}
	out := Row{Height: max(r.Height+dr, other.Height+do), Keep: r.Keep || other.Keep}
	for _, i := range other.Items {
		out.Items = append(out.Items, i.Moved(0, do))
	}
	for _, i := range r.Items {
		out.Items = append(out.Items, i.Moved(0, dr))
	}
	return out
}

// ItemsAt returns the items of a block's rows, placed.
func (b *Block) ItemsAt(x, y paper.Length) []paper.Item {
	var out []paper.Item
	for _, r := range b.Rows {
		for _, i := range r.Items {
			out = append(out, i.Moved(x, y))
		}
		y += r.Height
	}
	return out
}

// Below returns the block further down by h, with white above it.
func (b Block) Below(h paper.Length) Block {
	out := b
	out.Rows = append([]Row{{Height: h, Keep: true}}, b.Rows...)
	out.Aside, out.Late = paper.MovedAll(b.Aside, 0, h), paper.MovedAll(b.Late, 0, h)
	if b.Depth > 0 {
		out.Depth += h
	}
	return out
}

// Under returns the block under a heading, as one block.
func (b Block) Under(head Block) Block {
	h := head.Height() + head.After
	out := b.Below(h)
	out.Rows = out.Rows[1:]
	rows := slices.Clone(head.Rows)
	if len(rows) > 0 {
		white := h
		for i := range rows {
			rows[i].Keep = true
			white -= rows[i].Height
		}
		rows = append(rows, Row{Height: white, Keep: true})
	}
	out.Rows = append(rows, out.Rows...)
	out.Aside = append(slices.Clone(head.Aside), out.Aside...)
	out.Late = append(slices.Clone(head.Late), out.Late...)
	return out
}

// FlushRight moves a row of one line so that it ends at x.
func (r Row) FlushRight(x paper.Length) Row {
	end := paper.Length(0)
	for _, i := range r.Items {
		t := i.(paper.Text)
		end = max(end, t.X+typeset.Width(strings.TrimSuffix(t.String, " "), t.Face, t.Size))
	}
	out := Row{Height: r.Height, Keep: r.Keep}
	for _, i := range r.Items {
		out.Items = append(out.Items, i.Moved(x-end, 0))
	}
	return out
}

// Paragraph is a block of one text.
func Paragraph(x, measure paper.Length, s Style, text string, after paper.Length) Block {
	b := Block{After: after}
	b.Put(x, measure, s.Span(text))
	return b
}

// KeepEnds holds the first two and the last two lines of a paragraph together.
func KeepEnds(rows []Row) {
	if n := len(rows); n > 1 {
		rows[0].Keep, rows[n-2].Keep = true, true
	}
}

// Height returns the height of blocks, the spaces after them included.
func Height(blocks []Block) paper.Length {
	h := paper.Length(0)
	for _, b := range blocks {
		h += b.Height() + b.After
	}
	return h
}
