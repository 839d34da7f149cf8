package french

import (
	"slices"

	"jema/internal/schedule/plan"
)

// row is lexemes to look at, beyond whose ends there is nothing.
type row []lexeme

func (r row) at(i int) lexeme {
	if i < 0 || i >= len(r) {
		return lexeme{kind: -1}
	}
	return r[i]
}

func (r row) is(i int, kinds ...kind) bool {
	if i < 0 || i >= len(r) {
		return slices.Contains(kinds, -1)
	}
	return slices.Contains(kinds, r[i].kind)
}

// closes reports whether a statement or a part of it ends at i.
func (r row) closes(i int) bool { return i >= len(r) || r.is(i, strong, comma, shut) }

// skip passes over lexemes of these kinds.
func (r row) skip(i int, kinds ...kind) int {
	for r.is(i, kinds...) {
		i++
	}
	return i
}

// back passes over lexemes of these kinds towards the beginning.
func (r row) back(i int, kinds ...kind) int {
	for r.is(i, kinds...) {
		i--
	}
	return i
}

// mark is the stretch of lexemes i to j-1.
func (r row) mark(i, j int) plan.Mark {
	return r.at(i).Mark.To(r.at(max(i, j-1)).Mark)
}

func (r row) fault(c plan.Code, i, j int) *plan.Fault { return plan.NewFault(c, r.mark(i, j)) }

// contrasts reports whether « mais » is at i: what follows is no longer taken away.
func (r row) contrasts(i int) bool { return r.is(i, nothing) && r.at(i).text == "mais" }

// ends reports whether a statement ends at i.
func (r row) ends(i int) bool {
	return i >= len(r) || r.is(i, strong, comma, slash, open, shut, and, dash)
}

// namesDay reports whether the phrase contains one of these weekdays.
func (r row) namesDay(days ...int) bool {
	return slices.ContainsFunc(r, func(l lexeme) bool {
		return l.kind == weekday &&
			slices.Contains(days, l.value)
	})
}

// lexemeAt returns the place of the lexeme that begins at that byte.
func (r row) lexemeAt(start int) int {
	i := 0
	for i < len(r) && r.at(i).Start < start {
		i++
	}
	return i
}

// hasDaysBehind reports whether days come in the rest of the statement at i.
func (r row) hasDaysBehind(i int) bool {
	for ; i < len(r) && !r.is(i, strong); i++ {
		if r.is(i, dayKinds...) {
			return true
		}
	}
	return false
}

// closesDays reports whether a statement ends at i and no hours follow that would
// belong to the days before it.
func (r row) closesDays(i int) bool {
	j := i
	for r.is(j, strong, comma, slash, shut, and, dash, colon, of, ofThe, at, article) {
		j++
	}
	return (i == len(r) || r.is(i, strong, comma, slash, shut, and, dash)) && !r.clockish(j)
}
