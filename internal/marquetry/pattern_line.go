package marquetry

import "jema/internal/measure"

// parquet is the point de Hongrie of floors and furniture: columns of slats
// that meet at a point, one column in two the mirror of the other.
func parquet(b Box, m measure.Length) []Motif {
	slat := Mark{Tone: Paper, Width: m / 11}
	seams := Mark{Tone: Paper, Width: m / 16}
	rise, step := m*7/10, m*46/100
	first := b.Min.X - m/2
	slat.move(first, b.Min.Y-rise)
	up := true
	for x := first + m; x < b.Max.X+m; x += m {
		if up {
			slat.line(x, b.Min.Y)
		} else {
			slat.line(x, b.Min.Y-rise)
		}
		up = !up
	}
	for x := first + m; x < b.Max.X; x += m {
		seams.segment(x, b.Min.Y, x, b.Max.Y)
	}
	return append([]Motif{rows(Box{b.Min, Point{b.Max.X, b.Max.Y + rise}}, step, slat)}, once(seams)...)
}

// ashlar is a wall: level courses, upright joints that never run through, and
// here and there a darker stone.
func ashlar(b Box, m measure.Length) []Motif {
	joints := Mark{Tone: Full, Width: m / 8}
	stones := Mark{Tone: Half}
	row := 0
	for y := b.Min.Y; y < b.Max.Y; y += m {
		joints.segment(b.Min.X, y, b.Max.X, y)
		x := b.Min.X - m*measure.Length(scatter(row, 0, 17))/10
		for i := 0; x < b.Max.X; i++ {
			w := m*14/10 + m*measure.Length(scatter(row, i, 13))/10
			joints.segment(x, y, x, y+m)
			if scatter(row, i, 7) == 3 {
				stones.polygon(Point{x, y}, Point{x + w, y}, Point{x + w, y + m}, Point{x, y + m})
			}
			x += w
		}
		row++
	}
	return once(stones, joints)
}

// scatter is a number below n that looks thrown but is always the same.
func scatter(i, j, n int) int {
	//nolint:gosec // a hash: bits that are lost do not matter
	v := uint32(i)*0x9e3779b1 ^ uint32(j)*0x85ebca77 ^ 0x5bd1e995
	for range 2 {
		v = (v ^ v>>16) * 0x7feb352d
		v = (v ^ v>>15) * 0x846ca68b
	}
	return int((v ^ v>>16) % uint32(n)) //nolint:gosec // n is the constant of a pattern
}

// stitches are the saddler's: short slanting threads along parallel curves.
func stitches(b Box, m measure.Length) []Motif {
	thread := Mark{Tone: Paper, Width: m / 7, Round: true, Dash: m * 34 / 100, Gap: m * 36 / 100}
	edge := Mark{Tone: Half, Width: m / 20}
	wave, length := m*7/10, m*5
	top := b.Min.Y - 2*wave
	sway(&thread, b, top, wave, length)
	sway(&edge, b, top+m/3, wave, length)
	return []Motif{rows(Box{b.Min, Point{b.Max.X, b.Max.Y + 4*wave}}, m, edge, thread)}
}

// sway adds a level line that rises and falls once in a length.
func sway(k *Mark, b Box, y, wave, length measure.Length) {
	x := b.Min.X
	k.move(x, y)
	for up := true; x < b.Max.X; up = !up {
		h := wave
		if up {
			h = -wave
		}
		next := x + length/2
		k.curve(Point{x + length/6, y + h}, Point{next - length/6, y + h}, Point{next, y})
		x = next
	}
}

// strings are those of a violin, thick to thin, under the sound holes.
func strings(b Box, m measure.Length) []Motif {
	cords := make([]Mark, 4)
	for i := range cords {
		cords[i] = Mark{Tone: Full, Width: m * measure.Length(26-6*i) / 100}
	}
	for i, x := 0, b.Min.X+m/2; x < b.Max.X; i, x = i+1, x+m {
		cords[i%4].segment(x, b.Min.Y, x, b.Max.Y)
	}
	return once(append(cords, soundHoles(b, min(m*4, b.height()*36/100))...)...)
}

// soundHoles are f-holes of height 2h, spread evenly over the box.
func soundHoles(b Box, h measure.Length) []Mark {
	back := Mark{Tone: Tint, Width: h * 36 / 100, Round: true}
	hole := Mark{Tone: Full, Width: h * 15 / 100, Round: true}
	rim, eyes := Mark{Tone: Tint}, Mark{Tone: Full}
	across, down := max(1, int(b.width()/(h*3))), max(1, int(b.height()/(h*3)))
	for j := range down {
		for i := range across {
			x := b.Min.X + b.width()*measure.Length(2*i+1)/measure.Length(2*across)
			y := b.Min.Y + b.height()*measure.Length(2*j+1)/measure.Length(2*down)
			soundHole(&back, Point{x, y}, h)
			soundHole(&hole, Point{x, y}, h)
			hole.segment(x-h*13/100, y, x+h*13/100, y)
			for _, s := range []int{1, -1} {
				eye := Point{x + measure.Length(s)*h*40/100, y - measure.Length(s)*h*58/100}
				rim.circle(eye, h*27/100)
				eyes.circle(eye, h*16/100)
			}
		}
	}
	return []Mark{rim, back, hole, eyes}
}

func soundHole(k *Mark, c Point, h measure.Length) {
	at := func(x, y int) Point { return Point{c.X + h*measure.Length(x)/100, c.Y + h*measure.Length(y)/100} }
	k.move(c.X+h*42/100, c.Y-h*62/100)
	k.curve(at(30, -115), at(-24, -80), c)
	k.curve(at(24, 80), at(-30, 115), at(-42, 62))
}

// twill is cloth: upright floats, each column one step later than the one
// before, so that ribs run aslant.
func twill(b Box, m measure.Length) []Motif {
	var out []Mark
	for phase := range 4 {
		floats := Mark{Tone: Full, Width: m * 72 / 100, Dash: 2 * m, Gap: 2 * m, Phase: measure.Length(4-phase) * m}
		for x := b.Min.X + m/2 + measure.Length(phase)*m; x < b.Max.X+m; x += 4 * m {
			floats.segment(x, b.Min.Y, x, b.Max.Y)
		}
		out = append(out, floats)
	}
	return once(out...)
}

// chequers are small inlay: bands of chequered squares between two fillets.
func chequers(b Box, m measure.Length) []Motif {
	even := Mark{Tone: Full, Width: m, Dash: m, Gap: m}
	odd := Mark{Tone: Full, Width: m, Dash: m, Gap: m, Phase: m}
	fillets := Mark{Tone: Full, Width: m * 3 / 10}
	for y := b.Min.Y + m/2; y < b.Max.Y+m; y += 5 * m {
		even.segment(b.Min.X, y, b.Max.X, y)
		odd.segment(b.Min.X, y+m, b.Max.X, y+m)
		even.segment(b.Min.X, y+2*m, b.Max.X, y+2*m)
		fillets.segment(b.Min.X, y+3*m, b.Max.X, y+3*m)
		fillets.segment(b.Min.X, y+4*m, b.Max.X, y+4*m)
	}
	return once(even, odd, fillets)
}

// grain is the plain veneer of a craft that has no domain: the wood itself.
func grain(b Box, m measure.Length) []Motif {
	thin := Mark{Tone: Full, Width: m / 12}
	thick := Mark{Tone: Full, Width: m / 5}
	for i, y := 0, b.Min.Y-m; y < b.Max.Y+m; i, y = i+1, y+m*measure.Length(5+scatter(i, 1, 5))/10 {
		k := &thin
		if scatter(i, 2, 4) == 0 {
			k = &thick
		}
		sway(k, b, y, m*measure.Length(2+scatter(i/3, 3, 3))/6, m*measure.Length(22+scatter(i/3, 4, 6)))
	}
	return once(thin, thick)
}
