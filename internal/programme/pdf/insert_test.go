package pdf

import (
	"bytes"
	"compress/lzw"
	"errors"
	"math/rand/v2"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"

	"github.com/jung-kurt/gofpdf"

	"jema/internal/jema"
	"jema/internal/programme/paper"
	"jema/internal/programme/pdf/object"
	"jema/internal/programme/pdftest"
)

// foreign is what a town hall may send: two pages with a script, a link to run
// a program, a note and a file within.
func foreign(t testing.TB) []byte {
	t.Helper()
	pdf := gofpdf.New("P", "mm", "A5", "")
	pdf.SetJavascript("app.alert('hello');")
	pdf.SetAttachments([]gofpdf.Attachment{{Content: []byte("secret"), Filename: "secret.txt"}})
	for _, s := range []string{"Le mot du maire", "Nos partenaires"} {
		pdf.AddPage()
		pdf.SetFont("Helvetica", "", 20)
		pdf.Cell(40, 10, s)
		pdf.LinkString(10, 10, 40, 10, "https://elsewhere.example.org")
	}
	var b bytes.Buffer
	if err := pdf.Output(&b); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

// through has qpdf write a file another way.
func through(t testing.TB, pdf []byte, args ...string) []byte {
	t.Helper()
	in, out := filepath.Join(t.TempDir(), "in.pdf"), filepath.Join(t.TempDir(), "out.pdf")
	if err := os.WriteFile(in, pdf, 0o600); err != nil {
		t.Fatal(err)
	}
	if said, err := exec.Command("qpdf", append(args, in, out)...).CombinedOutput(); err != nil {
		t.Fatalf("qpdf: %v\n%s", err, said)
	}
	b, err := os.ReadFile(out)
	if err != nil {
		t.Fatal(err)
	}
	return b
}

func withInsert(t testing.TB, i paper.Insert) *paper.Document {
	d := rich(t)
	i.In = &paper.Element{Role: paper.Figure, Alt: "Le mot du maire"}
	d.Pages = append(d.Pages, paper.Page{Width: 419580, Height: 595350, Items: []paper.Item{i}})
	return d
}

// TestInsertsAreTakenIn as any program writes them, and bring nothing along.
func TestInsertsAreTakenIn(t *testing.T) {
	for how, file := range map[string][]byte{
		"plain": foreign(t), "packed": through(t, foreign(t), "--object-streams=generate"),
		"linear":  through(t, foreign(t), "--linearize"),
		"our own": made(t, numbered(2), Options{}), "uncompressed": through(t, foreign(t), "--qdf"),
	} {
		if n, err := CheckInsert(file); err != nil || n != 2 {
			t.Errorf("%s: %d pages, %v", how, n, err)
			continue
		}
		for name, o := range variants {
			pdf := made(t, withInsert(t, paper.Insert{PDF: file, Page: 1, Width: 419580, Height: 595350}), o)
			pdftest.Tool(t, pdf, "qpdf", "--check", "FILE")
			said := pdftest.Tool(t, pdf, "pdftotext", "FILE", "-")
			if !strings.Contains(said, "Le mot du maire") && !strings.Contains(said, "page 1") {
				t.Errorf("%s, %s: the page is not seen:\n%s", how, name, said)
			}
			json := pdftest.Tool(t, pdf, "qpdf", "--json", "FILE")
			for _, never := range []string{"JavaScript", "/JS", "elsewhere", "EmbeddedFile", "secret"} {
				if strings.Contains(json, never) {
					t.Errorf("%s, %s: the page brings %s along", how, name, never)
				}
			}
		}
	}
}

func TestInsertsAreTurned(t *testing.T) {
	for turn, wide := range map[string]bool{"+90": true, "+180": false, "+270": true} {
		file := through(t, foreign(t), "--rotate="+turn)
		w, h, err := InsertSize(file, 1)
		if err != nil || (w > h) != wide {
			t.Errorf("%s: %d × %d, %v", turn, w, h, err)
		}
		box := pdftest.Tool(t, made(t, withInsert(t, paper.Insert{PDF: file, Page: 1, X: 100000, Y: 100000, Width: 200000,
			Height: 200000}), Options{}), "pdftotext", "-f", "3", "-bbox", "FILE", "-")
		if !strings.Contains(box, ">mot<") {
			t.Errorf("%s: not drawn:\n%s", turn, box)
		}
	}
}

func TestInsertsRefused(t *testing.T) {
	whole := foreign(t)
	for name, c := range map[string]struct {
		file []byte
		want string
	}{
		"encrypted": {through(t, whole, "--encrypt", "", "owner", "256", "--"), "programme.insert.encrypted"},
		"cut":       {whole[:len(whole)*2/3], "programme.insert.broken"},
		"empty":     {nil, "programme.insert.broken"},
		"a picture": {jpegOf(t, 40, 40, false), "programme.insert.broken"},
		"old":       {through(t, whole, "--stream-data=preserve", "--static-id"), ""},
	} {
		_, err := CheckInsert(c.file)
		var refused *jema.Error
		if c.want == "" && err != nil || c.want != "" && (!errors.As(err, &refused) || refused.Message != c.want) {
			t.Errorf("%s: %v, want %s", name, err, c.want)
		}
		if c.want != "" && Write(&bytes.Buffer{}, withInsert(t, paper.Insert{PDF: c.file, Page: 1, Width: 100000,
			Height: 100000}), Options{}) == nil {
			t.Errorf("%s: is drawn", name)
		}
	}
	if err := Write(&bytes.Buffer{}, withInsert(t, paper.Insert{PDF: whole, Page: 3, Width: 100000, Height: 100000}),
		Options{}); err == nil {
		t.Error("a page that is not there is drawn")
	}
}

// TestDamagedInsertsDoNoHarm: whatever bytes are changed, it is a refusal or a
// page, never a panic.
func TestDamagedInsertsDoNoHarm(t *testing.T) {
	whole := [][]byte{foreign(t), through(t, foreign(t), "--object-streams=generate")}
	chance := rand.New(rand.NewPCG(26, 281))
	for n := range 3000 {
		damaged := bytes.Clone(whole[n%2])
		for range 1 + chance.IntN(12) {
			damaged[chance.IntN(len(damaged))] = byte(chance.IntN(256))
		}
		if pages, err := CheckInsert(damaged); err == nil && pages > 2 {
			t.Errorf("%d pages of two", pages)
		}
	}
}

// TestOldFilters: a page as old programs compressed it is taken in, and leaves
// compressed as today.
func TestOldFilters(t *testing.T) {
	page := object.New(nil)
	pages := object.New(dict{{Key: "Type", Value: name("Pages")}, {Key: "Count", Value: 1},
		{Key: "Kids", Value: array{page}}})
	var squeezed bytes.Buffer
	w := lzw.NewWriter(&squeezed, lzw.MSB, 8) // short enough for the code never to grow
	if _, err := w.Write([]byte("0 0 0 1 k 60 60 90 90 re f")); err != nil {
		t.Fatal(err)
	}
	if err := w.Close(); err != nil {
		t.Fatal(err)
	}
	contents := object.New(&object.Stream{Dict: dict{{Key: "Filter", Value: name("LZWDecode")}}, Data: squeezed.Bytes()})
	page.Value = dict{{Key: "Type", Value: name("Page")}, {Key: "Parent", Value: pages},
		{Key: "MediaBox", Value: array{0, 0, 420, 595}}, {Key: "Contents", Value: contents},
		{Key: "Resources", Value: dict{}}}
	var b bytes.Buffer
	f := object.File{Version: "1.7", Root: object.New(dict{{Key: "Type", Value: name("Catalog")},
		{Key: "Pages", Value: pages}}), Info: object.New(dict{})}
	if err := f.Write(&b); err != nil {
		t.Fatal(err)
	}
	if n, err := CheckInsert(b.Bytes()); err != nil || n != 1 {
		t.Fatalf("%d pages, %v", n, err)
	}
	pdf := made(t, withInsert(t, paper.Insert{PDF: b.Bytes(), Page: 1, Width: 419580, Height: 595350}),
		Options{Variant: Press})
	plain := pdftest.Tool(t, pdf, "qpdf", "--qdf", "--object-streams=disable", "FILE", "-")
	if !strings.Contains(plain, "60 60 90 90 re f") || bytes.Contains(pdf, []byte("LZW")) {
		t.Error("the page is not drawn, or drawn with the old filter")
	}
}
