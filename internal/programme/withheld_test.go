package programme

import (
	"archive/zip"
	"bytes"
	"fmt"
	"io"
	"strings"
	"testing"
	codes "unicode/utf16"

	"jema/internal/jema"
	"jema/internal/programme/content"
	"jema/internal/programme/paper"
	"jema/internal/programme/pdftest"
	invented "jema/internal/programme/sample"
)

// choice is what one artisan publishes, and the marks by which what they
// withhold is recognised on paper.
type choice struct{ address, phone, mail bool }

// withholding returns a programme with an entry for every combination of what
// may be published and of how one may come, and the marks of what is withheld.
func withholding() (p jema.Programme, withheld []string) {
	p = invented.Programme(sampleCommunes, "26281", 24)
	for i := range p.Entries {
		e, c := &p.Entries[i], choice{i&1 != 0, i&2 != 0, i&4 != 0}
		w := &e.Workshop
		w.Address, w.Phone, w.Email = fmt.Sprintf("ImpasseZq%02d", i), fmt.Sprintf("046571 77%02d", i),
			fmt.Sprintf("zq%02d@zq.example", i)
		w.PostalCode = fmt.Sprintf("268%02d", i)
		w.PublishAddress, w.PublishPhone, w.PublishEmail = c.address, c.phone, c.mail
		for mark, public := range map[string]bool{w.Address: c.address, w.PostalCode: c.address, w.Phone: c.phone,
			w.Email: c.mail} {
			if !public {
				withheld = append(withheld, mark)
			}
		}
	}
	p.Nearby = nil
	return p, withheld
}

// documents are all that the public is given of a programme, by name.
func documents(t *testing.T, p jema.Programme, language string) map[string]*paper.Document {
	t.Helper()
	out := map[string]*paper.Document{}
	add := func(name string, d *paper.Document, err error) {
		if err != nil {
			t.Errorf("%s: %v", name, err)
			return
		}
		out[name] = d
	}
	for _, format := range []Format{Sheet, Folded, Brochure, Large} {
		for _, edition := range []Variant{Screen, Press, Booklet} {
			d, _, err := compose(Commune{p, Spec{Format: format, Variant: edition, Language: language}})
			add(fmt.Sprintf("%s for %s", format, edition), d, err)
		}
	}
	book := jema.Book{Territory: p.Territory, Edition: p.Edition, Programmes: []jema.Programme{p}, AsOf: p.AsOf}
	d, _, err := compose(Territory{book, Spec{Format: Book, Language: language}})
	add("book", d, err)
	for name, w := range map[string]Work{"day": DaySheet{book, jema.Date{Year: 2027, Month: 4, Day: 10},
		Spec{Language: language}}, "wall list": Wall{p, Spec{Language: language}}, "bookmark": Bookmark{p,
		Spec{Language: language}}, "poster for press": Printed{Poster{Programme: p}, Spec{Variant: Press}}} {
		d, _, err := compose(w)
		add(name, d, err)
	}
	was := p
	was.Entries = nil
	d, _, err = compose(ErrataSheet{Frozen: was, Now: p, Language: language})
	add("errata", d, err)
	d, _, err = compose(Poster{Programme: p})
	add("commune poster", d, err)
	d, _, err = compose(Arrows{Programme: p})
	add("commune arrows", d, err)
	for _, e := range p.Entries {
		d, _, err := compose(Poster{Programme: p, Opening: e.Opening.ID,
			PosterSpec: PosterSpec{Others: content.ForeignLanguages}})
		add(fmt.Sprintf("poster of %d", e.Opening.ID), d, err)
		d, _, err = compose(Arrows{Programme: p, Opening: e.Opening.ID})
		add(fmt.Sprintf("arrows of %d", e.Opening.ID), d, err)
		d, _, err = compose(Proof{Programme: p, Opening: e.Opening.ID, Language: language})
		add(fmt.Sprintf("proof of %d", e.Opening.ID), d, err)
	}
	return out
}

// archived returns what an archive holds, as text without spaces.
func archived(t *testing.T, write func(io.Writer) error) string {
	t.Helper()
	var b bytes.Buffer
	if err := write(&b); err != nil {
		t.Fatal(err)
	}
	files, err := zip.NewReader(bytes.NewReader(b.Bytes()), int64(b.Len()))
	if err != nil {
		t.Fatal(err)
	}
	var all strings.Builder
	for _, f := range files.File {
		in, err := f.Open()
		if err != nil {
			t.Fatal(err)
		}
		data, err := io.ReadAll(in)
		if err != nil {
			t.Fatal(err)
		}
		all.WriteString(f.Name)
		if bytes.HasPrefix(data, []byte{0xff, 0xfe}) {
			units := make([]uint16, len(data)/2)
			for i := range units {
				units[i] = uint16(data[2*i]) | uint16(data[2*i+1])<<8
			}
			all.WriteString(string(codes.Decode(units)))
		}
		all.Write(data)
	}
	return pdftest.Letters(all.String())
}

// What an artisan withholds is nowhere on paper: no address, no postal code, no
// number, no pin. What they publish is.
func TestNothingWithheldIsPrinted(t *testing.T) {
	p, withheld := withholding()
	for _, language := range []string{"fr", "en"} {
		printed := map[string]string{
			"designer's data": archived(t, func(w io.Writer) error {
				return Designer{Programme: p,
					Language: language}.Write(w)
			}),
			"kit": archived(t, func(w io.Writer) error { return Kit{p, Spec{Language: language}}.Write(w) }),
		}
		for name, d := range documents(t, p, language) {
			printed[name] = pdftest.Words(d)
		}
		for name, words := range printed {
			for _, mark := range withheld {
				if strings.Contains(words, pdftest.Letters(mark)) {
					t.Errorf("%s, %s: %q is withheld and printed", name, language, mark)
				}
			}
		}
		for _, e := range p.Entries {
			if e.Workshop.PublishAddress && !strings.Contains(printed["brochure for screen"], e.Workshop.Address) {
				t.Errorf("%s: %q is published and not printed", language, e.Workshop.Address)
			}
		}
	}
	c := content.Collect(p, content.French, nil)
	for _, e := range c.Entries {
		if published := p.Entries[indexOf(p, e.Opening)].Workshop.PublishAddress; (e.Lat != 0) != published {
			t.Errorf("%d: on the map %t, address published %t", e.Opening, e.Lat != 0, published)
		}
	}
}

func indexOf(p jema.Programme, opening jema.OpeningID) int {
	for i, e := range p.Entries {
		if e.Opening.ID == opening {
			return i
		}
	}
	return -1
}
