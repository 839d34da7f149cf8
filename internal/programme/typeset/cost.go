package typeset

// How a line looks beside the one before it: from tight to very loose.
const (
	tight = iota
	normal
	loose
	veryLoose
	looksCount
)

// What breaks and lines cost, in the manner of TeX: the square of a badness.
const (
	costCut     = 1_000_000_000_000_000 // breaking a word that should stay whole
	costLonely  = 1_000_000             // a last line of hardly a word
	costTwo     = 10_000                // hyphens one below the other
	costBegun   = 5_000                 // a last line that begins within a word
	costUnequal = 5_000                 // a tight line beside a loose one
	worstRatio  = 30_000                // beyond it a line is as bad as it gets
)

// What lines are looked at: first those whose spaces are at most two and a half
// times as wide as they should be.
const (
	tolerable = 2700
	anything  = 1 << 62
)

// step returns the state that a line from one state to a place leads to; ok is false
// where such a line is not allowed.
func (f *fitting) step(from, to int, l line) (state, bool) {
	last, b := &f.states[from], &f.places[to]
	badness, looks := f.badness(l, to)
	next := state{at: to, before: from, lines: last.lines + 1, looks: looks}
	next.cost = last.cost + (10+badness)*(10+badness) + b.cost*b.cost
	if b.hyphen {
		next.hyphens = last.hyphens + 1
		if last.hyphens > 0 {
			next.cost += costTwo
		}
	}
	if b.cut {
		next.cost += costCut
	}
	if f.set.Justify && last.at >= 0 && max(looks-last.looks, last.looks-looks) > 1 {
		next.cost += costUnequal
	}
	if to == len(f.places)-1 {
		next.cost += f.ending(last, l)
	}
	return next, badness <= f.tolerance && next.hyphens <= hyphensInARow
}

// ending returns the extra cost of a last line.
func (f *fitting) ending(last *state, l line) (cost int) {
	if last.hyphens > 0 {
		cost += costBegun
	}
	if last.at >= 0 && l.width < f.lonely() {
		cost += costLonely
	}
	return cost
}

// lonely is the length below which a last line looks like a mistake.
func (p *paragraph) lonely() int {
	size := int(p.spans[p.atoms[0].of].Size)
	return min(max(3*size*1000, p.room()/7), p.room()/2)
}

// badness returns how bad a line is, and how it looks.
func (p *paragraph) badness(l line, to int) (int, int) {
	slack := p.room() - l.width
	isLast := to == len(p.places)-1
	switch {
	case slack >= 0 && isLast && !p.set.level:
		return 0, normal
	case !p.set.Justify:
		return p.raggedness(slack), normal
	case slack < 0:
		ratio := -slack * 1000 / max(l.glue/shrink, 1)
		return cubed(ratio), looksOf(-ratio)
	}
	ratio := slack * 1000 / max(l.glue/stretch, 1)
	return cubed(ratio), looksOf(ratio)
}

// raggedness grows with the part of the line that is empty.
func (p *paragraph) raggedness(slack int) int {
	return slack * 1000 / max(p.room(), 1)
}

// cubed is TeX's badness of a ratio in thousandths: 100 at the full stretch.
func cubed(ratio int) int {
	ratio = min(ratio, worstRatio)
	return ratio * ratio / 1000 * ratio / 10_000
}

func looksOf(ratio int) int {
	switch {
	case ratio < -500:
		return tight
	case ratio <= 500:
		return normal
	case ratio <= 1000:
		return loose
	}
	return veryLoose
}
