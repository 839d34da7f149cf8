package pagecache

import (
	"bytes"
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
		p, err := cut([]byte(whole)).filled(1, nil)
		if err != nil {
			t.Fatal(err)
		}
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
	p, err := cut([]byte("a"+Late("k")+"b")).filled(1, nil)
	if err != nil {
		t.Fatal(err)
	}
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

// Words are where their marks were, between texts of any length, plain and compressed;
// what has no mark of its own is compressed once.
func TestWordsOfAnotherStateAreFilledIn(t *testing.T) {
	long := strings.Repeat("<p>du texte qui se répète</p>", 500)
	for _, whole := range []string{
		Mark("a"), "x" + Mark("a"), Mark("a") + "x", Mark("a") + Mark("b"), long + Mark("a"), Mark("a") + long,
		long + Mark("a") + long + Mark("b") + "court" + Mark("a") + long, Mark("a") + Late("k") + Mark("b"),
		long + Late("k") + "x" + Mark("a") + "y" + long + Mark("b"), Mark("b") + long + Late("k") + long + Mark("a") + "z",
	} {
		p := cut([]byte(whole))
		for round, words := range []map[string]string{{"a": "1", "b": ""}, {"a": "22", "b": ""}, {"a": "22", "b": "é"},
			{"a": "23", "b": "é"}} {
			before := p
			var err error
			if p, err = p.filled(round, func(mark string) string { return words[mark] }); err != nil {
				t.Fatal(err)
			}
			late := func(string) string { return "clé" }
			want := strings.NewReplacer(Late("k"), "clé", Mark("a"), words["a"], Mark("b"), words["b"]).Replace(whole)
			if got := string(bytes.Join(p.Plain(late), nil)); got != want {
				t.Errorf("plain: %.200q, want %.200q", got, want)
			}
			if got := unzipped(t, p.Zipped(late)); got != want {
				t.Errorf("compressed: %.200q, want %.200q", got, want)
			}
			for i, s := range p.spans {
				if len(s.pieces) == 1 && before.body != nil && &before.body[i].zipped[0] != &p.body[i].zipped[0] {
					t.Error("a text without marks was compressed again")
				}
			}
		}
	}
}
