package pdf

import (
	"bytes"
	"crypto/sha256"
	"encoding/hex"
	"flag"
	"os"
	"runtime"
	"strings"
	"sync"
	"testing"

	"github.com/pdfcpu/pdfcpu/pkg/api"
	"github.com/pdfcpu/pdfcpu/pkg/pdfcpu/model"

	"jema/internal/programme/paper"
	"jema/internal/programme/pdftest"
	"jema/internal/programme/typeset"
)

var update = flag.Bool("update", false, "write the golden files anew")

// golden compares with a file of testdata.
func golden(t *testing.T, file, got string) {
	t.Helper()
	file = "testdata/" + file
	if *update {
		if err := os.WriteFile(file, []byte(got), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	want, err := os.ReadFile(file)
	if err != nil || string(want) != got {
		t.Errorf("%s (%v) is not what was written; look at it, then -update:\n%s", file, err, got)
	}
}

var variants = map[string]Options{"screen": {}, "press": {Variant: Press}, "marked": {Variant: Press, Marks: true},
	"booklet": {Variant: Booklet}}

// TestThreeReaders: three programs that share no code report nothing.
func TestThreeReaders(t *testing.T) {
	for name, o := range variants {
		pdf := made(t, rich(t), o)
		if said := pdftest.Tool(t, pdf, "qpdf", "--check", "FILE"); !strings.Contains(said,
			"No syntax or stream encoding errors") || strings.Contains(said, "WARNING") {
			t.Errorf("%s: qpdf says %s", name, said)
		}
		if said := pdftest.Tool(t, pdf, "pdftotext", "FILE", "-"); !strings.Contains(said, "Alixan") ||
			strings.Contains(said, "Error") || strings.Contains(said, "Warning") {
			t.Errorf("%s: poppler says %s", name, said)
		}
		conf := model.NewDefaultConfiguration()
		conf.ValidationMode = model.ValidationStrict
		if err := api.Validate(bytes.NewReader(pdf), conf); err != nil {
			t.Errorf("%s: pdfcpu says %v", name, err)
		}
	}
}

func TestSameBytes(t *testing.T) {
	defer runtime.GOMAXPROCS(runtime.GOMAXPROCS(1))
	for _, name := range []string{"screen", "press", "marked", "booklet"} {
		runtime.GOMAXPROCS(1)
		first := made(t, rich(t), variants[name])
		runtime.GOMAXPROCS(2)
		var all sync.WaitGroup
		for range 4 {
			all.Go(func() {
				var again bytes.Buffer
				if err := Write(&again, rich(t), variants[name]); err != nil || !bytes.Equal(first, again.Bytes()) {
					t.Errorf("%s: the same document, other bytes (%v)", name, err)
				}
			})
		}
		all.Wait()
		sum := sha256.Sum256(first)
		golden(t, name+".sha256", hex.EncodeToString(sum[:])+"\n")
	}
}

func TestStructureIsWhatIsRead(t *testing.T) {
	golden(t, "structure.txt", pdftest.Tool(t, made(t, rich(t), Options{}), "pdfinfo", "-struct-text", "FILE"))
}

// TestTextIsWhole: hyphens of lines are no part of words, raised letters are.
func TestTextIsWhole(t *testing.T) {
	said := strings.Join(strings.Fields(strings.ReplaceAll(pdftest.Tool(t, made(t, rich(t), Options{}), "pdftotext",
		"-raw", "FILE", "-"), "\u00ad\n", "")), " ")
	for _, want := range []string{"Étienne coud au 1er étage", "dix-huit n° 3 anticonstitutionnellement.",
		"Samedi 10 h – 12 h"} {
		if !strings.Contains(said, want) {
			t.Errorf("%q is not found in %s", want, said)
		}
	}
}

func TestPhotosOnce(t *testing.T) {
	d := rich(t)
	pdf := made(t, d, Options{})
	if n := bytes.Count(pdf, jpegOf(t, 400, 300, false)); n != 1 {
		t.Errorf("a photo shown twice is in the file %d times", n)
	}
	said := pdftest.Tool(t, pdf, "pdfimages", "-list", "FILE")
	if strings.Count(said, "gray") != 1 || strings.Count(said, "rgb") != 2 {
		t.Errorf("photos are shown as %s", said)
	}
}

// TestBookmarksOfUnequalPages: each is measured on its own page.
func TestBookmarksOfUnequalPages(t *testing.T) {
	d := numbered(2)
	d.Pages[1].Width, d.Pages[1].Height = 595350, 841995
	for i := range d.Pages {
		d.Pages[i].Add(paper.Anchor{Y: 100*paper.Pt + 6*paper.MM, Name: string(rune('a' + i)),
			Bookmark: string(rune('A' + i))})
	}
	json := strings.Join(strings.Fields(pdftest.Tool(t, made(t, d, Options{}), "qpdf", "--json", "FILE")), " ")
	for _, want := range []string{`"/XYZ", 0, 495.35, null`, `"/XYZ", 0, 742.00, null`} {
		if !strings.Contains(json, want) && !strings.Contains(json, strings.Replace(want, "742.00", "741.99", 1)) {
			t.Errorf("no bookmark leads to %s", want)
		}
	}
}

// TestLinksWithoutAPlaceAreLeftOut: the text stays, and is no link.
func TestLinksWithoutAPlaceAreLeftOut(t *testing.T) {
	d, entry := rich(t), &paper.Element{Role: paper.LinkRole}
	d.Pages[0].Add(say(40, 400, 9, typeset.Sans, entry, "Pages pratiques"), paper.Link{Width: 9000, Height: 9000,
		Anchor: "cut off", In: entry})
	pdf, before := made(t, d, Options{}), made(t, rich(t), Options{})
	count := func(pdf []byte) int {
		return strings.Count(pdftest.Tool(t, pdf, "qpdf", "--json", "FILE"), `"/Subtype": "/Link"`)
	}
	if n, want := count(pdf), count(before); n != want || want == 0 {
		t.Errorf("%d links, want %d", n, want)
	}
	if !strings.Contains(pdftest.Tool(t, pdf, "pdftotext", "FILE", "-"), "Pages pratiques") ||
		len(d.Pages[0].Items) == len(rich(t).Pages[0].Items) {
		t.Error("what was written is gone")
	}
}

// TestWhatIsRefused: a programme leads to the web, to mailboxes and telephones.
func TestWhatIsRefused(t *testing.T) {
	for _, l := range []paper.Link{{URL: "javascript:alert(1)"}, {URL: "file:///etc/passwd"}, {URL: "https://"}} {
		d := rich(t)
		d.Pages[0].Add(l)
		if err := Write(&bytes.Buffer{}, d, Options{}); err == nil {
			t.Errorf("%+v is drawn", l)
		}
	}
	if err := Write(&bytes.Buffer{}, &paper.Document{}, Options{}); err == nil {
		t.Error("a document without a page is written")
	}
	json := pdftest.Tool(t, made(t, rich(t), Options{}), "qpdf", "--json", "FILE")
	for _, never := range []string{"/JS", "/JavaScript", "/Launch", "/EmbeddedFile", "/OpenAction", "/AA\"",
		"/SubmitForm"} {
		if strings.Contains(json, never) {
			t.Errorf("the file holds %s", never)
		}
	}
	if !strings.Contains(json, "u:https://jema.example.org/o/1") {
		t.Error("the link is not there")
	}
}

func TestOutlineIsCounted(t *testing.T) {
	json := pdftest.Tool(t, made(t, rich(t), Options{}), "qpdf", "--json", "FILE")
	for _, want := range []string{"u:Alixan, l’été", "u:Le cuir", `"/Count": -1`, `"/Lang": "u:fr-FR"`,
		`"/DisplayDocTitle": true`} {
		if !strings.Contains(json, want) {
			t.Errorf("the file does not hold %s", want)
		}
	}
}
