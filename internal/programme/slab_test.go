package programme

import (
	"fmt"
	"testing"

	"jema/internal/programme/paper"
	invented "jema/internal/programme/sample"
)

// One pattern never covers more than a quarter of a page, and is at most twice on it:
// of a folded programme the cover alone is a picture made of the commune's crafts.
func TestPatternsAreNoSlabs(t *testing.T) {
	for _, format := range []Format{Sheet, Folded, Brochure, Large} {
		for _, n := range []int{0, 1, 3, 9} {
			p := invented.Programme(sampleCommunes, "26004", n)
			for i := range p.Entries {
				p.Entries[i].Photo = nil
				p.Entries[i].Craft = p.Entries[0].Craft
			}
			d, _, err := compose(Commune{p, Spec{Format: format}})
			if err != nil {
				t.Fatal(err)
			}
			for i := range d.Pages {
				if i > 0 || format == Sheet {
					checkPatterns(t, fmt.Sprint(format, " page ", i+1), &d.Pages[i])
				}
			}
		}
	}
}

func checkPatterns(t *testing.T, name string, page *paper.Page) {
	t.Helper()
	seen := map[string]int{}
	for _, item := range page.Items {
		m, ok := item.(paper.Mosaic)
		if !ok || len(m.Panels) != 1 {
			continue
		}
		box := m.Panels[0].Bounds()
		w := min(m.X+box.Max.X, page.Width) - max(m.X+box.Min.X, 0)
		h := min(m.Y+box.Max.Y, page.Height) - max(m.Y+box.Min.Y, 0)
		if w*h/1000 > page.Width*page.Height/4000 {
			t.Errorf("%s: a slab of %s covers %d %% of a page", name, m.Panels[0].Domain,
				100*w*h/(page.Width*page.Height))
		}
		if m.In != nil {
			continue // the head of a sheet
		}
		if seen[m.Panels[0].Domain]++; seen[m.Panels[0].Domain] > 2 {
			t.Errorf("%s: %s is %d times on a page", name, m.Panels[0].Domain, seen[m.Panels[0].Domain])
		}
	}
}
