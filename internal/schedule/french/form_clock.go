package french

import (
	"jema/internal/jema"
	"jema/internal/schedule/plan"
)

// clockForm recognises hours with their minutes, in figures or in words.
type clockForm struct {
	stream
	addresses addressForm // whose figures are no minutes
}

// clock reads an hour whose figures are tokens[i:end]; behindDay reports whether what was
// read last calls for a day's number.
func (c clockForm) clock(i, end int, behindDay bool) (lexeme, int) {
	h := c.at(i).value
	if c.at(end).is(":") && c.at(end).glued && c.at(end+1).kind == numberToken && c.at(end+1).glued &&
		len(c.at(end+1).text) == 2 {
		return c.colonClock(i, end, behindDay)
	}
	if l, after := c.clockOf(h, end); after > end {
		return l, after
	}
	return lexeme{}, i
}

// colonClock reads « 10:30 ». « vendredi 9:14h-18h » would also be the 9th at
// 14 h: it is refused.
func (c clockForm) colonClock(i, end int, behindDay bool) (lexeme, int) {
	h, m := c.at(i).value, c.at(end+1).value
	after := end + 2
	if c.at(after).is(":") && c.at(after).glued && c.at(after+1).kind == numberToken && c.at(after+1).value == 0 &&
		c.at(after+1).glued {
		after += 2
	}
	l := clockLexeme(h, m)
	if e, unit := c.entry(after); e.kind == hourUnit {
		after = unit
		if m >= 1 && m <= 24 && behindDay {
			l.fault = plan.NewFault(plan.ClockForm, plan.Mark{})
		}
	}
	return l, after
}

// clockOf reads the unit at token i and the minutes behind it.
func (c clockForm) clockOf(h, i int) (lexeme, int) {
	e, after := c.entry(i)
	if e.kind != hourUnit {
		return lexeme{}, i
	}
	if c.at(after).is("/") && c.at(after+1).value == 24 && h == 24 {
		return lexeme{fault: plan.NewFault(plan.RoundTheClock, plan.Mark{})}, after + 2
	}
	if e.short && c.abbreviated(after, hourUnit) {
		after++
	}
	if c.at(after).is(":", ".") && c.at(after).glued && c.at(after+1).glued && len(c.at(after+1).text) == 2 &&
		c.at(after+1).kind == numberToken {
		after++ // « 10h:30 »
	}
	m, after, fault := c.minutesBehind(after)
	if less, end := c.entry(after); less.kind == lessMinutes && m == 0 && h > 0 {
		h, m, after = h-1, 60-less.value, end
	}
	l := clockLexeme(h, m)
	l.plain = true
	if fault != nil {
		l.fault = fault
	}
	return c.ofTheDay(l, after)
}

// ofTheDay reads « 2 h de l'après-midi », « 9 h du matin », « 8 h du soir ».
func (c clockForm) ofTheDay(l lexeme, i int) (lexeme, int) {
	if !c.at(i).is("de", "du") {
		return l, i
	}
	j := i + 1
	for c.at(j).is("l", "la") {
		j++
	}
	e, end := c.entry(j)
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
func (c clockForm) minutesBehind(i int) (m, after int, fault *plan.Fault) {
	if c.at(i-1).is(".") && !c.at(i).glued && c.at(i).kind == numberToken {
		return 0, i, nil
	}
	return c.minutes(i)
}

// minutes reads what may follow « 10 h »: 30, 30 min, et demie, et quart.
func (c clockForm) minutes(i int) (m, after int, fault *plan.Fault) {
	switch e, end := c.entry(i); e.kind {
	case andHalf:
		return 30, end, nil
	case andQuarter:
		return 15, end, nil
	case number:
		if e.value >= 5 && !c.ownsNumber(end) {
			return e.value, end, nil
		}
		return 0, i, nil
	}
	t := c.at(i)
	if t.kind == numberToken && c.spacedMinutes(i) {
		return 0, i + 1, plan.NewFault(plan.ClockForm, plan.Mark{})
	}
	if t.kind != numberToken || c.ownsNumber(i+1) || c.leadsToHour(i) || !t.glued && c.addresses.phone(i) > i {
		return 0, i, nil
	}
	if len(t.text) != 2 {
		if t.glued {
			return 0, i + 1, plan.NewFault(plan.ClockForm, plan.Mark{})
		}
		return 0, i, nil
	}
	e, end := c.entry(i + 1)
	switch {
	case e.kind == minuteUnit:
		return t.value, end, nil
	case e.kind == unknown && !t.glued && (c.plural(i+1) || c.counted(i+2)), e.kind == unit && !t.glued,
		c.countsMost(i + 1):
		return 0, i + 1, plan.NewFault(plan.ClockForm, plan.Mark{}) // « 15 h 30 exposants »
	}
	return t.value, i + 1, nil
}

// counted reports whether token i is a thing that the number before it may count.
func (c clockForm) counted(i int) bool {
	e, _ := c.entry(i)
	return e.kind == people || e.kind == unit || e.kind == years || e.kind == money
}

// countsMost reports whether people are counted behind token i, and the number before it
// may be theirs: « 12 h 30 jeunes élèves maximum ».
func (c clockForm) countsMost(i int) bool {
	for k := i; k < i+longestCount && !c.at(k).is(",", ";", "\n", "-"); k++ {
		if end := c.addresses.phone(k); end > k {
			return c.countsMost(end)
		}
		if e, end := c.entry(k); e.kind == people && c.at(end).is("max", "maxi", "maximum") {
			return k == i || c.at(k-1).kind != numberToken
		}
	}
	return false
}

// longestCount is more tokens than there are between a number and what it counts.
const longestCount = 10

// plural reports whether token i looks like a thing that can be counted.
func (c clockForm) plural(i int) bool {
	t := c.at(i).text
	return c.at(i).kind == wordToken && len(t) > 3 && (t[len(t)-1] == 's' || t[len(t)-1] == 'x')
}

// leadsToHour reports whether the number at token i is separate from the hour
// before it and begins a range itself: « 10 12h 14 18h », « 9-12h 14-18h ».
func (c clockForm) leadsToHour(i int) bool {
	j := i + 1
	if c.at(j).is("-") {
		j++
	}
	if c.at(i).glued || c.at(i).value%5 == 0 || c.at(j).kind != numberToken || c.at(i).value >= c.at(j).value {
		return false
	}
	e, _ := c.entry(j + 1)
	return e.kind == hourUnit || j > i+1 && c.at(j).value <= 24
}

// ownsNumber reports whether token i takes the number before it for itself, so
// that it cannot be the minutes of an hour: « 18h 10/04 », « 10 h 11 h ».
func (c clockForm) ownsNumber(i int) bool {
	if !c.at(i-1).glued && c.at(i).glued && c.at(i+1).glued && c.at(i+1).kind == numberToken && c.at(i).is("/", ".", ":") {
		e, _ := c.entry(i + 2)
		return c.at(i).is(".", ":") || e.kind != hourUnit
	}
	if c.at(i).glued && c.at(i).is("er") {
		return true
	}
	if c.at(i).is("a", "et", "ou") && c.at(i+1).kind == numberToken && c.counted(i+2) && !c.at(i-1).glued {
		return true // « 18h 10 à 12 ans »
	}
	e, _ := c.entry(i)
	if e.kind == street && !c.at(i-1).glued || c.at(i).is("bis", "ter") {
		return true
	}
	minutes := c.at(i-1).glued && len(c.at(i-1).text) == 2 && c.at(i-2).is("h") // « 10h-11h30 enfants »
	return e.kind == hourUnit || e.kind == month || c.ofPeople(i) && !minutes
}

// ofPeople reports whether token i is what a number before it counts.
func (c clockForm) ofPeople(i int) bool {
	e, _ := c.entry(i)
	return e.kind == people || e.kind == years || e.kind == money
}

// spacedMinutes reports whether the number at token i, behind an hour, may be its minutes or
// count what follows: « 10 h - 11 h 30 enfants ».
func (c clockForm) spacedMinutes(i int) bool {
	t := c.at(i)
	return len(t.text) == 2 && t.value < 60 && !t.glued && c.at(i-1).is("h") && !c.at(i-1).glued && c.ofPeople(i+1)
}
