package programme

import (
	"bytes"
	"strconv"
	"strings"
	"testing"

	"jema/internal/jema"
	"jema/internal/programme/paper"
	"jema/internal/programme/papers"
	"jema/internal/programme/pdftest"
)

// longNamed is a programme whose first workshop has a name of 120 characters.
func longNamed() jema.Programme {
	p := sample("26281", 3)
	p.Entries[0].Workshop.Name = "Atelier de conservation et de restauration de tapisseries, de passementeries et de " +
		"textiles anciens du Pays de Romans"
	p.Entries[0].Opening.Access = "Deux marches à l’entrée, rampe sur demande"
	return p
}

func TestPosterSaysItFromAfar(t *testing.T) {
	p := sample("26281", 8)
	var b bytes.Buffer
	if err := write(&b, Poster{Programme: p, Opening: 101, PosterSpec: PosterSpec{Size: papers.A3, Others: []string{"en",
		"it", "de"}}}); err != nil {
		t.Fatal(err)
	}
	said := textOf(t, b.Bytes())
	for _, want := range []string{"Cuirs & Compagnie", "Fabriquez votre porte-cartes", "14 h",
		"Accessibilité : handicap moteur",
		"Réservez ici", "scan the code", "prenotazione", "Anmeldung"} {
		if !strings.Contains(said, want) {
			t.Errorf("the poster lacks %q:\n%s", want, said)
		}
	}
	free := 0
	for i, e := range p.Entries {
		if len(e.Slots) == 0 {
			free = i
		}
	}
	address := p.Entries[free].Workshop.Address
	d, _, err := compose(Poster{Programme: p, Opening: p.Entries[free].Opening.ID, PosterSpec: PosterSpec{Others: []string{
		"de", "pt"}}})
	if err != nil {
		t.Fatal(err)
	}
	words, coded := pdftest.Words(d), false
	for _, item := range d.Pages[0].Items {
		code, ok := item.(paper.Code)
		coded = coded || ok && strings.HasSuffix(code.URL, "/o/"+strconv.FormatInt(int64(p.Entries[free].Opening.ID), 10))
	}
	for _, want := range []string{address, "En savoir plus", "Ohne Anmeldung", "Uhr", "Entrada livre", "das"} {
		if !strings.Contains(words, pdftest.Letters(want)) {
			t.Errorf("the poster of a free visit lacks %q", want)
		}
	}
	if !coded {
		t.Error("the poster of a free visit has no code")
	}
	var c bytes.Buffer
	if err := write(&c, Poster{Programme: p}); err != nil {
		t.Fatal(err)
	}
	if said := textOf(t, c.Bytes()); !strings.Contains(said, "8 ateliers ouvrent leurs portes") ||
		strings.Contains(said, "scan the code") {
		t.Errorf("the commune's poster:\n%s", said)
	}
}

// TestPosterWithoutAnAddressHasNoCode: a cancelled event has no page to lead to, and a
// site whose address cannot be printed has none at all.
func TestPosterWithoutAnAddressHasNoCode(t *testing.T) {
	cancelled, nowhere := sample("26281", 3), sample("26281", 3)
	cancelled.Entries[0].Opening.State = jema.Cancelled
	nowhere.Territory.BaseURL = "à définir"
	for name, w := range map[string]Poster{
		"cancelled":              {Programme: cancelled, Opening: cancelled.Entries[0].Opening.ID},
		"no site":                {Programme: nowhere, Opening: nowhere.Entries[0].Opening.ID},
		"no site of the commune": {Programme: nowhere},
	} {
		for _, item := range composed(t, w).Pages[0].Items {
			switch item := item.(type) {
			case paper.Code:
				t.Errorf("%s: a code of %q", name, item.URL)
			case paper.Link:
				t.Errorf("%s: a link to %q", name, item.URL)
			}
		}
	}
}

func TestPosterRefusesWhatTheLawDoes(t *testing.T) {
	p := sample("26281", 2)
	for name, c := range map[string]struct {
		id   jema.OpeningID
		spec PosterSpec
	}{
		"one other language": {100, PosterSpec{Others: []string{"en"}}},
		"no such language":   {100, PosterSpec{Others: []string{"en", "xx"}}},
		"no such sheet":      {100, PosterSpec{Size: "A0"}},
		"no such event":      {999, PosterSpec{}},
	} {
		var b bytes.Buffer
		if err := write(&b, Poster{Programme: p, Opening: c.id, PosterSpec: c.spec}); err == nil || b.Len() > 0 {
			t.Errorf("%s is taken", name)
		}
	}
	if err := write(&bytes.Buffer{}, Arrows{Programme: p, Opening: 999}); err == nil {
		t.Error("arrows lead to an event that is not there")
	}
}

// Nothing on a door may run off the sheet, however long names are.
func TestDoorPapersStayOnTheirSheet(t *testing.T) {
	empty := sample("26004", 0)
	for name, p := range map[string]jema.Programme{"long": longNamed(), "empty": empty, "many": sample("26281", 40)} {
		id := jema.OpeningID(0)
		if len(p.Entries) > 0 {
			id = p.Entries[0].Opening.ID
		}
		for _, opening := range []jema.OpeningID{0, id} {
			poster, _, err := compose(Poster{Programme: p, Opening: opening,
				PosterSpec: PosterSpec{Others: []string{"en", "it", "de"}}})
			if err != nil {
				t.Fatal(name, err)
			}
			arrows, _, err := compose(Arrows{Programme: p, Opening: opening})
			if err != nil || len(arrows.Pages) != 3 {
				t.Fatal(name, err)
			}
			onSheet(t, name, poster)
			onSheet(t, name, arrows)
		}
	}
}
