package typeset

import (
	"bytes"
	"math"
	"sync"

	"github.com/go-text/typesetting/font"
	"github.com/go-text/typesetting/font/opentype"
	"github.com/go-text/typesetting/harfbuzz"
	"github.com/go-text/typesetting/language"
)

// shaper is a face made ready, once per process. What one text made it learn
// serves the next; it is safe for concurrent use.
type shaper struct {
	face    Face
	file    *file
	glyphOf [tableEnd]uint16 // of a character, 0 where there is none

	// One glyph may represent several texts: the hyphen of a word and that of a
	// line's end, a space and a no-break space, a raised e and an e. A reader of
	// the file can recover the text only if each has a number of its own, so all
	// but the first get one beyond the face's own.
	textOf []string // of each glyph of the face's own
	others map[other]uint16
	copies []other // by number, from file.glyphs on

	mu       sync.Mutex // of what shapes
	engine   *harfbuzz.Font
	buffer   *harfbuzz.Buffer
	words    memory[*word]
	drawings func() *font.Face // with its outlines, which shaping needs none of
	outlines sync.Map          // paths by glyph
}

// other is a glyph that represents another text than its first.
type other struct {
	glyph uint16
	text  string
}

var shapers [Faces]func() *shaper

func init() {
	for f := range Faces {
		shapers[f] = sync.OnceValue(func() *shaper { return newShaper(f) })
	}
}

func shaperOf(f Face) *shaper { return shapers[f]() }

func newShaper(f Face) *shaper {
	file := fileOf(f.Data())
	parsed := parse(undrawn(f.Data()))
	s := &shaper{
		face: f, file: file,
		textOf: make([]string, file.glyphs), others: make(map[other]uint16, 128),
		engine: harfbuzz.NewFont(parsed), buffer: harfbuzz.NewBuffer(),
		words: newMemory[*word](mostWords, longestWord),
	}
	s.drawings = sync.OnceValue(func() *font.Face { return parse(bytes.NewReader(f.Data())) })
	for all := parsed.Cmap.Iter(); all.Next(); {
		if r, g := all.Char(); r < tableEnd {
			s.glyphOf[r] = uint16(g) //nolint:gosec // numbers of glyphs have 16 bits
		}
	}
	s.glyphOf[hyphenThatStays] = s.glyphOf['-']
	s.name()
	return s
}

// parse reads a face that is part of the program: what it holds was tested.
func parse(file font.Resource) *font.Face {
	parsed, err := font.ParseTTF(file)
	if err != nil {
		panic(err)
	}
	return parsed
}

// ligatures are the texts that a face may draw as one glyph, raised the letters
// that end an ordinal.
var (
	ligatures = []string{"ff", "fi", "fl", "fj", "ft", "fb", "fh", "fk", "ffi", "ffl", "ffj", "fft", "ffb", "ffh", "ffk"}
	raised    = "eèrsnditmo"
)

// name gives every glyph its text, and a number of its own to every further
// text that it represents.
func (s *shaper) name() {
	for _, l := range ligatures {
		if infos := s.run([]rune(l), nil); len(infos) == 1 {
			s.textOf[infos[0].glyph] = l
		}
	}
	for r := range rune(tableEnd) {
		if g := s.glyphOf[r]; g != 0 {
			s.also(g, string(r))
		}
	}
	for _, r := range raised {
		for _, info := range s.run([]rune{r}, []span{{0, 1}}) {
			s.also(info.glyph, string(r))
		}
	}
	for _, info := range s.run([]rune{'o'}, []span{{0, 1}}) {
		s.also(info.glyph, "°")
	}
	s.also(0, Missing)
}

// also notes that a glyph represents a text.
func (s *shaper) also(glyph uint16, text string) {
	first := s.textOf[glyph]
	if first == "" && glyph != 0 {
		s.textOf[glyph] = text
		return
	}
	key := other{glyph, text}
	if _, have := s.others[key]; have || first == text {
		return
	}
	number := s.file.glyphs + len(s.copies)
	if number > math.MaxUint16 { // no number is left: copied text reads as the first
		return
	}
	s.others[key] = uint16(number) //nolint:gosec // see above
	s.copies = append(s.copies, key)
}

// numbered returns the number of a glyph where it represents a text.
func (s *shaper) numbered(glyph uint16, text string) uint16 {
	if id, ok := s.others[other{glyph, text}]; ok {
		return id
	}
	return glyph
}

// drawnBy returns the face's own glyph behind a number, and its text.
func (s *shaper) drawnBy(id uint16) (glyph uint16, text string) {
	if n := int(id) - s.file.glyphs; n >= 0 && n < len(s.copies) {
		return s.copies[n].glyph, s.copies[n].text
	} else if n >= 0 {
		return 0, ""
	}
	return id, s.textOf[id]
}

// span is a range of a word's characters.
type span struct{ from, to int }

// info is a glyph as the engine sets it: it begins at a character of the word.
type info struct {
	glyph         uint16
	at            int
	advance, kern int
}

var (
	superscript = harfbuzz.Feature{Tag: opentype.MustNewTag("sups"), Value: 1}
	properties  = harfbuzz.SegmentProperties{Direction: harfbuzz.LeftToRight, Script: language.Latin,
		Language: language.NewLanguage("fr")}
)

// run shapes characters that the face has, some of them raised.
func (s *shaper) run(word []rune, raised []span) []info {
	s.mu.Lock()
	defer s.mu.Unlock()
	var features []harfbuzz.Feature
	for _, r := range raised {
		f := superscript
		f.Start, f.End = r.from, r.to
		features = append(features, f)
	}
	s.buffer.Clear()
	s.buffer.Props = properties
	s.buffer.AddRunes(word, 0, len(word))
	s.buffer.Shape(s.engine, features)
	out := make([]info, len(s.buffer.Info))
	for i, g := range s.buffer.Info {
		//nolint:gosec // numbers of glyphs have 16 bits
		own, _ := s.file.metric(uint16(g.Glyph))
		//nolint:gosec // numbers of glyphs have 16 bits
		out[i] = info{uint16(g.Glyph), g.Cluster, int(own), int(s.buffer.Pos[i].XAdvance) - int(own)}
	}
	return out
}
