package programme

import (
	"bytes"
	"fmt"
	"slices"
	"strings"
	"sync"
	"testing"

	"jema/internal/jema"
	"jema/internal/programme/content"
	"jema/internal/programme/layout"
	"jema/internal/programme/paper"
	"jema/internal/programme/pdf"
	"jema/internal/programme/pdftest"
	invented "jema/internal/programme/sample"
)

// TestBookKeepsItsBudget: a budget that can be met is met, by the loosest
// setting; for one that cannot, a warning gives what it takes.
func TestBookKeepsItsBudget(t *testing.T) {
	b := invented.Book(sampleCommunes, 40)
	free, _, err := compose(Territory{b, Spec{}})
	if err != nil {
		t.Fatal(err)
	}
	last := 1 << 30
	for _, budget := range []int{len(free.Pages), 36, 28, 24, 8} {
		d, warnings, err := compose(Territory{b, Spec{Pages: budget}})
		if err != nil {
			t.Fatal(err)
		}
		missed := ""
		for _, w := range warnings {
			if w.What == content.WarningBudget {
				missed = w.Detail
			}
		}
		n := len(d.Pages)
		if n%4 != 0 || n > last || (n > budget) != (missed == fmt.Sprint(n)) {
			t.Errorf("a budget of %d makes %d pages, missed: %q", budget, n, missed)
		}
		last = n
		if got := plainWords(extract(t, d, Spec{})); !strings.Contains(got,
			plainWords(b.Programmes[0].Entries[0].Workshop.Name)) {
			t.Errorf("%d pages: the first entry is lost", n)
		}
	}
}

// TestBookOfEightyHas36Pages: at the closest, in one size of type.
func TestBookOfEightyHas36Pages(t *testing.T) {
	d, warnings, err := compose(Territory{invented.Book(sampleCommunes, 80), Spec{Pages: 36}})
	over := slices.ContainsFunc(warnings, func(w Warning) bool { return w.Field == "pages" })
	if err != nil || len(d.Pages) != 36 || over {
		t.Fatalf("%d pages, %v, %v", len(d.Pages), warnings, err)
	}
}

// TestBookOfATerritoryHas32Pages: the events of one agglomeration keep the budget that
// most printers offer, three to a page.
func TestBookOfATerritoryHas32Pages(t *testing.T) {
	d, warnings, err := compose(Territory{invented.Book(sampleCommunes, 61), Spec{Pages: 32}})
	if err != nil || len(d.Pages) != 32 {
		t.Fatalf("%d pages, %v, %v", len(d.Pages), warnings, err)
	}
	for n, page := range d.Pages {
		for _, item := range page.Items {
			if text, ok := item.(paper.Text); ok && text.String == content.French.Notes+" " {
				t.Errorf("page %d is empty but for a heading", n+1)
			}
		}
	}
}

// TestBookChapters follow the alphabet without article.
func TestBookChapters(t *testing.T) {
	d, warnings, err := compose(Territory{invented.Book(sampleCommunes, 60), Spec{}})
	if err != nil {
		t.Fatal(err)
	}
	var names []string
	for i := range d.Pages {
		for _, item := range d.Pages[i].Items {
			if a, ok := item.(paper.Anchor); ok && strings.HasPrefix(a.Name, "c2") {
				names = append(names, a.Bookmark)
			}
		}
	}
	said := strings.Join(names, " ")
	for _, pair := range [][2]string{{"Barbières", "La Baume-Cornillane"}, {"La Baume-d’Hostun", "Beaumont"},
		{"Le Chalon", "Charpey"}, {"Chabeuil", "Le Chalon"}} {
		if i, j := strings.Index(said, pair[0]), strings.Index(said, pair[1]); i < 0 || j < i {
			t.Errorf("%s does not stand before %s: %s", pair[0], pair[1], said)
		}
	}
	empty := 0
	for _, w := range warnings {
		if w.What == content.WarningEmpty {
			empty++
		}
	}
	if empty+len(names) != len(sampleCommunes) {
		t.Errorf("%d chapters and %d empty communes of %d", len(names), empty, len(sampleCommunes))
	}
}

// TestManyWorkshops: sixty in a commune, a thousand in a book.
func TestManyWorkshops(t *testing.T) {
	d, _, err := compose(Commune{invented.Programme(sampleCommunes, "26281", 60), Spec{}})
	if err != nil || len(d.Pages)%4 != 0 || len(d.Pages) > 60 {
		t.Errorf("sixty workshops: %d pages, %v", len(d.Pages), err)
	}
	b := invented.Book(sampleCommunes, 1000)
	d, _, err = compose(Territory{b, Spec{Pages: 200}})
	if err != nil || len(d.Pages)%4 != 0 {
		t.Fatalf("a thousand workshops: %v", err)
	}
	at := &layout.Flow{Doc: d, Page: len(d.Pages) - 1}
	for _, p := range b.Programmes {
		for _, e := range p.Entries {
			if at.PageOf(content.AnchorOf(e.Opening.ID)) == 0 {
				t.Fatalf("%q is not in the book", e.Opening.Title)
			}
		}
	}
}

// TestTheTerritoryAtOnce makes every commune's programme at the same time.
func TestTheTerritoryAtOnce(t *testing.T) {
	b := invented.Book(sampleCommunes, 80)
	first := make([][]byte, len(b.Programmes))
	for round := range 2 {
		var all sync.WaitGroup
		for i, p := range b.Programmes {
			all.Go(func() {
				var out bytes.Buffer
				if err := write(&out, Commune{p, Spec{}}); err != nil {
					t.Errorf("%s: %v", p.Commune.Name, err)
				}
				if round == 0 {
					first[i] = out.Bytes()
				} else if !bytes.Equal(first[i], out.Bytes()) {
					t.Errorf("%s: the same data make other bytes", p.Commune.Name)
				}
			})
		}
		all.Wait()
	}
}

// TestSupplied: covers, pages and logos of others are taken in; pages stay a
// multiple of four and the contents list the right ones.
func TestSupplied(t *testing.T) {
	var leaf bytes.Buffer
	page := paper.Page{Width: layout.A5Width, Height: layout.A5Height}
	page.Add(paper.Shape{Segments: layout.LevelLine(50 * paper.MM), Stroke: &layout.Black, Width: paper.Pt,
		X: 10 * paper.MM, Y: 10 * paper.MM})
	if err := pdf.Write(&leaf, &paper.Document{Title: "Page", Language: "fr-FR", Pages: []paper.Page{page, page}},
		pdf.Options{}); err != nil {
		t.Fatal(err)
	}
	logo := Supplied{Name: "Fonds des métiers", Media: "image/svg+xml",
		Data: []byte(`<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 40 20"><path fill="#123456" d="M0 ` +
			`0h40v20h-40z"/></svg>`)}
	for _, n := range []int{1, 3, 9} {
		spec := Spec{Inserts: [][]byte{leaf.Bytes()}, BackCover: leaf.Bytes(), Logos: []Supplied{logo}}
		p := invented.Programme(sampleCommunes, "26281", n)
		d, _, err := compose(Commune{p, spec})
		if err != nil {
			t.Fatal(err)
		}
		var b strings.Builder
		treeOf(d).print(&b, 0)
		if !strings.Contains(b.String(), "Figure [Fonds des métiers]") {
			t.Errorf("%d events: the logo is missing", n)
		}
		if n > 1 && (len(d.Pages)%4 != 0 || strings.Count(b.String(), "fournie par l’organisation") != 4) {
			t.Errorf("%d events: %d pages, not all supplied ones", n, len(d.Pages))
		}
		pdftest.Tool(t, pdfOf(t, p, spec), "qpdf", "--check", "FILE")
	}
	if _, _, err := compose(Commune{invented.Programme(sampleCommunes, "26281", 5),
		Spec{Cover: []byte("no PDF")}}); jema.KindOf(err) != jema.KindInvalid {
		t.Errorf("a cover that is no PDF: %v", err)
	}
}
