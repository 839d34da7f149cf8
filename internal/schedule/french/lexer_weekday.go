package french

// shortWeekday reads « sa » and its like where a sign or a number follows, or
// where two of them are in the order of the week.
func (x *lexer) shortWeekday(i int) int {
	w, ok := shortWeekday[x.at(i).text]
	after := x.at(i + 1)
	bounds, _ := x.entry(i + 1)
	if ok && (x.aloneShort(i) || x.at(i-1).is("(") && bounds.kind == until || after.kind == signToken &&
		after.text != "\n" || after.kind == numberToken || x.besideDay(i, w) || x.shortOfPart(i)) {
		end := i + 1
		if after.is(".") {
			end++
		}
		return x.emit(lexeme{kind: weekday, value: w}, i, end)
	}
	return x.unlisted(i)
}

// aloneShort reports whether the short weekday at token i is what an exception names
// last, « sf me », or leads a line that means closed, « Di relâche ».
func (x *lexer) aloneShort(i int) bool {
	after := x.at(i + 1)
	ends := after.kind == 0 || after.kind == signToken
	if n := len(x.out); ends && n > 0 && x.out[n-1].kind == except {
		return true
	}
	e, end := x.entry(i + 1)
	opens := i == 0 || x.at(i-1).is("\n", ";", ",", "/")
	return opens && e.kind == closed && (x.at(end).kind == 0 || x.at(end).kind == signToken)
}

// besideDay reports whether the short weekday at token i follows a day or leads
// to one: « lu ma me », not « je me réjouis ».
func (x *lexer) besideDay(i, w int) bool {
	order := func(day int) int { return (day + 6) % 7 }
	n := len(x.out)
	if n > 1 && (x.out[n-1].kind == atThe || x.out[n-1].kind == and || x.out[n-1].kind == slash && x.at(i).glued) {
		n--
	}
	if n > 0 && x.out[n-1].kind == weekday && order(x.out[n-1].value) < order(w) {
		return true
	}
	after := i + 1
	if x.at(after).is("au", "et") {
		after++
	}
	next, ok := shortWeekday[x.at(after).text]
	if e, _ := x.entry(after); e.kind == weekday {
		next, ok = e.value, true
	}
	return ok && order(w) < order(next)
}

// initials reads weekdays of one capital letter each, as tables abbreviate
// them: « L M M J V », « V/S/D », « J-V ». One letter alone is no day, and an M
// that may be either day is none.
func (x *lexer) initials(i int) int {
	letters := x.letters.letters(i)
	if len(letters) == 1 && x.letters.datedLetter(i) {
		return x.emit(lexeme{kind: weekday, value: initials[x.at(i).text][0]}, i, i+1)
	}
	if len(letters) < 2 {
		return i
	}
	days, ok := weekdaysOf(letters, x.stream)
	if !ok {
		return i
	}
	for n, at := range letters {
		x.emit(lexeme{kind: weekday, value: days[n]}, at, at+1)
		if n+1 < len(letters) && letters[n+1] > at+1 {
			x.emit(lexeme{kind: betweenLetters(x.at(at + 1).text)}, at+1, at+2)
		}
	}
	return letters[len(letters)-1] + 1
}

// shortOfPart reports whether the short weekday at token i leads a statement and a
// part of the day follows, with hours behind it: « di matin 9h-12h ». « Ma soirée »
// and « sa matinée » are no days.
func (x *lexer) shortOfPart(i int) bool {
	e, end := x.entry(i + 1)
	feminine := x.at(i+1).is("matinee", "matinees", "soiree", "soirees")
	leads := i == 0 || x.at(i-1).kind == signToken || x.at(i-1).is("et", "le")
	after := x.at(end)
	return leads && e.kind == part && !feminine &&
		(after.kind == 0 || after.kind == numberToken || after.kind == signToken || after.is("de", "et", "a"))
}

// splitDay reads a weekday typed as two words: « Merc redi », « sam edi ». Of two
// abbreviations, « mar di », nobody can be sure.
func (x *lexer) splitDay(i int) (lexeme, int) {
	a, b := x.at(i), x.at(i+1)
	if a.kind != wordToken || b.kind != wordToken || b.glued || b.is("di") {
		return lexeme{}, i
	}
	for day, name := range weekdayNames {
		if a.text+b.text == name {
			return lexeme{kind: weekday, value: day}, i + 2
		}
	}
	return lexeme{}, i
}
