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
	costCut     = 1_000_000_000_000_000 // of what should stay whole
	costLonely  = 1_000_000             // a last line that is hardly one
	costTwo     = 10_000                // hyphens one below the other
	costUnequal = 5_000                 // a tight line beside a loose one
	worstRatio  = 30_000                // beyond it a line is as bad as it gets
)

// step is the way that goes on from a state to a place, nil if there is none.
func (p *paragraph) step(from *state, to int, l line) *state {
	b := p.places[to]
	next := &state{at: to, lines: from.lines + 1, before: from}
	badness, looks := p.badness(l, to)
	next.looks = looks
	next.cost = from.cost + (10+badness)*(10+badness) + b.cost*b.cost
	if b.hyphen {
		next.hyphens = from.hyphens + 1
		if next.hyphens > hyphensInARow {
			return nil
		}
		if from.hyphens > 0 {
			next.cost += costTwo
		}
	}
	if b.cut {
		next.cost += costCut
	}
	if p.set.Justify && from.at >= 0 && max(looks-from.looks, from.looks-looks) > 1 {
		next.cost += costUnequal
	}
	if to == len(p.places)-1 && from.at >= 0 && l.width < p.lonely() {
		next.cost += costLonely
	}
	return next
}

// lonely is the length below which a last line looks like a mistake.
func (p *paragraph) lonely() int {
	size := p.spans[p.atoms[0].of].Size
	return min(max(3*size*1000, p.set.Measure*micro/7), p.set.Measure*micro/2)
}

// badness says how bad a line is, and how it looks.
func (p *paragraph) badness(l line, to int) (int, int) {
	slack := p.set.Measure*micro - l.width
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
	return slack * 1000 / max(p.set.Measure*micro, 1)
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
