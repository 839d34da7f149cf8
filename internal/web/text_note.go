package web

import (
	"strings"

	"jema/internal/programme"
	"jema/internal/text"
)

// TextNotes are remarks about the letters of a text that will be printed:
// characters that the programme cannot show, and a text all in capitals with
// what it would be in sentence case. Nothing is changed by itself.
func (l Layout) TextNotes(s string) (notes []string) {
	if undrawn := programme.Undrawn(s); len(undrawn) > 0 {
		notes = append(notes, l.T("myopening.text.undrawn", "n", len(undrawn), "signs", strings.Join(undrawn, " ")))
	}
	if proposed, shouted := text.SentenceCase(s); shouted {
		notes = append(notes, l.T("myopening.text.capitals", "text", proposed))
	}
	return notes
}
