package artisan

import (
	"cmp"
	"math"
	"net/url"
	"slices"
	"strconv"
	"strings"

	"jema/internal/catalogue"
	"jema/internal/jema"
	reader "jema/internal/reading"
	"jema/internal/text"
	"jema/internal/web/page"
)

// factForm is price, age, languages and access as they are typed: a value and
// words beside it. A value that is left open is read from the words; words that
// are left empty are written from the value.
type factForm struct {
	PriceKind, PriceFrom, PriceTo, PriceWords string
	AgeFrom, AgeWords                         string
	Codes, LanguageWords                      string // codes separated by spaces
	HI, VI, MI, II, PI, AccessWords           string // "", yes, no
}

// factFormOf returns the form of what is stored. Words that the value expresses
// already are left out.
func factFormOf(o jema.Opening) factForm {
	facts := reader.Facts(o)
	f := factForm{PriceKind: string(facts.Price.Kind), PriceWords: o.Price, AgeWords: o.MinimumAge,
		Codes:         string(facts.Languages),
		LanguageWords: o.Languages, AccessWords: o.Access, HI: string(facts.Access.HI), VI: string(facts.Access.VI),
		MI: string(facts.Access.MI), II: string(facts.Access.II), PI: string(facts.Access.PI)}
	if facts.Price.From > 0 || facts.Price.Kind == jema.PriceRange {
		f.PriceFrom = euros(facts.Price.From)
	}
	if facts.Price.To > 0 {
		f.PriceTo = euros(facts.Price.To)
	}
	if facts.Age.Known {
		f.AgeFrom = strconv.Itoa(facts.Age.Years)
	}
	if read, exact := reader.Price(o.Price); exact && read == facts.Price {
		f.PriceWords = ""
	}
	if read, exact := reader.Age(o.MinimumAge); exact && read == facts.Age {
		f.AgeWords = ""
	}
	if read, exact := reader.Languages(o.Languages); exact && read == facts.Languages {
		f.LanguageWords = ""
	}
	if o.Access == page.AccessWords(facts.Access) {
		f.AccessWords = ""
	}
	return f
}

// factFormIn reads the facts from the values of their fields. Words alone give
// the values that they hold.
func factFormIn(v url.Values, p *jema.Problems) factForm {
	return factForm{
		PriceKind: line(v, p, "price_kind", 20), PriceFrom: line(v, p, "price_from", 20), PriceTo: line(v, p, "price_to", 20),
		PriceWords: line(v, p, "price", page.ShortMax), AgeFrom: line(v, p, "age_from", 10),
		AgeWords: line(v, p, "minimum_age", page.ShortMax), Codes: spokenCodes(v["language"]),
		LanguageWords: line(v, p, "languages", page.ShortMax),
		HI:            yesOrNo(v, "access_hi"), VI: yesOrNo(v, "access_vi"), MI: yesOrNo(v, "access_mi"),
		II: yesOrNo(v, "access_ii"), PI: yesOrNo(v, "access_pi"), AccessWords: line(v, p, "access", 1000),
	}
}

// values are the fields of the facts by their names.
func (f factForm) values() url.Values {
	v := valuesOf("price_kind", cmp.Or(f.PriceKind, string(jema.PriceUnknown)), "price_from", f.PriceFrom,
		"price_to", f.PriceTo, "price", f.PriceWords, "age_from", f.AgeFrom, "minimum_age", f.AgeWords,
		"languages", f.LanguageWords, "access_hi", f.HI, "access_vi", f.VI, "access_mi", f.MI, "access_ii", f.II,
		"access_pi", f.PI, "access", f.AccessWords)
	v["language"] = strings.Fields(f.Codes)
	return v
}

func yesOrNo(v url.Values, field string) string {
	if s := v.Get(field); s == string(jema.Yes) || s == string(jema.No) {
		return s
	}
	return ""
}

// spokenCodes joins the codes that are languages; nothing else may be posted.
func spokenCodes(posted []string) string {
	var codes []string
	for _, code := range posted {
		if catalogue.In("fr").Has("fact.language."+code) && !slices.Contains(codes, code) {
			codes = append(codes, code)
		}
	}
	return strings.Join(codes, " ")
}

// fill puts the facts typed into an opening; was is the form it was shown in.
func (f factForm) fill(o *jema.Opening, was factForm, p *jema.Problems) {
	facts := jema.Facts{Price: f.price(was, p), Age: f.age(was, p), Languages: f.languages(was), Access: f.access(was)}
	french := catalogue.In("fr")
	o.Price = cmp.Or(f.PriceWords, onlyIf(facts.Price.Known(), french.Price(facts.Price)))
	o.MinimumAge = cmp.Or(f.AgeWords, french.Age(facts.Age))
	o.Languages = cmp.Or(f.LanguageWords, french.Spoken(facts.Languages))
	o.Access = cmp.Or(f.AccessWords, page.AccessWords(facts.Access))
	facts.Of = o.FactWords()
	o.Facts = facts
}

func (f factForm) priceChanged(o factForm) bool {
	return f.PriceKind != o.PriceKind || f.PriceFrom != o.PriceFrom || f.PriceTo != o.PriceTo ||
		f.PriceWords != o.PriceWords
}

func (f factForm) ageChanged(o factForm) bool {
	return f.AgeFrom != o.AgeFrom || f.AgeWords != o.AgeWords
}

func (f factForm) languagesChanged(o factForm) bool {
	return f.Codes != o.Codes || f.LanguageWords != o.LanguageWords
}

func (f factForm) accessChanged(o factForm) bool {
	return f.answers() != o.answers() || f.AccessWords != o.AccessWords
}

func (f factForm) price(was factForm, p *jema.Problems) jema.Price {
	same := f.PriceKind == was.PriceKind && f.PriceFrom == was.PriceFrom && f.PriceTo == was.PriceTo
	read, _ := reader.Price(f.PriceWords)
	switch kind := jema.PriceKind(f.PriceKind); {
	case read.Known() && (same && f.PriceWords != was.PriceWords || kind == "" || kind == jema.PriceUnknown):
		return read
	case kind == jema.PriceFree || kind == jema.PriceOnSite:
		return jema.Price{Kind: kind}
	case kind != jema.PriceAmount && kind != jema.PriceRange:
		return jema.Price{Kind: jema.PriceUnknown}
	}
	price := jema.Price{Kind: jema.PriceRange, From: cents(f.PriceFrom), To: cents(f.PriceTo)}
	if f.PriceTo == "" && f.PriceKind == string(jema.PriceAmount) {
		price.Kind = jema.PriceAmount
	}
	if price.From < 0 || price.To < 0 || !price.Check() {
		p.Add("price_from", "opening.price.range")
		return jema.Price{Kind: jema.PriceUnknown}
	}
	return price
}

func (f factForm) age(was factForm, p *jema.Problems) jema.MinimumAge {
	if read, _ := reader.Age(f.AgeWords); read.Known && (f.AgeFrom == "" || f.AgeFrom == was.AgeFrom &&
		f.AgeWords != was.AgeWords) {
		return read
	}
	if f.AgeFrom == "" {
		return jema.MinimumAge{}
	}
	read, _ := reader.Age(f.AgeFrom)
	if !read.Known {
		p.Add("age_from", "opening.minimum_age.range")
	}
	return read
}

func (f factForm) languages(was factForm) jema.LanguageCodes {
	read, _ := reader.Languages(f.LanguageWords)
	codes := strings.Fields(f.Codes)
	if f.LanguageWords != was.LanguageWords || f.Codes == "" {
		for _, code := range read.List() {
			if !slices.Contains(codes, code) {
				codes = append(codes, code)
			}
		}
	}
	return jema.LanguageCodes(strings.Join(codes, " "))
}

func (f factForm) access(was factForm) jema.Access {
	typed, before := f.answers(), was.answers()
	if f.AccessWords == was.AccessWords && typed != (jema.Access{}) {
		return typed
	}
	read := reader.Access(f.AccessWords)
	for _, kind := range jema.AccessKinds { // new words count where the answer is as it was
		if answer := read.Of(kind); answer != "" && typed.Of(kind) == before.Of(kind) {
			typed = typed.With(kind, answer)
		}
	}
	return typed
}

func (f factForm) answers() jema.Access {
	return jema.Access{HI: jema.Answer(f.HI), VI: jema.Answer(f.VI), MI: jema.Answer(f.MI), II: jema.Answer(f.II),
		PI: jema.Answer(f.PI)}
}

// cents reads an amount typed in euros; -1 when it is none.
func cents(typed string) int {
	typed = strings.TrimSpace(strings.TrimSuffix(strings.Replace(text.Fold(typed), ",", ".", 1), "€"))
	if typed == "" {
		return 0
	}
	n, err := strconv.ParseFloat(typed, 64)
	if err != nil || n < 0 || n > jema.PriceMax/100 {
		return -1
	}
	return int(math.Round(n * 100))
}

func euros(cents int) string {
	s := strconv.FormatFloat(float64(cents)/100, 'f', -1, 64)
	return strings.Replace(s, ".", ",", 1)
}

func onlyIf(yes bool, s string) string {
	if yes {
		return s
	}
	return ""
}
