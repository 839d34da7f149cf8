package french

// rangeClause reads two hours that belong together, « de 10h à 12h ».
type rangeClause struct{ *draft }
