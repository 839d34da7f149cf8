package french

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

// saluteOrOnly reads « slt », which greets where it opens a text or a line, and
// elsewhere is short for « seulement ».
func (x *lexer) saluteOrOnly(i int) lexeme {
	if i == 0 || x.at(i-1).is("\n") && !x.at(i+1).is("le", "la", "l") {
		return lexeme{kind: other, text: "slt"}
	}
	return lexeme{kind: only}
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

// position reads « GPS 47.39, 0.68 ».
func (a addressForm) position(i int) int {
	if !a.at(i).is("gps") {
		return i
	}
	j := i + 1
	for range 2 {
		for a.at(j).is(",", ":", "-", "/", ";") {
			j++
		}
		if len(a.figures(j, ".")) != 2 {
			return i
		}
		j += 3
	}
	return j
}
