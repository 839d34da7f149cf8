package french

// ofSeveral reports whether the heads of columns with hours name different things, « Atelier »
// and « Boutique », « Ouverture » and « Dernière entrée »: nobody knows which are the hours.
func (g grid) ofSeveral(heads []cell, days int) bool {
	columns, named := 0, false
	for c := range heads {
		if c == days || !g.holdsHours(c) {
			continue
		}
		columns++
		named = named || heads[c].namesThing()
	}
	return columns > 1 && named
}

// holdsHours reports whether a cell of the column holds hours.
func (g grid) holdsHours(c int) bool {
	for _, row := range g {
		if row[c].holds == hoursCell || row[c].holds == clockCell {
			return true
		}
	}
	return false
}

// namesThing reports whether a head names something that hours may be of: a word that is not
// about time, a last entry, or one event.
func (c cell) namesThing() bool {
	if c.holds != wordCell {
		return false
	}
	for _, l := range lex(c.tokens) {
		switch {
		case l.kind == unknown && len(l.text) > 2, l.kind == other, l.kind == lastOf, l.kind == occasion,
			l.kind == event && l.value == activity:
			return true
		}
	}
	return false
}

// hoursAlone reports whether nothing but hours is in a line.
func (p *sheet) hoursAlone(line int) bool {
	all := []cell{{chars: trimmed(p.lines[line])}}
	classify(all, p.frame)
	return all[0].holds == hoursCell || all[0].holds == clockCell
}
