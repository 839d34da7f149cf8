package french

import "jema/internal/schedule/plan"

// compact reports whether the number at token i is an hour written without any
// sign, as in « 1000-1200 » and « 930 à 12h »: only beside another hour, with
// minutes in fives, since a year looks the same.
func (x *lexer) compact(i int) bool {
	if !x.fourFigures(i) {
		return false
	}
	j := i + 1
	for x.at(j).is("-", "/", "a", "jusqu") {
		j++
	}
	if j > i+1 && x.at(j).kind == numberToken {
		e, _ := x.entry(j + 1)
		return x.fourFigures(j) || e.kind == hourUnit || len(x.at(i).text) == 4 && len(x.at(j).text) == 2 &&
			x.at(j).value <= 24
	}
	n := len(x.out)
	return n > 1 && (x.out[n-1].kind == dash || x.out[n-1].kind == at || x.out[n-1].kind == slash ||
		x.out[n-1].kind == until) &&
		x.out[n-2].kind == clock
}

func (x *lexer) fourFigures(i int) bool {
	t := x.at(i)
	e, _ := x.entry(i + 1)
	return t.kind == numberToken && (len(t.text) == 3 || len(t.text) == 4) && t.value/100 <= 24 && t.value%100 < 60 &&
		t.value%5 == 0 &&
		e.kind != hourUnit && e.kind != minuteUnit && e.kind != money && e.kind != unit && e.kind != people
}

func (x *lexer) number(i int) int {
	t := x.at(i)
	if end := x.addresses.phone(i); end > i {
		return x.emit(lexeme{kind: other}, i, end)
	}
	if end := x.fraction(i); end > i {
		return end
	}
	if end := x.timesADay(i); end > i {
		return end
	}
	if l, end := x.dates.dateInFigures(i); end > i {
		x.emit(l, i, end)
		if x.at(end).is("t") && x.at(end).glued && x.at(end+1).glued && x.at(end+1).kind == numberToken {
			end++ // « 2027-04-10T10:00 »
		}
		return end
	}
	if l, end := x.clocks.clock(i, i+1, x.afterDay()); end > i {
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
	if l, after := x.clocks.clockOf(e.value, end); after > end {
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

// noon reads « midi », « midi trente », « minuit ».
func (x *lexer) noon(i, end int, e entry) int {
	l := lexeme{kind: clock, value: e.value}
	if less, after := x.entry(end); e.value == 12*60 && less.kind == lessMinutes {
		l.value, end = e.value-less.value, after
	} else if e.value == 12*60 {
		m, after, fault := x.clocks.minutes(end)
		l.value, l.fault = e.value+m, fault
		if m > 59 {
			l.fault = plan.NewFault(plan.BadClock, plan.Mark{})
		}
		end = after
	}
	return x.emit(l, i, end)
}

// timesADay reads « 2x/jour » and « 2 fois par jour » as two sessions, with the place
// behind them.
func (x *lexer) timesADay(i int) int {
	if !x.at(i+1).is("x", "fois") || !x.at(i+2).is("/", "par") || x.at(i).value > 20 {
		return i
	}
	if e, end := x.entry(i + 3); e.kind == dayWord || x.at(i+3).is("j") {
		x.emit(lexeme{kind: number, value: x.at(i).value, width: len(x.at(i).text)}, i, i+1)
		return x.emit(lexeme{kind: event, text: "seances"}, i+1, max(end, i+4))
	}
	return i
}
