package typeset

import (
	"math"
	"strconv"

	"github.com/go-text/typesetting/font"
	"github.com/go-text/typesetting/font/opentype"
)

// Outline returns a glyph as the data of an SVG path, in thousandths of the
// size, y down from the baseline; empty where there is nothing to see.
func Outline(f Face, id uint16) string {
	s := shaperOf(f)
	own, _ := s.drawnBy(id)
	if d, ok := s.outlines.Load(own); ok {
		return d.(string)
	}
	d := s.outline(own)
	s.outlines.Store(own, d)
	return d
}

func (s *shaper) outline(own uint16) string {
	s.mu.Lock() // the parsed face remembers what it was asked
	shape, _ := s.drawings().GlyphDataOutline(font.GID(own))
	s.mu.Unlock()
	var p path
	for _, seg := range shape.Segments {
		switch seg.Op {
		case opentype.SegmentOpMoveTo:
			p.close()
			p.absolute(seg.Args[0])
		case opentype.SegmentOpLineTo:
			p.line(seg.Args[0])
		case opentype.SegmentOpQuadTo:
			p.command('q', seg.Args[:2])
		case opentype.SegmentOpCubeTo:
			p.command('c', seg.Args[:3])
		}
	}
	p.close()
	return string(p.out)
}

// path writes an outline with coordinates relative to the pen.
type path struct {
	out  []byte
	x, y int
}

func (p *path) close() {
	if len(p.out) > 0 {
		p.out = append(p.out, 'z')
	}
}

func (p *path) absolute(to opentype.SegmentPoint) {
	p.out = append(p.out, 'M')
	p.x, p.y = 0, 0
	p.x, p.y = p.point(to)
}

func (p *path) command(c byte, to []opentype.SegmentPoint) {
	p.out = append(p.out, c)
	x, y := p.x, p.y
	for _, q := range to {
		x, y = p.point(q)
	}
	p.x, p.y = x, y
}

// line writes a straight line as short as it comes.
func (p *path) line(to opentype.SegmentPoint) {
	x, y := whole(to)
	switch {
	case y == p.y:
		p.out = append(p.out, 'h')
		p.number(x - p.x)
		p.x = x
	case x == p.x:
		p.out = append(p.out, 'v')
		p.number(y - p.y)
		p.y = y
	default:
		p.command('l', []opentype.SegmentPoint{to})
	}
}

// whole is a place in whole units, y down.
func whole(q opentype.SegmentPoint) (x, y int) {
	return int(math.Round(float64(q.X))), -int(math.Round(float64(q.Y)))
}

// point writes a place and returns it.
func (p *path) point(q opentype.SegmentPoint) (x, y int) {
	x, y = whole(q)
	p.number(x - p.x)
	p.number(y - p.y)
	return x, y
}

// number writes a length with a space before it where it needs one.
func (p *path) number(v int) {
	if last := p.out[len(p.out)-1]; v >= 0 && last >= '0' && last <= '9' {
		p.out = append(p.out, ' ')
	}
	p.out = strconv.AppendInt(p.out, int64(v), 10)
}
