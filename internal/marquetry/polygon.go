package marquetry

import "jema/internal/measure"

// doubleArea returns twice the area of a polygon.
func doubleArea(p []Point) int {
	sum := 0
	for i, a := range p {
		b := p[(i+1)%len(p)]
		sum += int(a.X*b.Y - b.X*a.Y)
	}
	return max(sum, -sum)
}

// split cuts a convex polygon across a direction so that the first part has
// left/all of the area. Both parts get the very same corners, so that nothing
// shows between them.
func split(outline []Point, direction Point, left, all int) (first, second []Point) {
	low, high := reach(outline, direction)
	whole := doubleArea(outline)
	for low+1 < high {
		middle := low + (high-low)/2
		first, _ = parts(outline, direction, middle)
		// Compared in hundredths of a per cent of a per cent: products of two
		// areas would not fit.
		if len(first) >= 3 && ratio(doubleArea(first), whole) >= ratio(left, all) {
			high = middle
		} else {
			low = middle
		}
	}
	return parts(outline, direction, high)
}

const ratioUnit = 1 << 20

func ratio(part, whole int) int {
	if whole == 0 {
		return 0
	}
	if whole > 1<<40 {
		return part / (whole / ratioUnit)
	}
	return part * ratioUnit / whole
}

func dot(p, d Point) int { return int(p.X*d.X + p.Y*d.Y) }

func reach(outline []Point, d Point) (low, high int) {
	low, high = dot(outline[0], d), dot(outline[0], d)
	for _, p := range outline[1:] {
		low, high = min(low, dot(p, d)), max(high, dot(p, d))
	}
	return low, high
}

// parts returns what lies before and behind the line dot(p, d) = at.
func parts(outline []Point, d Point, at int) (before, behind []Point) {
	for i, p := range outline {
		q := outline[(i+1)%len(outline)]
		dp, dq := dot(p, d)-at, dot(q, d)-at
		if dp <= 0 {
			before = append(before, p)
		}
		if dp >= 0 {
			behind = append(behind, p)
		}
		if dp < 0 && dq > 0 || dp > 0 && dq < 0 {
			x := Point{p.X + share(q.X-p.X, dp, dp-dq), p.Y + share(q.Y-p.Y, dp, dp-dq)}
			before, behind = append(before, x), append(behind, x)
		}
	}
	return before, behind
}

// share returns length·part/whole, rounded to the nearest.
func share(length measure.Length, part, whole int) measure.Length {
	if whole < 0 {
		part, whole = -part, -whole
	}
	n := int(length) * part
	if n < 0 {
		return measure.Length(-((-n + whole/2) / whole))
	}
	return measure.Length((n + whole/2) / whole)
}
