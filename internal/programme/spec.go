package programme

import (
	"io"

	"jema/internal/jema"
	"jema/internal/programme/paper"
	"jema/internal/programme/pdf"
)

// Format is what is folded, or not, out of the content.
type Format string

// The formats. Auto follows the number of events: none or one makes a sheet,
// two to four a folded sheet, five and more a brochure.
const (
	Auto     Format = "auto"
	Sheet    Format = "sheet"    // A4, a poster
	Folded   Format = "folded"   // A4 folded once: four pages of A5
	Brochure Format = "brochure" // A5, a multiple of four pages
)

// Formats are all of them.
var Formats = []Format{Auto, Sheet, Folded, Brochure}

// Spec says how a programme is to be made. The zero value is the automatic
// format in French.
type Spec struct {
	Format   Format
	Language string // "fr"
}

// Warning is something the organiser should know before printing. What is one
// of the Warning constants; Detail is what it is about, as typed.
type Warning struct {
	OpeningID int64
	What      string
	Detail    string
}

// What a warning may say.
const (
	WarningDropped   = "character_dropped"  // a picture character, left out
	WarningReplaced  = "character_replaced" // printed as □: the faces lack it
	WarningPhoto     = "photo_unreadable"   // left out
	WarningNoText    = "printed_text_missing"
	WarningLongText  = "printed_text_long" // printed whole all the same
	WarningNoHours   = "hours_missing"
	WarningNoPrinter = "printer_missing" // the file is marked « épreuve »
)

// Write makes the programme of a commune and writes it as PDF. The same data
// make the same bytes. An unknown format or language is refused.
func Write(w io.Writer, p jema.Programme, spec Spec) error {
	d, _, err := Compose(p, spec)
	if err != nil {
		return err
	}
	return pdf.Write(w, d)
}

// Compose sets and lays out the programme without drawing it, and tells what
// the organiser should know before printing.
func Compose(p jema.Programme, spec Spec) (*paper.Document, []Warning, error) {
	words, ok := languages[orDefault(spec.Language, "fr")]
	if !ok {
		return nil, nil, jema.Invalid("programme.language.unknown", "language", spec.Language)
	}
	c := collect(p, words)
	switch Format(orDefault(string(spec.Format), string(Auto))).of(len(c.entries)) {
	case Sheet:
		return layoutSheet(c), c.warnings, nil
	case Folded:
		return layoutFolded(c), c.warnings, nil
	case Brochure:
		return layoutBrochure(c), c.warnings, nil
	}
	return nil, nil, jema.Invalid("programme.format.unknown", "format", string(spec.Format))
}

// of settles what Auto means for a number of events.
func (f Format) of(events int) Format {
	switch {
	case f != Auto:
		return f
	case events <= 1:
		return Sheet
	case events <= 4:
		return Folded
	}
	return Brochure
}

func orDefault(s, fallback string) string {
	if s == "" {
		return fallback
	}
	return s
}
