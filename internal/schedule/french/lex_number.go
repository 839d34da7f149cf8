package french

import (
	"jema/internal/jema"
	"jema/internal/schedule/plan"
)

func (x *lexer) number(i int) int {
	t := x.at(i)
	if end := x.phone(i); end > i {
		return x.emit(lexeme{kind: other}, i, end)
	}
	if end := x.fraction(i); end > i {
		return end
	}
	if end := x.timesADay(i); end > i {
		return end
	}
	if l, end := x.dateInFigures(i); end > i {
		x.emit(l, i, end)
		if x.at(end).is("t") && x.at(end).glued && x.at(end+1).glued && x.at(end+1).kind == numberToken {
			end++ // « 2027-04-10T10:00 »
		}
		return end
	}
	if l, end := x.clock(i, i+1); end > i {
		return x.emit(l, i, end)
	}
	if x.compact(i) {
		return x.emit(clockLexeme(t.value/100, t.value%100), i, i+1)
	}
	if end := x.sevenDays(i); end > i {
		return x.emit(lexeme{kind: everyDay}, i, end)
	}
	if x.at(i+1).glued && x.at(i+1).is("er", "re", "ere", "e", "eme", "nd", "nde", "ieme") {
		if end := x.firstOfAll(i); end > i {
			return x.emit(lexeme{kind: firstOf}, i, end)
		}
		return x.emit(lexeme{kind: number, value: t.value, width: len(t.text), ordinal: true}, i, i+2)
	}
	return x.emit(lexeme{kind: number, value: t.value, width: len(t.text)}, i, i+1)
}

// firstOfAll reads « 1er départ », « 1re visite », where no second one is counted.
func (x *lexer) firstOfAll(i int) int {
	noun := x.at(i + 2).text
	for k := i + 3; k < i+longestPiece; k++ {
		if x.at(k).kind == numberToken && x.at(k).value == 2 && x.at(k+1).glued && x.at(k+1).is("e", "eme", "nd", "nde") {
			return i
		}
	}
	if x.at(i).value == 1 && (words["premier "+noun].kind == firstOf || words["premiere "+noun].kind == firstOf) {
		return i + 3
	}
	return i
}

// fraction reads « 1/2 heure » as 30 minutes and « 3/4 d'heure » as 45.
func (x *lexer) fraction(i int) int {
	minutes := map[string]int{"1/2": 30, "1/4": 15, "3/4": 45}[x.at(i).text+x.at(i+1).text+x.at(i+2).text]
	j := i + 3
	if x.at(j).is("d") {
		j++
	}
	e, end := x.entry(j)
	if minutes == 0 || e.kind != hourUnit {
		return i
	}
	x.emit(lexeme{kind: number, value: minutes, width: 2}, i, i+3)
	return x.emit(lexeme{kind: minuteUnit}, j, end)
}

// numberInWords reads « dix heures » like « 10 heures ».
func (x *lexer) numberInWords(i, end int, e entry) int {
	if l, after := x.clockOf(e.value, end); after > end {
		l.inWords = true
		return x.emit(l, i, after)
	}
	if x.at(i).is("sept") && len(x.out) > 0 && x.out[len(x.out)-1].kind == number {
		if x.at(end).is(".") {
			end++
		}
		return x.emit(lexeme{kind: month, value: 9}, i, end)
	}
	return x.emit(lexeme{kind: number, value: e.value}, i, end)
}

// sevenDays reads « 7j/7 » and « 7 jours sur 7 ».
func (x *lexer) sevenDays(i int) int {
	if x.at(i).value != 7 || len(x.at(i).text) > 1 {
		return i
	}
	if x.at(i+1).is("j", "jrs") && x.at(i+2).kind == numberToken && x.at(i+2).value == 7 && x.at(i+2).glued {
		return i + 3
	}
	if x.at(i+1).is("/") && x.at(i+2).kind == numberToken && x.at(i+2).text == "7" {
		return i + 3
	}
	if !x.at(i+1).is("j", "jrs", "jour", "jours") {
		return i
	}
	j := i + 2
	if x.at(j).is(".") && x.at(j).glued {
		j++
	}
	if !x.at(j).is("/", "sur") || x.at(j+1).kind != numberToken || x.at(j+1).value != 7 {
		return i
	}
	return j + 2
}

// clock reads an hour whose figures are tokens[i:end].
func (x *lexer) clock(i, end int) (lexeme, int) {
	h := x.at(i).value
	if x.at(end).is(":") && x.at(end).glued && x.at(end+1).kind == numberToken && x.at(end+1).glued &&
		len(x.at(end+1).text) == 2 {
		return x.colonClock(i, end)
	}
	if l, after := x.clockOf(h, end); after > end {
		return l, after
	}
	return lexeme{}, i
}

// colonClock reads « 10:30 ». « vendredi 9:14h-18h » would also be the 9th at
// 14 h: it is refused.
func (x *lexer) colonClock(i, end int) (lexeme, int) {
	h, m := x.at(i).value, x.at(end+1).value
	after := end + 2
	if x.at(after).is(":") && x.at(after).glued && x.at(after+1).kind == numberToken && x.at(after+1).value == 0 &&
		x.at(after+1).glued {
		after += 2
	}
	l := clockLexeme(h, m)
	if e, unit := x.entry(after); e.kind == hourUnit {
		after = unit
		if m >= 1 && m <= 24 && x.afterDay() {
			l.fault = plan.NewFault(plan.ClockForm, plan.Mark{})
		}
	}
	return l, after
}

// afterDay reports whether what was read last calls for a day's number.
func (x *lexer) afterDay() bool {
	if len(x.out) == 0 {
		return false
	}
	switch x.out[len(x.out)-1].kind {
	case weekday, article, ofThe:
		return true
	}
	return false
}

// clockOf reads the unit at token i and the minutes behind it.
func (x *lexer) clockOf(h, i int) (lexeme, int) {
	e, after := x.entry(i)
	if e.kind != hourUnit {
		return lexeme{}, i
	}
	if x.at(after).is("/") && x.at(after+1).value == 24 && h == 24 {
		return lexeme{fault: plan.NewFault(plan.RoundTheClock, plan.Mark{})}, after + 2
	}
	if e.short && x.abbreviated(after, hourUnit) {
		after++
	}
	if x.at(after).is(":", ".") && x.at(after).glued && x.at(after+1).glued && len(x.at(after+1).text) == 2 &&
		x.at(after+1).kind == numberToken {
		after++ // « 10h:30 »
	}
	m, after, fault := x.minutesBehind(after)
	if less, end := x.entry(after); less.kind == lessMinutes && m == 0 && h > 0 {
		h, m, after = h-1, 60-less.value, end
	}
	l := clockLexeme(h, m)
	l.plain = true
	if fault != nil {
		l.fault = fault
	}
	return x.ofTheDay(l, after)
}

// ofTheDay reads « 2 h de l'après-midi », « 9 h du matin », « 8 h du soir ».
func (x *lexer) ofTheDay(l lexeme, i int) (lexeme, int) {
	if !x.at(i).is("de", "du") {
		return l, i
	}
	j := i + 1
	for x.at(j).is("l", "la") {
		j++
	}
	e, end := x.entry(j)
	hour := l.value / 60
	switch {
	case e.kind != part || l.kind != clock || hour < 1 || hour >= 12:
		return l, i
	case plan.Part(e.value) == plan.Morning:
		l.early = true
	case plan.Part(e.value) == plan.Afternoon && hour <= 8, plan.Part(e.value) == plan.Evening && hour >= 5:
		l.value += 12 * 60
		l.shifted = true
	default:
		return l, i
	}
	return l, end
}

func clockLexeme(h, m int) lexeme {
	if h > 24 || m > 59 || h == 24 && m > 0 {
		return lexeme{value: h, fault: plan.NewFault(plan.BadClock, plan.Mark{})}
	}
	return lexeme{kind: clock, value: int(jema.NewClock(h, m))}
}

// minutesBehind reads the minutes at token i. There are none behind a full stop and a
// space: « 18h. 10 exposants ».
func (x *lexer) minutesBehind(i int) (m, after int, fault *plan.Fault) {
	if x.at(i-1).is(".") && !x.at(i).glued && x.at(i).kind == numberToken {
		return 0, i, nil
	}
	return x.minutes(i)
}

// minutes reads what may follow « 10 h »: 30, 30 min, et demie, et quart.
func (x *lexer) minutes(i int) (m, after int, fault *plan.Fault) {
	switch e, end := x.entry(i); e.kind {
	case andHalf:
		return 30, end, nil
	case andQuarter:
		return 15, end, nil
	case number:
		if e.value >= 5 && !x.ownsNumber(end) {
			return e.value, end, nil
		}
		return 0, i, nil
	}
	t := x.at(i)
	if t.kind == numberToken && x.spacedMinutes(i) {
		return 0, i + 1, plan.NewFault(plan.ClockForm, plan.Mark{})
	}
	if t.kind != numberToken || x.ownsNumber(i+1) || x.leadsToHour(i) || !t.glued && x.phone(i) > i {
		return 0, i, nil
	}
	if len(t.text) != 2 {
		if t.glued {
			return 0, i + 1, plan.NewFault(plan.ClockForm, plan.Mark{})
		}
		return 0, i, nil
	}
	e, end := x.entry(i + 1)
	switch {
	case e.kind == minuteUnit:
		return t.value, end, nil
	case e.kind == unknown && !t.glued && (x.plural(i+1) || x.counted(i+2)), e.kind == unit && !t.glued,
		x.countsMost(i + 1):
		return 0, i + 1, plan.NewFault(plan.ClockForm, plan.Mark{}) // « 15 h 30 exposants »
	}
	return t.value, i + 1, nil
}

// counted reports whether token i is a thing that the number before it may count.
func (x *lexer) counted(i int) bool {
	e, _ := x.entry(i)
	return e.kind == people || e.kind == unit || e.kind == years || e.kind == money
}

// countsMost reports whether people are counted behind token i, and the number before it
// may be theirs: « 12 h 30 jeunes élèves maximum ».
func (x *lexer) countsMost(i int) bool {
	for k := i; k < i+longestCount && !x.at(k).is(",", ";", "\n", "-"); k++ {
		if end := x.phone(k); end > k {
			return x.countsMost(end)
		}
		if e, end := x.entry(k); e.kind == people && x.at(end).is("max", "maxi", "maximum") {
			return k == i || x.at(k-1).kind != numberToken
		}
	}
	return false
}

// longestCount is more tokens than there are between a number and what it counts.
const longestCount = 10

// plural reports whether token i looks like a thing that can be counted.
func (x *lexer) plural(i int) bool {
	t := x.at(i).text
	return x.at(i).kind == wordToken && len(t) > 3 && (t[len(t)-1] == 's' || t[len(t)-1] == 'x')
}

// leadsToHour reports whether the number at token i is separate from the hour
// before it and begins a range itself: « 10 12h 14 18h », « 9-12h 14-18h ».
func (x *lexer) leadsToHour(i int) bool {
	j := i + 1
	if x.at(j).is("-") {
		j++
	}
	if x.at(i).glued || x.at(i).value%5 == 0 || x.at(j).kind != numberToken || x.at(i).value >= x.at(j).value {
		return false
	}
	e, _ := x.entry(j + 1)
	return e.kind == hourUnit || j > i+1 && x.at(j).value <= 24
}

// ownsNumber reports whether token i takes the number before it for itself, so
// that it cannot be the minutes of an hour: « 18h 10/04 », « 10 h 11 h ».
func (x *lexer) ownsNumber(i int) bool {
	if !x.at(i-1).glued && x.at(i).glued && x.at(i+1).glued && x.at(i+1).kind == numberToken && x.at(i).is("/", ".", ":") {
		e, _ := x.entry(i + 2)
		return x.at(i).is(".", ":") || e.kind != hourUnit
	}
	if x.at(i).glued && x.at(i).is("er") {
		return true
	}
	if x.at(i).is("a", "et", "ou") && x.at(i+1).kind == numberToken && x.counted(i+2) && !x.at(i-1).glued {
		return true // « 18h 10 à 12 ans »
	}
	e, _ := x.entry(i)
	if e.kind == street && !x.at(i-1).glued || x.at(i).is("bis", "ter") {
		return true
	}
	minutes := x.at(i-1).glued && len(x.at(i-1).text) == 2 && x.at(i-2).is("h") // « 10h-11h30 enfants »
	return e.kind == hourUnit || e.kind == month || x.ofPeople(i) && !minutes
}

// ofPeople reports whether token i is what a number before it counts.
func (x *lexer) ofPeople(i int) bool {
	e, _ := x.entry(i)
	return e.kind == people || e.kind == years || e.kind == money
}

// spacedMinutes reports whether the number at token i, behind an hour, may be its minutes or
// count what follows: « 10 h - 11 h 30 enfants ».
func (x *lexer) spacedMinutes(i int) bool {
	t := x.at(i)
	return len(t.text) == 2 && t.value < 60 && !t.glued && x.at(i-1).is("h") && !x.at(i-1).glued && x.ofPeople(i+1)
}

// noon reads « midi », « midi trente », « minuit ».
func (x *lexer) noon(i, end int, e entry) int {
	l := lexeme{kind: clock, value: e.value}
	if less, after := x.entry(end); e.value == 12*60 && less.kind == lessMinutes {
		l.value, end = e.value-less.value, after
	} else if e.value == 12*60 {
		m, after, fault := x.minutes(end)
		l.value, l.fault = e.value+m, fault
		if m > 59 {
			l.fault = plan.NewFault(plan.BadClock, plan.Mark{})
		}
		end = after
	}
	return x.emit(l, i, end)
}
