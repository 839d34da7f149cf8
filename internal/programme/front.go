package programme

import (
	"jema/internal/jema"
	"jema/internal/programme/content"
	"jema/internal/programme/formats"
	"jema/internal/programme/paper"
	"jema/internal/programme/papers"
)

// The papers beside the programmes, each a Work.
//
//nolint:revive // what each is, its package describes
type (
	Attendance  = papers.Attendance
	Poster      = papers.Poster
	PosterSpec  = papers.PosterSpec
	PosterSize  = papers.PosterSize
	Arrows      = papers.Arrows
	Ticket      = papers.Ticket
	Proof       = papers.Proof
	ErrataSheet = papers.ErrataSheet
	Designer    = papers.Designer // an Archive
)

// Warning is something for the organiser to check before printing.
type Warning = content.Warning

// The warnings that the command names itself.
const (
	WarningGlue   = content.WarningGlue
	WarningBudget = content.WarningBudget
)

// Supplied is a piece that somebody else made.
type Supplied = formats.Supplied

// Erratum is one thing in the printed programme that is no longer right.
type Erratum = papers.Erratum

// Errata compares what was frozen with what holds now, as printed: what reads
// alike is no erratum. It is ordered by urgency, then as the programme is. An
// unknown language is refused.
func Errata(frozen, now jema.Programme, language string) ([]Erratum, error) {
	return papers.Errata(frozen, now, language)
}

// Warn returns a warning about an event as a sentence for a screen, in French
// where the language is unknown.
func Warn(w Warning, language string) string { return papers.Warn(w, language) }

// Speaks reports whether papers are made in a language.
func Speaks(language string) bool { return papers.Speaks(language) }

// ForeignLanguages are the languages that posters and practical pages may have beside the
// programme's, by their codes.
func ForeignLanguages() []string { return content.ForeignLanguages }

// LanguageName returns what one of ForeignLanguages is called in itself.
func LanguageName(code string) string { return content.ForeignOf(code).Name }

// CheckLanguages refuses a single language beside French, and unknown ones.
func CheckLanguages(others []string) error { return papers.CheckLanguages(others) }

// Undrawn returns the characters of a text that the printed programme cannot
// show, each once.
func Undrawn(typed string) []string { return content.Undrawn(typed) }

// Modules returns the QR code of an address, nil when it is too long for one.
func Modules(address string) *paper.Modules { return content.Modules(address) }
