package programme

import (
	"strings"
	"testing"

	"jema/internal/jema"
	"jema/internal/programme/content"
	"jema/internal/programme/pdftest"
)

// strange texts that must be printed, never cut and never a panic.
var strange = map[string]string{
	"emoji":        "Venez 😄 en famille 👩‍👩‍👧 !",
	"long":         strings.Repeat("Un geste, puis un autre. ", 125),
	"empty":        "",
	"Arabic":       "النسيج في الورشة",
	"long word":    strings.Repeat("anticonstitutionnellement", 12),
	"controls":     "a\x00b\x1bc\u202ed\ufffe",
	"invalid":      "\xff\xfe tissu \xc3",
	"combining":    "e\u0301te\u0301 ẛ̣ Ꜳ ﬃ ½",
	"new lines":    "Un.\n\n\nDeux.\r\nTrois.",
	"no spaces":    strings.Repeat("\u00a0", 400),
	"brackets":     `\) (Tj) ET \\ %PDF <</JS>>`,
	"beyond":       "𝔊𝔢𝔰𝔱𝔢 漢字 \U0010ffff",
	"zero widths":  "ab\u200bcd\u200d\u2060ef",
	"only symbols": "★☆♥ → ✓",
}

// spoil puts a text into every field of an entry.
func spoil(e *jema.Entry, s string) {
	e.Opening.Title, e.Opening.PrintedText, e.Opening.Price, e.Opening.Access = s, s, s, s
	e.Workshop.Name, e.Workshop.Artisan, e.Workshop.Address, e.Workshop.Phone = s, s, s, s
	e.Opening.MinimumAge, e.Opening.Languages, e.Craft = s, s, nil
	e.Workshop.CraftOther, e.Photo = s, &jema.Photo{Large: []byte(s), Credit: s}
}

func TestStrangeTexts(t *testing.T) {
	all := sample("26281", len(strange))
	i := 0
	for name, s := range strange {
		spoil(&all.Entries[i], s)
		i++
		p := sample("26281", 1)
		spoil(&p.Entries[0], s)
		pdf := pdfOf(t, p, Spec{})
		if len(s) < 1000 {
			continue
		}
		pdftest.Tool(t, pdf, "qpdf", "--check", "FILE")
		got := plainWords(pdftest.Tool(t, pdf, "pdftotext", "FILE", "-"))
		if c := strings.Count(got, "Un geste, puis un autre."); c < 8*125-60 {
			t.Errorf("%s: %d of the sentences are printed", name, c)
		}
	}
	pdftest.Tool(t, pdfOf(t, all, Spec{}), "qpdf", "--check", "FILE")
}

func TestStrangeEverything(t *testing.T) {
	for _, s := range strange {
		if len(s) > 1000 {
			continue // a place has no name of 3,000 characters
		}
		p := sample("26281", 2)
		p.Territory = jema.Territory{Name: s, Publisher: s, Printer: s, ContactEmail: s, ContactPhone: s, BaseURL: s}
		p.Commune.Name, p.Commune.AtName, p.Edition.Name, p.Edition.Theme = s, s, s, s
		p.Commune.Boundary, p.Domains[0].Name = []byte(s), s
		pdfOf(t, p, Spec{})
		pdftest.Tool(t, pdfOf(t, p, Spec{Format: Brochure}), "qpdf", "--check", "FILE")
	}
	pdftest.Tool(t, pdfOf(t, jema.Programme{}, Spec{}), "qpdf", "--check", "FILE")
	pdftest.Tool(t, pdfOf(t, jema.Programme{Entries: make([]jema.Entry, 6)}, Spec{}), "qpdf", "--check", "FILE")
}

// TestWarnings: what could not be printed as it was typed has a warning.
func TestWarnings(t *testing.T) {
	p := sample("26281", 1)
	p.Entries[0].Opening.PrintedText = "Venez 😄 lire النسيج ici"
	p.Entries[0].Photo.Large = []byte("no picture")
	p.Entries[0].Hours = nil
	_, warnings, err := compose(Commune{p, Spec{}})
	if err != nil {
		t.Fatal(err)
	}
	counts := map[string]int{}
	for _, w := range warnings {
		counts[w.What]++
		if w.What != content.WarningNoPrinter && w.OpeningID != p.Entries[0].Opening.ID {
			t.Errorf("%+v is not said of the opening", w)
		}
	}
	for what, n := range map[string]int{content.WarningDropped: 1, content.WarningReplaced: 6, content.WarningPhoto: 1,
		content.WarningNoHours: 1, content.WarningNoPrinter: 1} {
		if counts[what] != n {
			t.Errorf("%s is told %d times, want %d", what, counts[what], n)
		}
	}
	got := plainWords(pdftest.Tool(t, pdfOf(t, p, Spec{}), "pdftotext", "FILE", "-"))
	if !strings.Contains(got, "Venez lire □□□□□□ ici") {
		t.Errorf("the letters that cannot be printed are not seen:\n%s", got)
	}
}

// FuzzText: no text makes it fail.
func FuzzText(f *testing.F) {
	for _, s := range strange {
		f.Add(s, s)
	}
	f.Fuzz(func(t *testing.T, title, printed string) {
		p := sample("26281", 1)
		p.Entries[0].Opening.Title, p.Entries[0].Opening.PrintedText = title, printed
		pdfOf(t, p, Spec{})
	})
}
