package exchange

import (
	"strings"

	"jema/internal/jema"
	facts "jema/internal/reading"
	"jema/internal/text"
)

// oneColumn are the fields of which a row takes one column, though a file may
// have several of them: what the others hold is reported, and never lost in silence.
var oneColumn = []string{"workshop", "artisan", "craft", "commune", "kind", "title", "capacity", "price", "email",
	"website", "printed_text", "parking",
	"duration", "minimum_age", "postal_code", "first_name", "last_name", "national_number"}

// further notes what the further columns of a field hold and the first does not.
func (r *reading) further() {
	for _, field := range oneColumn {
		taken, _, _ := r.raw(field)
		for _, column := range r.columns(field) {
			if column >= len(r.cells) || r.cells[column].blank() || r.cells[column].Broken != "" {
				continue
			}
			if cell := text.Line(r.cells[column].Text); !isNone(cell) && !pointsToOther(cell) && !r.agrees(field, column) &&
				text.Fold(cell) != text.Fold(text.Line(taken.Text)) {
				r.note(field, Doubtful, "import.column.further", "header", text.Line(r.table.Header[column]), "text",
					shorten(cell, 100))
			}
		}
	}
}

// agrees reports whether a yes or no about the price has the meaning of what was taken:
// « Gratuit (O/N) » N beside « 5 € ».
func (r *reading) agrees(field string, column int) bool {
	yes, sure := readFlag(r.cells[column].Text)
	price, _ := facts.Price(r.row.Fields["price"])
	if field != "price" || !sure || !price.Known() {
		return false
	}
	asksToPay := strings.Contains(text.Fold(r.table.Header[column]), "pay")
	return (yes == asksToPay) == (price.Kind != jema.PriceFree)
}
