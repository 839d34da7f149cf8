package french

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
