package page

import (
	"html"
	"html/template"
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
func (l Layout) PriceOf(o jema.Opening) template.HTML { return l.marked(l.FactsOf(o).Price) }

// AgeOf returns from which age one may come, "" where it was not given.
func (l Layout) AgeOf(o jema.Opening) template.HTML { return l.marked(l.FactsOf(o).Age) }

// LanguagesOf returns the languages spoken, "" where it was not given.
func (l Layout) LanguagesOf(o jema.Opening) template.HTML { return l.marked(l.FactsOf(o).Languages) }

// AccessOf returns who can come in, a sentence each, the artisan's words last.
func (l Layout) AccessOf(o jema.Opening) (sentences []template.HTML) {
	for _, s := range l.FactsOf(o).Access {
		sentences = append(sentences, l.marked(s))
	}
	return sentences
}

// FactWords are the facts of an opening in the reader's language, each with what the
// artisan's words add to it.
type FactWords struct {
	Price, Age, Languages Spoken
	Access                []Spoken
}

// FactsOf returns the facts of an opening in words.
func (l Layout) FactsOf(o jema.Opening) (w FactWords) {
	f := reader.Facts(o)
	price, exact := reader.Price(o.Price)
	w.Price = l.choose(Spoken{l.Voice.Price(f.Price), o.Price}, f.Price.Known(), price == f.Price, exact)
	age, exact := reader.Age(o.MinimumAge)
	w.Age = l.choose(Spoken{l.Voice.Age(f.Age), o.MinimumAge}, f.Age.Known, age == f.Age, exact)
	if age == f.Age && f.Age.Known && !exact && o.MinimumAge != "" {
		w.Age = Spoken{l.Voice.Age(f.Age), o.MinimumAge}
	}
	languages, exact := reader.Languages(o.Languages)
	w.Languages = l.choose(Spoken{l.Voice.Spoken(f.Languages), o.Languages}, f.Languages != "",
		languages == f.Languages, exact)
	for _, said := range l.Voice.Access(f.Access) {
		w.Access = append(w.Access, Spoken{Value: said})
	}
	words := text.Fold(o.Access)
	if words != "" && words != "oui" && words != "non" && words != text.Fold(AccessWords(f.Access)) {
		w.Access = append(w.Access, Spoken{Words: Capital(o.Access)})
	}
	return w
}

// Spoken is a value in the reader's language, and what the artisan's words add to it,
// which are French.
type Spoken struct{ Value, Words string }

func (s Spoken) String() string {
	switch {
	case s.Words == "":
		return s.Value
	case s.Value == "":
		return text.Typeset(s.Words)
	}
	return s.Value + " (" + text.Typeset(s.Words) + ")"
}

// marked returns a value with the artisan's words marked as French.
func (l Layout) marked(s Spoken) template.HTML {
	said, words := template.HTML(html.EscapeString(s.Value)), french(l.Voice, s.Words) //nolint:gosec // escaped
	switch {
	case s.Words == "":
		return said
	case s.Value == "":
		return words
	}
	return said + " (" + words + ")"
}

// choose chooses between a value and the artisan's words: where both are the same and
// the words add something, French readers read the words alone.
func (l Layout) choose(s Spoken, known, agree, exact bool) Spoken {
	switch {
	case s.Words == "" || agree && exact:
		return Spoken{Value: s.Value}
	case !known || agree && l.Voice.Prefix() == "":
		return Spoken{Words: s.Words}
	}
	return s
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
