package programme

import (
	"bytes"
	"errors"
	"regexp"
	"strconv"
	"strings"
	"sync"
	"testing"

	"jema/internal/jema"
	"jema/internal/programme/pdftest"
	"jema/internal/text"
)

var (
	blanks     = regexp.MustCompile(`[\s\x{00a0}\x{202f}]+`)
	pageNumber = regexp.MustCompile(`Pages:\s+(\d+)`)
)

// words makes texts comparable: one kind of space.
func plainWords(s string) string { return strings.TrimSpace(blanks.ReplaceAllString(s, " ")) }

func pages(t *testing.T, pdf []byte) int {
	t.Helper()
	n, err := strconv.Atoi(pageNumber.FindStringSubmatch(pdftest.Tool(t, pdf, "pdfinfo", "FILE"))[1])
	if err != nil {
		t.Fatal(err)
	}
	return n
}

func TestFormatFollowsTheNumberOfEvents(t *testing.T) {
	for _, c := range []struct {
		events, pages int
		size          string
	}{
		{0, 1, "595.35 x 842"}, {1, 1, "595.35 x 842"}, {2, 4, "419.58 x 595.35"}, {3, 4, "419.58 x 595.35"},
		{4, 4, "419.58 x 595.35"}, {5, 8, "419.58 x 595.35"}, {25, 24, "419.58 x 595.35"}, {60, 0, "419.58 x 595.35"},
	} {
		pdf := pdfOf(t, sample("26281", c.events), Spec{})
		info := pdftest.Tool(t, pdf, "pdfinfo", "FILE")
		n := pages(t, pdf)
		if c.pages != 0 && n != c.pages || n > 1 && n%4 != 0 || !strings.Contains(info, c.size) {
			t.Errorf("%d events: %d pages, want %d of %s\n%s", c.events, n, c.pages, c.size, info)
		}
		if check := pdftest.Tool(t, pdf, "qpdf", "--check", "FILE"); !strings.Contains(check,
			"No syntax or stream encoding errors") {
			t.Errorf("%d events: %s", c.events, check)
		}
	}
}

func TestDocumentSaysWhatItIs(t *testing.T) {
	p := sample("26281", 6)
	info := pdftest.Tool(t, pdfOf(t, p, Spec{}), "pdfinfo", "FILE")
	for _, want := range []string{"Journées européennes des métiers d’art – Romans-sur-Isère (épreuve)",
		"Valence Romans Agglo", "Feb  3"} {
		if !strings.Contains(info, want) {
			t.Errorf("pdfinfo does not say %q:\n%s", want, info)
		}
	}
	p.Territory.Printer = "Imprimerie du Polygone, Valence"
	pdf := pdfOf(t, p, Spec{})
	if strings.Contains(pdftest.Tool(t, pdf, "pdfinfo", "FILE"), "épreuve") {
		t.Error("a programme whose printer is named is marked as a proof")
	}
	if got := plainWords(pdftest.Tool(t, pdf, "pdftotext", "FILE", "-")); !strings.Contains(got,
		"Impression : Imprimerie du Polygone, Valence.") ||
		!strings.Contains(got, "Données de démonstration : artisans et ateliers inventés") {
		t.Error("the imprint is not complete")
	}
	p.Territory.Printer = "Imprimé par nos soins, 1 place Jules-Nadi, 26100 Romans-sur-Isère"
	if got := plainWords(pdftest.Tool(t, pdfOf(t, p, Spec{}), "pdftotext", "FILE", "-")); !strings.Contains(got,
		". Imprimé par nos soins, 1 place Jules-Nadi") {
		t.Error("what the copier of the house prints is not said as custom says it")
	}
	json := pdftest.Tool(t, pdf, "qpdf", "--json", "FILE")
	for _, want := range []string{`"/Lang": "u:fr-FR"`, `"/DisplayDocTitle": true`, "u:Jour par jour",
		"u:Samedi 10 avril"} {
		if !strings.Contains(json, want) {
			t.Errorf("the file does not hold %s", want)
		}
	}
}

// TestEveryWordIsThere reads the file as a search engine would.
func TestEveryWordIsThere(t *testing.T) {
	for _, n := range []int{1, 3, 12} {
		p := sample("26281", n)
		got := plainWords(pdftest.Tool(t, pdfOf(t, p, Spec{}), "pdftotext", "FILE", "-"))
		for _, e := range p.Entries {
			emojiless := strings.ReplaceAll(e.Opening.PrintedText, " 😄", "")
			for _, want := range []string{e.Opening.Title, emojiless, e.Workshop.Name, e.CraftName(), e.Workshop.Address,
				e.Telephone()} {
				if want = plainWords(text.Typeset(want)); !strings.Contains(got, want) {
					t.Errorf("%d events: %q is not in the text", n, want)
				}
			}
			if len(e.Slots) > 0 && !strings.Contains(got, "jema.example.org/o/"+strconv.FormatInt(int64(e.Opening.ID), 10)) {
				t.Errorf("%d events: no address to book %q", n, e.Opening.Title)
			}
		}
	}
}

func TestReadingOrder(t *testing.T) {
	got := plainWords(pdftest.Tool(t, pdfOf(t, one("26004", 0), Spec{}), "pdftotext", "FILE", "-"))
	at := -1
	for _, want := range []string{"Alixan", "Bottier main", "De la forme au soulier", "Atelier Malaval",
		"Une paire de souliers",
		"Visite libre", "samedi 10 et dimanche 11 avril", "de 10 h à 12 h et de 14 h à 18 h",
		"14 rue du Gravier, 26300 Alixan", "À deux pas", "Éditeur"} {
		i := strings.Index(got, want)
		if i <= at {
			t.Errorf("%q stands at %d, after what follows it (%d):\n%s", want, i, at, got)
		}
		at = i
	}
}

func TestSameBytes(t *testing.T) {
	for _, n := range []int{0, 1, 4, 14} {
		first := pdfOf(t, sample("26281", n), Spec{})
		var all sync.WaitGroup
		for range 4 {
			all.Go(func() {
				var again bytes.Buffer
				if err := write(&again, Commune{sample("26281", n), Spec{}}); err != nil || !bytes.Equal(first, again.Bytes()) {
					t.Errorf("%d events: the same data make other bytes (%v)", n, err)
				}
			})
		}
		all.Wait()
	}
}

func TestUnknownSpec(t *testing.T) {
	for _, spec := range []Spec{{Format: "origami"}, {Language: "xx"}} {
		if err := write(&bytes.Buffer{}, Commune{sample("26281", 1), spec}); jema.KindOf(err) != jema.KindInvalid {
			t.Errorf("%+v: %v, want a refusal", spec, err)
		}
	}
	var refusal *jema.Error
	if err := write(&bytes.Buffer{}, Commune{sample("26281", 1), Spec{Format: "origami"}}); !errors.As(err, &refusal) ||
		refusal.Message != "programme.format.unknown" {
		t.Errorf("%v", err)
	}
}

func TestEveryFormatTakesEveryNumber(t *testing.T) {
	for _, f := range Formats {
		for _, n := range []int{0, 1, 7} {
			pdf := pdfOf(t, sample("26281", n), Spec{Format: f})
			pdftest.Tool(t, pdf, "qpdf", "--check", "FILE")
			if n == 7 && !strings.Contains(plainWords(pdftest.Tool(t, pdf, "pdftotext", "FILE", "-")), "Une perle de verre") {
				t.Errorf("%s of %d loses an entry", f, n)
			}
		}
	}
}
