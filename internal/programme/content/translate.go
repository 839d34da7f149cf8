package content

import (
	"jema/internal/catalogue"
	"jema/internal/jema"
	"jema/internal/reading"
)

// A programme in another language than French translates the facts that can be read as
// values; an artisan's own words stay as they are where a value does not cover them.

// voice is that of the programme's language, nil in French.
func (c *Programme) voice() *catalogue.Voice {
	if c.Words == French {
		return nil
	}
	return catalogue.In(c.Words.Tag)
}

// craftOf is what a craft is called in the programme's language, and whether that is not
// the French name.
func (c *Programme) craftOf(e jema.Entry) (name string, translated bool) {
	v := c.voice()
	if v == nil || e.Craft == nil || !v.HasCraft(*e.Craft) {
		return e.CraftName(), false
	}
	return Capital(v.Craft(*e.Craft)), true
}

// DomainName is what a domain of crafts is called in the programme's language.
func (c *Programme) DomainName(d jema.CraftDomain) string {
	if v := c.voice(); v != nil {
		return Capital(v.Domain(d))
	}
	return c.Set.Line(d.Name)
}

// priceWords are the artisan's words for the price, in another language its value where
// the words hold nothing more.
func (c *Programme) priceWords(o jema.Opening) string {
	v, price := c.voice(), reading.Facts(o).Price
	if _, exact := reading.Price(o.Price); v == nil || !exact || !price.Known() {
		return o.Price
	}
	if price.Kind == jema.PriceFree {
		return c.Words.FreePrice
	}
	return v.Price(price)
}

// languageWords are the languages spoken; none where French alone is.
func (c *Programme) languageWords(o jema.Opening) string {
	codes := reading.Facts(o).Languages
	if codes == french {
		return ""
	}
	if v := c.voice(); v != nil && codes != "" {
		return v.Spoken(codes)
	}
	return o.Languages
}

// french is the language of the workshops where they name no other.
const french jema.LanguageCodes = "fr"
