package typeset

import "slices"

// line is the content between two places: its length, the length of its spaces
// and how many they are.
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

// ends measures the parts before and after a place within an atom, once.
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
	before  int // state
	hyphens int
	looks   int
	lines   int
	cost    int
}

// hyphensInARow is the most that a text may have.
const hyphensInARow = 2

// fitting is the search for the best breaks of a paragraph.
type fitting struct {
	*paragraph
	states    []state // all that were reached
	active    []int   // those from which the next place may be reached
	kept      []int   // of them, for the next place
	tolerance int     // the worst line that is looked at
}

// fit returns the places at which the paragraph breaks best, its end last. Most
// do without bad lines, which makes the search short.
func (p *paragraph) fit() []int {
	f := &fitting{paragraph: p, states: make([]state, 0, 2*len(p.places)+8), tolerance: tolerable}
	if p.set.Justify && f.search() {
		return f.best()
	}
	f.tolerance = anything
	f.search()
	return f.best()
}

// search looks at all places in order. It fails if there is no way within the
// tolerance.
func (f *fitting) search() bool {
	f.states = append(f.states[:0], state{at: -1, looks: normal})
	f.active = append(f.active[:0], 0)
	for i := range f.places {
		if !f.reach(i) {
			return false
		}
	}
	return f.states[len(f.states)-1].at == len(f.places)-1
}

// best is the way to the end that costs least.
func (f *fitting) best() []int {
	best := len(f.states) - 1
	for i := best - 1; i > 0 && f.states[i].at == f.states[best].at; i-- {
		if f.better(&f.states[i], &f.states[best]) {
			best = i
		}
	}
	var out []int
	for ; best > 0; best = f.states[best].before {
		out = append(out, f.states[best].at)
	}
	slices.Reverse(out)
	return out
}

// better reports whether a way is better than another: of ragged ones that leave as many
// words whole the shorter is, whatever it looks like.
func (p *paragraph) better(a, b *state) bool {
	if !p.set.Justify && a.lines != b.lines && a.cost/costCut == b.cost/costCut {
		return a.lines < b.lines
	}
	return a.cost < b.cost
}

// reach tries a place as the next break after each of the active ones, and
// gives up those that it lies too far from.
func (f *fitting) reach(to int) bool {
	var best [hyphensInARow + 1][looksCount]state
	f.kept = f.kept[:0]
	measured := -2
	var l line
	for _, from := range f.active {
		if at := f.states[from].at; at != measured {
			l, measured = f.between(at, to), at
		}
		isLong := f.isLong(l)
		if !isLong || f.places[to].hyphen {
			f.kept = append(f.kept, from)
		}
		if isLong || measured >= 0 && f.places[measured].isAt(&f.places[to]) {
			continue
		}
		if next, ok := f.step(from, to, l); ok {
			if slot := &best[next.hyphens][next.looks]; slot.lines == 0 || f.better(&next, slot) {
				*slot = next
			}
		}
	}
	if len(f.kept) == 0 { // something is longer than a line and cannot be cut
		if f.tolerance != anything {
			return false
		}
		best[0][normal] = f.forced(to)
	}
	for _, row := range best {
		for _, s := range row {
			if s.lines > 0 {
				f.kept = append(f.kept, len(f.states))
				f.states = append(f.states, s)
			}
		}
	}
	f.active, f.kept = f.kept, f.active
	return true
}

// forced breaks although the line is too long.
func (f *fitting) forced(to int) state {
	from := f.active[len(f.active)-1]
	s := f.states[from]
	return state{at: to, looks: normal, lines: s.lines + 1, cost: s.cost + costCut, before: from}
}

// isAt reports whether two places are the same but for the hyphen.
func (b *place) isAt(other *place) bool { return b.atom == other.atom && b.at == other.at }

func (p *paragraph) isLong(l line) bool {
	least := l.width
	if p.set.Justify {
		least -= l.glue / shrink
	}
	return least > p.room()
}
