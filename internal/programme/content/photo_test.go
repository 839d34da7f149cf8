package content

import (
	"image"
	"testing"

	"jema/internal/jema"
	"jema/internal/measure"
)

// What must stay in sight of a photo is in whatever frame it is printed.
func TestFocusStaysInSight(t *testing.T) {
	for _, size := range []image.Point{{1200, 800}, {800, 1200}, {2400, 300}} {
		for _, focus := range []jema.Focus{{X: -50, Y: -50}, {X: 50, Y: 50}, {X: -35, Y: 20}, {Y: 40}, {X: 1}} {
			for _, frame := range []image.Point{{120, 60}, {60, 120}, {50, 50}, {300, 20}} {
				part := shownPart(size, measure.Length(frame.X), measure.Length(frame.Y), focus)
				at := image.Pt(min(size.X*(50+focus.X)/100, size.X-1), min(size.Y*(50+focus.Y)/100, size.Y-1))
				if !at.In(part) || !part.In(image.Rectangle{Max: size}) {
					t.Errorf("%v in a frame of %v shows %v, not %v", size, frame, part, at)
				}
			}
		}
	}
	if part := shownPart(image.Pt(800, 1200), 1, 1, jema.Focus{}); part.Min.Y != 160 {
		t.Errorf("where nobody chose, the part begins at %d", part.Min.Y)
	}
}
