package french

// closedSigns reads the « : - » and « : / » of « mardi : - » as closed, and the « - » that
// ends the line of a day beside lines of other days with hours. Elsewhere a dash behind a
// day, before another one, is refused: it may mean that, or lead to hours.
func closedSigns(r row) row {
	days := []kind{weekday, date, number, month}
	first, lines := r.dayLines()
	for i := range r {
		if !r.is(i, dash, slash) {
			continue
		}
		contrast := r.is(i+1, and) || r.is(i+1, nothing) && r.at(i+1).text == "mais" ||
			r.is(i+1, closed) && r.is(r.skip(i+2, article), days...) ||
			r.is(i+1, dash) && !r.at(i+1).glued
		ends := i+1 >= len(r) || r.is(i+1, strong, comma, shut) || contrast || r.is(i+1, slash)
		if !ends && !r.is(i, slash) {
			continue
		}
		switch {
		case r.is(i, dash) && i+1 == len(r) && r.lastDay(i),
			r.is(i-1, colon) && r.is(i-2, days...) && ends && !r.is(i+1, dash),
			ends && r.is(i-1, days...) && r.alone(i) && (lines > 1 || lines > 0 && first < i):
			r[i].kind, r[i].text, r[i].value = closed, "ferme", 0
		case ends && r.is(i, dash) && r.is(i-1, days...) && (contrast || r.leavesDay(i+1)),
			r.is(i, slash) && r.is(i-1, colon) && r.is(i-2, days...) && r.is(i+1, clock): // « mardi : / 9h »
			r[i].kind = sign
		}
	}
	return r
}

// leavesDay reports whether what begins at i is no more about the day before it: the text
// is over, or another day or a punctuation mark comes.
func (r row) leavesDay(i int) bool {
	next := r.skip(i, strong, article)
	return next >= len(r) || r.is(next, weekday, date, number, comma, shut, open, slash)
}

// dayLines returns where the first line of a day with hours begins, and how many there are.
func (r row) dayLines() (first, lines int) {
	for i := 0; i < len(r); i++ {
		s, ok := statementAt(r, i)
		if !ok {
			continue
		}
		if r.is(r.skip(s.from, article), weekday) && s.has(clock) {
			if lines++; lines == 1 {
				first = s.from
			}
		}
		i = s.to
	}
	return first, lines
}

// alone reports whether the sign at i ends a line that has nothing else than its day.
func (r row) alone(i int) bool {
	k := r.back(i-1, weekday, date, number, month, article, colon, slash)
	return (k < 0 || r.is(k, strong)) && (i+1 >= len(r) || r.is(i+1, strong))
}

// lastDay reports whether the sign at i, the last of all, is behind a day alone, set apart
// from hours before it: « sa 9h30-12h, di - ».
func (r row) lastDay(i int) bool {
	k := r.back(i-1, weekday, date, number, month, article)
	return k < i-1 && r.is(k, comma, strong, slash) && r.is(k-1, clock) && r.is(r.skip(k+1, article), weekday)
}
