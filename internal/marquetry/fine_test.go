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
