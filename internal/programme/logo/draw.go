package logo

import "math"

// drawer makes the steps of a path and tracks where its pen is.
type drawer struct {
	steps            []step
	at, start        point
	cubic, quadratic *point // the last handle, if the last step was such a curve
}

func (p *drawer) add(kind byte, at ...point) {
	s := step{kind: kind}
	copy(s.at[:], at)
	p.steps = append(p.steps, s)
	p.cubic, p.quadratic = nil, nil
	if len(at) > 0 {
		p.at = at[len(at)-1]
	}
}

func (p *drawer) move(to point) { p.add('m', to); p.start = to }
func (p *drawer) line(to point) { p.add('l', to) }
func (p *drawer) close()        { p.add('z'); p.at = p.start }

func (p *drawer) curve(a, b, to point) {
	p.add('c', a, b, to)
	p.cubic = &b
}

// bow is a curve with one handle.
func (p *drawer) bow(handle, to point) {
	third := func(a, b float64) float64 { return a + float64((b-a)*2/3) }
	from := p.at
	p.add('c', point{third(from.x, handle.x), third(from.y, handle.y)}, point{third(to.x, handle.x),
		third(to.y, handle.y)}, to)
	p.quadratic = &handle
}

// mirrored is the handle that goes on smoothly after the last one.
func (p *drawer) mirrored(handle *point) point {
	if handle == nil {
		return p.at
	}
	return point{2*p.at.x - handle.x, 2*p.at.y - handle.y}
}

// arc is a part of an ellipse turned by degrees, as SVG's appendix B.2 finds
// its centre.
func (p *drawer) arc(rx, ry, degrees float64, large, sweep bool, to point) {
	from := p.at
	rx, ry = math.Abs(rx), math.Abs(ry)
	if from == to {
		return
	}
	if rx == 0 || ry == 0 {
		p.line(to)
		return
	}
	turn := degrees * math.Pi / 180
	sin, cos := math.Sin(turn), math.Cos(turn)
	dx, dy := (from.x-to.x)/2, (from.y-to.y)/2
	x, y := float64(cos*dx)+float64(sin*dy), float64(cos*dy)-float64(sin*dx)
	if grow := float64(x*x/(rx*rx)) + float64(y*y/(ry*ry)); grow > 1 {
		rx, ry = rx*math.Sqrt(grow), ry*math.Sqrt(grow)
	}
	low := float64(rx*rx*y*y) + float64(ry*ry*x*x)
	k := math.Sqrt(max(0, (float64(rx*rx*ry*ry)-low)/low))
	if large == sweep {
		k = -k
	}
	cx, cy := k*rx*y/ry, -k*ry*x/rx
	begin := math.Atan2((y-cy)/ry, (x-cx)/rx)
	end := math.Atan2((-y-cy)/ry, (-x-cx)/rx)
	if sweep && end < begin {
		end += 2 * math.Pi
	} else if !sweep && end > begin {
		end -= 2 * math.Pi
	}
	centre := point{float64(cos*cx) - float64(sin*cy) + (from.x+to.x)/2, float64(sin*cx) + float64(cos*cy) +
		(from.y+to.y)/2}
	m := matrix{cos * rx, sin * rx, -sin * ry, cos * ry, centre.x, centre.y}
	p.turns(m, begin, end, to)
}

// turns draws the arc of a unit circle, which m takes to its place, in curves
// of at most a quarter.
func (p *drawer) turns(m matrix, begin, end float64, to point) {
	n := max(1, int(math.Ceil(math.Abs(end-begin)/(math.Pi/2)-1e-9)))
	each := (end - begin) / float64(n)
	k := 4.0 / 3 * math.Tan(each/4)
	for i := range n {
		a := begin + float64(each*float64(i))
		b := a + each
		p0, p3 := point{math.Cos(a), math.Sin(a)}, point{math.Cos(b), math.Sin(b)}
		last := m.apply(p3)
		if i == n-1 {
			last = to
		}
		p.add('c', m.apply(point{p0.x - float64(k*p0.y), p0.y + float64(k*p0.x)}),
			m.apply(point{p3.x + float64(k*p3.y), p3.y - float64(k*p3.x)}), last)
	}
}
