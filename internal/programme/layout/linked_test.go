package layout

import (
	"reflect"
	"testing"

	"jema/internal/marquetry"
)

// Rows of contents share their points: each is as if it were made for its row, and a row
// that adds to its points does not change those of the others.
func TestRowsShareTheirPoints(t *testing.T) {
	for _, row := range []struct{ first, n int }{{0, 1}, {3, 40}, {-2, 5}, {0, 2 * int(A4Width/dotStep)}} {
		got, want := dots(row.first, row.n), makeDots(row.first, row.n)
		if !reflect.DeepEqual(got, want) {
			t.Errorf("%d points from %d differ from those made alone", row.n, row.first)
		}
		_ = append(got, marquetry.Segment{Radius: mm})
	}
	if !reflect.DeepEqual(dots(1, 60), makeDots(1, 60)) {
		t.Error("a row changed the points of another")
	}
}
