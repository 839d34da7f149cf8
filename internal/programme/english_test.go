package programme

import (
	"bytes"
	"strings"
	"testing"
)

func TestTicketInEnglish(t *testing.T) {
	var b bytes.Buffer
	if err := write(&b, Ticket{Ticket: ticketOf(1), Language: "en"}); err != nil {
		t.Fatal(err)
	}
	said := textOf(t, b.Bytes())
	for _, want := range []string{"Ticket", "Saturday 10 April", "Cannot come?", "How many people",
		"Fabriquez votre porte-cartes"} {
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
		if strings.Contains(e.Sentence, "%!") || strings.Contains(e.Sentence, "désormais") ||
			strings.Contains(e.Sentence, "samedi") {
			t.Errorf("%q", e.Sentence)
		}
	}
}
