package programme

import (
	"archive/zip"
	"bytes"
	"fmt"
	"io"
	"reflect"
	"strings"
	"testing"
	codes "unicode/utf16"

	"jema/internal/jema"
	"jema/internal/programme/paper"
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
		w.Address, w.Phone, w.Email = fmt.Sprintf("ImpasseZq%02d", i), fmt.Sprintf("046571 77%02d", i), fmt.Sprintf("zq%02d@zq.example", i)
		w.PostalCode = fmt.Sprintf("268%02d", i)
		w.PublishAddress, w.PublishPhone, w.PublishEmail = c.address, c.phone, c.mail
		for mark, public := range map[string]bool{w.Address: c.address, w.PostalCode: c.address, w.Phone: c.phone, w.Email: c.mail} {
			if !public {
				withheld = append(withheld, mark)
			}
		}
	}
	p.Nearby = nil
	return p, withheld
}

// everyWord returns every string that a document holds, in one line without
// spaces.
func everyWord(d *paper.Document) string {
	var b strings.Builder
	seen := map[uintptr]bool{}
	var walk func(v reflect.Value)
	walk = func(v reflect.Value) {
		switch v.Kind() {
		case reflect.String:
			b.WriteString(v.String())
		case reflect.Pointer:
			if !v.IsNil() && !seen[v.Pointer()] {
				seen[v.Pointer()] = true
				walk(v.Elem())
			}
		case reflect.Interface:
			if !v.IsNil() {
				walk(v.Elem())
			}
		case reflect.Slice, reflect.Array:
			for i := range v.Len() {
				if v.Type().Elem().Kind() == reflect.Uint8 {
					return
				}
				walk(v.Index(i))
			}
		case reflect.Struct:
			for i := range v.NumField() {
				walk(v.Field(i))
			}
		}
	}
	walk(reflect.ValueOf(d))
	return letters(b.String())
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
		for _, edition := range []Edition{Screen, Press, Booklet} {
			d, _, err := Compose(p, Spec{Format: format, Edition: edition, Language: language})
			add(fmt.Sprintf("%s for %s", format, edition), d, err)
		}
	}
	book := jema.Book{Territory: p.Territory, Edition: p.Edition, Programmes: []jema.Programme{p}, AsOf: p.AsOf}
	d, _, err := ComposeBook(book, Spec{Format: Book, Language: language})
	add("book", d, err)
	was := p
	was.Entries = nil
	d, err = ComposeErrata(was, p, Spec{Language: language})
	add("errata", d, err)
	d, err = ComposePoster(p, 0, PosterSpec{})
	add("commune poster", d, err)
	d, err = ComposeArrows(p, 0)
	add("commune arrows", d, err)
	for _, e := range p.Entries {
		d, err := ComposePoster(p, e.Opening.ID, PosterSpec{Others: []string{"en", "es"}})
		add(fmt.Sprintf("poster of %d", e.Opening.ID), d, err)
		d, err = ComposeArrows(p, e.Opening.ID)
		add(fmt.Sprintf("arrows of %d", e.Opening.ID), d, err)
		d, _, err = ComposeProof(p, e.Opening.ID, Spec{Language: language})
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
	return letters(all.String())
}

// What an artisan withholds is nowhere on paper: no address, no postal code, no
// number, no pin. What they publish is.
func TestNothingWithheldIsPrinted(t *testing.T) {
	p, withheld := withholding()
	for _, language := range []string{"fr", "en"} {
		printed := map[string]string{
			"designer's data": archived(t, func(w io.Writer) error { return Designer(w, p, Spec{Language: language}) }),
			"kit":             archived(t, func(w io.Writer) error { return Kit(w, p, Spec{Language: language}) }),
		}
		for name, d := range documents(t, p, language) {
			printed[name] = everyWord(d)
		}
		for name, words := range printed {
			for _, mark := range withheld {
				if strings.Contains(words, letters(mark)) {
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
	c := collect(p, french)
	for _, e := range c.entries {
		if published := p.Entries[indexOf(p, e.Opening)].Workshop.PublishAddress; (e.lat != 0) != published {
			t.Errorf("%d: on the map %t, address published %t", e.Opening, e.lat != 0, published)
		}
	}
}

func indexOf(p jema.Programme, opening int64) int {
	for i, e := range p.Entries {
		if e.Opening.ID == opening {
			return i
		}
	}
	return -1
}

// Among the neighbours, what must be booked has its word, and hours to walk in
// are those of a door one can find.
func TestNeighboursAreThoseOneMayVisit(t *testing.T) {
	p := invented.Programme(sampleCommunes, "26281", 6)
	p.Nearby, p.Entries = p.Entries, p.Entries[:1]
	for i := range p.Nearby {
		p.Nearby[i].Workshop.PublishAddress = i%2 == 0
	}
	c := collect(p, french)
	for i, e := range c.nearby {
		said := everyWord(&paper.Document{Pages: []paper.Page{{Items: blockItems(c.nearbyBlock(e, 80*mm))}}})
		if booked := strings.Contains(said, letters("sur réservation")); booked != (len(e.Booked) > 0) {
			t.Errorf("%s: « sur réservation » %t, slots %d: %s", e.Title, booked, len(e.Booked), said)
		}
		for _, l := range e.Free {
			if strings.Contains(said, letters(l.Hours)) != p.Nearby[i].Workshop.PublishAddress {
				t.Errorf("%s: hours %q, address published %t", e.Title, l.Hours, p.Nearby[i].Workshop.PublishAddress)
			}
		}
	}
}

func blockItems(b block) (items []paper.Item) {
	for _, r := range b.rows {
		items = append(items, r.items...)
	}
	return append(items, b.aside...)
}
