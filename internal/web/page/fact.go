package page

import (
	"strings"

	"jema/internal/catalogue"
	"jema/internal/jema"
	"jema/internal/programme"
	reader "jema/internal/reading"
	"jema/internal/text"
)

// The facts of an opening as a visitor reads them. The artisan's words are
// shown where they hold more than the value; where the two differ, or there are
// no words, the value is shown in the reader's language.

// PriceOf returns what a visit costs, « à préciser » where it was not given.
func (l Layout) PriceOf(o jema.Opening) string {
	f := reader.Facts(o)
	read, exact := reader.Price(o.Price)
	return spoken(l.Voice.Price(f.Price), o.Price, f.Price.Known(), read == f.Price, exact)
}

// AgeOf returns from which age one may come, "" where it was not given.
func (l Layout) AgeOf(o jema.Opening) string {
	f := reader.Facts(o)
	read, exact := reader.Age(o.MinimumAge)
	said := l.Voice.Age(f.Age)
	if read == f.Age && f.Age.Known && !exact && o.MinimumAge != "" {
		return said + " (" + o.MinimumAge + ")"
	}
	return spoken(said, o.MinimumAge, f.Age.Known, read == f.Age, exact)
}

// LanguagesOf returns the languages spoken, "" where it was not given.
func (l Layout) LanguagesOf(o jema.Opening) string {
	f := reader.Facts(o)
	read, exact := reader.Languages(o.Languages)
	return spoken(l.Voice.Spoken(f.Languages), o.Languages, f.Languages != "", read == f.Languages, exact)
}

// AccessOf returns who can come in, a sentence each, the artisan's words last.
func (l Layout) AccessOf(o jema.Opening) []string {
	sentences := l.Voice.Access(reader.Facts(o).Access)
	words := text.Fold(o.Access)
	if words != "" && words != "oui" && words != "non" && words != text.Fold(AccessWords(reader.Facts(o).Access)) {
		sentences = append(sentences, Capital(o.Access))
	}
	return sentences
}

// spoken chooses between a value shown in the reader's language and the
// artisan's words.
func spoken(said, words string, known, agree, exact bool) string {
	switch {
	case words == "" || agree && exact:
		return said
	case agree || !known:
		return words
	}
	return said + " (" + words + ")"
}

// AccessWords writes answers as words that are read back as the same answers.
func AccessWords(a jema.Access) string {
	var clauses []string
	for _, kind := range jema.AccessKinds {
		if answer := a.Of(kind); answer != "" {
			french := catalogue.In("fr")
			clauses = append(clauses, french.Say("fact.access."+kind)+"\u00a0: "+
				strings.ToLower(french.Say("fact.answer."+string(answer))))
		}
	}
	return strings.Join(clauses, ", ")
}

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
