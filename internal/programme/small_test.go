package programme

import (
	"strings"
	"testing"

	"jema/internal/jema"
	"jema/internal/programme/content"
	"jema/internal/programme/paper"
	"jema/internal/programme/papers"
	"jema/internal/programme/pdftest"
	invented "jema/internal/programme/sample"
)

// The small formats have their sheets, hold everything that they are of, and a printer
// takes them.
func TestSmallFormats(t *testing.T) {
	p := invented.Programme(sampleCommunes, "26281", 12)
	b := invented.Book(sampleCommunes, 14)
	day := jema.Date{Year: 2027, Month: 4, Day: 10}
	press := Spec{Variant: Press}
	for name, c := range map[string]struct {
		work    Work
		entries []jema.Entry
		width   paper.Length
		whole   int // pages are a multiple of it
	}{
		"wall":     {Wall{p, press}, p.Entries, 297 * paper.MM, 1},
		"day":      {DaySheet{b, day, press}, onDay(b, day), 148 * paper.MM, 4},
		"bookmark": {Bookmark{p, press}, nil, 56 * paper.MM, 1},
	} {
		d, err := NewJobs(1, 0).Compose(t.Context(), c.work)
		if err != nil {
			t.Fatal(name, err)
		}
		if d.pages.Pages[0].Width != c.width || d.Pages()%c.whole != 0 {
			t.Errorf("%s: %d pages, %d wide", name, d.Pages(), d.pages.Pages[0].Width)
		}
		if faults := d.Faults(); len(faults) > 0 {
			t.Errorf("%s: %v", name, faults)
		}
		words := pdftest.Words(d.pages)
		if address := "jema.example.org/communes/26281"; name == "bookmark" && !strings.Contains(words,
			pdftest.Letters(address)) {
			t.Errorf("a bookmark whose code cannot be read has no address: %s", words)
		}
		for _, e := range c.entries {
			for _, want := range []string{e.Opening.Title, e.Workshop.Name, e.Place()} {
				if !strings.Contains(words, pdftest.Letters(want)) {
					t.Errorf("%s: %q is missing", name, want)
				}
			}
		}
	}
	if words := pdftest.Words(composed(t, DaySheet{b, jema.Date{Year: 2027, Month: 5, Day: 1},
		Spec{}})); !strings.Contains(
		words, pdftest.Letters(content.French.NothingThatDay)) {
		t.Error("a day without events does not say so")
	}
}

// texts are those of a page above its foot, from its middle on where right.
func texts(p paper.Page, right bool) (out []paper.Text) {
	for _, item := range p.Items {
		if text, is := item.(paper.Text); is && text.Y < p.Height-25*paper.MM && (!right || text.X > p.Width/2) {
			out = append(out, text)
		}
	}
	return out
}

// A day's events are spread over its pages, and those that have the same times share them.
func TestADayIsSpread(t *testing.T) {
	b, day := invented.Book(sampleCommunes, 20), jema.Date{Year: 2027, Month: 4, Day: 10}
	d := composed(t, DaySheet{b, day, Spec{}})
	if len(d.Pages) != 4 || len(onDay(b, day)) < 12 {
		t.Fatalf("%d pages of %d events", len(d.Pages), len(onDay(b, day)))
	}
	low := paper.Length(0)
	for _, text := range texts(d.Pages[2], false) {
		low = max(low, text.Y)
	}
	if low < d.Pages[2].Height/2 {
		t.Errorf("the last page of events ends %d down of %d", low, d.Pages[2].Height)
	}
	words := pdftest.Words(&paper.Document{Pages: d.Pages[:3]})
	if times := pdftest.Letters("9 h 30 – 12 h et 14 h – 18 h 30"); strings.Count(words, times) != 1 {
		t.Errorf("%q not once: %s", times, words)
	}
}

// A list that takes several sheets is as large as they let it be: the last one is used.
func TestAWallIsUsed(t *testing.T) {
	d := composed(t, Wall{invented.Programme(sampleCommunes, "26362", 40), Spec{}})
	last := d.Pages[len(d.Pages)-1]
	if len(d.Pages) < 2 || len(texts(last, true)) == 0 {
		t.Errorf("%d sheets, the last with %d texts", len(d.Pages), len(texts(last, false)))
	}
}

// A poster of A3 is of A3 to the hairline, and no line ends with the point between two
// facts.
func TestAPosterOfA3(t *testing.T) {
	p := invented.Programme(sampleCommunes, "26281", 25)
	d := composed(t, Poster{Programme: p, Opening: p.Entries[2].Opening.ID, PosterSpec: PosterSpec{Size: papers.A3}})
	if page := d.Pages[0]; page.Width != 297*paper.MM || page.Height != 420*paper.MM {
		t.Errorf("%d by %d", page.Width, page.Height)
	}
	for _, text := range texts(d.Pages[0], false) {
		if strings.HasSuffix(strings.TrimSpace(text.String), "·") {
			t.Errorf("%q", text.String)
		}
	}
}

// A day that takes four or eight pages fills them: none is for notes, and the last has
// the code of the programme.
func TestADayFillsItsPages(t *testing.T) {
	for _, n := range []int{14, 40, 80} {
		d := composed(t, DaySheet{invented.Book(sampleCommunes, n), jema.Date{Year: 2027, Month: 4, Day: 10}, Spec{}})
		coded := false
		for _, item := range d.Pages[len(d.Pages)-1].Items {
			_, is := item.(paper.Code)
			coded = coded || is
		}
		if !coded || len(d.Pages)%4 != 0 || strings.Contains(pdftest.Words(d), pdftest.Letters(content.French.Notes)+"P") {
			t.Errorf("%d events: %d pages, a code at the end %t", n, len(d.Pages), coded)
		}
	}
}

func composed(t *testing.T, w Work) *paper.Document {
	t.Helper()
	d, _, err := compose(w)
	if err != nil {
		t.Fatal(err)
	}
	return d
}

// onDay are the entries of a book of which something happens on a day.
func onDay(b jema.Book, day jema.Date) (out []jema.Entry) {
	for _, p := range b.Programmes {
		for _, e := range p.Entries {
			c := content.Collect(jema.Programme{Edition: p.Edition, Entries: []jema.Entry{e}}, content.French, nil)
			for _, s := range append(c.Entries[0].Spans, c.Entries[0].Starts...) {
				if s.Day == day {
					out = append(out, e)
					break
				}
			}
		}
	}
	return out
}

// The back cover has one sentence, the code of the whole programme and the telephone.
func TestBackCover(t *testing.T) {
	p := invented.Programme(sampleCommunes, "26281", 9)
	d := composed(t, Commune{p, Spec{}})
	last := &paper.Document{Pages: d.Pages[len(d.Pages)-1:]}
	words := pdftest.Words(last)
	for _, want := range []string{"9 ateliers ouvrent leurs portes à Romans-sur-Isère, du mardi 6 au dimanche 11 avril " +
		"2027.",
		p.Territory.ContactPhone} {
		if !strings.Contains(words, pdftest.Letters(want)) {
			t.Errorf("the back cover lacks %q: %s", want, words)
		}
	}
	for _, item := range last.Pages[0].Items {
		if code, ok := item.(paper.Code); ok && code.URL == p.Territory.BaseURL+"/communes/26281" {
			return
		}
	}
	t.Error("the back cover has no code")
}
