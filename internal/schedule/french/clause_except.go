package french

// exceptClause reads « sauf » and what it takes away.
type exceptClause struct{ closedClause } // « sauf pause de 12h à 14h »
