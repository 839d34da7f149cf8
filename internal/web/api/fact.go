package api

import (
	"jema/internal/jema"
	"jema/internal/reading"
)

// facts are price, age, languages and access: the artisan's words, and the
// values they hold. A value nobody has given is null.
type facts struct {
	Price         string           `json:"price"`
	PriceKind     string           `json:"price_kind"`
	PriceFrom     *int             `json:"price_from"`
	PriceTo       *int             `json:"price_to"`
	MinimumAge    string           `json:"minimum_age"`
	AgeFrom       *int             `json:"age_from"`
	Languages     string           `json:"languages"`
	LanguageCodes []string         `json:"language_codes"`
	Access        string           `json:"access"`
	Accessibility map[string]*bool `json:"accessibility"`
}

func factsOf(o jema.Opening) facts {
	values := reading.Facts(o)
	f := facts{Price: o.Price, PriceKind: string(values.Price.Kind), MinimumAge: o.MinimumAge, Languages: o.Languages,
		LanguageCodes: append([]string{}, values.Languages.List()...), Access: o.Access, Accessibility: map[string]*bool{}}
	switch values.Price.Kind {
	case jema.PriceAmount:
		f.PriceFrom, f.PriceTo = &values.Price.From, &values.Price.From
	case jema.PriceRange:
		f.PriceFrom = &values.Price.From
		if values.Price.To > 0 {
			f.PriceTo = &values.Price.To
		}
	case "":
		f.PriceKind = string(jema.PriceUnknown)
	}
	if values.Age.Known {
		f.AgeFrom = &values.Age.Years
	}
	for _, kind := range jema.AccessKinds {
		f.Accessibility[kind] = nil
		if answer := values.Access.Of(kind); answer != "" {
			yes := answer == jema.Yes
			f.Accessibility[kind] = &yes
		}
	}
	return f
}
