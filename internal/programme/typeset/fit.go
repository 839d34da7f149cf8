package typeset

import "slices"

// line is what stands between two places: its length, its spaces' own and how
// many they are.
type line struct{ width, glue, gaps int }

// between measures the line from one place to another; -1 is the start.
func (p *paragraph) between(from, to int) line {
	b := &p.places[to]
	first, a := 0, (*place)(nil)
	if from >= 0 {
		a = &p.places[from]
		first = a.atom
	}
	if a != nil && a.at > 0 && b.at > 0 && a.atom == b.atom {
		return line{width: p.micros(p.atoms[first].of, p.part(a, b))}
	}
	l := line{p.sums[b.atom] - p.sums[first], p.glues[b.atom] - p.glues[first], p.gaps[b.atom] - p.gaps[first]}
	if b.at > 0 {
		l = l.plus(p.atoms[b.atom], p.ends(b).head)
	}
	// The space before the line's first word is gone.
	if first < len(p.atoms) && (b.atom > first || b.at > 0) {
		l = l.without(p.atoms[first])
	}
	if a != nil && a.at > 0 {
		l.width += p.ends(a).tail - p.atoms[first].width
	}
	return l
}

func (l line) plus(a atom, width int) line {
	l.width += a.glue + width
	return l.spaced(a, 1)
}

func (l line) without(a atom) line {
	l.width -= a.glue
	return l.spaced(a, -1)
}

func (l line) spaced(a atom, n int) line {
	if a.spaced {
		l.glue += n * a.glue
		l.gaps += n
	}
	return l
}

// part is the text between two places of one atom.
func (p *paragraph) part(a, b *place) string {
	text := p.atoms[b.atom].text
	from := 0
	if a != nil && a.atom == b.atom {
		from = a.at
	}
	text = text[from:b.at]
	if b.hyphen {
		text += softHyphen
	}
	return text
}

// ends measures what stands before and after a place within an atom, once.
func (p *paragraph) ends(b *place) *place {
	if b.head == unknown {
		a := p.atoms[b.atom]
		b.head, b.tail = p.micros(a.of, p.part(nil, b)), p.micros(a.of, a.text[b.at:])
	}
	return b
}

// Word spaces may become a fifth narrower; half as wide again they look as they
// should at worst, and beyond three and a half times a line is left ragged.
const (
	shrink  = 5
	stretch = 2
	loosest = 5000 // in thousandths of the stretch
)

// state is a best way to break up to a place: with so many hyphens at the ends
// of the last lines, and a last line so tight or loose.
type state struct {
	at      int // place
	hyphens int
	looks   int
	lines   int
	cost    int
	before  *state
}

// hyphensInARow is the most that a text may have.
const hyphensInARow = 2

// fit returns the places at which the paragraph breaks best, its end last.
func (p *paragraph) fit() []int {
	active := []*state{{at: -1, looks: normal}}
	for i := range p.places {
		active = p.reach(active, i)
	}
	var best *state
	for _, s := range active {
		if s.at == len(p.places)-1 && (best == nil || p.better(s, best)) {
			best = s
		}
	}
	var out []int
	for ; best != nil && best.at >= 0; best = best.before {
		out = append(out, best.at)
	}
	slices.Reverse(out)
	return out
}

// better tells whether a way is better than another: of ragged ones the shorter
// is, whatever it looks like.
func (p *paragraph) better(a, b *state) bool {
	if !p.set.Justify && a.lines != b.lines {
		return a.lines < b.lines
	}
	return a.cost < b.cost
}

// reach tries a place as the next break after each of the active ones, and
// gives up those that it lies too far from.
func (p *paragraph) reach(active []*state, to int) []*state {
	var best [hyphensInARow + 1][looksCount]*state
	var kept []*state
	for _, from := range active {
		l := p.between(from.at, to)
		isLong := p.isLong(l)
		if !isLong || p.places[to].hyphen {
			kept = append(kept, from)
		}
		if next := p.step(from, to, l); next != nil && !isLong {
			slot := &best[next.hyphens][next.looks]
			if *slot == nil || p.better(next, *slot) {
				*slot = next
			}
		}
	}
	if len(kept) == 0 { // something is longer than a line and cannot be cut
		kept = append(kept, p.forced(active, to))
	}
	for _, row := range best {
		for _, s := range row {
			if s != nil {
				kept = append(kept, s)
			}
		}
	}
	return kept
}

// forced breaks although the line is too long.
func (p *paragraph) forced(active []*state, to int) *state {
	from := active[0]
	for _, s := range active[1:] {
		if s.at > from.at {
			from = s
		}
	}
	return &state{at: to, looks: normal, lines: from.lines + 1, cost: from.cost + costCut, before: from}
}

func (p *paragraph) isLong(l line) bool {
	least := l.width
	if p.set.Justify {
		least -= l.glue / shrink
	}
	return least > p.set.Measure*micro
}
