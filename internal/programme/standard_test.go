package programme

import (
	"bytes"
	"strings"
	"testing"

	"jema/internal/programme/pdftest"
	invented "jema/internal/programme/sample"
)

// A file of PDF/UA-2 is PDF 2.0: every link within it and every bookmark leads to an
// element, every line of the contents refers to what it names, and a list whose
// labels do not count is not « decimal » in either standard.
func TestStandards(t *testing.T) {
	p := invented.Programme(sampleCommunes, "26281", 9)
	made := func(s Standard) string {
		var b bytes.Buffer
		if err := write(&b, Commune{p, Spec{Standard: s}}); err != nil {
			t.Fatal(err)
		}
		return pdftest.Tool(t, b.Bytes(), "qpdf", "--qdf", "--object-streams=disable", "FILE", "-")
	}
	one, two := made(UA1), made(UA2)
	for _, c := range []struct {
		file, holds string
		n           int // how often; -1: at least once
	}{
		{one, "%PDF-1.7", 1}, {one, "<pdfuaid:part>1<", 1}, {one, "/SD [", 0}, {one, "/NS ", 0}, {one, "/Dest [", -1},
		{two, "%PDF-2.0", 1}, {two, "<pdfuaid:part>2<", 1}, {two, "<pdfuaid:rev>2024<", 1}, {two, "/Dest [", 0},
		{two, "/SD [", strings.Count(two, "/S /GoTo")}, {two, "/Ref [", strings.Count(two, "/S /TOCI")},
		{two, "(http://iso.org/pdf2/ssn)", 1}, {one, "/Decimal", 0}, {two, "/Decimal", 0}, {two, "/Description", -1},
	} {
		if n := strings.Count(c.file, c.holds); n != c.n && (c.n >= 0 || n == 0) {
			t.Errorf("%s is %d times in %.8s, not %d", c.holds, n, c.file, c.n)
		}
	}
	if links := strings.Count(one, "/Dest ["); links != strings.Count(two, "/SD [") || links < 20 {
		t.Errorf("%d links and bookmarks of UA-1, %d of UA-2", links, strings.Count(two, "/SD ["))
	}
}
