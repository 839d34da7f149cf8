package geo

import (
	"cmp"
	"math"
	"slices"

	"jema/internal/marquetry"
	"jema/internal/measure"
)

// Pin is a place on a map that has a number; Label is the position of its
// number. Of belongs to the caller, to identify the pin.
type Pin struct {
	Of        int
	At, Label marquetry.Point
}

// Room is where numbers may be: a frame of a map without what is taken in it. Radius is
// that of the disc around a number.
type Room struct {
	Width, Height, Radius measure.Length
	Taken                 []marquetry.Box
}

// Spread gives every pin a place for its number, so that no two meet. A pin
// with nobody near bears its number itself; of those that crowd, each number
// goes to the nearest free place around, away from the crowd first. As long as there is
// room, no line to a number crosses another or touches another's pin.
func (room Room) Spread(pins []Pin) []Pin {
	s := spreader{Room: room, pins: pins}
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
	s.uncross()
	var out []Pin // a crowd may be larger than the map
	for i, p := range pins {
		if slices.Contains(s.done, i) {
			out = append(out, p)
		}
	}
	return out
}

type spreader struct {
	Room
	pins []Pin
	done []int
}

// near are the pins whose numbers would touch that of a pin.
func (s *spreader) near(i int) (list []int) { return around(s.pins, i, 2*s.Radius+measure.Pt) }

// around are the pins closer to one than a distance.
func around(pins []Pin, i int, reach measure.Length) (list []int) {
	for k := range pins {
		if k != i && square(pins[k].At, pins[i].At) < int(reach*reach) {
			list = append(list, k)
		}
	}
	return list
}

// Crowd returns the largest group of pins, five at least, of which each number would
// cover a quarter or more of another of the group.
func (room Room) Crowd(pins []Pin) (most []Pin) {
	seen := make([]bool, len(pins))
	for i := range pins {
		if seen[i] {
			continue
		}
		group := []int{i}
		seen[i] = true
		for n := 0; n < len(group); n++ {
			for _, k := range around(pins, group[n], room.Radius*3/2) {
				if !seen[k] {
					seen[k] = true
					group = append(group, k)
				}
			}
		}
		if len(group) > max(4, len(most)) {
			most = make([]Pin, len(group))
			for n, k := range group {
				most[n] = pins[k]
			}
		}
	}
	return most
}

func square(a, b marquetry.Point) int { return int((a.X-b.X)*(a.X-b.X) + (a.Y-b.Y)*(a.Y-b.Y)) }

// directions are the points of the compass, of length 1000. They are rounded,
// so that every machine has the same.
var directions = func() (out [64]marquetry.Point) {
	for i := range out {
		sin, cos := math.Sincos(float64(i) * math.Pi / 32)
		out[i] = marquetry.Point{X: measure.Length(math.Round(cos * 1000)), Y: measure.Length(math.Round(sin * 1000))}
	}
	return out
}()

// label finds the place of a number; false where there is none.
func (s *spreader) label(i int) bool {
	p := &s.pins[i]
	near := s.near(i)
	if p.Label = p.At; len(near) == 0 && s.free(i, p.At, apart) {
		return true
	}
	away := s.away(i, near)
	// The numbers of a crowd need a ring that has room for them all.
	first := max(2, int(measure.Length(len(near)+1)*(2*s.Radius+2*measure.Pt)*10/63/(s.Radius*5/4))+1)
	for try := range 3 * (60 - first) {
		ring, how := first+try%(60-first), care(try/(60-first))
		for turn := range len(directions) {
			// 0, +1, −1, +2, −2 … from the preferred direction
			step := (turn + 1) / 2
			if turn%2 == 0 {
				step = -step
			}
			d := directions[(away+step+2*len(directions))%len(directions)]
			r := measure.Length(ring) * s.Radius * 5 / 4
			at := marquetry.Point{X: p.At.X + d.X*r/1000, Y: p.At.Y + d.Y*r/1000}
			if s.free(i, at, how) {
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
		if dot := int(d.X*sum.X + d.Y*sum.Y); dot > most {
			best, most = k, dot
		}
	}
	return best
}

// care is what the line to a number avoids.
type care int

// The cares, the strictest first.
const (
	apart    care = iota // other numbers, lines and pins
	behind               // lines and pins: it may pass behind a number
	careless             // nothing
)

// free reports whether a number can be placed here: in the frame, clear of the
// numbers placed before, of all other pins and of the lines to numbers.
func (s *spreader) free(i int, at marquetry.Point, how care) bool {
	edge, between, clear := s.Radius+measure.Pt, 2*s.Radius+measure.Pt, s.Radius+2*measure.Pt
	if at.X < edge || at.Y < edge || at.X > s.Width-edge || at.Y > s.Height-edge {
		return false
	}
	if Meets(marquetry.Box{Min: marquetry.Point{X: at.X - s.Radius, Y: at.Y - s.Radius},
		Max: marquetry.Point{X: at.X + s.Radius, Y: at.Y + s.Radius}}, s.Taken) {
		return false
	}
	if how < careless && s.confused(i, at) {
		return false
	}
	for _, k := range s.done {
		q := s.pins[k]
		if square(q.Label, at) < int(between*between) {
			return false
		}
		if how == apart && (beside(q.At, q.Label, at) < int(clear*clear) ||
			beside(s.pins[i].At, at, q.Label) < int(clear*clear)) {
			return false
		}
	}
	for k, q := range s.pins {
		if k != i && square(q.At, at) < int(clear*clear) {
			return false
		}
	}
	return true
}

// uncross exchanges the numbers of pins whose lines cross. Each exchange makes the lines
// shorter together, so that it ends.
func (s *spreader) uncross() {
	for again := true; again; {
		again = false
		for n, i := range s.done {
			for _, k := range s.done[:n] {
				if a, b := &s.pins[i], &s.pins[k]; Cross(a.At, a.Label, b.At, b.Label) {
					a.Label, b.Label = b.Label, a.Label
					again = true
				}
			}
		}
	}
}

// confused reports whether the line from a pin to its number would cross another's, or
// touch another pin.
func (s *spreader) confused(i int, at marquetry.Point) bool {
	const clear = 3 * measure.Pt / 2
	from := s.pins[i].At
	for k, q := range s.pins {
		// Those of one address share their pin.
		if k != i && q.At != from && beside(from, at, q.At) < int(clear*clear) {
			return true
		}
	}
	return slices.ContainsFunc(s.done, func(k int) bool {
		q := s.pins[k]
		return q.At != from && Cross(from, at, q.At, q.Label) ||
			q.At != from && q.Label != q.At && beside(q.At, q.Label, from) < int(clear*clear)
	})
}

// Cross reports whether the line from a to b crosses that from c to d.
func Cross(a, b, c, d marquetry.Point) bool {
	return turn(a, b, c)*turn(a, b, d) < 0 && turn(c, d, a)*turn(c, d, b) < 0
}

// turn is on which side of the line from a to b a point is: -1, 0 or 1.
func turn(a, b, p marquetry.Point) int {
	return cmp.Compare((b.X-a.X)*(p.Y-a.Y), (b.Y-a.Y)*(p.X-a.X))
}

// beside is the square of the distance of a place from a line between two.
func beside(a, b, p marquetry.Point) int {
	length := square(a, b)
	if length == 0 {
		return square(a, p)
	}
	t := int((p.X-a.X)*(b.X-a.X) + (p.Y-a.Y)*(b.Y-a.Y))
	t = min(max(t, 0), length)
	// Thousandths are precise enough, and the product stays small.
	part := measure.Length(t / (length/1000 + 1))
	return square(p, marquetry.Point{X: a.X + (b.X-a.X)*part/1000, Y: a.Y + (b.Y-a.Y)*part/1000})
}
