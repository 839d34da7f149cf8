package typeset

import (
	"bytes"
	"hash/fnv"
	"slices"
	"strings"
	"sync"

	"github.com/klauspost/compress/zlib"

	"jema/internal/programme/typeset/fonts"
)

// FontProgram is what a file needs of a face to be read anywhere. It is shared:
// nothing in it is to be changed. Lengths are in thousandths of the size.
type FontProgram struct {
	Name        string // with the tag that marks it as a part of the face
	Box         [4]int // left, bottom, right, top of all glyphs
	Ascent      int
	Descent     int // negative
	CapHeight   int
	ItalicAngle int // degrees, counter-clockwise
	StemV       int
	Flags       int    // of a PDF font descriptor
	Deflated    []byte // TrueType as zlib writes it, a glyph's number its index
	Length      int    // of the TrueType file, in bytes
	Glyphs      []ProgramGlyph
}

// ProgramGlyph is a glyph of a font program: its number, its width and the text
// it represents.
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
// hyphen and represents U+00AD, so that a person who copies the text gets the
// word.
func LineHyphen(f Face) Glyph { return Shape(softHyphen, f)[0] }

// Glyph returns the number, width and text of a glyph in the program.
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
		programs[f] = sync.OnceValue(func() *FontProgram {
			ids, length, data := readUsual(fonts.Usual[f])
			return shaperOf(f).described(ids, length, data)
		})
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
	data := s.subset(sorted(ids))
	return s.described(ids, len(data), deflated(data))
}

// usualProgram is what fonts.Usual holds of the face: the length of the file in
// four bytes, how many glyphs it has in two, their numbers in two each, and the
// file as zlib writes it. To make it takes as long as half a programme, so it is
// made when the faces change.
func (s *shaper) usualProgram() []byte {
	ids := sorted(s.needed())
	data := s.subset(ids)
	out := order.AppendUint32(nil, uint32(len(data))) //nolint:gosec // a face of ours has some 100 kB
	//nolint:gosec // numbers of glyphs have 16 bits
	for _, v := range append([]uint16{uint16(len(ids))}, ids...) {
		out = order.AppendUint16(out, v)
	}
	return append(out, deflated(data)...)
}

func readUsual(made []byte) (ids []uint16, length int, data []byte) {
	ids = make([]uint16, order.Uint16(made[4:]))
	for i := range ids {
		ids[i] = order.Uint16(made[6+2*i:])
	}
	return ids, int(order.Uint32(made)), made[6+2*len(ids):]
}

// sorted puts numbers in order, each once.
func sorted(ids []uint16) []uint16 {
	ids = slices.Clone(ids)
	slices.Sort(ids)
	return slices.Compact(ids)
}

// described returns a font program with some glyphs, as a file describes it.
func (s *shaper) described(ids []uint16, length int, data []byte) *FontProgram {
	p := &FontProgram{
		Name: tag(data) + "+" + s.face.PostScript(), Deflated: data, Length: length,
		Box: [4]int{s.file.signed("head", 36), s.file.signed("head", 38), s.file.signed("head", 40),
			s.file.signed("head", 42)},
		Ascent: s.file.signed("hhea", 4), Descent: s.file.signed("hhea", 6), CapHeight: s.file.signed("OS/2", 88),
		ItalicAngle: s.file.signed("post", 4), StemV: stem(s.file.signed("OS/2", 4)), Flags: nonsymbolic,
	}
	if strings.Contains(p.Name, "Serif") {
		p.Flags |= serif
	}
	if p.ItalicAngle != 0 {
		p.Flags |= italic
	}
	for _, id := range sorted(ids) {
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
