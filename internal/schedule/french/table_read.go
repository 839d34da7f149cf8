package french

import (
	"slices"

	"jema/internal/schedule/plan"
)

// sentences writes the table as lines of one day each; false if a cell holds
// what its place does not explain.
func (g grid) sentences(f plan.Frame) ([]token, bool) {
	if g.dayRow() {
		return g.byColumn()
	}
	if c := g.dayColumn(); c >= 0 {
		return g.byRow(c, f)
	}
	return nil, false
}

// word is a word that the table means without writing it, at the place of the
// token that it is beside.
func word(text string, at plan.Mark) token {
	kind := wordToken
	if kindOf([]rune(text)[0]) == signToken {
		kind = signToken
	}
	return token{Mark: plan.Mark{Start: at.End, End: at.End}, kind: kind, text: text}
}

// writer collects the words of one day.
type writer struct {
	out     []token
	open    bool // hours were written
	crossed bool // a cross says closed: the cells beside it hold hours

	breaks [][]token // the hours of the day's breaks, which come last
}

func (w *writer) write(said []token) {
	for i, t := range said {
		t.glued = t.glued && i > 0
		w.out = append(w.out, t)
	}
}

func (w *writer) sign(text string) {
	if n := len(w.out); n > 0 {
		w.out = append(w.out, word(text, w.out[n-1].Mark))
	}
}

// end closes the line of a day; one without hours is closed.
func (w *writer) end() []token {
	if !w.open {
		w.sign("ferme")
	}
	for _, hours := range w.breaks {
		w.sign(",")
		w.sign("pause")
		w.write(hours)
	}
	w.sign("\n")
	return w.out
}

// byColumn reads days at the head of columns. What is before a row is its
// part of the day, its hours if the cells only bear marks, or a name.
func (g grid) byColumn() ([]token, bool) {
	var out []token
	first := g.firstDay()
	if first > 1 && slices.ContainsFunc(g[1][:first], func(c cell) bool {
		return c.holds != wordCell &&
			c.holds != emptyCell
	}) {
		return nil, false
	}
	if first > 0 && (g[0][0].namesDay() || g[0][0].namesHour()) {
		return nil, false // a statement stands where the corner should be
	}
	for c := first; c < len(g[0]); c++ {
		w := &writer{crossed: g.anyHours()}
		w.write(g[0][c].tokens)
		w.sign(":")
		for r := 1; r < len(g); r++ {
			label := cell{}
			if first == 1 {
				label = g[r][0]
			}
			if g[r][c].missing || !w.cell(g.filled(r, c, first), label) {
				return nil, false
			}
		}
		out = append(out, w.end()...)
	}
	return out, true
}

// filled returns a cell; one that reads « the same » is the one beside it, down
// to column first, or above it where first is negative.
func (g grid) filled(r, c, first int) cell {
	for g[r][c].holds == sameCell {
		switch {
		case first >= 0 && c > first:
			c--
		case first < 0 && r > 0:
			r--
		default:
			return g[r][c]
		}
	}
	return g[r][c]
}

// cell writes the content of a cell of its day; false if the day is ambiguous.
func (w *writer) cell(c, label cell) bool {
	if label.holds == pauseHead {
		return w.pause(c)
	}
	switch c.holds {
	case emptyCell, closedCell:
		return true
	case markCell:
		if label.holds != hoursCell && label.holds != clockCell {
			return w.crossed && label.holds == emptyCell && c.tokens[0].is("x")
		}
		w.hours(label.tokens)
		return true
	case hoursCell, clockCell:
		if c.saysBoth() {
			return false
		}
		if c.holds == clockCell && label.holds == endHead {
			w.sign("a")
			w.write(c.tokens)
			return w.open
		}
		if w.open {
			w.sign(",")
		}
		switch label.holds {
		case startHead:
			w.sign("de")
		case partCell:
			w.write(label.tokens)
		case wordCell:
			w.write(label.tokens)
			w.sign(":")
		case hoursCell, clockCell:
			return false
		}
		w.write(c.tokens)
		w.open = true
		return true
	case wordCell:
		if openMarks[c.tokens[0].text] {
			return false // « oui (entrée libre) »
		}
		w.sign(",")
		w.write(c.tokens)
		return true
	}
	return false
}

func (w *writer) hours(said []token) {
	if w.open {
		w.sign(",")
	}
	w.write(said)
	w.open = true
}

// pause notes the hours of a break; a cell may also hold that there is none.
func (w *writer) pause(c cell) bool {
	switch {
	case c.holds == emptyCell, c.holds == closedCell:
		return true
	case c.holds == hoursCell:
		w.breaks = append(w.breaks, c.tokens)
		return true
	}
	return len(c.tokens) == 1 && noPause[c.tokens[0].text]
}

// noPause are words for no break below the head of a column of breaks.
var noPause = map[string]bool{"aucune": true, "aucun": true, "non": true, "sans": true, "continu": true, "rien": true}

// byRow reads days at the head of rows; the first row may name the columns. A
// row without days belongs to the days above it.
func (g grid) byRow(days int, f plan.Frame) ([]token, bool) {
	heads, rows := make([]cell, len(g[0])), g
	if g[0][days].holds != dayCell {
		heads, rows = g[0], g[1:]
	}
	if slices.ContainsFunc(heads, cell.namesDay) || heads[days].namesHour() {
		return nil, false // « Bonjour, ven 9 | 14h | 18h » is no head
	}
	if rows.ofSeveral(heads, days) {
		return nil, false
	}
	rows.lengths(heads, f)
	pairs := g.pairs(heads, rows)
	if f.Kind == plan.Slots && paired(pairs) && !paired(heads) && !rows.numberedRows() {
		return nil, false // « 9h | 11h » may be two visits or one
	}
	var out, of []token
	for r := range rows {
		w := &writer{crossed: rows.anyHours() && !rows.headedHours(heads)}
		if rows[r][days].holds == dayCell {
			of = rows[r][days].tokens
		}
		w.write(of)
		if !w.row(rows, r, days, pairs, heads) {
			return nil, false
		}
		out = append(out, w.end()...)
	}
	return out, true
}

// row writes the cells of one row.
func (w *writer) row(rows grid, r, days int, pairs, heads []cell) bool {
	colon := false
	for c := range rows[r] {
		it := rows.filled(r, c, -1)
		if r == 0 && rows[r][c].holds == sameCell {
			return false
		}
		if c == days || c == 0 && it.numbersSession() {
			continue
		}
		if it.holds == dayCell {
			if colon {
				return false
			}
			w.write(it.tokens)
			continue
		}
		if !colon {
			w.sign(":")
			colon = true
		}
		if !w.column(it, pairs[c], heads[c]) {
			return false
		}
	}
	return true
}

// column writes one cell below its head.
func (w *writer) column(it, pair, head cell) bool {
	switch {
	case head.holds == pauseHead:
		return w.pause(it)
	case pair.holds == startHead && it.holds == clockCell:
		w.hours(append([]token{word("de", it.tokens[0].Mark)}, it.tokens...))
		return true
	case pair.holds == endHead && it.holds == clockCell:
		w.sign("a")
		w.write(it.tokens)
		return w.open
	case head.holds == lengthHead && (it.holds == clockCell || it.holds == lengthCell):
		w.sign(",")
		w.sign("duree")
		w.write(it.tokens)
		return true
	case it.holds == markCell && w.crossed && head.holds == emptyCell && it.tokens[0].is("x"):
		return true
	case it.holds == lengthCell && head.holds == wordCell && numbersRows(head.tokens):
		return true
	case it.holds == lengthCell && head.holds == wordCell && leadsToCount(head.tokens):
		w.sign(",")
		w.write(it.tokens[:1])
		w.out = append(w.out, word("places", it.tokens[0].Mark))
		return true
	case it.holds == lengthCell, it.holds == markCell && head.holds != hoursCell && head.holds != clockCell:
		w.sign(",")
		w.write(it.tokens)
		return true
	case head.holds == partCell, head.holds == hoursCell, head.holds == clockCell && it.holds == markCell:
		return w.cell(it, head)
	}
	return w.cell(it, cell{})
}

// paired reports whether columns hold beginnings or ends.
func paired(cells []cell) bool {
	return slices.ContainsFunc(cells, func(c cell) bool { return c.holds == startHead || c.holds == endHead })
}

// pairs returns which columns hold beginnings and which ends: by their heads, or
// where every row has its hours one by one, in turn.
func (g grid) pairs(heads []cell, rows grid) []cell {
	out := make([]cell, len(heads))
	ends, clocks := 0, 0
	for c, h := range heads {
		if h.holds == startHead || h.holds == endHead {
			out[c] = h
		}
		if h.holds == endHead {
			ends++
		}
	}
	if ends > 0 {
		return out
	}
	out = make([]cell, len(heads))
	for c := range heads {
		if heads[c].holds == lengthHead || !rows.allClocks(c) {
			continue
		}
		out[c].holds = startHead
		if clocks%2 == 1 {
			out[c].holds = endHead
		}
		clocks++
	}
	if clocks%2 == 1 || clocks == 0 {
		return make([]cell, len(heads))
	}
	return out
}

func (g grid) allClocks(c int) bool {
	some := false
	for _, row := range g {
		switch row[c].holds {
		case clockCell:
			some = true
		case emptyCell, closedCell:
		default:
			return false
		}
	}
	return some
}

// anyHours reports whether a cell below the first row holds hours.
func (g grid) anyHours() bool {
	for _, row := range g {
		for _, c := range row {
			if c.holds == hoursCell || c.holds == clockCell {
				return true
			}
		}
	}
	return false
}

// headedHours reports whether hours are at the head of columns, so that a cross
// below them means open.
func (g grid) headedHours(heads []cell) bool {
	return slices.ContainsFunc(heads, func(c cell) bool { return c.holds == hoursCell || c.holds == clockCell })
}

// numberedRows reports whether every row begins with the number of its session:
// « Créneau 1 | samedi | 10:00 | 11:00 ».
func (g grid) numberedRows() bool {
	return !slices.ContainsFunc(g, func(row []cell) bool { return !row[0].numbersSession() })
}

// numbersSession reports whether a cell only numbers a session.
func (c cell) numbersSession() bool {
	return len(c.tokens) == 2 && words[c.tokens[0].text].kind == event && c.tokens[1].kind == numberToken
}

// leadsToCount reports whether a head names what is counted: « Places », « Jauge ».
func leadsToCount(head []token) bool {
	e := words[head[0].text]
	return len(head) == 1 && (e.kind == people || e.kind == label)
}

// numbersRows reports whether a head is of a column that numbers the rows.
func numbersRows(head []token) bool {
	e := words[head[0].text]
	return len(head) == 1 && (e.kind == event || head[0].is("n", "no", "num", "numero", "ordre"))
}

// lengths finds durations in a column without a head: of slots, hours before
// four in the morning behind a column of starts.
func (g grid) lengths(heads []cell, f plan.Frame) {
	clocks := 0
	for c := range heads {
		if !g.allClocks(c) {
			continue
		}
		if clocks++; clocks == 2 && f.Kind == plan.Slots && heads[c].holds == emptyCell && g.allShort(c) {
			heads[c].holds = lengthHead
		}
	}
}

// allShort reports whether the hours of a column can only be durations.
func (g grid) allShort(c int) bool {
	return !slices.ContainsFunc(g, func(row []cell) bool {
		l := lex(row[c].tokens)
		return len(l) > 0 && (l[0].kind != clock || !l[0].plain || l[0].value > 4*60)
	})
}
