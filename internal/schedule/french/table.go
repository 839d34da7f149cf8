package french

import (
	"slices"

	"jema/internal/schedule/plan"
)

// grid is a table as somebody pasted it: rows of cells, as many in each.
type grid [][]cell

// layOut cuts a folded phrase into tokens. Lines that make a table are written
// anew, one line for each of its days, so that the parser reads sentences only;
// every token retains its position in the phrase.
func layOut(chars []char, f plan.Frame) ([]token, *plan.Fault) {
	written, fault := calendarLines(linesOf(chars))
	if fault != nil {
		return nil, fault
	}
	page := sheet{lines: letterHead(written), frame: f, rows: map[place][]cell{}, cuts: map[place][]cell{},
		whole: map[int]cell{}}
	lines := page.lines
	if len(lines) < 2 {
		return tokens(lines[0]), nil
	}
	var out []token
	for i := 0; i < len(lines); {
		if said, n := page.listAt(i); n > 0 {
			out = append(out, said...)
			i += n
			continue
		}
		g, n := page.tableAt(i)
		if len(g) > longestTable || page.tried > mostTried {
			return nil, plan.NewFault(plan.TooLong, plan.Mark{End: last(chars).end})
		}
		if page.torn(i, n) {
			return nil, plan.NewFault(plan.Table, lines[i+max(n-1, 0)][0].mark().To(last(lines[i+n]).mark()))
		}
		if n == 0 {
			out = append(append(out, tokens(lines[i])...), lineBreak(lines[i]))
			i++
			continue
		}
		said, ok := g.sentences(f)
		if !ok {
			return nil, plan.NewFault(plan.Table, lines[i][0].mark().To(last(lines[i+n-1]).mark()))
		}
		out = append(out, said...)
		i += n
	}
	return out, nil
}

func (c char) mark() plan.Mark { return plan.Mark{Start: c.start, End: c.end} }

func last(chars []char) char {
	if len(chars) == 0 {
		return char{}
	}
	return chars[len(chars)-1]
}

// linesOf cuts at line breaks, which end the lines they close.
func linesOf(chars []char) [][]char {
	var out [][]char
	from := 0
	for i, c := range chars {
		if c.r == '\n' {
			out = append(out, chars[from:i:i])
			from = i + 1
		}
	}
	return append(out, chars[from:])
}

// lineBreak is the token behind a line.
func lineBreak(line []char) token {
	m := last(line).mark()
	return token{Mark: plan.Mark{Start: m.End, End: m.End}, kind: signToken, text: "\n"}
}

// separators between cells, the surest first. A gap is two spaces or more.
var separators = []rune{'\t', '|', ';', ',', ' '}

// tableAt returns the table that begins with the first of the lines and how many
// lines it takes; 0 if there is none.
func (p *sheet) tableAt(at int) (grid, int) {
	for _, sep := range separators {
		if !p.begins(at, sep) {
			continue
		}
		g, n := p.gridOf(at, sep)
		if len(g) < 2 {
			continue
		}
		loose := !sure(sep)
		if loose && (!g.dayRow() && g.puzzling() || g.talks()) {
			continue
		}
		if g.dayColumn() >= 0 || g.dayRow() || !loose && g.puzzling() {
			return g, n
		}
	}
	return p.uneven(at)
}

// uneven returns the two lines of a table that has fewer hours than days, so that
// it is unclear whose they are: « Ven | Sam | Dim » above « 14h-16h | 16h-18h ».
func (p *sheet) uneven(at int) (grid, int) {
	if at+1 >= len(p.lines) {
		return nil, 0
	}
	for _, sep := range []rune{'|', ';', ' '} {
		width, below := len(p.cut(at, sep)), len(p.cut(at+1, sep))
		if below == 1 && width > 1 && at+2 < len(p.lines) && len(p.cut(at+2, sep)) == width {
			if g := (grid{p.row(at, sep), append(p.row(at+1, sep), missing(width-1)...)}); g.dayRow() && p.hoursAlone(at+1) {
				return g, 2 // hours of which of the days?
			}
		}
		if below < 2 || below >= width || width > 7 {
			continue
		}
		head, row := p.row(at, sep), p.row(at+1, sep)
		g := grid{head, append(slices.Clone(row), missing(len(head)-len(row))...)}
		other := func(c cell) bool { return !c.missing && c.holds != hoursCell && c.holds != clockCell }
		if g.dayRow() && !slices.ContainsFunc(g[1], other) {
			return g, 2
		}
	}
	return nil, 0
}

// longestTable is more rows than a table of hours has.
const longestTable = 8_000

// mostTried bounds how many rows are compared, so that no text overloads a server: each
// line of a long table may be where another one begins.
const mostTried = 20_000

// sheet is the lines of a phrase, each cut once at each separator.
type sheet struct {
	lines [][]char
	frame plan.Frame
	cuts  map[place][]cell // what each line holds between the separators,
	rows  map[place][]cell // and what that means
	whole map[int]cell     // the lines as one cell each
	tried int              // rows looked at so far
}

// place is one line and what it is cut at.
type place struct {
	line int
	sep  rune
}

// row returns the cells of a line, and what each of several holds.
func (p *sheet) row(line int, sep rune) []cell {
	at := place{line, sep}
	row, ok := p.rows[at]
	if !ok {
		if row = slices.Clone(p.cut(line, sep)); len(row) > 1 {
			classify(row, p.frame)
		}
		p.rows[at] = row
	}
	return row
}

// cut returns the cells of a line, of which nobody has yet found out what they hold.
func (p *sheet) cut(line int, sep rune) []cell {
	at := place{line, sep}
	row, ok := p.cuts[at]
	if !ok {
		row = cellsOf(p.lines[line], sep)
		p.cuts[at] = row
	}
	return row
}

// begins reports whether a table may begin with line at: the next line that is no rule
// has cells as well.
func (p *sheet) begins(at int, sep rune) bool {
	n := len(p.cut(at, sep))
	if n < 2 {
		return false
	}
	next := at + 1
	for next < len(p.lines) && (isRule(p.lines[next]) || sure(sep) && len(trimmed(p.lines[next])) == 0) {
		next++
	}
	if next == len(p.lines) {
		return false
	}
	below := len(p.cut(next, sep))
	return sep == '\t' && below > 1 || below == n || below == n+1
}

// gridOf cuts the first lines into cells as long as each has as many. Rules
// between lines are dropped; a first line may lack the cell of the corner.
func (p *sheet) gridOf(at int, sep rune) (grid, int) {
	var g grid
	n := 0
	for ; at+n < len(p.lines) && len(g) <= longestTable; n++ {
		p.tried++
		if len(g) > 0 && isRule(p.lines[at+n]) {
			continue
		}
		if len(g) > 0 && sure(sep) && len(trimmed(p.lines[at+n])) == 0 && at+n+1 < len(p.lines) &&
			len(p.row(at+n+1, sep)) > 1 {
			continue // a line left empty between two rows
		}
		row := slices.Clone(p.row(at+n, sep))
		if len(row) < 2 {
			break
		}
		switch {
		case len(g) == 1 && len(row) == len(g[0])+1 && !row[0].holdsTime() && row[0].holds != closedCell &&
			(row[0].holds != dayCell || g[0][0].holds != dayCell):
			g[0] = append([]cell{{}}, g[0]...)
		case len(g) > 0 && len(row) < len(g[0]) && sep == '\t':
			row = append(row, missing(len(g[0])-len(row))...)
		case len(g) > 0 && len(row) > len(g[0]) && sep == '\t':
			for k := range g {
				g[k] = append(g[k], make([]cell, len(row)-len(g[k]))...)
			}
		case len(g) > 0 && len(row) != len(g[0]):
			return g, n
		}
		if !sure(sep) && slices.ContainsFunc(row, cell.saysBoth) {
			return nil, 0 // statements, each with days of its own
		}
		g = append(g, row)
	}
	return g, n
}

// torn reports whether line at+n goes on with the table that ends before it, or begins
// one whose rows have another number of cells: read as text, its hours would be given
// to the wrong days.
func (p *sheet) torn(at, n int) bool {
	for _, sep := range []rune{'|', '\t'} {
		if at+n >= len(p.lines) {
			return false
		}
		row := p.row(at+n, sep)
		if n > 0 && len(row) > 1 && len(p.row(at+n-1, sep)) > 1 && slices.ContainsFunc(row, cell.holdsTime) &&
			row[0].holds != dayCell {
			return true
		}
		days := 0
		for _, c := range row {
			if c.holds == dayCell {
				days++
			}
		}
		below := at+1 < len(p.lines) && len(p.row(at+1, sep)) > 2 && slices.ContainsFunc(p.row(at+1, sep), cell.holdsTime)
		hours := func(c cell) bool { return c.holds == hoursCell || c.holds == clockCell }
		if n == 0 && days > 1 && below && !slices.ContainsFunc(row, hours) {
			return true
		}
	}
	return false
}

// sure reports whether nothing but cells is cut at the separator.
func sure(sep rune) bool { return sep == '\t' || sep == '|' }

// missing returns n cells that a row lacks at its end.
func missing(n int) []cell {
	out := make([]cell, n)
	for i := range out {
		out[i].missing = true
	}
	return out
}

// isRule reports whether a line only underlines: « |---|---| ».
func isRule(line []char) bool {
	return len(line) > 0 && !slices.ContainsFunc(line, func(c char) bool {
		return c.r != '-' && c.r != '|' &&
			c.r != ' ' && c.r != ':'
	})
}

// cellsOf cuts a line at the separator.
func cellsOf(line []char, sep rune) []cell {
	if sep == '|' {
		line = trimmed(line)
		if len(line) > 0 && line[0].r == '|' {
			line = line[1:]
		}
		if len(line) > 0 && last(line).r == '|' {
			line = line[:len(line)-1]
		}
	}
	if sep == ' ' {
		line = trimmed(line)
	}
	var out []cell
	from := 0
	for i := 0; i < len(line); i++ {
		if line[i].r != sep || sep == ' ' && (i+1 >= len(line) || line[i+1].r != ' ') {
			continue
		}
		out = append(out, cell{chars: trimmed(line[from:i])})
		for sep == ' ' && i+1 < len(line) && line[i+1].r == ' ' {
			i++
		}
		from = i + 1
	}
	return append(out, cell{chars: trimmed(line[from:])})
}

func trimmed(chars []char) []char {
	for len(chars) > 0 && (chars[0].r == ' ' || chars[0].r == '\t' && len(chars) == 1) {
		chars = chars[1:]
	}
	for len(chars) > 0 && last(chars).r == ' ' {
		chars = chars[:len(chars)-1]
	}
	return chars
}
