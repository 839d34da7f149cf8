package programme

import (
	"bytes"
	"context"
	"errors"
	"io"
	"reflect"
	"strings"
	"sync/atomic"
	"testing"

	"jema/internal/jema"
	"jema/internal/programme/paper"
	"jema/internal/programme/pdf"
	invented "jema/internal/programme/sample"
	"jema/internal/work"
)

// cacheOfTests is how many bytes of documents tests cache.
const cacheOfTests = 16 << 20

// A preview requests each page by itself, many at once: the programme is
// composed once for all of them and for the files that look alike, and once
// more for the press.
func TestAPreviewComposesOnce(t *testing.T) {
	j, p := NewJobs(2, cacheOfTests), invented.Programme(sampleCommunes, "26281", 9)
	d, err := j.Compose(t.Context(), Commune{Programme: p})
	if err != nil {
		t.Fatal(err)
	}
	pages := make([]bytes.Buffer, d.Pages())
	work.Each(len(pages), func(i int) {
		if err := j.Preview(t.Context(), &pages[i], Commune{Programme: p}, i+1); err != nil {
			t.Error(err)
		}
	})
	for i := range pages {
		if !strings.HasPrefix(pages[i].String(), "<svg ") {
			t.Errorf("page %d is %.20q", i+1, pages[i].String())
		}
	}
	for _, spec := range []Spec{{}, {Variant: Screen}, {Variant: Booklet}, {Extent: CoverOnly}, {Variant: Press},
		{Variant: Press, Bleed: 5}, {Variant: Press, Extent: InsideOnly}} {
		if err := j.Write(t.Context(), io.Discard, Commune{Programme: p, Spec: spec}); err != nil {
			t.Fatal(err)
		}
	}
	if n := j.composed.made.Load(); n != 2 {
		t.Errorf("composed %d times", n)
	}
	for _, page := range []int{-1, 0, len(pages) + 1} {
		if err := j.Preview(t.Context(), io.Discard, Commune{Programme: p}, page); jema.KindOf(err) != jema.KindNotFound {
			t.Errorf("page %d: %v", page, err)
		}
	}
}

// A work requested by many callers while it is composed is composed once.
func TestComposedOnceForAllWhoWait(t *testing.T) {
	j, p := NewJobs(4, cacheOfTests), invented.Programme(sampleCommunes, "26281", 6)
	work.Each(16, func(int) {
		if _, err := j.Compose(t.Context(), Proof{Programme: p, Opening: p.Entries[0].Opening.ID}); err != nil {
			t.Error(err)
		}
	})
	if n := j.composed.made.Load(); n != 1 {
		t.Errorf("composed %d times", n)
	}
}

// The cached document is the one that would be composed now: its bytes are the
// same, and anything that changes makes another.
func TestCachedAndComposedAreTheSame(t *testing.T) {
	j, p := NewJobs(2, cacheOfTests), invented.Programme(sampleCommunes, "26281", 5)
	for _, spec := range []Spec{{}, {Variant: Press}, {Variant: Booklet}} {
		var cold, warm, warmer bytes.Buffer
		err := errors.Join(write(&cold, Commune{p, spec}), j.Write(t.Context(), &warm, Commune{p, spec}),
			j.Write(t.Context(), &warmer, Commune{p, spec}))
		if err != nil || !bytes.Equal(cold.Bytes(), warm.Bytes()) || !bytes.Equal(cold.Bytes(), warmer.Bytes()) {
			t.Errorf("%s: %d, %d and %d bytes, %v", spec.Variant, cold.Len(), warm.Len(), warmer.Len(), err)
		}
	}
	before := keyOf(Commune{Programme: p})
	changed := invented.Programme(sampleCommunes, "26281", 5)
	changed.Entries[2].Opening.Title += "!"
	photo := invented.Programme(sampleCommunes, "26281", 5)
	photo.Entries[0].Photo = &jema.Photo{Large: []byte("unnamed")}
	other := photo
	other.Entries = append([]jema.Entry(nil), photo.Entries...)
	other.Entries[0].Photo = &jema.Photo{Large: []byte("another")}
	keys := map[string]string{before: "as it was"}
	for name, w := range map[string]Work{"a title": Commune{Programme: changed}, "a photo": Commune{Programme: photo},
		"its bytes": Commune{Programme: other},
		"its proof": Proof{Programme: p}, "the book": Territory{Book: jema.Book{Programmes: []jema.Programme{p}}}} {
		key := keyOf(w)
		if was, known := keys[key]; known || key == "" {
			t.Errorf("%s has the key of %q", name, was)
		}
		keys[key] = name
	}
	if keyOf(Commune{Programme: invented.Programme(sampleCommunes, "26281", 5)}) != before {
		t.Error("the same programme has another key")
	}
}

// Every field of a Spec that the layout depends on is part of the key.
func TestEveryFieldOfASpecIsInTheKey(t *testing.T) {
	filled := Spec{Format: Large, Variant: Press, Language: "en", Order: ByDay, Extent: CoverOnly, Spine: 40, Pages: 8,
		Others: []string{"en", "de"}, Opening: "Bienvenue", Logos: []Supplied{{Name: "x"}},
		Cover: []byte("cover"), BackCover: []byte("back"), Inserts: [][]byte{[]byte("insert")}, Bleed: 5,
		Printing: &pdf.Uncoated, Standard: UA2, Slug: true}
	onlyWritten := map[string]bool{"Extent": true, "Spine": true, "Bleed": true, "Printing": true, "Standard": true,
		"Slug": true}
	from := reflect.ValueOf(filled)
	for i := range from.NumField() {
		name := from.Type().Field(i).Name
		if from.Field(i).IsZero() {
			t.Errorf("the test does not fill %s", name)
		}
		var one Spec
		reflect.ValueOf(&one).Elem().Field(i).Set(from.Field(i))
		if same := keyOf(Commune{Spec: one}) == keyOf(Commune{}); same != onlyWritten[name] {
			t.Errorf("%s changes the key: %t", name, !same)
		}
	}
}

// job is a work that counts how many run at once.
type job struct{ running, most *atomic.Int64 }

func (j job) Compose() (*paper.Document, []Warning, error) {
	n := j.running.Add(1)
	defer j.running.Add(-1)
	for most := j.most.Load(); n > most && !j.most.CompareAndSwap(most, n); most = j.most.Load() {
	}
	return Proof{Programme: invented.Programme(sampleCommunes, "26281", 1), Opening: 100}.Compose()
}

// Write is a job, too.
func (j job) Write(io.Writer) error { _, _, err := j.Compose(); return err }

// However many callers wait, only so many jobs run at once, and a caller that
// goes away while waiting is let go.
func TestJobsAreBounded(t *testing.T) {
	j, one := NewJobs(2, cacheOfTests), job{new(atomic.Int64), new(atomic.Int64)}
	work.Each(24, func(i int) {
		if i%2 == 0 {
			_, _ = j.Compose(t.Context(), one)
		} else {
			_ = j.WriteArchive(t.Context(), io.Discard, one)
		}
	})
	if most := one.most.Load(); most < 1 || most > 2 {
		t.Errorf("%d ran at once", most)
	}
	j.running <- struct{}{}
	j.running <- struct{}{}
	gone, leave := context.WithCancel(t.Context())
	leave()
	p := invented.Programme(sampleCommunes, "26281", 1)
	_, composing := j.Compose(gone, Commune{Programme: p})
	_, checking := j.CheckSupplied(gone, jema.PrintPart{})
	for _, err := range []error{composing, checking, j.WriteArchive(gone, io.Discard, Kit{Programme: p}),
		j.WriteDocument(gone, io.Discard, &Document{})} {
		if !errors.Is(err, context.Canceled) {
			t.Errorf("waiting: %v", err)
		}
	}
}

// thrown is a work whose layout panics.
type thrown struct{}

func (thrown) Compose() (*paper.Document, []Warning, error) { panic("thrown") }

func TestAPanicIsTheJobsError(t *testing.T) {
	j := NewJobs(1, cacheOfTests)
	for range 2 { // the place is free again
		_, err := j.Compose(t.Context(), thrown{})
		if _, ok := errors.AsType[*work.PanicError](err); !ok {
			t.Errorf("%v", err)
		}
	}
}

// The cache holds what was used last, within its bound of memory.
func TestCachedDocumentsAreBounded(t *testing.T) {
	c := compositions{most: cacheOfTests}
	of := func(size int) composition {
		return composition{pages: &paper.Document{Pages: []paper.Page{{Items: []paper.Item{paper.Picture{JPEG: make([]byte,
			size)}}}}}}
	}
	for _, key := range []string{"a", "b", "c"} {
		c.add(key, of(cacheOfTests/4))
	}
	c.cached("a") // used last
	c.add("d", of(cacheOfTests/3))
	c.add("e", of(cacheOfTests+1))
	for key, want := range map[string]bool{"a": true, "b": false, "c": true, "d": true, "e": false} {
		if _, found := c.cached(key); found != want {
			t.Errorf("%s is cached: %t", key, found)
		}
	}
	if c.bytes > cacheOfTests || c.bytes < cacheOfTests/2 {
		t.Errorf("%d of %d bytes", c.bytes, cacheOfTests)
	}
}
