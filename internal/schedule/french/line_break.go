package french

import "strconv"

func next(in []token, i int) token {
	if i+1 < len(in) {
		return in[i+1]
	}
	return token{}
}

// softBreaks drops line breaks in the middle of a statement: after a comma or a
// little word, or before one. The others end a statement.
func softBreaks(in []token) []token {
	leads := []string{",", ":", "-", "/", "(", "&", "+", "et", "de", "a", "au", "du", "des", "le", "la", "les", "l", "d",
		"entre", "puis", "jusqu", "sauf", "pour"}
	trails := []string{",", ":", ")", "&", "+", "et", "a", "au", "aux", "puis", "jusqu"}
	out := make([]token, 0, len(in))
	var list bullets
	for i, t := range in {
		if t.text == "\n" {
			last := len(out) - 1
			soft := last < 0 || i+1 == len(in) || out[last].is(leads...) ||
				in[i+1].is(trails...) && !countedLine(out, in[i+1]) ||
				in[i+1].is("\n", ";", ".") || out[last].is("\n", ";")
			if soft && !closedLine(out, in[i+1:]) {
				continue
			}
		}
		if t.is(":") && last2(out).is("du", "au", "de", "a", "le", "entre", "jusqu") && in[i].Start-last2(out).End <= 1 &&
			numbersAhead(in, i+1) {
			continue // « Du : 10/04 - Au : 11/04 »
		}
		if t.is(":") && datesRange(out) && numbersAhead(in, i+1) && i+2 < len(in) && in[i+2].is("/", ".", "-") {
			out = append(out[:len(out)-3], word(map[string]string{"debut": "du", "fin": "au"}[last2(out).text], last2(out).Mark))
			continue // « Date de début : 10/04 Date de fin : 11/04 »
		}
		if t.is(")") && list.bullet(out) {
			if out = out[:len(out)-1]; len(out) > 0 && !last2(out).is("\n", ";", ".") {
				out = append(out, word("\n", t.Mark)) // « 1) samedi 10h-12h 2) dimanche 14h-16h »
			}
			continue
		}
		if t.is("-") && t.glued && last2(out).is("-") && len(out) > 1 && !out[len(out)-2].is("\n") {
			continue // « Sam --- » is « Sam - »
		}
		// A dash that opens a line is a bullet.
		if t.is("-") && !next(in, i).glued && (len(out) == 0 || out[len(out)-1].is("\n")) {
			continue
		}
		out = append(out, t)
		list.note(t)
	}
	return out
}

// countedLine reports whether a line ends in numbers that its first word may count, and the
// next begins with « à »: « ateliers 8 et 9 » above « à 10h, samedi ».
func countedLine(out []token, next token) bool {
	n := len(out) - 1
	if !next.is("a") || n < 0 || out[n].kind != numberToken {
		return false
	}
	for n >= 0 && (out[n].kind == numberToken || out[n].is("et", ",", "/", "-")) {
		n--
	}
	return n >= 0 && words[out[n].text].kind == event && (n == 0 || out[n-1].is("\n"))
}

// closedLine reports whether a sign behind a day ends the line, and the next begins with a
// day, or none follows: « Mardi - » above « Mercredi 10h-18h ».
func closedLine(out, behind []token) bool {
	n := len(out) - 2
	if n < 0 || !out[n+1].is("-", "/") {
		return false
	}
	colon := out[n].is(":")
	for n > 0 && out[n].is(":", ".") {
		n--
	}
	day := func(t token) bool { return words[t.text].kind == weekday }
	dated := out[n].kind == numberToken && n > 0 && (day(out[n-1]) || out[n-1].is("/"))
	return (day(out[n]) || dated || words[out[n].text].kind == month) && (colon || len(behind) == 0 || day(behind[0]) ||
		behind[0].is("le") && len(behind) > 1 && day(behind[1]) ||
		len(behind) > 1 && len(behind[0].text) == 1 && behind[1].kind == numberToken)
}

// datesRange reports whether « date de début » or « date de fin » comes last.
func datesRange(out []token) bool {
	n := len(out)
	return n > 2 && out[n-1].is("debut", "fin") && out[n-2].is("de") && out[n-3].is("date")
}

func last2(out []token) token {
	if len(out) == 0 {
		return token{}
	}
	return out[len(out)-1]
}

// numbersAhead reports whether a number begins at token i, or a day's name.
func numbersAhead(in []token, i int) bool {
	return i < len(in) && (in[i].kind == numberToken || words[in[i].text].kind == weekday)
}

// bullets follows the numbers of a list through a text.
type bullets struct {
	open int    // brackets that are open
	next string // the number that goes on with the list, none if there is no list
}

// bullet reports whether the last token before a bracket is a number that opens a line,
// « 1) », or goes on with such a list on the same line. The minutes of « (10.30-12.30) »
// are none.
func (b *bullets) bullet(out []token) bool {
	n := len(out)
	if n == 0 || b.open > 0 || out[n-1].glued && n > 1 {
		return false
	}
	t := out[n-1]
	if !(t.kind == numberToken && t.value < 100 || t.kind == wordToken && len(t.text) == 1) {
		return false
	}
	heads := t.text == "1" && n > 1 && out[n-2].is(":") // « nos horaires : 1) … »
	if t.text != b.next && n > 1 && !heads && !out[n-2].is("\n", ";", ".") {
		return false
	}
	if b.next = string(t.text[0] + 1); t.kind == numberToken {
		b.next = strconv.Itoa(t.value + 1)
	}
	return true
}

// note counts the brackets that are open on this line.
func (b *bullets) note(t token) {
	switch {
	case t.is("("):
		b.open++
	case t.is(")", "\n"):
		b.open = 0
	}
}
