package programme

import (
	"bytes"
	"strings"
	"testing"

	"jema/internal/jema"
	"jema/internal/programme/content"
	"jema/internal/programme/paper"
	"jema/internal/programme/pdf"
	"jema/internal/programme/pdftest"
	invented "jema/internal/programme/sample"
	"jema/internal/text"
)

// told returns the words of an entry that the file must contain literally.
func told(e jema.Entry) []string {
	say := []string{e.Opening.Title, e.Opening.PrintedText, e.Workshop.Name, e.Workshop.Artisan, e.CraftName(), e.Place(),
		e.Telephone(), e.Mail(),
		content.Capital(e.Opening.Price)}
	if access := e.Opening.Access; access == "oui" || access == "non" {
		say = append(say, "handicap moteur") // which is what such an answer is about
	} else {
		say = append(say, access)
	}
	if e.Opening.Languages != "français" { // which is not printed alone
		say = append(say, e.Opening.Languages)
	}
	zone := e.Hours
	for _, h := range zone {
		s := h.Span(paris)
		say = append(say, text.Clock(s.From), text.Clock(s.To))
	}
	for _, s := range e.Slots {
		say = append(say, text.Clock(s.Interval.Span(paris).From))
	}
	return say
}

// TestSameWords extracts every format of every edition and finds the words of
// each entry in it, as they are in the data.
func TestSameWords(t *testing.T) {
	formats := map[Format]int{Sheet: 1, Folded: 3, Brochure: 9, Large: 5, Book: 9}
	for format, n := range formats {
		for _, edition := range []Variant{Screen, Press} {
			p := invented.Programme(sampleCommunes, "26281", n)
			spec := Spec{Format: format, Variant: edition}
			d, _, err := compose(Commune{p, spec})
			if format == Book {
				d, _, err = compose(Territory{jema.Book{Territory: p.Territory, Edition: p.Edition, Programmes: []jema.Programme{p},
					AsOf: p.AsOf}, spec})
			}
			if err != nil {
				t.Fatal(err)
			}
			got := pdftest.Letters(extract(t, d, spec))
			for _, e := range p.Entries {
				for _, want := range told(e) {
					if !strings.Contains(got, pdftest.Letters(text.Typeset(text.Lines(want)))) {
						t.Errorf("%s for %s: %q of %d is not in the file", format, edition, want, e.Opening.ID)
					}
				}
			}
		}
	}
}

func extract(t *testing.T, d *paper.Document, spec Spec) string {
	t.Helper()
	var b bytes.Buffer
	if err := pdf.Write(&b, d, spec.options()); err != nil {
		t.Fatal(err)
	}
	return pdftest.Tool(t, b.Bytes(), "pdftotext", "FILE", "-")
}

// TestEnglish: every fixed word is English, what artisans wrote is French and
// marked so.
func TestEnglish(t *testing.T) {
	p := invented.Programme(sampleCommunes, "26281", 7)
	p.Entries[0].Opening.State = jema.Cancelled
	d, _, err := compose(Commune{p, Spec{Language: "en"}})
	if err != nil {
		t.Fatal(err)
	}
	got := plainWords(extract(t, d, Spec{}))
	for _, want := range []string{"In this programme", "From Tuesday 6 to Sunday 11 April 2027", "Booking required",
		"Day by day", "Cancelled.",
		"Practical information", p.Entries[1].Opening.Title} {
		if !strings.Contains(got, want) {
			t.Errorf("%q is not in the file", want)
		}
	}
	for _, french := range []string{"Visite libre", "réservation", "Accessibilité", "Tarif", "suite)", "avril",
		"Index des", "durée", "Éditeur"} {
		if strings.Contains(got, french) {
			t.Errorf("the English programme says %q", french)
		}
	}
	var b strings.Builder
	treeOf(d).print(&b, 0)
	if d.Language != "en-GB" || !strings.Contains(b.String(), "H3 [fr-FR] ") {
		t.Errorf("the languages are not told: %s", d.Language)
	}
}
