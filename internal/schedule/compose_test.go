package schedule

import (
	"fmt"
	"math/rand/v2"
	"slices"
	"testing"

	"jema/internal/jema"
)

// composer writes phrases of parts with a fixed meaning: days, hours, what changes
// them and what is not about time. A phrase may lead to a question, and never to
// another meaning.
type composer struct{ *rand.Rand }

func (c composer) pick(of ...string) string { return of[c.IntN(len(of))] }

// composed is a phrase and the hours of each day, from Tuesday 6 on.
type composed struct {
	phrase string
	hours  [6][]jema.Span
}

// dayNames are how people write each day of the edition.
var dayNames = [6][]string{
	{"mardi", "mar.", "Mar", "mardi 6", "mardi 6 avril", "06/04", "MARDI"},
	{"mercredi", "mer.", "merc", "mercredi 7", "mercredi 7 avril", "7/04", "mercerdi"},
	{"jeudi", "jeu.", "jeu", "jeudi 8", "jeudi 8 avril 2027", "08/04", "Jeudi"},
	{"vendredi", "ven.", "vend", "vendredi 9", "vendredi 9 avril", "9/4", "vendrdi"},
	{"samedi", "sam.", "sam", "samedi 10", "Samedi 10 avril", "10/04", "samdi"},
	{"dimanche", "dim.", "dim", "dimanche 11", "dimanche 11 avril", "11/04/2027", "dimache"},
}

func (c composer) day(n int) string { return c.pick(dayNames[n]...) }

// name is a weekday alone, as exceptions name it.
func (c composer) name(n int) string { return c.pick(dayNames[n][:3]...) }

// days returns some days and how they are written, first and last.
func (c composer) days() (said string, on []int) {
	from := c.IntN(5)
	to := from + 1 + c.IntN(5-from)
	run := func() []int {
		for d := from; d <= to; d++ {
			on = append(on, d)
		}
		return on
	}
	switch c.IntN(7) {
	case 0:
		return c.day(from), []int{from}
	case 1:
		return c.pick("tous les jours", "tlj", "ts les jours", "Tous les jours", "chaque jour"), []int{0, 1, 2, 3, 4, 5}
	case 2:
		return c.pick("le week-end", "WE", "ce week-end", "le weekend"), []int{4, 5}
	case 3:
		return fmt.Sprintf(c.pick("du %s au %s", "%s-%s", "de %s à %s", "du %s au %s inclus"), dayNames[from][0],
			dayNames[to][0]), run()
	case 4:
		return fmt.Sprintf(c.pick("du %d au %d avril", "du %d/04 au %d/04", "%d au %d avril"), from+6, to+6), run()
	case 5:
		return fmt.Sprintf(c.pick("%s et %s", "%s, %s", "%s & %s", "%s/%s", "%s + %s", "%s ainsi que %s"), c.name(from),
			c.name(to)), []int{from, to}
	}
	for _, d := range run() {
		said += ", " + c.name(d)
	}
	return said[2:], on
}

func (c composer) clock(at jema.Clock) string {
	if m := at.Minute(); m > 0 {
		return fmt.Sprintf(c.pick("%dh%02d", "%d h %02d", "%dH%02d", "%d:%02d"), at.Hour(), m)
	}
	return fmt.Sprintf(c.pick("%dh", "%d h", "%dH", "%dh00", "%d heures"), at.Hour())
}

func (c composer) span(from, to jema.Clock) string {
	return fmt.Sprintf(c.pick("%s-%s", "%s à %s", "de %s à %s", "%s - %s", "%s → %s", "de %s jusqu'à %s"),
		c.clock(from), c.clock(to))
}

// hours returns hours of one stretch or of two.
func (c composer) hours() (said string, spans []jema.Span) {
	if c.IntN(2) == 0 {
		s := jema.Span{From: jema.Clock(c.IntN(5)*30 + 8*60 + 30), To: jema.Clock(c.IntN(6)*30 + 17*60)}
		return c.span(s.From, s.To), []jema.Span{s}
	}
	am := jema.Span{From: jema.Clock(c.IntN(4)*30 + 8*60 + 30), To: jema.Clock(c.IntN(3)*30 + 12*60)}
	pm := jema.Span{From: jema.Clock(c.IntN(3)*30 + 13*60 + 30), To: jema.Clock(c.IntN(5)*30 + 17*60)}
	said = c.span(am.From, am.To) + c.pick(" et ", ", ", " puis ", " / ") + c.span(pm.From, pm.To)
	return said, []jema.Span{am, pm}
}

// group writes days with their hours.
func (c composer) group() (out composed, on []int) {
	said, on := c.days()
	hours, spans := c.hours()
	out.phrase = said + c.pick(" ", " : ", ", ", " ") + hours
	if c.IntN(4) == 0 {
		out.phrase = hours + " " + said
	}
	for _, d := range on {
		out.hours[d] = spans
	}
	return out, on
}

// changed adds what changes the hours of one day that is neither first nor last.
func (c composer) changed(g composed, on []int) composed {
	if len(on) < 3 {
		return c.interrupted(g, on)
	}
	d := on[1+c.IntN(len(on)-2)]
	spans := slices.Clone(g.hours[d])
	last := &spans[len(spans)-1]
	switch c.IntN(6) {
	case 0:
		g.phrase += fmt.Sprintf(c.pick(" sauf %s", ", sauf le %s", " (sauf %s)", ", fermé le %s", " (fermé %s)",
			" sf %s", ". Fermé le %s"), c.name(d))
		spans = nil
	case 1:
		at := last.To - jema.Clock(30+30*c.IntN(3))
		last.To = at
		g.phrase += fmt.Sprintf(c.pick(" (%[2]s le %[1]s)", ", %s jusqu'à %s", " ; %s fermeture à %s", " (%s %s)",
			", mais le %s on ferme à %s", ", sauf %s jusqu'à %s"), c.name(d), c.clock(at))
	case 2:
		last.To += 60
		g.phrase += fmt.Sprintf(c.pick(" ; %s fermeture une heure plus tard", ", %s on ferme 1h plus tard"), c.name(d))
	case 3:
		if len(spans) == 1 {
			return g
		}
		spans = spans[:1]
		g.phrase += fmt.Sprintf(c.pick(" sauf %s après-midi", ", sauf le %s après-midi", ", fermé le %s après-midi"),
			c.name(d))
	case 4:
		spans = spans[len(spans)-1:]
		if len(g.hours[d]) == 1 {
			return g
		}
		g.phrase += fmt.Sprintf(c.pick(" sauf %s matin", ", sauf le %s matin", " ; %s : après-midi seulement"),
			c.name(d))
	case 5:
		said, other := c.hours()
		spans = other
		g.phrase += fmt.Sprintf(c.pick(" ; %s : %s", ". %s %s uniquement", " sauf le %s : %s"), c.name(d), said)
	}
	g.hours[d] = spans
	return g
}

// interrupted adds a break to the hours of all days.
func (c composer) interrupted(g composed, on []int) composed {
	if len(g.hours[on[0]]) > 1 {
		return g
	}
	all := g.hours[on[0]][0]
	g.phrase += c.pick(" (pause 12h30-13h30)", ", fermé de 12h30 à 13h30", ", pause d'une heure à 12h30",
		" avec une coupure de 12h30 à 13h30", " sauf entre 12h30 et 13h30")
	if len(on) == 2 && c.IntN(2) == 0 {
		g.phrase += c.pick(" les deux jours", " les 2 jours")
	}
	for _, d := range on {
		g.hours[d] = []jema.Span{{From: all.From, To: 12*60 + 30}, {From: 13*60 + 30, To: all.To}}
	}
	return g
}

// joined adds days after the last one named, with hours of their own or the same.
func (c composer) joined(g composed, on []int) composed {
	n := on[len(on)-1] + 1
	if n > 5 {
		return g
	}
	same := g.hours[on[len(on)-1]]
	switch c.IntN(4) {
	case 0:
		g.phrase += fmt.Sprintf(c.pick(", %s idem", " ; %s mêmes horaires", ", et pareil le %s", ". %s : idem"),
			c.name(n))
		g.hours[n] = same
	case 1:
		spans := slices.Clone(same)
		last := &spans[len(spans)-1]
		last.To -= 30
		g.phrase += fmt.Sprintf(c.pick(", %s idem mais jusqu'à %s", " ; %s pareil sauf qu'on ferme à %s"), c.name(n),
			c.clock(last.To))
		g.hours[n] = spans
	default:
		said, spans := c.hours()
		g.phrase += c.pick(" ; ", ", ", ". ", "\n", " et ") + c.day(n) + c.pick(" ", " : ") + said
		g.hours[n] = spans
	}
	return g
}

// beside puts words that are not about time before and behind.
func (c composer) beside(g composed) composed {
	before := c.pick("", "", "", "Bonjour, ", "Atelier de poterie : ", "🎨 ", "Forge Durand — ", "JEMA 2027 : ",
		"Ouvert ", "On sera ouvert ", "Bonjour\n", "Portes ouvertes ")
	behind := c.pick("", "", "", ". Parking gratuit.", " ! Entrée libre", "\nMerci", " (gratuit)", " - 04 75 00 00 00",
		", 12 rue des Tilleuls", ". 40 exposants", ". Tarif : 5 €", ". Dès 8 ans", " 🙂", "\nCordialement, Mme Durand")
	g.phrase = before + g.phrase + behind
	return g
}

func (g composed) want() string {
	var out []jema.Span
	for d, spans := range g.hours {
		for _, s := range spans {
			out = append(out, jema.Span{Day: date("2027-04-06").AddDays(d), From: s.From, To: s.To})
		}
	}
	return compact(out)
}

// compose draws one phrase.
func compose(seed uint64) composed {
	c := composer{rand.New(rand.NewPCG(seed, 1))}
	g, on := c.group()
	switch c.IntN(3) {
	case 0:
		g = c.changed(g, on)
	case 1:
		g = c.joined(g, on)
	}
	return c.beside(g)
}

// checkComposed reports whether the phrase was read, and fails if it was misread.
func checkComposed(t *testing.T, seed uint64) bool {
	g := compose(seed)
	got, err := Read(g.phrase, edition(Free, 0))
	if err == nil && compact(got.Spans) != g.want() {
		t.Errorf("seed %d, %q\n got %s\nwant %s", seed, g.phrase, compact(got.Spans), g.want())
	}
	return err == nil
}

func TestComposedPhrasesAreNeverMisread(t *testing.T) {
	const n = 2000
	read := 0
	for seed := range uint64(n) {
		if checkComposed(t, seed) {
			read++
		}
	}
	if 10*read < 9*n {
		t.Errorf("%d of %d are read", read, n)
	}
}

func FuzzComposed(f *testing.F) {
	f.Add(uint64(1))
	f.Fuzz(func(t *testing.T, seed uint64) { checkComposed(t, seed) })
}
