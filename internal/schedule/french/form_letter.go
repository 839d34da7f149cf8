package french

// letterForm recognises weekdays of one capital letter.
type letterForm struct {
	stream
	dates dateForm
}

// datedLetters finds days of one capital letter with their number: « V9 S10 D11 de 10 à
// 18h ». There must be several whose numbers and weekdays agree: « D11 » alone may be a
// road, and « S10 » a room.
func (l letterForm) datedLetters() map[int]int {
	var at []int
	for i, t := range l.stream {
		n := l.at(i + 1)
		if initials[t.text] != nil && t.capital && !t.glued && n.kind == numberToken && n.glued && n.value >= 1 &&
			n.value <= 31 && !l.at(i+2).is("h", "/") {
			at = append(at, i)
		}
	}
	if len(at) < 2 || len(at) > 7 {
		return nil
	}
	for _, first := range initials[l.at(at[0]).text] {
		if out := l.agreeing(at, first); out != nil {
			return out
		}
	}
	return nil
}

// agreeing gives each letter its weekday if the first of them is that day, nil if the
// numbers do not agree.
func (l letterForm) agreeing(at []int, first int) map[int]int {
	out := map[int]int{}
	for n, i := range at {
		ahead := l.at(i+1).value - l.at(at[0]+1).value
		if n > 0 && l.at(i+1).value <= l.at(at[n-1]+1).value {
			return nil
		}
		day := (first + ahead) % 7
		for _, option := range initials[l.at(i).text] {
			if option == day {
				out[i] = day
			}
		}
	}
	if len(out) < len(at) {
		return nil
	}
	return out
}

// initial lists the days that begin with a letter, Monday first. M is Tuesday or
// Wednesday: its neighbours specify which.
var initials = map[string][]int{"l": {1}, "m": {2, 3}, "j": {4}, "v": {5}, "s": {6}, "d": {0}}

func betweenLetters(s string) kind {
	switch s {
	case "et":
		return and
	case "au":
		return atThe
	case ".":
		return comma
	}
	return signKind(s)
}

// datedLetter reports whether one letter bears a date in figures: « S 10/04 ».
func (l letterForm) datedLetter(i int) bool {
	_, end := l.dates.dateInFigures(i + 1)
	return len(initials[l.at(i).text]) == 1 && l.at(i+1).kind == numberToken && end > i+1 && l.at(i+2).is("/")
}

// letters returns the tokens that are such letters from token i on, with at
// most one sign between two of them.
func (l letterForm) letters(i int) []int {
	var out []int
	for j := i; initials[l.at(j).text] != nil && l.at(j).capital; {
		if out = append(out, j); len(out) > 7 {
			return nil
		}
		if j++; l.at(j).is("-", "/", ",", "&", "+", ".", "et", "au") {
			j++
		}
	}
	if n := len(out); n > 0 && l.at(out[n-1]+1).glued && l.at(out[n-1]+1).kind != signToken {
		return nil
	}
	return out
}

// weekdaysOf finds the only days in their order that the letters can be.
func weekdaysOf(letters []int, tokens []token) ([]int, bool) {
	var days []int
	last := 0
	for n, at := range letters {
		options := initials[tokens[at].text]
		day := options[0]
		if len(options) > 1 {
			after := n+1 < len(letters) && tokens[letters[n+1]].text == "m"
			behind := n > 0 && tokens[letters[n-1]].text == "m"
			monday, thursday := n > 0 && last == 1, n+1 < len(letters) && tokens[letters[n+1]].text == "j"
			switch {
			case behind:
				day = 3
			case after:
			case monday == thursday, monday && n+1 < len(letters):
				return nil, false
			case thursday:
				day = 3
			}
		}
		order := (day + 6) % 7
		if n > 0 && order <= (last+6)%7 {
			return nil, false
		}
		days, last = append(days, day), day
	}
	return days, true
}

// leadingLetters finds days of one capital letter that lead statements: « V
// 14h-18h / S 10h-18h / D néant ». There must be several, in their order.
func (l letterForm) leadingLetters() map[int]int {
	var letters []int
	for i, t := range l.stream {
		opens := i == 0 || l.at(i-1).is("/", ";", ",", "\n", "|", ":")
		if opens && initials[t.text] != nil && t.capital && l.leads(i+1) {
			letters = append(letters, i)
		}
	}
	days, ok := weekdaysOf(letters, l.stream)
	if !ok || len(letters) < 2 || len(letters) > 7 {
		return nil
	}
	out := map[int]int{}
	for n, at := range letters {
		out[at] = days[n]
	}
	return out
}

// leads reports whether hours, or that there are none, begin at token i.
func (l letterForm) leads(i int) bool {
	for l.at(i).is(":", "-", "=") {
		i++
	}
	e, _ := l.entry(i)
	hour := l.at(i).kind == numberToken && !l.at(i).glued && l.at(i).value <= 24
	return e.kind == closed || hour && l.at(i+1).is("h", ":", "-", "heures", "/") || l.at(i-1).is("-") &&
		l.at(i).is("/", ",", ";", "\n", "|", "")
}
