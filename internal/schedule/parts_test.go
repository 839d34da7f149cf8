package schedule

import (
	"math/rand/v2"
	"strings"
	"testing"

	"jema/internal/jema"
)

// TestEachDayHasItsOwnHalves names the parts of the day of several days, one or two of
// each, before or behind the hours of both parts: each day has the hours of its own parts
// and no others, or the phrase leads to a question.
func TestEachDayHasItsOwnHalves(t *testing.T) {
	const n = 2000
	read := 0
	for seed := range uint64(n) {
		c := composer{rand.New(rand.NewPCG(seed, 3))}
		g := c.halves()
		got, err := Read(g.phrase, edition(Free, 0))
		if err == nil && compact(got.Spans) != g.want() {
			t.Errorf("seed %d, %q\n got %s\nwant %s", seed, g.phrase, compact(got.Spans), g.want())
		}
		if err == nil {
			read++
		}
	}
	if 10*read < 6*n {
		t.Errorf("%d of %d are read", read, n)
	}
}

// halves draws two to four days with one or two parts each, and the hours of both parts.
func (c composer) halves() (g composed) {
	names, hours := [2]string{"matin", "après-midi"}, [2]jema.Span{{From: 9 * 60, To: 12 * 60},
		{From: 14 * 60, To: 18 * 60}}
	if c.IntN(4) == 0 {
		names, hours = [2]string{"après-midi", "soir"}, [2]jema.Span{{From: 14 * 60, To: 18 * 60},
			{From: 19 * 60, To: 21 * 60}}
	}
	var days []string
	whole := c.IntN(2) // one day has both parts, so that the hours of each are somebody's
	for i, d := range c.Perm(6)[:2+c.IntN(3)] {
		kind := c.IntN(3)
		if i == whole {
			kind = 2
		}
		switch kind {
		case 0:
			days = append(days, c.name(d)+" "+names[0]+c.pick("", " seulement"))
			g.hours[d] = hours[:1]
		case 1:
			days = append(days, c.name(d)+" "+names[1])
			g.hours[d] = hours[1:]
		default:
			days = append(days, c.name(d)+" "+names[0]+" et "+names[1])
			g.hours[d] = hours[:]
		}
	}
	list := strings.Join(days, c.pick(", ", " et ", ", et "))
	first, second := c.span(hours[0].From, hours[0].To), c.span(hours[1].From, hours[1].To)
	both := first + c.pick(" et ", " / ", ", ") + second
	named := names[0] + c.pick(" ", " : ") + first + ", " + names[1] + c.pick(" ", " : ") + second
	g.phrase = c.pick(list+c.pick(", ", " : ", " ")+both, list+". "+named, named+". "+list, list+"\n"+named)
	return g
}
