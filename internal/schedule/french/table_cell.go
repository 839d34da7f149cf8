package french

import (
	"slices"

	"jema/internal/schedule/plan"
)

// cell is one cell of a table and what it holds.
type cell struct {
	chars  []char
	tokens []token
	holds  holding
	kinds  kindSet // of the lexemes in it

	missing bool // its row is too short: nobody knows which cells it has
}

// holding is what a cell holds.
type holding int

const (
	emptyCell  holding = iota
	dayCell            // days
	partCell           // a part of the day
	hoursCell          // hours
	clockCell          // one hour
	lengthCell         // minutes
	closedCell         // closed, or a dash
	sameCell           // the same as beside or above
	markCell           // a mark that says open
	wordCell           // words, or the head of a column
	startHead          // the heads of columns that hold beginnings,
	endHead            // ends,
	lengthHead         // durations,
	pauseHead          // breaks
)

func classify(row []cell, f plan.Frame) {
	for i := range row {
		c := &row[i]
		c.tokens = tokens(c.chars)
		lexemes := lex(c.tokens)
		for _, l := range lexemes {
			c.kinds.add(l.kind)
		}
		c.holds = holdingOf(c.tokens, lexemes, f)
	}
}

// openMarks are what people put into a cell to mark that it is open then.
var openMarks = map[string]bool{"x": true, "oui": true, "ok": true, "ouvert": true, "✓": true, "✔": true,
	"✅": true, "☑": true}

// holdingOf describes what a cell of these tokens and lexemes holds.
func holdingOf(cell []token, lexemes []lexeme, f plan.Frame) holding {
	if len(cell) == 0 {
		return emptyCell
	}
	if len(cell) == 1 && openMarks[cell[0].text] {
		return markCell
	}
	if _, short := shortWeekday[cell[0].text]; short && (len(cell) == 1 || len(cell) == 2 && cell[1].is(".")) {
		return dayCell
	}
	if !slices.ContainsFunc(cell, func(t token) bool { return !t.is("-", "/") }) {
		return closedCell
	}
	lexemes, _ = sift(lexemes, f)
	p := newPassage(slices.DeleteFunc(lexemes, func(l lexeme) bool {
		return l.kind == nothing || l.kind == dayWord
	}), f)
	if newDayClause(&draft{passage: p}).wholeDays() {
		return dayCell
	}
	only := func(kinds ...kind) bool {
		return len(p.row) > 0 &&
			!slices.ContainsFunc(p.row, func(l lexeme) bool { return !slices.Contains(kinds, l.kind) })
	}
	switch {
	case only(dash, slash), len(cell) == 1 && (only(closed) && cell[0].text != "fermeture" || cell[0].text == "non"):
		return closedCell
	case only(same, article):
		return sameCell
	case only(part, article, atThe):
		return partCell
	case only(pause, article, clock) && p.speaksOf(pause):
		return pauseHead
	case only(clock) && len(p.row) == 1:
		return clockCell
	case only(number, minuteUnit):
		return lengthCell
	case p.speaksOf(clock) || p.bareHours(0), p.is(0, like) && p.is(1, weekday):
		return hoursCell
	case len(cell) == 1 && cell[0].is("a"):
		return endHead // « de » stands above it or beside it
	case only(begins, colon, at, of, article, ofThe):
		return startHead
	case only(ends, closed, colon, until, at, of, article, ofThe):
		return endHead
	case p.speaksOf(lasts):
		return lengthHead
	}
	return wordCell
}

// has reports whether a lexeme of one of the kinds is in the cell.
func (c cell) has(kinds ...kind) bool { return slices.ContainsFunc(kinds, c.kinds.has) }

// namesDay reports whether words and a day are in the cell.
func (c cell) namesDay() bool { return c.has(dayKinds...) }

// talks reports whether the first row is no head but a statement: it names days among
// other words, or hours that no mark below refers to.
func (g grid) talks() bool {
	for _, row := range g {
		if slices.ContainsFunc(row, cell.saysBoth) {
			return true
		}
	}
	c := g.dayColumn()
	if c < 0 || g[0][c].holds == dayCell {
		return false
	}
	marks := slices.ContainsFunc(g[1:], func(row []cell) bool {
		return slices.ContainsFunc(row, func(c cell) bool { return c.holds == markCell })
	})
	return slices.ContainsFunc(g[0], func(c cell) bool { return c.namesDay() || c.namesHour() && !marks })
}

// saysBoth reports whether a cell holds hours and days of its own, or closes days; « comme
// samedi » only refers to some.
func (c cell) saysBoth() bool {
	if c.holds == wordCell && c.namesDay() && c.has(closed, except) {
		return true
	}
	return c.holds != dayCell && (c.namesHour() || c.holds == hoursCell) && c.namesDay() && !c.has(like)
}

// namesHour reports whether an hour in figures is in the cell.
func (c cell) namesHour() bool {
	figures := slices.ContainsFunc(c.tokens, func(t token) bool { return t.kind == numberToken })
	return figures && c.has(clock)
}

// holdsTime reports whether hours are in the cell, or a mark in place of them.
func (c cell) holdsTime() bool {
	return c.holds == hoursCell || c.holds == clockCell || c.holds == markCell
}

// dayColumn is the column that holds the days of its rows, the head perhaps
// excepted; -1 if there is none.
func (g grid) dayColumn() int {
	for c := range g[0] {
		days, others := 0, 0
		for r, row := range g {
			switch {
			case row[c].holds == dayCell:
				days++
			case row[c].holds == emptyCell && r > 0 && days > 0:
			case r > 0:
				others++
			}
		}
		if days > 0 && others == 0 && (days > 1 || len(g) == 2) && !g.dayRow() {
			return c
		}
	}
	return -1
}

// firstDay is the first column of the first row that holds days.
func (g grid) firstDay() int {
	return slices.IndexFunc(g[0], func(c cell) bool { return c.holds == dayCell })
}

// dayRow reports whether the first row holds the days of its columns, one cell
// before them perhaps excepted, or several that name the one thing below.
func (g grid) dayRow() bool {
	days, first := 0, g.firstDay()
	for c, h := range g[0] {
		switch {
		case h.holds == dayCell:
			days++
		case c > 0 && (c > first || len(g) > 2):
			return false
		}
	}
	below := slices.ContainsFunc(g[1:], func(row []cell) bool {
		return slices.ContainsFunc(row[1:], func(c cell) bool { return c.holds == dayCell })
	})
	return days >= 2 && !below
}

// puzzling reports whether the grid has days in a way that nobody can be sure of:
// read as text, its hours would be given to the wrong ones.
func (g grid) puzzling() bool {
	for _, row := range g {
		days := 0
		for _, c := range row {
			if c.holds == dayCell {
				days++
			}
		}
		if days >= 2 {
			return true
		}
	}
	return false
}
