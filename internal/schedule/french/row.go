package french

import "slices"

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
