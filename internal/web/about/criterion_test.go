package about

import (
	"slices"
	"testing"
)

// The grid has the 106 criteria of the RGAA 4.1.2; each is checked or absent, not both.
func TestGridHasEveryCriterion(t *testing.T) {
	total := 0
	for i, theme := range themes {
		total += theme.Criteria
		known := slices.Concat(theme.Checked, theme.Absent)
		slices.Sort(known)
		for j, n := range known {
			if n < 1 || n > theme.Criteria || j > 0 && known[j-1] == n {
				t.Errorf("criterion %d.%d is no criterion, or twice in the grid", i+1, n)
			}
		}
	}
	if len(themes) != 13 || total != 106 {
		t.Errorf("%d themes and %d criteria, want 13 and 106", len(themes), total)
	}
}

func TestCriteria(t *testing.T) {
	for want, numbers := range map[string][]int{"": nil, "8.1, 8.2": {1, 2}, "8.1, 8.3–8.5": {1, 3, 4, 5}} {
		if got := criteria(8, numbers); got != want {
			t.Errorf("%v: %q, want %q", numbers, got, want)
		}
	}
}
