package french

// awayClause reads the breaks and the parts of days that are taken away, by whatever word.
type awayClause struct{ *dayClause }
