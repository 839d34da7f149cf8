package papers

import (
	"reflect"
	"strings"
	"testing"
)

// Every language has every sentence, with the same placeholders.
func TestOutputsSpeakWholeLanguages(t *testing.T) {
	model := reflect.ValueOf(*frenchOutput)
	for name, words := range outputLanguages {
		v := reflect.ValueOf(*words)
		for i := range v.NumField() {
			if v.Field(i).Kind() != reflect.String {
				continue
			}
			said, as := v.Field(i).String(), model.Field(i).String()
			if said == "" || strings.Count(said, "%s") != strings.Count(as, "%s") {
				t.Errorf("%s, %s: %q beside %q", name, v.Type().Field(i).Name, said, as)
			}
		}
		for what, model := range frenchOutput.Warns {
			if said := words.Warns[what]; said == "" || strings.Count(said, "%s") != strings.Count(model, "%s") {
				t.Errorf("%s warns of %s with %q", name, what, said)
			}
		}
		if !Speaks(name) {
			t.Errorf("%s has no programme's words", name)
		}
	}
	if Speaks("xx") || !Speaks("fr") {
		t.Error("what is spoken")
	}
}
