package french

// closedClause reads « fermé » and « pause » with what is closed.
type closedClause struct{ awayClause }
