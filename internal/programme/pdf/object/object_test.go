package object

import (
	"bytes"
	"errors"
	"fmt"
	"testing"
)

// back writes a value into a file and reads it again.
func back(t *testing.T, v any) any {
	t.Helper()
	root := New(Dict{{"Type", Name("Catalog")}, {"V", v}})
	var b bytes.Buffer
	if err := (&File{Version: "1.7", Root: root, Info: New(Dict{})}).Write(&b); err != nil {
		t.Fatal(err)
	}
	r, err := Read(b.Bytes())
	if err != nil {
		t.Fatal(err)
	}
	if err := r.Load(r.Trailer); err != nil {
		t.Fatal(err)
	}
	return DictOf(r.Trailer.Get("Root")).Get("V")
}

func TestValuesComeBack(t *testing.T) {
	for _, v := range []any{nil, true, 42, -7, Real("1.50"), Name("A#b c/é"), Text("(a\\)b)\r\n\x00é"),
		Array{1, Array{}, Name("x"), Dict{}},
		Dict{{"A", 1}, {"B (c)", Text("")}}} {
		if got := back(t, v); fmt.Sprintf("%#v", got) != fmt.Sprintf("%#v", v) {
			t.Errorf("%#v came back as %#v", v, got)
		}
	}
	s, ok := Of(back(t, New(Deflated(Dict{{"N", 4}}, []byte("what a page draws"))))).(*Stream)
	if !ok {
		t.Fatal("no stream came back")
	}
	if data, err := s.Decode(); err != nil || string(data) != "what a page draws" || s.Dict.Get("N") != 4 {
		t.Errorf("%q, %v", data, err)
	}
}

func TestStringsAsOthersWriteThem(t *testing.T) {
	for in, want := range map[string]string{
		`(a(b)c)`: "a(b)c", `(\101\7\)\n)`: "A\a)\n", "(a\\\r\nb)": "ab", `<48 65 6c6C6F2>`: "Hello ", `()`: "", "(\\x)": "x",
	} {
		p := &parser{data: []byte(in)}
		if v, err := p.value(); err != nil || string(v.(Text)) != want {
			t.Errorf("%s is read as %q, %v", in, v, err)
		}
	}
	for _, in := range []string{"(open", "<4", "<4g>", "[1 2", "<</A", "<<1 2>>", "]", "1.2.3", "frue", ""} {
		p := &parser{data: []byte(in), refer: func(int) *Object { return nil }}
		if v, err := p.value(); !errors.Is(err, ErrBroken) {
			t.Errorf("%s is read as %v, %v", in, v, err)
		}
	}
	if v, err := (&parser{data: bytes.Repeat([]byte("["), 100)}).value(); !errors.Is(err, ErrBroken) {
		t.Errorf("a hundred arrays deep: %v", v)
	}
}

func TestStringsForPeople(t *testing.T) {
	for in, want := range map[string]string{"Alixan": "Alixan", "é": "\xfe\xff\x00\xe9", "😄": "\xfe\xff\xd8\x3d\xde\x04",
		"a\nb": "\xfe\xff\x00a\x00\n\x00b"} {
		if got := string(String(in)); got != want {
			t.Errorf("%q is written %q", in, got)
		}
	}
}

// TestPredictors: the four of PNG, on rows of three bytes.
func TestPredictors(t *testing.T) {
	rows := []byte{0, 1, 2, 3, 1, 1, 1, 1, 2, 1, 1, 1, 3, 1, 1, 1, 4, 1, 1, 1}
	want := []byte{1, 2, 3, 1, 2, 3, 2, 3, 4, 2, 3, 4, 3, 4, 5}
	s := Deflated(Dict{{"DecodeParms", Dict{{"Predictor", 12}, {"Columns", 3}}}}, rows)
	got, err := s.Decode()
	if err != nil || !bytes.Equal(got, want) {
		t.Errorf("%v, %v, want %v", got, err, want)
	}
	for _, d := range []Dict{{{"Filter", Name("DCTDecode")}},
		{{"Filter", Array{Name("ASCIIHexDecode"), Name("FlateDecode")}}}, {{"Filter", Name("FlateDecode")}}} {
		if _, err := (&Stream{Dict: d, Data: []byte("not squeezed")}).Decode(); !errors.Is(err, ErrBroken) {
			t.Errorf("%v: %v", d, err)
		}
	}
}

// TestFilters: the examples of ISO 32000-1, 7.4, and several after each other.
func TestFilters(t *testing.T) {
	name := func(s string) Array { return Array{Name(s)} }
	for _, c := range []struct {
		filter, parms any
		data, want    string
	}{
		{name("LZWDecode"), nil, "\x80\x0b\x60\x50\x22\x0c\x0c\x85\x01", "-----A---B"},
		{Name("LZWDecode"), Dict{{"EarlyChange", 0}}, "\x80\x0b\x60\x50\x22\x0c\x0c\x85\x01", "-----A---B"},
		{Name("ASCIIHexDecode"), nil, "70 61\n6765 7>", "pagep"},
		{Name("ASCII85Decode"), nil, "E+*Bj\n+>Fuo~>", "page 1 2"},
		{Name("RunLengthDecode"), nil, "\x03page\xfe!\x80rest", "page!!!"},
		{Array{Name("ASCIIHexDecode"), Name("RunLengthDecode")}, nil, "fe 2a 00 21 80 >", "***!"},
		{Name("LZWDecode"), Dict{{"Predictor", 2}, {"Columns", 10}}, "\x80\x0b\x60\x50\x22\x0c\x0c\x85\x01",
			"-Z\x87\xb4\xe1\"O|\xa9\xeb"},
	} {
		got, err := (&Stream{Dict: Dict{{"Filter", c.filter}, {"DecodeParms", c.parms}}, Data: []byte(c.data)}).Decode()
		if err != nil || string(got) != c.want {
			t.Errorf("%v: %q, %v, want %q", c.filter, got, err, c.want)
		}
	}
	for filter, data := range map[string]string{"RunLengthDecode": "\x09page", "ASCIIHexDecode": "zz>",
		"ASCII85Decode": "\x7f~>"} {
		if got, err := (&Stream{Dict: Dict{{"Filter", Name(filter)}}, Data: []byte(data)}).Decode(); !errors.Is(err,
			ErrBroken) {
			t.Errorf("%s: %q, %v", filter, got, err)
		}
	}
}

func TestScan(t *testing.T) {
	var said []string
	err := Scan([]byte("q 1 0 0 1 .5 -2 cm /F1 9 Tf [(a) -20 <62>] TJ % note\n BI /W 1 ID \x00EIx EI Q"),
		func(operator string, operands []any, _, _ int) {
			said = append(said, fmt.Sprintf("%s%d", operator, len(operands)))
		})
	if want := "[q0 cm6 Tf2 TJ1 BI0 ID2 EI0 Q0]"; err != nil || fmt.Sprint(said) != want {
		t.Errorf("%v, %v", said, err)
	}
	if err := Scan([]byte("1 0 ) Tj"), func(string, []any, int, int) {}); !errors.Is(err, ErrBroken) {
		t.Error("a bracket alone is read")
	}
}

// TestSharedOnce: an object that many refer to is in the file once, and the
// order in which objects are met is the order of the file.
func TestSharedOnce(t *testing.T) {
	shared := New(Text("shared"))
	v := back(t, Array{shared, New(Array{shared}), shared}).(Array)
	if Of(v[0]) == nil || v[0] != v[2] || Of(v[1]).(Array)[0] != v[0] {
		t.Errorf("%v", v)
	}
}
