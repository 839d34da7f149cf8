package exchange

import (
	"cmp"
	"slices"
	"strings"

	"jema/internal/jema"
	"jema/internal/programme"
	"jema/internal/text"
)

// textReader reads the texts, and looks at the letters of all that is printed.
type textReader struct{ *reading }

// texts reads the description and what is proposed for paper.
func (r textReader) texts() {
	description, read := r.joined("description")
	if !read {
		return
	}
	if cleaned := r.cleaned("description", description); cleaned != "" {
		description = cleaned
		r.note("description", Repaired, "import.text.pasted", "text", shorten(cleaned, 200))
	}
	r.set("description", description)
	if text.Length(description) > cellMax {
		r.note("description", Blocking, "import.cell.long", "n", text.Length(description), "max", cellMax)
		delete(r.row.Fields, "description")
		return
	}
	printed, proposed := printedText(description)
	if short, given := r.value("printed_text"); given && short != "" && text.Length(short) <= jema.PrintedTextMax {
		printed, proposed = short, false
	}
	r.set("printed_text", printed)
	r.set("printed_text_proposed", boolean(proposed))
	switch {
	case description == "" && printed == "":
		r.note("description", Doubtful, "import.description.missing")
	case printed == "":
		r.note("description", Doubtful, "import.description.no_sentence", "n", text.Length(description))
	case proposed:
		r.note("description", Doubtful, "import.description.long", "n", text.Length(description), "printed",
			text.Length(printed))
	}
}

// cleaned returns a text without what a word processor put into it, "" where
// there is nothing of the kind.
func (r textReader) cleaned(field, s string) string {
	dirty := false
	var parts []string
	for _, column := range r.table.Columns[field] {
		if column >= len(r.cells) || r.cells[column].Text == "" {
			continue
		}
		part := text.Pasted(cmp.Or(r.cells[column].typed, r.cells[column].Text))
		if dirty = dirty || part != r.cells[column].Text || r.cells[column].typed != ""; !slices.Contains(parts, part) {
			parts = append(parts, part)
		}
	}
	if len(parts) == 0 {
		parts, dirty = []string{text.Pasted(s)}, text.Pasted(s) != s
	}
	if !dirty {
		return ""
	}
	return strings.Join(parts, "\n")
}

// letters notes what is wrong with the letters of the texts that are printed:
// characters that the programme cannot show, and texts all in capitals, for
// which sentence case is proposed.
func (r textReader) letters() {
	for _, field := range []string{"workshop", "artisan", "title", "description"} {
		s := r.row.Fields[field]
		if s == "" {
			continue
		}
		if undrawn := programme.Undrawn(s); len(undrawn) > 0 {
			r.note(field, Doubtful, "import.text.undrawn", "n", len(undrawn), "signs", strings.Join(undrawn, " "))
		}
		if proposed, shouted := text.SentenceCase(s); shouted && field != "artisan" {
			r.note(field, Doubtful, "import.text.capitals", "text", shorten(proposed, 120))
		}
	}
}
