package marquetry

import (
	"cmp"
	"hash/fnv"
	"slices"

	"jema/internal/measure"
)

// Share is how much of a work a domain takes: Weight counts what opens.
type Share struct {
	Domain string
	Weight int
}

// Cut cuts a sheet of w by h into the marquetry of the shares: each domain gets
// its proportion of the area, joints run upright or level but for a few oblique
// ones. The seed (a commune's INSEE code) decides the cut, so that it never
// changes by chance. One domain alone is one great sheet.
func Cut(seed string, w, h measure.Length, shares []Share) []Panel {
	shares = joined(shares)
	if len(shares) == 0 {
		shares = []Share{{Other, 1}}
	}
	c := cutter{seed: seed, module: module(w, h, len(shares)), pieces: 3}
	sheet := []Point{{0, 0}, {w, 0}, {w, h}, {0, h}}
	if len(shares) < 4 {
		c.pieces = 1
	}
	// Two pieces of one domain side by side would look like a mistake: another
	// cut is tried, and in the end every domain gets one piece.
	for c.try = range 24 {
		if c.try == 23 {
			c.pieces = 1
		}
		c.panels = nil
		c.divide(sheet, c.row(shares), 1)
		if !c.twins() {
			break
		}
	}
	return c.panels
}

// twins reports whether two pieces of one domain touch, or nearly.
func (c *cutter) twins() bool {
	for i, p := range c.panels {
		a := p.Bounds()
		for _, q := range c.panels[:i] {
			b := q.Bounds()
			if p.Domain == q.Domain && a.Min.X <= b.Max.X+measure.Pt && b.Min.X <= a.Max.X+measure.Pt &&
				a.Min.Y <= b.Max.Y+measure.Pt && b.Min.Y <= a.Max.Y+measure.Pt {
				return true
			}
		}
	}
	return false
}

// module is the patterns' unit. It is small enough for the smallest piece,
// large on a single sheet, and at most half the height of a strip.
func module(w, h measure.Length, domains int) measure.Length {
	part := 17
	switch {
	case domains == 1:
		part = 9
	case domains <= 3:
		part = 13
	}
	return min(measure.Length(root(int(w*h))/part), min(w, h)*2/5)
}

// root is the whole square root.
func root(n int) int {
	r := n
	for s := (r + 1) / 2; s < r; s = (s + n/s) / 2 {
		r = s
	}
	return r
}

// joined adds up the shares of a domain that occurs twice and puts the domains
// in an order of their own, so that the order of the data does not matter.
func joined(shares []Share) []Share {
	weights := map[string]int{}
	for _, s := range shares {
		if s.Weight > 0 {
			weights[slugOf(s.Domain)] += s.Weight
		}
	}
	out := make([]Share, 0, len(weights))
	for d, w := range weights {
		out = append(out, Share{d, w})
	}
	slices.SortFunc(out, func(a, b Share) int { return cmp.Compare(a.Domain, b.Domain) })
	return out
}

type cutter struct {
	seed   string
	try    int
	module measure.Length
	pieces int // at most, of one domain
	panels []Panel
}

// chance is a number that depends on the seed and on what is decided, alone.
func (c *cutter) chance(what string, n int) int {
	h := fnv.New64a()
	for _, s := range []string{c.seed, what} {
		_, _ = h.Write([]byte(s)) // a hash never fails
	}
	_, _ = h.Write([]byte{byte(n), byte(n >> 8), byte(c.try)}) //nolint:gosec // a seed: bits that are lost do not matter
	v := h.Sum64()
	return int((v ^ v>>29) % (1 << 30))
}

// row orders the domains by the seed. Where there are many domains, a large one
// is laid in several pieces that are far from each other, like a patchwork.
func (c *cutter) row(shares []Share) []Share {
	slices.SortFunc(shares, func(a, b Share) int {
		return cmp.Or(cmp.Compare(c.chance(a.Domain, 0), c.chance(b.Domain, 0)), cmp.Compare(a.Domain, b.Domain))
	})
	type place struct {
		Share
		at int // where in the row, 0 to 10000
	}
	var row []place
	for i, s := range shares {
		n := min((s.Weight+2)/3, c.pieces)
		for k := range n {
			at := (i*10000/len(shares) + k*10000/n) % 10000
			// Weights are multiplied so that n shares them without a rest.
			row = append(row, place{Share{s.Domain, s.Weight * 6 / n}, at})
		}
	}
	slices.SortStableFunc(row, func(a, b place) int { return cmp.Compare(a.at, b.at) })
	out := make([]Share, len(row))
	for i, p := range row {
		out[i] = p.Share
	}
	return out
}

// divide shares a polygon out among the pieces; node numbers the cuts.
func (c *cutter) divide(outline []Point, pieces []Share, node int) {
	if len(outline) < 3 {
		return // a sheet smaller than its pieces
	}
	if len(pieces) == 1 {
		c.panels = append(c.panels, Panel{pieces[0].Domain, outline, c.module})
		return
	}
	at, left, all := balance(pieces)
	direction := c.direction(outline, node)
	a, b := split(outline, direction, left, all)
	c.divide(a, pieces[:at], 2*node)
	c.divide(b, pieces[at:], 2*node+1)
}

// balance finds where the pieces fall into two nearly equal halves.
func balance(pieces []Share) (at, left, all int) {
	for _, p := range pieces {
		all += p.Weight
	}
	best, sum := all+1, 0
	for i, p := range pieces[:len(pieces)-1] {
		sum += p.Weight
		if d := max(2*sum-all, all-2*sum); d < best {
			best, at, left = d, i+1, sum
		}
	}
	return at, left, all
}

// slants are the slopes of joints in hundredths; most joints are straight.
var slants = []int{0, 20, 0, 0, -17, 0, 25}

// direction returns the direction in which a cut advances: along the longer
// side, now and then slanted.
func (c *cutter) direction(outline []Point, node int) Point {
	b := Panel{Outline: outline}.Bounds()
	slant := slants[c.chance("slant", node)%len(slants)]
	if b.width() >= b.height() {
		return Point{100, measure.Length(slant)}
	}
	return Point{measure.Length(slant), 100}
}
