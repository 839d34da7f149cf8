package card

import (
	"image"
	"slices"
	"strings"
	"testing"
)

// A long name of a commune is whole on the pictures for networks: it breaks after a hyphen.
func TestALongNameIsWhole(t *testing.T) {
	const name = "Saint-Christophe-et-le-Laris"
	for _, f := range []Format{Square, Story} {
		p, err := newPen(image.NewRGBA(image.Rect(0, 0, f.Width, f.Height)), serifBold,
			titleSizes[0]*float64(f.Scale)/100, ink)
		if err != nil {
			t.Fatal(err)
		}
		lines := p.lines(name)
		if shown := p.cut(slices.Clone(lines), f.Lines); strings.Join(shown, "") != name || len(shown) < 2 {
			t.Errorf("%d wide: %q", f.Width, shown)
		}
	}
}
