package geo

import (
	"cmp"
	"math"
	"slices"

	"jema/internal/marquetry"
)

// Pin is a place on a map that has a number; Label is the position of its
// number. Of belongs to the caller, to identify the pin.
type Pin struct {
	Of        int
	At, Label marquetry.Point
}

// Spread gives every pin a place for its number, a disc of a radius in a frame of
// w by h, so that no two meet. A pin
// with nobody near bears its number itself; of those that crowd, each number
// goes to the nearest free place around, away from the crowd first.
func Spread(pins []Pin, radius, w, h int) []Pin {
	s := spreader{pins: pins, radius: radius, width: w, height: h}
	order := make([]int, len(pins))
	for i := range pins {
		order[i] = i
	}
	slices.SortStableFunc(order, func(a, b int) int { return cmp.Compare(len(s.near(a)), len(s.near(b))) })
	for _, i := range order {
		if s.label(i) {
			s.done = append(s.done, i)
		}
	}
	var out []Pin // a crowd may be larger than the map
	for i, p := range pins {
		if slices.Contains(s.done, i) {
			out = append(out, p)
		}
	}
	return out
}

type spreader struct {
	pins          []Pin
	done          []int
	radius        int // of the disc around a number
	width, height int
}

// near are the pins whose numbers would touch that of a pin.
func (s *spreader) near(i int) (list []int) {
	reach := 2*s.radius + marquetry.Pt
	for k := range s.pins {
		if k != i && square(s.pins[k].At, s.pins[i].At) < reach*reach {
			list = append(list, k)
		}
	}
	return list
}

func square(a, b marquetry.Point) int { return (a.X-b.X)*(a.X-b.X) + (a.Y-b.Y)*(a.Y-b.Y) }

// directions are the points of the compass, of length 1000. They are rounded,
// so that every machine has the same.
var directions = func() (out [64]marquetry.Point) {
	for i := range out {
		sin, cos := math.Sincos(float64(i) * math.Pi / 32)
		out[i] = marquetry.Point{X: int(math.Round(cos * 1000)), Y: int(math.Round(sin * 1000))}
	}
	return out
}()

// label finds the place of a number; false where there is none.
func (s *spreader) label(i int) bool {
	p := &s.pins[i]
	near := s.near(i)
	if p.Label = p.At; len(near) == 0 && s.free(i, p.At, true) {
		return true
	}
	away := s.away(i, near)
	// The numbers of a crowd need a ring that has room for them all.
	first := max(2, (len(near)+1)*(2*s.radius+2*marquetry.Pt)*10/63/(s.radius*5/4)+1)
	for try := range 2 * (60 - first) {
		// In the end a line may pass behind a number.
		ring, strict := first+try%(60-first), try < 60-first
		for turn := range len(directions) {
			// 0, +1, −1, +2, −2 … from the preferred direction
			step := (turn + 1) / 2
			if turn%2 == 0 {
				step = -step
			}
			d := directions[(away+step+2*len(directions))%len(directions)]
			r := ring * s.radius * 5 / 4
			at := marquetry.Point{X: p.At.X + d.X*r/1000, Y: p.At.Y + d.Y*r/1000}
			if s.free(i, at, strict) {
				p.Label = at
				return true
			}
		}
	}
	return false
}

// away is the direction that leads out of a crowd.
func (s *spreader) away(i int, near []int) int {
	p, sum := s.pins[i].At, marquetry.Point{}
	for _, k := range near {
		sum.X += p.X - s.pins[k].At.X
		sum.Y += p.Y - s.pins[k].At.Y
	}
	best, most := (i*23)%len(directions), 0
	for k, d := range directions {
		if dot := d.X*sum.X + d.Y*sum.Y; dot > most {
			best, most = k, dot
		}
	}
	return best
}

// free reports whether a number can be placed here: in the frame, clear of the
// numbers placed before, of all other pins and of the lines to numbers.
func (s *spreader) free(i int, at marquetry.Point, strict bool) bool {
	edge, apart, clear := s.radius+marquetry.Pt, 2*s.radius+marquetry.Pt, s.radius+2*marquetry.Pt
	if at.X < edge || at.Y < edge || at.X > s.width-edge || at.Y > s.height-edge {
		return false
	}
	for _, k := range s.done {
		q := s.pins[k]
		if square(q.Label, at) < apart*apart {
			return false
		}
		if strict && (beside(q.At, q.Label, at) < clear*clear || beside(s.pins[i].At, at, q.Label) < clear*clear) {
			return false
		}
	}
	for k, q := range s.pins {
		if k != i && square(q.At, at) < clear*clear {
			return false
		}
	}
	return true
}

// beside is the square of the distance of a place from a line between two.
func beside(a, b, p marquetry.Point) int {
	length := square(a, b)
	if length == 0 {
		return square(a, p)
	}
	t := (p.X-a.X)*(b.X-a.X) + (p.Y-a.Y)*(b.Y-a.Y)
	t = min(max(t, 0), length)
	// Thousandths are precise enough, and the product stays small.
	part := t / (length/1000 + 1)
	return square(p, marquetry.Point{X: a.X + (b.X-a.X)*part/1000, Y: a.Y + (b.Y-a.Y)*part/1000})
}
