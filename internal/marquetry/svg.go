package marquetry

import (
	"hash/fnv"
	"strconv"

	"jema/internal/measure"
)

// SVG returns the panels as a drawing of w by h, decoration to a screen
// reader. Colours are presentation attributes, which a style sheet may change
// by the classes mq, mq-<domain> and mq-joint; there is no style attribute.
// Clip paths are named after what they clip and with which pattern, so that several drawings may
// share a page.
func SVG(panels []Panel, w, h measure.Length) []byte {
	d := &drawing{sheet: PaperScreen}
	d.text(`<svg xmlns="http://www.w3.org/2000/svg" class="mq" viewBox="0 0 `).number(w).text(" ").number(h)
	d.text(`" preserveAspectRatio="xMidYMid slice" aria-hidden="true" focusable="false">`)
	d.panels(panels, screenJoint)
	return d.text(`</svg>`).out
}

// Pieces returns the panels as elements for a drawing that holds more than
// them: cut for a sheet of a colour, with joints so wide between them.
func Pieces(panels []Panel, sheet RGB, joint measure.Length) []byte {
	d := &drawing{sheet: sheet}
	d.panels(panels, joint)
	return d.out
}

// Path returns segments as the data of an SVG path, in tenths of a point.
func Path(segments []Segment) []byte {
	d := &drawing{}
	d.path(segments)
	return d.out
}

// screenJoint is the hairline between two pieces on a screen.
const screenJoint = measure.Length(800)

func (d *drawing) panels(panels []Panel, joint measure.Length) {
	for _, p := range panels {
		d.panel(p)
	}
	if len(panels) < 2 {
		return
	}
	d.text(`<path class="mq-joint" fill="none" stroke="` + d.sheet.String() +
		`" stroke-width="`).number(joint).text(`" d="`)
	for _, p := range panels {
		d.path(p.outline())
	}
	d.text(`"/>`)
}

func (p Panel) outline() []Segment {
	var m Mark
	m.polygon(p.Outline...)
	return m.Segments
}

// drawing writes SVG with coordinates in tenths of a point, relative, as short
// as they come.
type drawing struct {
	out   []byte
	sheet RGB
	pen   Point // in tenths
	last  byte
}

func (d *drawing) text(s string) *drawing { d.out = append(d.out, s...); return d }

// number writes a length in points with at most one decimal.
func (d *drawing) number(v measure.Length) *drawing { d.out = tenths(d.out, tenth(v)); return d }

func tenth(v measure.Length) measure.Length {
	if v < 0 {
		return -((-v + 50) / 100)
	}
	return (v + 50) / 100
}

func tenths(out []byte, t measure.Length) []byte {
	if t < 0 {
		out, t = append(out, '-'), -t
	}
	if t/10 > 0 || t == 0 {
		out = strconv.AppendInt(out, int64(t/10), 10)
	}
	if t%10 > 0 {
		out = append(out, '.', byte('0'+t%10))
	}
	return out
}

func (d *drawing) panel(p Panel) {
	shape := &drawing{}
	shape.path(p.outline())
	h := fnv.New32a()
	_, _ = h.Write(shape.out) // a hash never fails
	_, _ = h.Write(strconv.AppendInt([]byte(p.Domain), int64(p.Module), 10))
	id := "mq" + strconv.FormatUint(uint64(h.Sum32()), 36)
	d.text(`<clipPath id="` + id + `"><path d="`).text(string(shape.out)).text(`"/></clipPath>`)
	ink := p.Ink()
	d.text(`<g class="mq-` + slugOf(p.Domain) + `" clip-path="url(#` + id + `)" fill="none">`)
	d.text(`<path d="`).text(string(shape.out)).text(`" fill="` + ink.On(d.sheet, p.Ground()).String() + `"/>`)
	for i, m := range p.Motifs() {
		d.motif(m, ink, id+string(rune('a'+i)))
	}
	d.text(`</g>`)
}

// motif draws the first and refers to it for the rest.
func (d *drawing) motif(m Motif, ink Ink, id string) {
	if len(m.At) > 1 {
		d.text(`<g id="` + id + `">`)
	}
	for _, k := range m.Marks {
		if len(k.Segments) > 0 {
			d.mark(k, ink.On(d.sheet, k.Tone).String())
		}
	}
	if len(m.At) > 1 {
		d.text(`</g>`)
	}
	for _, p := range m.At[1:] {
		d.text(`<use href="#` + id + `"`)
		if p.X != 0 {
			d.text(` x="`).number(p.X).text(`"`)
		}
		d.text(` y="`).number(p.Y).text(`"/>`)
	}
}

func (d *drawing) mark(m Mark, colour string) {
	if m.Width == 0 {
		d.text(`<path fill="` + colour + `" d="`)
	} else {
		d.text(`<path stroke="` + colour + `" stroke-width="`).number(max(m.Width, 100)).text(`"`)
		d.dashes(m)
		d.text(` d="`)
	}
	d.path(m.Segments)
	d.text(`"/>`)
}

// dashes writes dashes to a thousandth of a point: over a long line a rounded
// dash would drift from its neighbours.
func (d *drawing) dashes(m Mark) {
	if m.Round {
		d.text(` stroke-linecap="round"`)
	}
	if m.Dash == 0 {
		return
	}
	d.text(` stroke-dasharray="` + thousandths(m.Dash) + " " + thousandths(m.Gap) + `"`)
	if m.Phase != 0 {
		d.text(` stroke-dashoffset="` + thousandths(m.Phase) + `"`)
	}
}

func thousandths(v measure.Length) string { return strconv.FormatFloat(float64(v)/1000, 'f', -1, 64) }

// path writes segments; every subpath begins at an absolute place, the rest is
// relative to the pen.
func (d *drawing) path(segments []Segment) {
	d.last = 0
	for _, s := range segments {
		switch s.Step {
		case Move:
			d.moveTo(s.To)
		case Line:
			d.command('l')
			d.to(s.To)
			d.pen = inTenths(s.To)
		case Curve:
			d.command('c')
			d.to(s.C1)
			d.to(s.C2)
			d.to(s.To)
			d.pen = inTenths(s.To)
		case Arc:
			d.arc(s)
		case Close:
			d.command('z')
		}
	}
}

func inTenths(p Point) Point { return Point{tenth(p.X), tenth(p.Y)} }

// moveTo begins a subpath, absolutely: a path closed before would otherwise
// leave the pen at its first place.
func (d *drawing) moveTo(p Point) {
	d.pen = Point{}
	d.command('M')
	d.to(p)
	d.pen = inTenths(p)
}

// arc writes a circle as two halves: one arc cannot end where it began.
func (d *drawing) arc(s Segment) {
	from, _ := s.Ends()
	d.moveTo(from)
	first := s
	if s.Sweep == 360 {
		first.Sweep = 180
		_, middle := first.Ends()
		d.turn(s.Radius, middle, false)
		d.turn(s.Radius, from, false)
		return
	}
	_, to := s.Ends()
	d.turn(s.Radius, to, s.Sweep > 180)
}

func (d *drawing) turn(r measure.Length, to Point, large bool) {
	d.command('a')
	d.coordinate(tenth(r))
	d.coordinate(tenth(r))
	if large {
		d.text(" 0 1 1")
	} else {
		d.text(" 0 0 1")
	}
	d.to(to)
	d.pen = inTenths(to)
}

func (d *drawing) command(c byte) {
	if c != d.last || c == 'M' || c == 'z' {
		d.out = append(d.out, c)
	}
	d.last = c
}

func (d *drawing) to(p Point) {
	q := inTenths(p)
	d.coordinate(q.X - d.pen.X)
	d.coordinate(q.Y - d.pen.Y)
}

// coordinate writes a number with a space before it where it needs one.
func (d *drawing) coordinate(t measure.Length) {
	if before := d.out[len(d.out)-1]; t >= 0 && (before >= '0' && before <= '9' || before == '.') {
		d.out = append(d.out, ' ')
	}
	d.out = tenths(d.out, t)
}
