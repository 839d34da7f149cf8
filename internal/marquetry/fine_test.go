package marquetry

import (
	"testing"

	"jema/internal/measure"
)

// Small type is printed in two inks at most, which stay dark enough to be read.
func TestFineInks(t *testing.T) {
	for domain := range inks {
		plates, sum := 0, 0
		fine := InkOf(domain).Fine()
		for _, p := range []uint8{fine.Press.C, fine.Press.M, fine.Press.Y, fine.Press.K} {
			if p > 0 {
				plates++
			}
			sum += int(p)
		}
		if plates > 2 || sum < 80 || fine.Screen != InkOf(domain).Screen {
			t.Errorf("%s: %v", domain, fine.Press)
		}
	}
}

// However small a piece is, its lines are as thick as a press prints them.
func TestLinesOfPatternsPrint(t *testing.T) {
	for domain := range inks {
		for _, size := range []measure.Length{2 * measure.MM, 4 * measure.MM, 9 * measure.MM} {
			for _, motif := range Swatch(domain, size).Motifs() {
				for _, mark := range motif.Marks {
					if mark.Width > 0 && mark.Width < measure.Pt/2 {
						t.Errorf("%s of %d mm: a line of %d", domain, int(size/measure.MM), mark.Width)
					}
				}
			}
		}
	}
}
