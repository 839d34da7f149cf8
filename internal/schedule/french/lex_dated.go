package french

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
