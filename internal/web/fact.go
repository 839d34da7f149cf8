package web

import (
	"jema/internal/jema"
	reader "jema/internal/reading"
	"jema/internal/text"
)

// The facts of an opening as a visitor reads them. The artisan's words are
// shown where they hold more than the value; where the two differ, or there are
// no words, the value is said in the reader's language.

// PriceOf returns what a visit costs, « à préciser » where nobody has said.
func (l Layout) PriceOf(o jema.Opening) string {
	f := reader.Facts(o)
	read, exact := reader.Price(o.Price)
	return spoken(l.Voice.Price(f.Price), o.Price, f.Price.Known(), read == f.Price, exact)
}

// AgeOf returns from which age one may come, "" where nobody has said.
func (l Layout) AgeOf(o jema.Opening) string {
	f := reader.Facts(o)
	read, exact := reader.Age(o.MinimumAge)
	said := l.Voice.Age(f.Age)
	if read == f.Age && f.Age.Known && !exact && o.MinimumAge != "" {
		return said + " (" + o.MinimumAge + ")"
	}
	return spoken(said, o.MinimumAge, f.Age.Known, read == f.Age, exact)
}

// LanguagesOf returns the languages spoken, "" where nobody has said.
func (l Layout) LanguagesOf(o jema.Opening) string {
	f := reader.Facts(o)
	read, exact := reader.Languages(o.Languages)
	return spoken(l.Voice.Spoken(f.Languages), o.Languages, f.Languages != "", read == f.Languages, exact)
}

// AccessOf returns who can come in, a sentence each, the artisan's words last.
func (l Layout) AccessOf(o jema.Opening) []string {
	sentences := l.Voice.Access(reader.Facts(o).Access)
	words := text.Fold(o.Access)
	if words != "" && words != "oui" && words != "non" && words != text.Fold(accessWords(reader.Facts(o).Access)) {
		sentences = append(sentences, capital(o.Access))
	}
	return sentences
}

// spoken chooses between a value said in the reader's language and the
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
