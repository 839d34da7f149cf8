package about

import (
	"strconv"
	"strings"

	"jema/internal/web/page"
)

// theme is a theme of the RGAA 4.1.2 with what the program can answer for of its
// criteria, by number.
type theme struct {
	Key      string // of its name in the catalogue
	Criteria int
	Checked  []int // tests of the program try them, at least in part, on every version
	Absent   []int // the site has nothing that they apply to
}

// themes has the thirteen themes of the RGAA 4.1.2 in its order: 106 criteria.
var themes = []theme{
	{Key: "images", Criteria: 9, Checked: []int{1, 2}, Absent: []int{4, 5}},
	{Key: "frames", Criteria: 2, Absent: []int{1, 2}},
	{Key: "colours", Criteria: 3, Checked: []int{2}},
	{Key: "multimedia", Criteria: 13, Absent: []int{1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13}},
	{Key: "tables", Criteria: 8, Checked: []int{7}},
	{Key: "links", Criteria: 2, Checked: []int{2}},
	{Key: "scripts", Criteria: 5, Checked: []int{1}},
	{Key: "required", Criteria: 10, Checked: []int{3, 4, 5, 7, 8}},
	{Key: "structure", Criteria: 4, Checked: []int{1, 2, 3}},
	{Key: "presentation", Criteria: 14, Checked: []int{11}},
	{Key: "forms", Criteria: 13, Checked: []int{1, 10, 13}},
	{Key: "navigation", Criteria: 11, Checked: []int{6, 7}},
	{Key: "reading", Criteria: 12, Checked: []int{3}},
}

// criterionLine is a theme of the grid on the page.
type criterionLine struct {
	Name                     string
	Checked, Absent, Waiting string // numbers of criteria, "" for none
}

// criterionGrid lists what was checked, what does not apply and what an audit has to
// examine yet, theme by theme.
func criterionGrid(l page.Layout) []criterionLine {
	lines := make([]criterionLine, len(themes))
	for i, t := range themes {
		known := map[int]bool{}
		for _, n := range append(append([]int{}, t.Checked...), t.Absent...) {
			known[n] = true
		}
		var waiting []int
		for n := 1; n <= t.Criteria; n++ {
			if !known[n] {
				waiting = append(waiting, n)
			}
		}
		lines[i] = criterionLine{Name: l.T("about.theme." + t.Key), Checked: criteria(i+1, t.Checked),
			Absent: criteria(i+1, t.Absent), Waiting: criteria(i+1, waiting)}
	}
	return lines
}

// criteria writes numbers of criteria as the RGAA does, such as 1.1, 1.4; three or
// more in a row are written as 4.1–4.13.
func criteria(theme int, numbers []int) string {
	name := func(n int) string { return strconv.Itoa(theme) + "." + strconv.Itoa(n) }
	var out []string
	for i := 0; i < len(numbers); i++ {
		last := i
		for last+1 < len(numbers) && numbers[last+1] == numbers[last]+1 {
			last++
		}
		if last-i < 2 {
			out = append(out, name(numbers[i]))
			continue
		}
		out = append(out, name(numbers[i])+"–"+name(numbers[last]))
		i = last
	}
	return strings.Join(out, ", ")
}
