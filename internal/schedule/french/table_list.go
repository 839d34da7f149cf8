package french

import "jema/internal/schedule/plan"

// listAt reads a day on a line of its own and below it its hours, one a line, which
// open and close in turn: « SAM / 10h / 12h / 14h / 18h ». It returns the tokens of
// one line of that day and how many lines it takes, 0 if there is no such list.
func (p *sheet) listAt(at int) ([]token, int) {
	day := p.cell(at)
	if p.frame.Kind != plan.Free || day.holds != dayCell {
		return nil, 0
	}
	var hours []cell
	end := at + 1
	for n := end; n < len(p.lines); n++ {
		c := p.cell(n)
		if c.holds == clockCell {
			hours, end = append(hours, c), n+1
		} else if c.holds != emptyCell {
			break
		}
	}
	after := p.cell(end)
	if len(hours)%2 == 1 || len(hours) == 0 || len(hours) > 4 || after.holds == hoursCell || after.holds == closedCell {
		return nil, 0
	}
	w := &writer{}
	w.write(day.tokens)
	w.sign(":")
	for n, c := range hours {
		switch {
		case n%2 == 1:
			w.sign("-")
		case n > 0:
			w.sign(",")
		}
		w.write(c.tokens)
		w.open = true
	}
	return w.end(), end - at
}

// longestListed is more characters than a day or an hour on a line of its own has.
const longestListed = 80

// cell returns a whole line as one cell, an empty one behind the last line.
func (p *sheet) cell(line int) cell {
	if line >= len(p.lines) || len(p.lines[line]) > longestListed {
		return cell{}
	}
	c, ok := p.whole[line]
	if !ok {
		row := []cell{{chars: trimmed(p.lines[line])}}
		classify(row, p.frame)
		c = row[0]
		p.whole[line] = c
	}
	return c
}
