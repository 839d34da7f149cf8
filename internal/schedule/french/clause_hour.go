package french

// hourClause reads hours: ranges, starts, lists of either, and the end of a start.
type hourClause struct{ *dayClause } // whose days may be behind them
