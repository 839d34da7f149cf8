package marquetry

import "jema/internal/measure"

// rings are those a hand leaves in turning clay: circles that drift from the
// centre, a broad one now and then.
func rings(b Box, m measure.Length) []Motif {
	fine := Mark{Tone: Paper, Width: m / 7}
	broad := Mark{Tone: Paper, Width: m * 38 / 100}
	c := Point{b.Min.X + b.width()*58/100, b.Min.Y + b.height()*46/100}
	far := b.width() + b.height()
	for i, r := 0, m/2; r < far; i, r = i+1, r+m*measure.Length(8+scatter(i, 5, 5))/10 {
		k := &fine
		if i%5 == 3 {
			k = &broad
		}
		k.circle(polar(c, r*16/100, i*11), r)
	}
	return once(fine, broad)
}

// hammered is metal under the hammer: staggered discs, each lying over the row
// before it.
func hammered(b Box, m measure.Length) []Motif {
	var out []Mark
	step := m * 52 / 100
	for i := range 2 {
		x, y := b.Min.X-m/2-measure.Length(i)*m/2, b.Min.Y-m/2+measure.Length(i)*step
		rim := Mark{Tone: Paper, Width: m, Round: true, Gap: m, Dash: 1}
		disc := Mark{Tone: Full, Width: m * 82 / 100, Round: true, Gap: m, Dash: 1}
		for _, k := range []*Mark{&rim, &disc} {
			k.segment(x, y, b.Max.X+m, y)
		}
		out = append(out, rim, disc)
	}
	return []Motif{rows(Box{b.Min, Point{b.Max.X, b.Max.Y + m}}, 2*step, out...)}
}

// halftone is a printer's screen: rows of dots on the diagonal that grow and
// shrink across the piece.
func halftone(b Box, m measure.Length) []Motif {
	var out []Mark
	column := m * 7071 / 10000
	wave := []int{30, 42, 56, 70, 84, 94, 84, 70, 56, 42}
	for i, x := 0, b.Min.X; x < b.Max.X+m; i, x = i+1, x+column {
		dots := Mark{Tone: Full, Width: m * measure.Length(wave[i%len(wave)]) * 95 / 10000, Round: true,
			Gap: 2 * column, Dash: 1}
		dots.segment(x, b.Min.Y-measure.Length(i%2)*column, x, b.Max.Y+m)
		out = append(out, dots)
	}
	return once(out...)
}

// rays are lamps: half circles with their beams, row over row. The beams are
// the dashes of one broad arc.
func rays(b Box, m measure.Length) []Motif {
	var out []Mark
	ring := m * 38 / 100
	beam := times(ring, 3.14159265358979/11)
	rise := m * 62 / 100
	for i := range 2 {
		y := b.Min.Y + measure.Length(i)*rise
		back, rim := Mark{Tone: Tint}, Mark{Tone: Full, Width: m / 13}
		beams := Mark{Tone: Full, Width: m * 22 / 100, Dash: beam * 36 / 100, Gap: beam - beam*36/100, Phase: beam * 68 / 100}
		lamps := Mark{Tone: Full}
		for x := b.Min.X - measure.Length(i%2)*m*6/10; x < b.Max.X+m; x += m * 12 / 10 {
			c := Point{x, y}
			back.arc(c, m*6/10, 180, 180)
			rim.arc(c, m*57/100, 180, 180)
			beams.arc(c, ring, 180, 180)
			lamps.arc(c, m*19/100, 180, 180)
		}
		out = append(out, back, rim, beams, lamps)
	}
	return []Motif{rows(b, 2*rise, out...)}
}

// scallops are a theatre's curtain: hanging swags, each with its folds, row
// under row.
func scallops(b Box, m measure.Length) []Motif {
	folds := Mark{Tone: Paper, Width: m / 18}
	hems := Mark{Tone: Paper, Width: m / 8}
	rise := m * 80 / 100
	for i := range 2 {
		y := b.Min.Y - m + measure.Length(i)*rise
		for x := b.Min.X - measure.Length(i%2)*m/2; x < b.Max.X+m; x += m {
			for _, depth := range []int{30, 55, 78} {
				folds.move(x, y)
				low := y + m*measure.Length(depth)/100
				folds.curve(Point{x + m*15/100, low}, Point{x + m*85/100, low}, Point{x + m, y})
			}
			hems.move(x, y)
			hems.curve(Point{x + m*8/100, y + m*104/100}, Point{x + m*92/100, y + m*104/100}, Point{x + m, y})
		}
	}
	return []Motif{rows(Box{b.Min, Point{b.Max.X, b.Max.Y + m}}, 2*rise, folds, hems)}
}

// pleats are those of a fan: blades spread from a pivot at the foot of the
// piece, dark and light in turn, crossed by the arcs of the leaf. A long piece
// holds several fans side by side.
func pleats(b Box, m measure.Length) []Motif {
	fans := max(1, int(b.width()/max(1, b.height()*22/10)))
	w := b.width() / measure.Length(fans)
	blades, arcs := Mark{Tone: Full}, Mark{Tone: Tint, Width: m / 6}
	rivets, eyes := Mark{Tone: Full}, Mark{Tone: Tint}
	for i := range fans {
		c := Point{b.Min.X + w/2 + measure.Length(i)*w, b.Max.Y - m/4}
		far := w/2 + b.height()
		if fans > 1 {
			far = min(w/2, b.height())
		}
		for a := 180; a < 360; a += 10 {
			blades.polygon(c, polar(c, far, a), polar(c, far, a+5))
		}
		for r := 2 * m; r < far; r += 2 * m {
			arcs.arc(c, r, 180, 180)
		}
		eyes.circle(c, m*7/10)
		rivets.circle(c, m*4/10)
	}
	return once(blades, arcs, eyes, rivets)
}

// cogs are meshing wheels: a tooth of one in a gap of the next. The teeth are
// the dashes of a circle.
func cogs(b Box, m measure.Length) []Motif {
	const teeth = 16
	r, apart := m/2, m*105/100
	pitch := times(r, 2*3.14159265358979/teeth)
	bodies, hubs, axles := Mark{Tone: Full}, Mark{Tone: Tint}, Mark{Tone: Full}
	crowns := Mark{Tone: Full, Width: m * 11 / 100, Dash: pitch * 42 / 100, Gap: pitch - pitch*42/100}
	shifted := crowns
	crowns.Phase, shifted.Phase = crowns.Dash/2, crowns.Dash/2+pitch/2
	for j := range 2 {
		y := b.Min.Y + m*3/10 + measure.Length(j)*apart
		for i, x := 0, b.Min.X+m*3/10; x < b.Max.X+m; i, x = i+1, x+apart {
			c := Point{x, y}
			bodies.circle(c, r-m*5/100)
			hubs.circle(c, r*66/100)
			axles.circle(c, r*26/100)
			if (i+j)%2 == 0 {
				crowns.circle(c, r)
			} else {
				shifted.circle(c, r)
			}
		}
	}
	return []Motif{rows(b, 2*apart, bodies, crowns, shifted, hubs, axles)}
}
