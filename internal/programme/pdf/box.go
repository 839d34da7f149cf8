package pdf

import (
	"jema/internal/marquetry"
	"jema/internal/programme/paper"
	"jema/internal/programme/typeset"
)

// box is an upright rectangle of a page, y down; empty when nothing is in it.
type box struct{ left, top, right, bottom paper.Length }

func (b box) empty() bool { return b.left >= b.right || b.top >= b.bottom }

// with is the box around both.
func (b box) with(c box) box {
	switch {
	case c.empty():
		return b
	case b.empty():
		return c
	}
	return box{min(b.left, c.left), min(b.top, c.top), max(b.right, c.right), max(b.bottom, c.bottom)}
}

// within is the part of the box on the trimmed page.
func (b box) within(p *paper.Page) box {
	return box{max(b.left, 0), max(b.top, 0), min(b.right, p.Width), min(b.bottom, p.Height)}
}

// grown is the box with an edge of w around it.
func (b box) grown(w paper.Length) box { return box{b.left - w, b.top - w, b.right + w, b.bottom + w} }

// boundsOf returns what an item covers.
func boundsOf(item paper.Item) box {
	switch i := item.(type) {
	case paper.Text:
		w := typeset.Width(i.String, i.Face, i.Size)
		return box{i.X, i.Y - i.Size*3/4, i.X + w, i.Y + i.Size/4}
	case paper.Shape:
		b := pathBounds(i.Segments)
		if i.Stroke != nil {
			b = b.grown(i.Width / 2)
		}
		return b.moved(i.X, i.Y)
	case paper.Mosaic:
		var b box
		for _, p := range i.Panels {
			o := p.Bounds()
			b = b.with(box{o.Min.X, o.Min.Y, o.Max.X, o.Max.Y})
		}
		return b.moved(i.X, i.Y)
	case paper.Code:
		return box{i.X, i.Y, i.X + i.Size, i.Y + i.Size}
	case paper.Picture:
		return box{i.X, i.Y, i.X + i.Width, i.Y + i.Height}
	case paper.Insert:
		return box{i.X, i.Y, i.X + i.Width, i.Y + i.Height}
	}
	return box{}
}

func (b box) moved(dx, dy paper.Length) box {
	if b.empty() {
		return b
	}
	return box{b.left + dx, b.top + dy, b.right + dx, b.bottom + dy}
}

// pathBounds is the box around a path's points, curves' handles among them.
func pathBounds(segments []marquetry.Segment) box {
	var b box
	to := func(p marquetry.Point, r paper.Length) { b = b.with(box{p.X - r, p.Y - r, p.X + r + 1, p.Y + r + 1}) }
	for _, s := range segments {
		switch s.Step {
		case marquetry.Arc:
			to(s.To, s.Radius)
		case marquetry.Curve:
			to(s.C1, 0)
			to(s.C2, 0)
			to(s.To, 0)
		case marquetry.Move, marquetry.Line:
			to(s.To, 0)
		}
	}
	return b
}
