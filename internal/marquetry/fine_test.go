package marquetry

import "testing"

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
		for _, size := range []int{2 * MM, 4 * MM, 9 * MM} {
			for _, motif := range Swatch(domain, size).Motifs() {
				for _, mark := range motif.Marks {
					if mark.Width > 0 && mark.Width < Pt/2 {
						t.Errorf("%s of %d mm: a line of %d", domain, size/MM, mark.Width)
					}
				}
			}
		}
	}
}
