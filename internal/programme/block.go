package programme

// row is a strip of a block: its items stand at heights from its top, 0.
type row struct {
	items  []Item
	height int
	keep   bool // with the row after it
}

// block is a column of rows that stay together where they can.
type block struct {
	rows  []row
	aside []Item // stands beside the rows, from the top of the first
	depth int    // of aside
	after int    // space after the block
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
	for _, l := range breakLines(spans, measure) {
		b.rows = append(b.rows, l.row(x))
	}
}

// kept is put for lines that must not be the last on a page.
func (b *block) kept(x, measure int, spans ...span) {
	from := len(b.rows)
	b.put(x, measure, spans...)
	for i := from; i < len(b.rows); i++ {
		b.rows[i].keep = true
	}
}

// row places a line's runs on their common baseline.
func (l line) row(x int) row {
	lead, base := 0, 0
	for _, r := range l.runs {
		lead, base = max(lead, r.style.lead), max(base, r.style.baseline())
	}
	out := row{height: lead}
	for _, r := range l.runs {
		out.items = append(out.items, Text{X: x + r.x, Y: base, Size: r.style.size, Face: r.style.face,
			Ink: r.style.ink, Role: r.style.role, String: r.text})
	}
	return out
}

// head is kept for a heading, its lines balanced.
func (b *block) head(x, measure int, spans ...span) {
	for _, l := range balanced(spans, measure) {
		r := l.row(x)
		r.keep = true
		b.rows = append(b.rows, r)
	}
}

// beside sets two columns into rows of one block: a label and its value.
func (b *block) beside(x, labelWidth, gutter, measure int, label, value []span) {
	left := breakLines(label, labelWidth)
	right := breakLines(value, measure-labelWidth-gutter)
	for i := range max(len(left), len(right)) {
		var r row
		if i < len(right) {
			r = right[i].row(x + labelWidth + gutter)
		}
		if i < len(left) {
			r = r.level(left[i].row(x))
		}
		b.rows = append(b.rows, r)
	}
}

// listed sets a line of contents or index: words at the left, over as many
// lines as they take, and a number at the right of the first.
func (b *block) listed(x, measure int, words []span, number span) {
	right := breakLines([]span{number}, measure)[0].row(0).flushRight(x + measure)
	for i, l := range breakLines(words, measure-20*mm) {
		r := l.row(x)
		if i == 0 {
			r = right.level(r)
		}
		b.rows = append(b.rows, r)
	}
}

// level joins another row so that both first texts stand on one baseline; the
// other reads first.
func (r row) level(other row) row {
	dr, do := 0, 0
	if len(r.items) > 0 && len(other.items) > 0 {
		d := r.items[0].(Text).Y - other.items[0].(Text).Y
		dr, do = max(-d, 0), max(d, 0)
	}
	out := row{height: max(r.height+dr, other.height+do), keep: r.keep || other.keep}
	for _, i := range other.items {
		out.items = append(out.items, i.moved(0, do))
	}
	for _, i := range r.items {
		out.items = append(out.items, i.moved(0, dr))
	}
	return out
}

// itemsAt returns what stands in a block's rows, placed.
func (b *block) itemsAt(x, y int) []Item {
	var out []Item
	for _, r := range b.rows {
		for _, i := range r.items {
			out = append(out, i.moved(x, y))
		}
		y += r.height
	}
	return out
}

// flushRight moves a row of one line so that it ends at x.
func (r row) flushRight(x int) row {
	end := 0
	for _, i := range r.items {
		t := i.(Text)
		end = max(end, t.X+width(t.String, t.Face, t.Size))
	}
	out := row{height: r.height, keep: r.keep}
	for _, i := range r.items {
		out.items = append(out.items, i.moved(x-end, 0))
	}
	return out
}

// paragraph is a block of one text.
func paragraph(x, measure int, s style, text string, after int) block {
	b := block{after: after}
	b.put(x, measure, span{s, text})
	return b
}
