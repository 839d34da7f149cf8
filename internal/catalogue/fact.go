package catalogue

import (
	"strconv"
	"strings"

	"jema/internal/jema"
	"jema/internal/text"
)

// Price returns a price in words: « gratuit », « 12,50 € », « de 5 € à 10 € »,
// « à préciser ».
func (v *Voice) Price(p jema.Price) string {
	switch {
	case p.Kind == jema.PriceAmount:
		return v.Money(p.From)
	case p.Kind == jema.PriceRange && p.To == 0:
		return v.Say("fact.price.from", "from", v.Money(p.From))
	case p.Kind == jema.PriceRange:
		return v.Say("fact.price.between", "from", v.Money(p.From), "to", v.Money(p.To))
	case p.Known():
		return v.Say("fact.price." + string(p.Kind))
	}
	return v.Say("fact.price.unknown")
}

// Words are a text and the language that it is in.
type Words struct{ Text, Language string }

// Parking returns where visitors of a workshop leave their car: in English where v is
// English and its artisan gave it so, else in French.
func (v *Voice) Parking(w jema.Workshop) Words {
	if v.Language == "en" && w.ParkingEnglish != "" {
		return Words{w.ParkingEnglish, "en"}
	}
	return Words{text.Typeset(w.Parking), "fr"}
}

// Money writes cents: « 12,50 € », "€12.50".
func (v *Voice) Money(cents int) string {
	s := strconv.Itoa(cents / 100)
	if rest := cents % 100; rest > 0 {
		s += v.Say("fact.price.point") + strconv.Itoa(rest/10) + strconv.Itoa(rest%10)
	}
	return v.Say("fact.price.money", "amount", s)
}

// Age returns from which age one may come, "" where nobody has given one.
func (v *Voice) Age(a jema.MinimumAge) string {
	switch {
	case !a.Known:
		return ""
	case a.Years == 0:
		return v.Say("fact.age.everybody")
	}
	return v.Say("fact.age.from", "n", a.Years)
}

// Spoken names languages: « français, anglais, LSF ». One whose name the
// catalogue lacks is given by its code.
func (v *Voice) Spoken(codes jema.LanguageCodes) string {
	names := codes.List()
	for i, code := range names {
		if key := "fact.language." + code; v.Has(key) {
			names[i] = v.Say(key)
		}
	}
	return strings.Join(names, ", ")
}

// Access returns for whom a workshop is fit and for whom not, a sentence each.
func (v *Voice) Access(a jema.Access) (sentences []string) {
	for _, answer := range []jema.Answer{jema.Yes, jema.No} {
		var kinds []string
		for _, kind := range jema.AccessKinds {
			if a.Of(kind) == answer {
				kinds = append(kinds, v.Say("fact.access."+kind))
			}
		}
		if len(kinds) > 0 {
			sentences = append(sentences, v.Say("fact.access."+string(answer), "kinds", strings.Join(kinds, ", ")))
		}
	}
	return sentences
}

// Craft returns what a craft is called in this language: “bookbinder”; in French where
// the catalogue has no other name.
func (v *Voice) Craft(c jema.Craft) string {
	if key := "craft_name." + c.Slug; v.Has(key) {
		return v.Say(key)
	}
	return c.Name
}

// HasCraft reports whether a craft has a name in this language.
func (v *Voice) HasCraft(c jema.Craft) bool { return v.Prefix() == "" || v.Has("craft_name."+c.Slug) }

// Domain returns what a domain of crafts is called in this language.
func (v *Voice) Domain(d jema.CraftDomain) string {
	if key := "domain_name." + d.Slug; v.Has(key) {
		return v.Say(key)
	}
	return d.Name
}

// At returns « à Romans », « au Chalon » or “in Romans” of a commune.
func (v *Voice) At(c jema.Commune) string { return v.rules.at(c) }
