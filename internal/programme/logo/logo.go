// Package logo turns logos that come as SVG into paths, so that they are
// printed as sharp as type. It takes what a logo needs: paths and the plain
// figures, flat colours, outlines, transformations and style sheets of classes.
// Everything else is refused by its name, never drawn half.
package logo

import (
	"jema/internal/jema"
	"jema/internal/marquetry"
	"jema/internal/programme/paper"
)

// Drawing is a logo in units of its own.
type Drawing struct {
	Width, Height float64
	left, top     float64
	figures       []figure
}

// figure is one path with its colours.
type figure struct {
	path         []step
	fill, stroke *marquetry.RGB
	width        float64
	evenOdd      bool
}

// step is a step of a path: m, l, c or z, with its points.
type step struct {
	kind byte
	at   [3]point
}

type point struct{ x, y float64 }

func unsupported(what string) error { return jema.Invalid("programme.logo.unsupported", "what", what) }

// Fit returns the drawing whole and undistorted in the middle of a box of w by
// h, as part of an element.
func (d *Drawing) Fit(w, h paper.Length, in *paper.Element) []paper.Item {
	scale := min(float64(w)/d.Width, float64(h)/d.Height)
	place := placing{scale, (float64(w) - float64(d.Width*scale)) / 2, (float64(h) - float64(d.Height*scale)) / 2, d.left,
		d.top}
	var out []paper.Item
	for _, f := range d.figures {
		s := paper.Shape{EvenOdd: f.evenOdd, In: in, Fill: inkOf(f.fill), Stroke: inkOf(f.stroke),
			Width: round(f.width * scale)}
		for _, p := range f.path {
			s.Segments = append(s.Segments, place.segment(p))
		}
		out = append(out, s)
	}
	return out
}

// placing takes the drawing's units to thousandths of a point.
type placing struct{ scale, x, y, left, top float64 }

// Products are rounded before they are added, because a machine may fuse both
// and round once where another rounds twice.
func (p placing) point(q point) marquetry.Point {
	return marquetry.Point{X: round(float64((q.x-p.left)*p.scale) + p.x), Y: round(float64((q.y-p.top)*p.scale) + p.y)}
}

func (p placing) segment(s step) marquetry.Segment {
	switch s.kind {
	case 'm':
		return marquetry.Segment{Step: marquetry.Move, To: p.point(s.at[0])}
	case 'l':
		return marquetry.Segment{Step: marquetry.Line, To: p.point(s.at[0])}
	case 'c':
		return marquetry.Segment{Step: marquetry.Curve, C1: p.point(s.at[0]), C2: p.point(s.at[1]), To: p.point(s.at[2])}
	}
	return marquetry.Segment{Step: marquetry.Close}
}

func round(v float64) paper.Length {
	if v < 0 {
		return -paper.Length(-v + 0.5)
	}
	return paper.Length(v + 0.5)
}

// inkOf is a colour of the screen as the press mixes it, with as much black as
// can be: greys are black alone. A sponsor with inks of its own sends a PDF.
func inkOf(c *marquetry.RGB) *marquetry.Ink {
	if c == nil {
		return nil
	}
	most := int(max(c.R, c.G, c.B))
	//nolint:gosec // a share of 100
	i := &marquetry.Ink{Screen: *c, Press: marquetry.CMYK{K: uint8(((255-most)*100 + 127) / 255)}}
	if most > 0 {
		part := func(v uint8) uint8 { return uint8(((most-int(v))*100 + most/2) / most) } //nolint:gosec // a share of 100
		i.Press.C, i.Press.M, i.Press.Y = part(c.R), part(c.G), part(c.B)
	}
	return i
}
