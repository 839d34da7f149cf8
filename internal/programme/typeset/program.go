package typeset

import (
	"bytes"
	"hash/fnv"
	"slices"
	"strings"
	"sync"

	"github.com/klauspost/compress/zlib"
)

// FontProgram is what a file needs of a face to be read anywhere. It is shared:
// nothing in it is to be changed. Lengths are in thousandths of the size.
type FontProgram struct {
	Name        string // with the tag that says that it is a part of the face
	Box         [4]int // left, bottom, right, top of all glyphs
	Ascent      int
	Descent     int // negative
	CapHeight   int
	ItalicAngle int // degrees, counter-clockwise
	StemV       int
	Flags       int    // of a PDF font descriptor
	Data        []byte // TrueType, a glyph's number its index
	Deflated    []byte // Data, as zlib writes it
	Glyphs      []ProgramGlyph
}

// ProgramGlyph is a glyph of a font program: its number, its width and the text
// it stands for.
type ProgramGlyph struct {
	ID    uint16
	Width int
	Text  string
}

// Program returns a face's font program with at least the glyphs used. The one
// with what French and English texts need is made once per process and serves
// nearly every document; one that uses other glyphs gets its own, with both.
func Program(f Face, used []uint16) *FontProgram {
	p := programs[f]()
	var more []uint16
	for _, id := range used {
		if _, ok := p.find(id); !ok {
			more = append(more, id)
		}
	}
	if len(more) == 0 {
		return p
	}
	for _, g := range p.Glyphs {
		more = append(more, g.ID)
	}
	return shaperOf(f).program(more)
}

// LineHyphen is the hyphen of a line that ends within a word: it looks like a
// hyphen and stands for U+00AD, so that who copies the text gets the word.
func LineHyphen(f Face) Glyph { return Shape(softHyphen, f)[0] }

// Glyph returns what the program says of a glyph.
func (p *FontProgram) Glyph(id uint16) (ProgramGlyph, bool) {
	at, ok := p.find(id)
	if !ok {
		return ProgramGlyph{}, false
	}
	return p.Glyphs[at], true
}

func (p *FontProgram) find(id uint16) (int, bool) {
	return slices.BinarySearchFunc(p.Glyphs, id, func(g ProgramGlyph, id uint16) int { return int(g.ID) - int(id) })
}

var programs [Faces]func() *FontProgram

func init() {
	for f := range Faces {
		programs[f] = sync.OnceValue(func() *FontProgram { return shaperOf(f).program(shaperOf(f).needed()) })
	}
}

// usual are the characters that French and English texts are written with.
const usual = " !\"#$%&'()*+,-./0123456789:;<=>?@ABCDEFGHIJKLMNOPQRSTUVWXYZ[]_abcdefghijklmnopqrstuvwxyz|" +
	"\u00a0\u202f\u2011ÀÂÄÆÇÉÈÊËÎÏÔÖŒÙÛÜŸàâäæçéèêëîïôöœùûüÿ«»‘’“”–—…•·°²³½×−€©®→↑↓←№ñíóáúìòãšßáÁÓ" + Missing

// needed returns the glyphs of the usual texts, ligatures, raised endings and
// the hyphen of a line's end included.
func (s *shaper) needed() []uint16 {
	texts := append([]string{usual, softHyphen, "n° 1", "1er 1re 1ère 2e 2es 2de 2nd 2ème 2èmes"}, ligatures...)
	var ids []uint16
	for _, t := range texts {
		for _, r := range t {
			if r < tableEnd && s.glyphOf[r] != 0 {
				ids = append(ids, s.numbered(s.glyphOf[r], string(r)))
			}
		}
		s.each(t, func(w *word) {
			for _, g := range w.glyphs {
				ids = append(ids, g.ID)
			}
		})
	}
	return ids
}

// program makes the font program of some glyphs.
func (s *shaper) program(ids []uint16) *FontProgram {
	slices.Sort(ids)
	ids = slices.Compact(ids)
	data := s.subset(ids)
	p := &FontProgram{
		Name: tag(data) + "+" + s.face.PostScript(), Data: data, Deflated: deflated(data),
		Box:    [4]int{s.file.signed("head", 36), s.file.signed("head", 38), s.file.signed("head", 40), s.file.signed("head", 42)},
		Ascent: s.file.signed("hhea", 4), Descent: s.file.signed("hhea", 6), CapHeight: s.file.signed("OS/2", 88),
		ItalicAngle: s.file.signed("post", 4), StemV: stem(s.file.signed("OS/2", 4)), Flags: nonsymbolic,
	}
	if strings.Contains(p.Name, "Serif") {
		p.Flags |= serif
	}
	if p.ItalicAngle != 0 {
		p.Flags |= italic
	}
	for _, id := range ids {
		own, text := s.drawnBy(id)
		width, _ := s.file.metric(own)
		p.Glyphs = append(p.Glyphs, ProgramGlyph{id, int(width), text})
	}
	return p
}

// The flags of a PDF font descriptor.
const (
	serif       = 1 << 1
	nonsymbolic = 1 << 5
	italic      = 1 << 6
)

// stem is about how thick the stems of a face of a weight are.
func stem(weight int) int { return 50 + (weight/65)*(weight/65) }

// tag names a part of a face by what is in it, in six capitals.
func tag(data []byte) string {
	h := fnv.New64a()
	_, _ = h.Write(data) // a hash never fails
	out := make([]byte, 6)
	for i, v := 0, h.Sum64(); i < len(out); i, v = i+1, v/26 {
		out[i] = byte('A' + v%26)
	}
	return string(out)
}

// level of compression: what a higher one takes longer saves nothing to speak
// of.
const level = 6

func deflated(data []byte) []byte {
	var out bytes.Buffer
	w, err := zlib.NewWriterLevel(&out, level)
	if err == nil {
		_, err = w.Write(data)
	}
	if err == nil {
		err = w.Close()
	}
	if err != nil {
		panic(err) // the level is one, and memory takes every byte
	}
	return out.Bytes()
}
