package french

// lengthClause reads how long something lasts and how often it starts.
type lengthClause struct{ *draft }
