package programme

import (
	"bytes"
	"reflect"
	"strings"
	"testing"
)

// Every language says everything, with the same things put into it.
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

func TestTicketInEnglish(t *testing.T) {
	var b bytes.Buffer
	if err := write(&b, Ticket{Ticket: ticketOf(1), Language: "en"}); err != nil {
		t.Fatal(err)
	}
	said := textOf(t, b.Bytes())
	for _, want := range []string{"Ticket", "Saturday 10 April", "Cannot come?", "How many people", "Fabriquez votre porte-cartes"} {
		if !strings.Contains(said, want) {
			t.Errorf("the ticket lacks %q:\n%s", want, said)
		}
	}
}

func TestErrataInEnglish(t *testing.T) {
	was, is := changedProgrammes()
	list, err := Errata(was, is, "en")
	if err != nil || len(list) < 10 {
		t.Fatal(len(list), err)
	}
	for _, e := range list {
		if strings.Contains(e.Sentence, "%!") || strings.Contains(e.Sentence, "désormais") || strings.Contains(e.Sentence, "samedi") {
			t.Errorf("%q", e.Sentence)
		}
	}
}
