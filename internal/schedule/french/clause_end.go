package french

// endClause reads what moves one end of hours given elsewhere: « (17h le dimanche) ».
type endClause struct{ *dayClause }
