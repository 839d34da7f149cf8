package search_test

import (
	"slices"
	"strings"
	"testing"

	"pgregory.net/rapid"

	"jema/internal/jema"
	"jema/internal/proptest"
	"jema/internal/text"
)

// TestFormsFindWhatTheCraftFinds: singular and plural, with accents and without, find
// the same; so do artisans, workshops, communes and their postal codes.
func TestFormsFindWhatTheCraftFinds(t *testing.T) {
	for _, e := range demonstration(t).Entries() {
		title := e.Opening.Title
		asked := map[string]int{text.Fold(title): 1, e.Workshop.Name: 3, strings.ToUpper(e.Workshop.Artisan): 3,
			text.Fold(e.Workshop.Name): 3}
		if e.Craft != nil {
			first, _, _ := strings.Cut(e.Craft.Name, " ")
			asked[text.Fold(e.Craft.Name)], asked[first+"s"], asked[strings.ToUpper(e.Craft.Name)] = 6, 12, 6
		}
		asked[e.Commune.Name], asked[strings.ReplaceAll(text.Fold(e.Commune.Name), "-", " ")] = 100, 100
		asked[strings.NewReplacer("Saint-", "St ", "-", " ").Replace(e.Commune.Name)] = 100
		for words, most := range asked {
			if r := found(t, words); words != "" && !slices.Contains(titles(r, most), title) {
				t.Errorf("« %s » finds %q, not %s (%s)", words, titles(r, 5), title, r.Query.Values().Encode())
			}
		}
	}
}

// TestPostalCodes: a postal code finds what opens in its communes, and nothing else.
func TestPostalCodes(t *testing.T) {
	x := demonstration(t)
	for _, c := range x.Communes() {
		for _, code := range c.PostalCodes {
			for _, h := range found(t, code).Found {
				if !slices.ContainsFunc(x.Communes(), func(o jema.Commune) bool {
					return o.INSEE == h.Entry.Commune.INSEE && slices.Contains(o.PostalCodes, code)
				}) {
					t.Errorf("%s finds %s in %s", code, h.Entry.Opening.Title, h.Entry.Commune.Name)
				}
			}
		}
	}
}

// TestAMisspeltCraftIsFound: one letter changed, so that no other word comes of
// it, finds what the craft finds.
func TestAMisspeltCraftIsFound(t *testing.T) {
	var crafts []string
	for _, e := range demonstration(t).Entries() {
		if e.Craft != nil && len(text.Fold(e.Craft.Name)) >= 6 && !strings.ContainsAny(e.Craft.Name, " -/") {
			crafts = append(crafts, e.Craft.Name)
		}
	}
	slices.Sort(crafts)
	crafts = slices.Compact(crafts)
	proptest.Check(t, func(rt *rapid.T) {
		craft := rapid.SampledFrom(crafts).Draw(rt, "craft")
		word := []byte(text.Fold(craft))
		at := rapid.IntRange(0, len(word)-1).Draw(rt, "at")
		letter := rapid.ByteRange('a', 'z').Draw(rt, "letter")
		for word[at] = letter; demonstration(t).Contains(string(word)); {
			word[at] = 'a' + (word[at]-'a'+1)%26
		}
		right, slipped := found(t, craft), found(t, string(word))
		for _, h := range right.Found[:1] {
			if !slices.Contains(titles(slipped, 20), h.Entry.Opening.Title) {
				rt.Fatalf("« %s » finds %q, not %s as « %s » does (%s)", word, titles(slipped, 5), h.Entry.Opening.Title, craft,
					slipped.Query.Values().Encode())
			}
		}
	})
}
