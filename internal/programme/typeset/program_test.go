package typeset

import (
	"bytes"
	"flag"
	"io"
	"os"
	"slices"
	"testing"
	"unicode/utf16"

	"github.com/go-text/typesetting/font"
	"github.com/klauspost/compress/zlib"
	"golang.org/x/image/font/sfnt"

	"jema/internal/programme/typeset/fonts"
)

var update = flag.Bool("update", false, "write fonts/usual anew")

// The program is read by two libraries that share no code with it, and draws
// each glyph as the face does.
func TestProgramDrawsAsTheFace(t *testing.T) {
	for f := range Faces {
		p := Program(f, nil)
		data := inflated(t, p)
		if sum(data) != 0xB1B0AFBA {
			t.Errorf("face %d: the sums are wrong", f)
		}
		file := fileOf(data)
		for name, table := range file.tables {
			if name != "head" && sum(table) != sumInDirectory(data, name) {
				t.Errorf("face %d: the sum of %s is wrong", f, name)
			}
		}
		whole := shaperOf(f)
		if len(p.Glyphs) < 150 || file.glyphs <= int(p.Glyphs[len(p.Glyphs)-1].ID) {
			t.Fatalf("face %d: %d glyphs, %d in the file", f, len(p.Glyphs), file.glyphs)
		}
		for _, g := range p.Glyphs {
			own, _ := whole.drawnBy(g.ID)
			if !bytes.Equal(bytes.TrimRight(file.glyph(g.ID), "\x00"), bytes.TrimRight(whole.file.glyph(own), "\x00")) {
				t.Errorf("face %d: glyph %d is not that of the face", f, g.ID)
			}
			for _, c := range components(file.glyph(g.ID)) {
				if len(file.glyph(c)) == 0 {
					t.Errorf("face %d: glyph %d lacks its part %d", f, g.ID, c)
				}
			}
			if width, _ := file.metric(g.ID); int(width) != g.Width {
				t.Errorf("face %d: glyph %d is %d wide, said %d", f, g.ID, width, g.Width)
			}
		}
	}
}

// TestUsualPrograms: the embedded programs of the faces equal what would be
// made of them.
func TestUsualPrograms(t *testing.T) {
	for f, name := range []string{"serif", "serif-italic", "serif-bold", "sans", "sans-bold"} {
		made := shaperOf(Face(f)).usualProgram()
		if *update {
			if err := os.WriteFile("fonts/usual/"+name, made, 0o600); err != nil {
				t.Fatal(err)
			}
		} else if !bytes.Equal(made, fonts.Usual[f]) {
			t.Errorf("fonts/usual/%s is not what is made of the face; -update writes it anew", name)
		}
	}
}

func inflated(t *testing.T, p *FontProgram) []byte {
	t.Helper()
	r, err := zlib.NewReader(bytes.NewReader(p.Deflated))
	if err != nil {
		t.Fatal(err)
	}
	data, err := io.ReadAll(r)
	if err != nil {
		t.Fatal(err)
	}
	return data
}

func sumInDirectory(data []byte, name string) uint32 {
	at := bytes.Index(data, []byte(name))
	return order.Uint32(data[at+4:])
}

func TestProgramSaysWhatAFileNeeds(t *testing.T) {
	names := map[string]bool{}
	for f := range Faces {
		p := Program(f, nil)
		names[p.Name[:7]] = true
		wide := utf16.Encode([]rune(f.PostScript()))
		var name []byte
		for _, c := range wide {
			name = order.AppendUint16(name, c)
		}
		if !bytes.Contains(fileOf(f.Data()).tables["name"], name) || p.Name[7:] != f.PostScript() {
			t.Errorf("face %d is not called %s", f, f.PostScript())
		}
		if p.Ascent < 900 || p.Descent > -300 || p.CapHeight < 600 || p.CapHeight > 700 ||
			(p.ItalicAngle != 0) != (f == SerifItalic) || p.Box[0] > 0 || p.Box[2] < 1000 {
			t.Errorf("face %d: %+v", f, p)
		}
		if len(p.Deflated) > 15_000 {
			t.Errorf("face %d takes %d bytes", f, len(p.Deflated))
		}
		if n := len(inflated(t, p)); n != p.Length {
			t.Errorf("face %d: %d bytes, said %d", f, n, p.Length)
		}
	}
	if len(names) != int(Faces) {
		t.Errorf("two faces have one tag: %v", names)
	}
}

func TestProgramOfADocument(t *testing.T) {
	const text = "Škoda Ωμέγα"
	for f := range Faces {
		var ids []uint16
		for _, g := range Shape(text, f) {
			ids = append(ids, g.ID)
		}
		p, usual := Program(f, ids), Program(f, nil)
		for _, id := range ids {
			if _, ok := p.Glyph(id); !ok {
				t.Errorf("face %d: the program lacks glyph %d", f, id)
			}
		}
		if p == usual || p.Name == usual.Name || len(p.Glyphs) <= len(usual.Glyphs) {
			t.Errorf("face %d: %s is %s", f, p.Name, usual.Name)
		}
		if again := Program(f, slices.Clone(ids)); !bytes.Equal(again.Deflated, p.Deflated) {
			t.Errorf("face %d: the program is not the same twice", f)
		}
		if Program(f, ids[1:1]) != usual {
			t.Errorf("face %d: the usual program is made anew", f)
		}
	}
}

// The whole file is embedded as it came: it is the Program that is a part.
func TestFacesParse(t *testing.T) {
	for f := range Faces {
		if _, err := sfnt.Parse(f.Data()); err != nil {
			t.Errorf("face %d: %v", f, err)
		}
		parsed, err := font.ParseTTF(bytes.NewReader(f.Data()))
		if err != nil || parsed.Upem() != 1000 {
			t.Errorf("face %d: %v", f, err)
		}
	}
}

func BenchmarkProgram(b *testing.B) {
	b.Run("usual", func(b *testing.B) {
		for b.Loop() {
			Program(Serif, nil)
		}
	})
	s := shaperOf(Serif)
	b.Run("made", func(b *testing.B) {
		for b.Loop() {
			s.program(s.needed())
		}
	})
}

// TestWholeFace: with every glyph of a face, whose outlines two halved bytes
// cannot address, each is at the offset that the file gives.
func TestWholeFace(t *testing.T) {
	long := 0
	for f := range Faces {
		s := shaperOf(f)
		ids := make([]uint16, s.file.glyphs)
		for i := range ids {
			ids[i] = uint16(i)
		}
		data := s.assembled(ids)
		made := fileOf(data)
		if len(made.tables["glyf"]) > 2*0xffff {
			long++
		}
		for _, id := range ids {
			want, got := s.file.glyph(id), made.glyph(id)
			if len(got) < len(want) || !bytes.Equal(got[:len(want)], want) {
				t.Fatalf("face %d: glyph %d has other outlines", f, id)
			}
		}
	}
	if long == 0 {
		t.Error("no face is long enough to show it")
	}
}
