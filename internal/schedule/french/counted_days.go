package french

import (
	"slices"
	"time"

	"jema/internal/jema"
	"jema/internal/schedule/plan"
)

// countDays reads « les 6 jours », « nos trois journées » and « les 6 après-midi »
// as every day where the edition has as many days. Elsewhere it is unclear which
// days are meant: the number is refused, and never taken for a date.
func countDays(in []lexeme, f plan.Frame) []lexeme {
	in = closedAgain(in)
	out := make([]lexeme, 0, len(in))
	for i := 0; i < len(in); i++ {
		counted := countsDays(in, i)
		r := row(in)
		switch {
		case counted && r.is(i+1, dayWord) && in[i].value == 2 && r.is(i+2, ofThe) && r.is(i+3, weekend):
			i += 2 // « les deux jours du week-end »
		case r.is(i, number) && r.is(i+1, dayWord) && r.is(i+2, over) && r.is(i+3, number) && in[i+3].value == in[i].value &&
			(in[i].value == len(f.Days()) || in[i].value == 7):
			out = append(out, lexeme{Mark: in[i].To(in[i+3].Mark), kind: everyDay, parted: in[i].parted})
			i += 3 // « 6 jours sur 6 »
		case counted && r.is(i+1, dayWord) && in[i].value != len(f.Days()):
			l := in[i]
			l.Mark, l.kind = l.To(in[i+1].Mark), countedDays
			out = append(out, l)
			i++
		case sevenOfSeven(in[i], f):
			in[i].kind = everyDay
			out = append(out, in[i])
		case !counted:
			out = append(out, in[i])
		case in[i].value != len(f.Days()):
			l := in[i]
			l.kind = relative
			out = append(out, l)
		default:
			l := in[i]
			l.kind, l.value = everyDay, 0
			if in[i+1].kind != part && in[i+1].kind != weekday {
				l.Mark = l.To(in[i+1].Mark)
				i++
			}
			out = append(out, l)
		}
	}
	return out
}

// closedAgain removes « (fermé toute la journée) » behind days that an
// exception names, to which it adds nothing.
func closedAgain(in row) row {
	out := make([]lexeme, 0, len(in))
	excepting := false
	for i := 0; i < len(in); i++ {
		j := i + 2
		if in.is(j, wholeDay) {
			j++
		}
		if excepting && in.is(i, open) && in.is(i-1, weekday, number, month) && in.is(i+1, closed) && in.is(j, shut) {
			i = j
			continue
		}
		excepting = in.is(i, except) || excepting && in.is(i, weekday, number, month, article, and, comma)
		out = append(out, in[i])
	}
	return out
}

// sevenOfSeven reports whether « 7/7 » is no date of the edition, and thus every day.
func sevenOfSeven(l lexeme, f plan.Frame) bool {
	july := func(d jema.Date) bool { return d.Month == time.July }
	return l.kind == date && l.day == (plan.Day{Number: 7, Month: 7}) && !slices.ContainsFunc(f.Numbered(7), july)
}

// countsDays reports whether the number at i specifies how many days or halves of days
// there are: it is behind an article or « pendant » and before their plural.
func countsDays(in []lexeme, i int) bool {
	if i == 0 || i+1 >= len(in) || in[i].kind != number || in[i].ordinal || in[i].value < 2 {
		return false
	}
	led, noun := in[i-1], in[i+1]
	if led.kind != article && led.kind != during && led.kind != over {
		return false
	}
	if i > 1 && in[i-2].kind == each || i+2 < len(in) && slices.Contains([]kind{over, slash}, in[i+2].kind) {
		return false // « 6 jours sur 7 »
	}
	singular := led.kind == article && !pluralArticles[led.text]
	switch noun.kind {
	case dayWord:
		return !singular
	case unknown:
		return !singular && noun.text == "j"
	case part, weekday:
		return !singular && led.kind == article && pluralDays[noun.text]
	}
	return false
}

// pluralArticles lead to several days; behind them a single number is no date.
var pluralArticles = map[string]bool{"les": true, "l": true, "ces": true, "nos": true, "mes": true, "leurs": true,
	"ses": true, "vos": true}

// pluralDays are the plurals of what may be counted; the afternoon has but one form.
var pluralDays = map[string]bool{"matins": true, "matinees": true, "soirs": true, "soirees": true,
	"midi": true, "midis": true,
	"aprem": true, "aprems": true, "dimanches": true, "lundis": true, "mardis": true, "mercredis": true, "jeudis": true,
	"vendredis": true, "samedis": true}
