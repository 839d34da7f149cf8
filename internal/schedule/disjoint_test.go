package schedule

import (
	"math/rand/v2"
	"strings"
	"testing"

	"jema/internal/jema"
)

// TestDaysAreReadOrAskedAbout joins statements that have days of their own, some open and
// some closed, in every way people join them: each open day has its hours, no closed day
// has any, or the phrase leads to a question.
func TestDaysAreReadOrAskedAbout(t *testing.T) {
	const n = 2000
	read := 0
	for seed := range uint64(n) {
		c := composer{rand.New(rand.NewPCG(seed, 2))}
		g := c.disjoint()
		got, err := Read(g.phrase, edition(Free, 0))
		if err == nil && compact(got.Spans) != g.want() {
			t.Errorf("seed %d, %q\n got %s\nwant %s", seed, g.phrase, compact(got.Spans), g.want())
		}
		if err == nil {
			read++
		}
	}
	if 10*read < 7*n {
		t.Errorf("%d of %d are read", read, n)
	}
}

// disjoint draws two to four statements, days first in all of them or hours first.
func (c composer) disjoint() (g composed) {
	hoursFirst := c.IntN(2) == 0
	days := c.Perm(6)
	for i := range 2 + c.IntN(3) {
		if i > 0 {
			g.phrase += c.pick(", ", " ; ", ". ", "\n", " et ", " / ", " mais ", ", puis ", ", et ")
		}
		on, open := days[:1], i == 0 || c.IntN(4) > 0
		if len(days) > 4 && c.IntN(2) == 0 {
			on = days[:2]
		}
		days = days[len(on):]
		g.statement(c, on, open, hoursFirst)
	}
	return g
}

// statement adds days with their hours, or that they are closed.
func (g *composed) statement(c composer, on []int, open, hoursFirst bool) {
	var names []string
	for _, d := range on {
		names = append(names, c.name(d))
	}
	said := strings.Join(names, c.pick(" et ", ", ", " & ", "/"))
	if !open {
		g.phrase += c.pick("fermé "+said, "❌ "+said, said+" fermé", said+" : fermé", "("+said+" fermé)", "(fermé "+said+")",
			said+" : -", "sauf "+said)
		return
	}
	hours, spans := c.hours()
	for _, d := range on {
		g.hours[d] = append([]jema.Span(nil), spans...)
	}
	if hoursFirst {
		g.phrase += hours + c.pick(" ", " le ", ", ") + strings.TrimPrefix(said, "le ")
		return
	}
	g.phrase += said + c.pick(" ", " : ", ", ", " = ") + hours
}
