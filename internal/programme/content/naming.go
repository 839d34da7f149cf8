package content

import (
	"cmp"
	"fmt"
	"slices"
	"strconv"
	"strings"

	"jema/internal/programme/typeset"
	"jema/internal/text"
)

// Title is what the programme is of.
func (c *Programme) Title() string { return cmp.Or(c.Commune.Name, c.Set.Line(c.Raw.Territory.Name)) }

// binding are the words of a commune's name that stay with the next one.
var binding = []string{"saint", "sainte", "la", "le", "les", "lès", "l’", "et", "en", "sur", "sous", "de", "du", "des"}

// Breakable is the commune's name as it may be set on two lines: after a
// hyphen, never after the article or another word that belongs to the next.
func (c *Programme) Breakable() string {
	var b strings.Builder
	for part := range strings.SplitAfterSeq(c.Title(), "-") {
		b.WriteString(part)
		word, hyphened := strings.CutSuffix(strings.ToLower(part), "-")
		if hyphened && !slices.Contains(binding, word) {
			b.WriteString(typeset.MayBreak)
		}
	}
	name := b.String()
	for _, article := range []string{"Les ", "Le ", "La "} {
		if rest, found := strings.CutPrefix(name, article); found {
			return strings.TrimSpace(article) + text.NoBreak + rest
		}
	}
	return name
}

// CoverFacts returns the lines below the cover’s title: territory, number of
// workshops, and that it is a proof.
func (c *Programme) CoverFacts() []string {
	facts := []string{c.Set.Line(c.Raw.Territory.Name)}
	if c.Commune.Name == "" {
		facts = nil
	}
	switch n := c.Workshops(); n {
	case 0:
	case 1:
		facts = append(facts, c.Words.OneOpen)
	default:
		facts = append(facts, fmt.Sprintf(c.Words.ManyOpen, c.Words.Say.Count(n, c.Words.Workshop, c.Words.WorkshopMany)))
	}
	if c.Proof {
		facts = append(facts, c.Words.Proof)
	}
	return facts
}

// InOneSentence is who opens, where and when. What has no name is left out.
func (c *Programme) InOneSentence() string {
	out := c.Words.OneOpen
	switch n := c.Workshops(); {
	case n == 0:
		return Capital(c.Dates) + "."
	case n > 1:
		out = fmt.Sprintf(c.Words.ManyOpen, c.Words.Say.Count(n, c.Words.Workshop, c.Words.WorkshopMany))
	}
	if c.Commune.AtName != "" {
		out += " " + c.Commune.AtName
	}
	return out + ", " + c.Dates + "."
}

// PageURL is the address of the programme on the site: that of the commune, or of
// the territory; "" where there is none that can be printed.
func (c *Programme) PageURL() string {
	base := c.Raw.Territory.BaseURL
	switch {
	case !IsAddress(base):
		return ""
	case c.Raw.Commune.INSEE == "":
		return base
	}
	return base + "/communes/" + c.Raw.Commune.INSEE
}

// OpeningURL is the address of an event on the site, "" where none can be printed.
func (c *Programme) OpeningURL(e Entry) string {
	if !IsAddress(c.Raw.Territory.BaseURL) || e.Cancelled {
		return ""
	}
	return c.Raw.Territory.BaseURL + "/o/" + strconv.FormatInt(int64(e.Opening), 10)
}

// ContactPhone is the telephone of the territory as it is printed, "" where there is
// none.
func (c *Programme) ContactPhone() string { return c.Set.Line(c.Raw.Territory.ContactPhone) }

// HowToAsk is the telephone of the territory, for the foot.
func (c *Programme) HowToAsk() string {
	if phone := c.ContactPhone(); phone != "" {
		return "\u00a0· " + phone
	}
	return ""
}
