package pagecache

import (
	"bytes"
	"compress/flate"
	"compress/gzip"
	"io"
	"strings"
	"testing"
)

// plainOf returns a page without late marks.
func plainOf(p *Page) string { return string(bytes.Join(p.Plain(nil), nil)) }

func unzipped(t *testing.T, parts [][]byte) string {
	t.Helper()
	r, err := gzip.NewReader(bytes.NewReader(bytes.Join(parts, nil)))
	if err != nil {
		t.Fatal(err)
	}
	r.Multistream(false) // browsers read one stream
	text, err := io.ReadAll(r)
	if err != nil {
		t.Fatal(err)
	}
	return string(text)
}

// What is put into a page as it is sent is where its mark was, plain and compressed,
// and one gzip stream whose checksum is right.
func TestALateWordIsSpliced(t *testing.T) {
	long := strings.Repeat("du texte qui se répète ", 5000)
	for _, whole := range []string{
		"", "plain", long, Late("k"), "a" + Late("k") + "b", Late("k") + long, long + Late("k"),
		long + Late("k") + "é" + Late("l") + long, Late("k") + Late("l"),
	} {
		b, err := newBody([]byte(whole), flate.BestSpeed)
		if err != nil {
			t.Fatal(err)
		}
		p := &Page{body: b}
		for _, words := range [][2]string{{"", ""}, {"clé", "x"}, {strings.Repeat("k", 3000), "y"}} {
			late := func(mark string) string {
				return map[string]string{"k": words[0], "l": words[1]}[mark]
			}
			want := strings.NewReplacer(Late("k"), words[0], Late("l"), words[1]).Replace(whole)
			if got := string(bytes.Join(p.Plain(late), nil)); got != want {
				t.Errorf("plain: %d bytes, want %d", len(got), len(want))
			}
			if got := unzipped(t, p.Zipped(late)); got != want {
				t.Errorf("compressed: %d bytes, want %d", len(got), len(want))
			}
		}
	}
}

// What one sending is given is in no other, and not in the page.
func TestALateWordIsNotStored(t *testing.T) {
	b, err := newBody([]byte("a"+Late("k")+"b"), flate.DefaultCompression)
	if err != nil {
		t.Fatal(err)
	}
	p := &Page{body: b}
	p.Zipped(func(string) string { return "secret" })
	p.Plain(func(string) string { return "secret" })
	nothing := func(string) string { return "" }
	for _, part := range append(p.Plain(nothing), p.Zipped(nothing)...) {
		if bytes.Contains(part, []byte("secret")) {
			t.Error("a word of an earlier sending is in a later one")
		}
	}
	if p.Shared() {
		t.Error("a page with a late mark is the same for everybody")
	}
}
