package catalogue

import (
	"testing"

	"jema/internal/jema"
	"jema/internal/text"
)

func TestSay(t *testing.T) {
	v := In("fr-FR")
	if got, want := v.Explain(jema.ErrSlotFull), "Ce créneau n’a plus assez de places."; got != want {
		t.Errorf("got %q, want %q", got, want)
	}
	e := jema.Invalid("wall_time.skipped", "day", "2027-03-28", "clock", "02:30")
	if got, want := v.Explain(e), "Le 2027-03-28 à 2"+text.NoBreak+"h"+text.NoBreak+"30 n’existe pas"+text.NoBreak+
		": les horloges avancent d’une heure cette nuit-là."; got != want {
		t.Errorf("got %q, want %q", got, want)
	}
	for _, key := range []string{"booking.slot_full", "mail.party"} { // plain and counted
		if !v.Has(key) {
			t.Errorf("%s is not there", key)
		}
	}
	if v.Has("no.such.key") {
		t.Error("a key that is not there is said to be")
	}
	if In("de").Language != "fr" {
		t.Error("an unknown language must fall back to French")
	}
}
