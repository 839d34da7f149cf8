package french

// remarkClause reads numbers that are no hours, and the bounds of departures.
type remarkClause struct{ *draft }
