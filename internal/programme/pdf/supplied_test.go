package pdf

import (
	"bytes"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"sync"
	"testing"
	"time"

	"jema/internal/jema"
	"jema/internal/memorytest"
	"jema/internal/programme/paper"
	"jema/internal/programme/pdf/object"
)

// plainFile is a PDF of the given objects, from number 1, the first being the
// catalogue.
func plainFile(objects ...string) []byte {
	var b bytes.Buffer
	b.WriteString("%PDF-1.7\n")
	at := make([]int, len(objects))
	for i, o := range objects {
		at[i] = b.Len()
		fmt.Fprintf(&b, "%d 0 obj\n%s\nendobj\n", i+1, o)
	}
	table := b.Len()
	fmt.Fprintf(&b, "xref\n0 %d\n0000000000 65535 f \n", len(objects)+1)
	for _, n := range at {
		fmt.Fprintf(&b, "%010d 00000 n \n", n)
	}
	fmt.Fprintf(&b, "trailer\n<</Root 1 0 R/Size %d>>\nstartxref\n%d\n%%%%EOF\n", len(objects)+1, table)
	return b.Bytes()
}

// onePage is a file of one page whose content is object 4; more follow.
func onePage(page, content string, more ...string) []byte {
	return plainFile(append([]string{"<</Pages 2 0 R>>", "<</Kids[3 0 R]>>",
		"<</Type/Page/Contents 4 0 R/MediaBox[0 0 420 595]" + page + ">>", content}, more...)...)
}

func deflatedObject(dict string, data []byte) string {
	packed := object.Smallest(data)
	return fmt.Sprintf("<<%s/Filter/FlateDecode/Length %d>>stream\n%s\nendstream", dict, len(packed), packed)
}

const drawn = "<</Length 3>>stream\nq Q\nendstream"

// many repeats a piece of a file.
func many(s string, n int) string { return strings.Repeat(s, n) }

// hostileFiles are PDF whose numbers are lies, or that cost more than they
// weigh.
var hostileFiles = sync.OnceValue(func() map[string][]byte {
	const huge = "9223372036854775807"
	table := func(rows string) []byte {
		return []byte("%PDF-1.7\n1 0 obj<</Pages 2 0 R>>endobj\nxref\n" + rows +
			"\ntrailer<</Root 1 0 R>>\nstartxref\n40\n%%EOF")
	}
	stream := func(dict string, rows []byte) []byte {
		return []byte("%PDF-1.7\n1 0 obj" + deflatedObject("/Type/XRef/Root 1 0 R"+dict, rows) +
			"endobj\nstartxref\n9\n%%EOF")
	}
	packed := func(dict, content string) []byte { // all objects within object 9, which comes after the table
		pack := "9 0 obj" + deflatedObject("/Type/ObjStm"+dict, []byte(content)) + "endobj\n"
		rows := []byte{2, 0, 9, 0, 1, 0, 9, 0}
		at := len("%PDF-1.7\n") + len(pack)
		file := "%PDF-1.7\n" + pack +
			fmt.Sprintf("1 0 obj<</Root 2 0 R/W[1 2 1]/Index[2 1 9 1]/Length %d>>stream\n%s\nendstream endobj\n",
				len(rows), rows)
		return []byte(file + "startxref\n" + strconv.Itoa(at) + "\n%%EOF")
	}
	chain := make([]string, 0, 200_000)
	for n := range cap(chain) {
		chain = append(chain, fmt.Sprintf("<</Length %d 0 R>>stream\n\nendstream", n+6))
	}
	return map[string][]byte{
		"length overflows":      onePage("", "<</Length "+huge+">>stream\nq Q\nendstream"),
		"length below nothing":  onePage("", "<</Length -1>>stream\nq Q\nendstream"),
		"lengths wait in a row": onePage("", "<</Length 5 0 R>>stream\nq Q\nendstream", chain...),
		"length is itself":      onePage("", "<</Length 4 0 R>>stream\nq Q\nendstream"),
		"box overflows":         onePage("/TrimBox[-"+huge+" 0 "+huge+" 1]/BleedBox[1e308 -1e308 +Inf 0x1p10]", drawn),
		"box beyond all pages":  onePage("/MediaBox[0 0 9e18 9e18]", drawn),
		"rotate overflows":      onePage("/Rotate -"+huge, drawn),
		"predictor overflows": onePage("", deflatedObject("/DecodeParms<</Predictor 12/Colors "+huge+"/Columns "+huge+
			">>", []byte("q Q"))),
		"predictor of wide rows": onePage("",
			deflatedObject("/DecodeParms<</Predictor 15/Colors 32/BitsPerComponent 16/Columns 1048576>>", []byte("q Q"))),
		"table counts below zero": table("0 -5"), "table counts too far": table("1 " + huge),
		"table from the end":      table(huge + " 5"),
		"stream counts below":     stream("/W[1 2 1]/Index[-3 2]", make([]byte, 8)),
		"stream counts too far":   stream("/W[1 2 1]/Index["+huge+" "+huge+"]", make([]byte, 8)),
		"offset below nothing":    stream("/W[1 8 1]/Size 1", append([]byte{1}, bytes.Repeat([]byte{255}, 9)...)),
		"pack first overflows":    packed("/N 1/First "+huge, "2 0 <<>>"),
		"pack counts too far":     packed("/N "+huge+"/First 4", "2 0 <<>>"),
		"pack offset overflows":   packed("/N 1/First 22", "2 "+huge+" <<>>"),
		"pack repeats an object":  packed("/N 200000/First 800000", many("2 0 ", 200_000)+many("[]", 200_000)),
		"content unfolds":         onePage("", deflatedObject("", []byte(many("q 1 0 0 1 0 0 cm Q\n", 20<<20/19)))),
		"content unfolds too far": onePage("", deflatedObject("", make([]byte, 40<<20))),
		"content many times":      onePage("/Contents["+many("4 0 R ", 100_000)+"]", deflatedObject("", nil)),
		"one operator":            onePage("", deflatedObject("", []byte(many("1 ", 10<<20)))),
		"table stream unfolds":    stream("/W[0 1 0]/Size 20000000", make([]byte, 20_000_000)),
		"pack unfolds":            packed("/N 1/First 4", "2 0 ["+many("[]", 8<<20)+"]"),
		"pack of dictionaries":    packed("/N 1/First 4", "2 0 ["+many("<<>>", 4<<20)+"]"),
		"keys":                    onePage("/Resources<<"+numberedKeys(60_000)+">>", drawn),
		"references":              onePage("/Resources["+numberedReferences(1_000_000)+"]", drawn),
		"many objects": plainFile(append([]string{"<</Pages 2 0 R>>", "<</Kids[]>>"},
			strings.Split(many("null,", 300_000), ",")...)...),
		"comments": onePage("/Resources["+many("%\n", 8<<20)+"]", drawn),
		"blanks before a table": []byte("%PDF-1.7\n" + many(" ", 4<<20) +
			"xref\n0 0\ntrailer<</Prev 4000>>\nstartxref\n3000\n%%EOF"),
	}
})

func numberedKeys(n int) string {
	var b strings.Builder
	for i := range n {
		fmt.Fprintf(&b, "/k%d 1", i)
	}
	return b.String()
}

func numberedReferences(n int) string {
	var b strings.Builder
	for i := range n {
		fmt.Fprintf(&b, "%d 0 R ", i+100)
	}
	return b.String()
}

// TestHostileNumbers: whatever the numbers of a supplied file are, it is taken
// in or refused with a sentence, soon.
func TestHostileNumbers(t *testing.T) {
	for name, file := range hostileFiles() {
		start := time.Now()
		if _, err := CheckInsert(file); err != nil {
			if _, ok := errors.AsType[*jema.Error](err); !ok {
				t.Errorf("%s: %v", name, err)
			}
		}
		t.Logf("%s: %d KB, %v", name, len(file)>>10, time.Since(start))
	}
	for _, name := range []string{"length overflows", "length below nothing", "rotate overflows", "content unfolds"} {
		if n, err := CheckInsert(hostileFiles()[name]); n != 1 || err != nil {
			t.Errorf("%s: %d pages, %v, although the page can be read", name, n, err)
		}
	}
}

// TestMemoryOfSupplied: no supplied file makes the process that reads it more
// than 150 MB larger, the file included.
func TestMemoryOfSupplied(t *testing.T) {
	folder, program := t.TempDir(), memorytest.Build(t)
	for _, name := range []string{"length overflows", "lengths wait in a row", "content unfolds",
		"content unfolds too far", "content many times", "one operator",
		"table stream unfolds", "pack unfolds", "pack of dictionaries", "references", "many objects"} {
		file := hostileFiles()[name]
		path := filepath.Join(folder, strings.ReplaceAll(name, " ", "-"))
		if len(file) < 20<<20 { // stuffed after its end to the most that is accepted
			end := bytes.LastIndex(file, []byte("startxref"))
			file = append(append(bytes.Clone(file[:end]), many("%\n", (20<<20-len(file))/2)...), file[end:]...)
		}
		if err := os.WriteFile(path, file, 0o600); err != nil {
			t.Fatal(err)
		}
		grown, err := program.Grown(t, "TestSuppliedInChild", "JEMA_TEST_SUPPLIED="+path)
		if err != nil || grown > 150_000_000 {
			t.Errorf("%s: %d MB, %v", name, grown/1_000_000, err)
			continue
		}
		t.Logf("%s: %d MB", name, grown/1_000_000)
	}
}

// TestSuppliedInChild is what the child process runs; by itself it checks the
// measure.
func TestSuppliedInChild(t *testing.T) {
	path := os.Getenv("JEMA_TEST_SUPPLIED")
	before := memorytest.Peak(t)
	if path == "" {
		if before <= 0 {
			t.Error("no measure of memory")
		}
		return
	}
	file, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	_, _ = CheckInsert(file) // refused or not: what it takes is the question
	memorytest.Report(t, before)
}

// TestFormsInForms: thirty forms that all draw one another are looked at once
// each; every way through them would take longer than the test may.
func TestFormsInForms(t *testing.T) {
	var names strings.Builder
	for n := range 30 {
		fmt.Fprintf(&names, "/F%d %d 0 R", n, n+6)
	}
	more := []string{"<</XObject<<" + names.String() + ">>>>"}
	for range 30 {
		more = append(more, "<</Type/XObject/Subtype/Form/BBox[0 0 9 9]/Resources 5 0 R/Length 8>>stream\n1 0 0 "+
			"rg\nendstream")
	}
	file := onePage("/Resources 5 0 R", drawn, more...)
	if n, err := CheckInsert(file); n != 1 || err != nil {
		t.Fatalf("%d pages, %v", n, err)
	}
	faults, err := Inspect(file)
	if err != nil || !slices.Contains(faults, Fault{1, FaultRGB, "rg"}) {
		t.Errorf("%v, %v", faults, err)
	}
	insert := withInsert(t, paper.Insert{PDF: file, Page: 1, Width: 100000, Height: 100000})
	if err := Write(&bytes.Buffer{}, insert, Options{Variant: Press}); err != nil {
		t.Error(err)
	}
}

// TestPagesListedTwice: a page tree whose nodes are all listed twice has two to
// the fortieth pages on paper, and one in truth.
func TestPagesListedTwice(t *testing.T) {
	objects := []string{"<</Pages 2 0 R>>"}
	for n := range 40 {
		objects = append(objects, fmt.Sprintf("<</Kids[%d 0 R %d 0 R]>>", n+3, n+3))
	}
	file := plainFile(append(objects, "<</Type/Page/MediaBox[0 0 9 9]>>")...)
	if _, err := Inspect(file); err != nil {
		t.Error(err)
	}
	if _, err := CheckInsert(file); err == nil {
		t.Error("such a tree is taken in")
	}
}

// FuzzSupplied: no file makes the reader panic, or takes it long.
func FuzzSupplied(f *testing.F) {
	f.Add(foreign(f))
	f.Add(through(f, foreign(f), "--object-streams=generate"))
	f.Add(through(f, foreign(f), "--linearize"))
	f.Add(made(f, numbered(2), Options{Variant: Press}))
	for _, file := range hostileFiles() {
		if len(file) < 4<<10 {
			f.Add(file)
		}
	}
	f.Fuzz(func(t *testing.T, file []byte) {
		n, err := CheckInsert(file)
		if err != nil {
			if _, ok := errors.AsType[*jema.Error](err); !ok {
				t.Errorf("not a sentence: %v", err)
			}
			return
		}
		for page := range min(n, 3) {
			if w, h, err := InsertSize(file, page+1); err != nil || w <= 0 || h <= 0 {
				t.Errorf("page %d of an accepted file: %d × %d, %v", page+1, w, h, err)
			}
		}
		_, _ = Inspect(file)
	})
}
