package card

import (
	"image"
	"image/color"
	"image/draw"
	"math"

	"golang.org/x/image/vector"

	"jema/internal/marquetry"
	"jema/internal/measure"
)

// joint is the width of the hairline between two pieces, in pixels.
const joint = 2.0

// paint draws marquetry on a picture: a pixel is a point.
type paint struct{ on *image.RGBA }

// panels draws pieces of veneer with hairlines between them.
func (p paint) panels(panels []marquetry.Panel) {
	for _, panel := range panels {
		p.panel(panel)
	}
	if len(panels) < 2 {
		return
	}
	for _, panel := range panels {
		p.fill(outlined(closed(polyline(panel.Outline)), joint, false), opaque(marquetry.PaperScreen))
	}
}

// panel draws a piece on a sheet of its own, and cuts it out of that.
func (p paint) panel(panel marquetry.Panel) {
	edge := shape{polyline(panel.Outline)}
	box := edge.bounds().Intersect(p.on.Bounds())
	piece := paint{image.NewRGBA(box)}
	ink := panel.Ink()
	ground := opaque(ink.On(marquetry.PaperScreen, panel.Ground()))
	draw.Draw(piece.on, box, image.NewUniform(ground), image.Point{}, draw.Src)
	for _, motif := range panel.Motifs() {
		for _, at := range motif.At {
			for _, m := range motif.Marks {
				piece.fill(drawn(m).moved(at), opaque(ink.On(marquetry.PaperScreen, m.Tone)))
			}
		}
	}
	mask := image.NewAlpha(box)
	edge.cover(mask, image.Opaque)
	draw.DrawMask(p.on, box, piece.on, box.Min, mask, box.Min, draw.Over)
}

func (p paint) fill(s shape, c color.RGBA) { s.cover(p.on, image.NewUniform(c)) }

// place is a point of a picture, in pixels.
type place struct{ x, y float64 }

// line is what is drawn without lifting the pen.
type line []place

// shape is an area: of one or more closed lines.
type shape []line

func polyline(points []marquetry.Point) (l line) {
	for _, q := range points {
		l = append(l, pixel(q))
	}
	return l
}

func pixel(q marquetry.Point) place {
	return place{float64(q.X) / float64(measure.Pt), float64(q.Y) / float64(measure.Pt)}
}

func closed(l line) line {
	if len(l) == 0 {
		return l
	}
	return append(l, l[0])
}

func (s shape) moved(by marquetry.Point) shape {
	d := pixel(by)
	if d == (place{}) {
		return s
	}
	out := make(shape, len(s))
	for i, l := range s {
		out[i] = make(line, len(l))
		for k, q := range l {
			out[i][k] = place{q.x + d.x, q.y + d.y}
		}
	}
	return out
}

// bounds returns the pixels that a shape touches.
func (s shape) bounds() image.Rectangle {
	low, high := place{math.Inf(1), math.Inf(1)}, place{math.Inf(-1), math.Inf(-1)}
	for _, l := range s {
		for _, q := range l {
			low, high = place{min(low.x, q.x), min(low.y, q.y)}, place{max(high.x, q.x), max(high.y, q.y)}
		}
	}
	if low.x > high.x {
		return image.Rectangle{}
	}
	return image.Rect(int(math.Floor(low.x)), int(math.Floor(low.y)), int(math.Ceil(high.x)), int(math.Ceil(high.y)))
}

// cover fills the shape. Lines that overlap are covered once where they turn the same
// way round, as those of outlined do.
func (s shape) cover(on draw.Image, with image.Image) {
	box := s.bounds().Intersect(on.Bounds())
	if box.Empty() {
		return
	}
	z := vector.NewRasterizer(box.Dx(), box.Dy())
	z.DrawOp = draw.Over
	at := func(q place) (x, y float32) {
		return float32(q.x - float64(box.Min.X)), float32(q.y - float64(box.Min.Y))
	}
	for _, l := range s {
		if len(l) < 3 {
			continue
		}
		z.MoveTo(at(l[0]))
		for _, q := range l[1:] {
			z.LineTo(at(q))
		}
		z.ClosePath()
	}
	z.Draw(on, box, with, image.Point{})
}
