package content

import (
	"fmt"
	"reflect"
	"strings"
	"testing"

	"jema/internal/jema"
	"jema/internal/programme/pdftest"
	invented "jema/internal/programme/sample"
	"jema/internal/programme/typeset"
	"jema/internal/text"
)

// fieldsOf lists the texts of a struct by name.
func fieldsOf(w Words) map[string]string {
	out := map[string]string{}
	v := reflect.ValueOf(w)
	for i := range v.NumField() {
		if f := v.Field(i); f.Kind() == reflect.String {
			out[v.Type().Field(i).Name] = f.String()
		}
	}
	return out
}

// TestOrders: the same entries, in another order.
func TestOrders(t *testing.T) {
	p := invented.Programme(pdftest.Communes(), "26281", 12)
	for order, key := range map[string]func(e Entry) string{
		"workshop": func(e Entry) string { return text.Fold(e.Workshop) },
		"craft":    func(e Entry) string { return text.Fold(e.Craft) + "\x00" + text.Fold(e.Workshop) },
		"day":      func(e Entry) string { return fmt.Sprint(e.begins().Day) },
	} {
		c := Collect(p, French, map[string]Arrangement{"craft": ByCraft, "day": ByDay}[order])
		for i := range c.Entries[1:] {
			if key(c.Entries[i]) > key(c.Entries[i+1]) {
				t.Errorf("%s: %q stands before %q", order, key(c.Entries[i]), key(c.Entries[i+1]))
			}
		}
		if len(c.Entries) != 12 || c.Entries[11].Number != 12 {
			t.Errorf("%s: %d entries", order, len(c.Entries))
		}
	}
}

// TestWordsAreComplete: no sentence is missing in a language.
func TestWordsAreComplete(t *testing.T) {
	for tag, w := range Languages {
		for name, value := range fieldsOf(*w) {
			if value == "" && name != "At" && name != "Of" {
				t.Errorf("%s lacks %s", tag, name)
			}
		}
		for _, k := range jema.OpeningKinds {
			if w.Kinds[string(k)] == "" {
				t.Errorf("%s does not name %s", tag, k)
			}
		}
	}
}

// TestNamesBreakWhereTheyAreRead: « Saint » stays with its saint, « lès » with its place.
func TestNamesBreakWhereTheyAreRead(t *testing.T) {
	for name, want := range map[string]string{"Mours-Saint-Eusèbe": "Mours-|Saint-Eusèbe",
		"Saint-Vincent-la-Commanderie": "Saint-Vincent-|la-Commanderie", "Romans-sur-Isère": "Romans-|sur-Isère",
		"La Baume-d’Hostun": "La\u00a0Baume-|d’Hostun", "Saint-Christophe-et-le-Laris": "Saint-Christophe-|et-le-Laris"} {
		c := newContent(jema.Programme{Commune: jema.Commune{Name: name}}, French)
		if got := strings.ReplaceAll(c.Breakable(), typeset.MayBreak, "|"); got != want {
			t.Errorf("%q, want %q", got, want)
		}
	}
}
