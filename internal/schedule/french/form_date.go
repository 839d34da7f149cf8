package french

// dateForm recognises dates in figures.
type dateForm struct{ stream }
