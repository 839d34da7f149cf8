package jema

import "strings"

// Facts are what a visitor must learn before coming, as values that can be
// searched, compared and written in any language. The artisan's own words are
// stored beside them, in the opening's fields of the same names.
type Facts struct {
	Price     Price
	Age       MinimumAge
	Languages LanguageCodes
	Access    Access
	Of        string // the words these values belong to, see Opening.FactWords
}

// FactWords are the artisan's words for all facts in one text. Values whose Of
// is another text are out of date: the words were changed without them.
func (o Opening) FactWords() string {
	return strings.Join([]string{o.Price, o.MinimumAge, o.Languages, o.Access}, "\x1f")
}

// PriceKind is how a visit is paid for.
type PriceKind string

// The kinds of price. PriceUnknown is « à préciser ».
const (
	PriceUnknown PriceKind = "unknown"
	PriceFree    PriceKind = "free"
	PriceAmount  PriceKind = "amount"
	PriceRange   PriceKind = "range"
	PriceOnSite  PriceKind = "on_site"
)

// PriceKinds are all of them, in the order in which they are offered.
var PriceKinds = []PriceKind{PriceFree, PriceAmount, PriceRange, PriceOnSite, PriceUnknown}

// PriceMax is the highest price, in cents.
const PriceMax = 1_000_000

// Price is what a visitor pays, in cents: From of an amount, From and To of a
// range. A range whose To is 0 has no upper end.
type Price struct {
	Kind     PriceKind
	From, To int
}

// Known is true where the price is recorded.
func (p Price) Known() bool { return p.Kind != "" && p.Kind != PriceUnknown }

// Check refuses amounts that are no price.
func (p Price) Check() bool {
	switch p.Kind {
	case PriceAmount:
		return p.From > 0 && p.From <= PriceMax && p.To == 0
	case PriceRange:
		return p.From >= 0 && p.From <= PriceMax && p.To <= PriceMax && (p.To > p.From || p.To == 0 && p.From > 0)
	case "", PriceUnknown, PriceFree, PriceOnSite:
		return p.From == 0 && p.To == 0
	}
	return false
}

// AgeMax is the highest minimum age.
const AgeMax = 99

// MinimumAge is from which age one may come: Years is 0 where everybody may.
type MinimumAge struct {
	Known bool
	Years int
}

// LanguageCodes are languages spoken, as BCP 47 codes separated by a space:
// "fr en fsl". The last is the French sign language.
type LanguageCodes string

// SpokenLanguages are the languages offered, the most usual first.
var SpokenLanguages = []string{"fr", "en", "de", "it", "es", "pt", "nl", "ar", "fsl"}

// List returns the codes one by one.
func (l LanguageCodes) List() []string { return strings.Fields(string(l)) }

// Has reports whether a language is among them.
func (l LanguageCodes) Has(code string) bool {
	return strings.Contains(" "+string(l)+" ", " "+code+" ")
}

// Answer is yes, no, or "" where there is no answer.
type Answer string

// The answers.
const (
	Yes Answer = "yes"
	No  Answer = "no"
)

// Access is for which disabilities a workshop is fit, by the names OpenAgenda
// gives them.
type Access struct {
	HI Answer // hearing
	VI Answer // sight
	MI Answer // mobility, wheelchairs
	II Answer // intellectual
	PI Answer // psychological
}

// AccessKinds are the five kinds, in the order in which they are shown.
var AccessKinds = []string{"mi", "hi", "vi", "ii", "pi"}

// Of returns the answer for one of AccessKinds.
func (a Access) Of(kind string) Answer {
	if p := a.at(kind); p != nil {
		return *p
	}
	return ""
}

// With returns a with the answer for one kind changed.
func (a Access) With(kind string, answer Answer) Access {
	if p := a.at(kind); p != nil {
		*p = answer
	}
	return a
}

func (a *Access) at(kind string) *Answer {
	switch kind {
	case "hi":
		return &a.HI
	case "vi":
		return &a.VI
	case "mi":
		return &a.MI
	case "ii":
		return &a.II
	case "pi":
		return &a.PI
	}
	return nil
}

// Check refuses values that cannot be stored.
func (f Facts) Check() bool {
	return f.Price.Check() && f.Age.Years >= 0 && f.Age.Years <= AgeMax && (f.Age.Known || f.Age.Years == 0)
}
