package pdf_test

import (
	"bytes"
	"io"
	"strings"
	"testing"

	"github.com/pdfcpu/pdfcpu/pkg/api"
	"github.com/pdfcpu/pdfcpu/pkg/pdfcpu/model"

	"jema/internal/programme"
	"jema/internal/programme/paper"
	"jema/internal/programme/pdf"
	"jema/internal/programme/pdftest"
	"jema/internal/programme/sample"
)

// composed is the programme of a commune with n workshops.
func composed(t testing.TB, n int, spec programme.Spec) *paper.Document {
	t.Helper()
	d, _, err := programme.Commune{Programme: sample.Programme(pdftest.Communes(), "26281", n), Spec: spec}.Compose()
	if err != nil {
		t.Fatal(err)
	}
	return d
}

// TestRealProgrammes: three readers that share no code take every variant of
// programmes of all sizes, and other pages in them.
func TestRealProgrammes(t *testing.T) {
	inside := written(t, composed(t, 3, programme.Spec{}), pdf.Options{})
	for name, spec := range map[string]programme.Spec{"plain": {}, "large": {Format: programme.Large},
		"supplied": {Cover: inside, Inserts: [][]byte{inside}}} {
		for _, n := range []int{1, 4, 9} {
			for _, o := range []pdf.Options{{}, {Variant: pdf.Press, Marks: true}, {Variant: pdf.Booklet}} {
				file := written(t, composed(t, n, spec), o)
				conf := model.NewDefaultConfiguration()
				conf.ValidationMode = model.ValidationStrict
				if err := api.Validate(bytes.NewReader(file), conf); err != nil {
					t.Errorf("%s, %d events, %+v: pdfcpu says %v", name, n, o, err)
				}
				if said := pdftest.Tool(t, file, "qpdf", "--check", "FILE"); !strings.Contains(said,
					"No syntax or stream encoding errors") {
					t.Errorf("%s, %d events, %+v: qpdf says %s", name, n, o, said)
				}
				if said := pdftest.Tool(t, file, "pdftotext", "FILE", "-"); !strings.Contains(said, "Romans-sur-Isère") ||
					strings.Contains(said, "Syntax ") {
					t.Errorf("%s, %d events, %+v: poppler says %s", name, n, o, said)
				}
			}
		}
	}
}

func written(t *testing.T, d *paper.Document, o pdf.Options) []byte {
	t.Helper()
	var b bytes.Buffer
	if err := pdf.Write(&b, d, o); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

// TestThousandPages: a document of 1,000 pages is one file that other readers
// take whole.
func TestThousandPages(t *testing.T) {
	d := composed(t, 25, programme.Spec{})
	many := *d
	many.Pages = nil
	for len(many.Pages) < 1000 {
		many.Pages = append(many.Pages, d.Pages...)
	}
	many.Pages = many.Pages[:1000]
	var b bytes.Buffer
	if err := pdf.Write(&b, &many, pdf.Options{}); err != nil {
		t.Fatal(err)
	}
	if n, err := pdf.CheckInsert(b.Bytes()); err == nil || n != 0 {
		t.Errorf("more pages than may be taken in are taken in: %d, %v", n, err)
	}
	if n := pages(t, b.Bytes()); n != 1000 {
		t.Errorf("%d pages", n)
	}
}

// BenchmarkWrite and BenchmarkPlain write the same pages of a commune of 25
// workshops, here and with nothing but gofpdf.
func BenchmarkWrite(b *testing.B) {
	d := composed(b, 25, programme.Spec{})
	b.ReportAllocs()
	for b.Loop() {
		if err := pdf.Write(io.Discard, d, pdf.Options{}); err != nil {
			b.Fatal(err)
		}
	}
}

func BenchmarkPlain(b *testing.B) {
	d := composed(b, 25, programme.Spec{})
	b.ReportAllocs()
	for b.Loop() {
		if err := writePlain(io.Discard, d); err != nil {
			b.Fatal(err)
		}
	}
}

// BenchmarkPlainWhole and BenchmarkWhole are the way from the data to the file,
// with nothing but gofpdf and here.
func BenchmarkPlainWhole(b *testing.B) {
	p := sample.Programme(pdftest.Communes(), "26281", 25)
	b.ReportAllocs()
	for b.Loop() {
		d, _, err := programme.Commune{Programme: p}.Compose()
		if err != nil {
			b.Fatal(err)
		}
		if err := writePlain(io.Discard, d); err != nil {
			b.Fatal(err)
		}
	}
}

func BenchmarkWhole(b *testing.B) {
	p := sample.Programme(pdftest.Communes(), "26281", 25)
	b.ReportAllocs()
	for b.Loop() {
		if err := programme.NewJobs(1, 0).Write(b.Context(), io.Discard, programme.Commune{Programme: p}); err != nil {
			b.Fatal(err)
		}
	}
}
