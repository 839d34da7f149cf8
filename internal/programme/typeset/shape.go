package typeset

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/unicode/norm"

	"jema/internal/measure"
)

// Glyph is a drawing of a face with the text it represents. Lengths are in
// thousandths of the size.
type Glyph struct {
	ID      uint16 // in the face's font program
	Advance int16  // the glyph's own width, as in the font program
	Kern    int16  // to be added after it
	Text    string // of the run: several characters for a ligature
}

// Missing replaces, visibly, a character that a face lacks.
const Missing = "□"

// softHyphen at the end of a text is the hyphen of a line that ends within a
// word. Anywhere else it is nothing to see.
const softHyphen = string(hyphenAtEnd)

const (
	hyphenAtEnd     = '\u00ad'
	hyphenThatStays = '\u2011'
	nothing         = '\uffff' // no face has it
)

// word is a word shaped. Its text is without what cannot be seen.
type word struct {
	glyphs []Glyph
	width  int
}

// Shape returns the glyphs that draw a text, kerned, with ligatures and with
// raised endings of ordinals (1er, XIIIe, n°). Their texts joined are the text
// without what is invisible (controls, zero-width spaces, soft hyphens but a
// last one). The glyph of a plain space has the text " ", and only such a one
// is stretched in a justified line.
func Shape(s string, f Face) []Glyph { return AppendGlyphs(nil, s, f) }

// AppendGlyphs is Shape into a slice that is used again.
func AppendGlyphs(to []Glyph, s string, f Face) []Glyph {
	sh := shaperOf(f)
	sh.each(s, func(w *word) { to = append(to, w.glyphs...) })
	return to
}

// each calls with a text's words and blanks, one after the other: a blank ends
// kerning, so that a word is set alike wherever it occurs.
func (s *shaper) each(text string, call func(*word)) {
	for text != "" {
		end := blank(text)
		if end == 0 {
			_, end = utf8.DecodeRuneInString(text)
		}
		call(s.word(text[:end]))
		text = text[end:]
	}
}

// blank returns where the first blank of a text begins, or where it ends.
func blank(text string) int {
	for i := 0; i < len(text); i++ {
		switch text[i] {
		case ' ':
			return i
		case 0xc2, 0xe2: // the first byte of the no-break spaces
			if strings.HasPrefix(text[i:], "\u00a0") || strings.HasPrefix(text[i:], "\u202f") {
				return i
			}
		}
	}
	return len(text)
}

func (s *shaper) word(text string) *word {
	if w, ok := s.words.made.Get(text); ok {
		return w
	}
	w := s.shape(text)
	s.words.add(strings.Clone(text), w)
	return w
}

func (s *shaper) shape(text string) *word {
	seen := visible(text)
	letters, offsets, raised := s.letters(seen)
	w := &word{}
	infos := s.run(letters, raised)
	for i, in := range infos {
		end := len(letters)
		if i+1 < len(infos) {
			end = infos[i+1].at
		}
		stands := seen[offsets[in.at]:offsets[end]]
		if end-in.at == 1 && in.glyph != 0 {
			in = s.plain(in, stands)
		}
		shown := stands
		if in.glyph == 0 {
			shown = Missing
		}
		//nolint:gosec // units of the face, which has 1,000 to the em
		w.glyphs = append(w.glyphs, Glyph{s.numbered(in.glyph, shown), int16(in.advance), int16(in.kern), stands})
		w.width += in.advance + in.kern
	}
	return w
}

// plain is a glyph that represents a character, or the character's own where
// the engine put one instead that represents others.
func (s *shaper) plain(in info, character string) info {
	if s.textOf[in.glyph] == character {
		return in
	}
	if _, ok := s.others[other{in.glyph, character}]; ok {
		return in
	}
	r, _ := utf8.DecodeRuneInString(character)
	own, _ := s.file.metric(s.glyphOf[r])
	return info{s.glyphOf[r], in.at, int(own), in.kern}
}

// visible is a word without what cannot be seen, its letters and their accents
// joined. It shares no memory with the text it came from.
func visible(text string) string {
	hyphen := strings.HasSuffix(text, softHyphen)
	text = norm.NFC.String(strings.ToValidUTF8(text, Missing))
	text = strings.Map(func(r rune) rune {
		if unicode.IsControl(r) || unicode.In(r, unicode.Mn, unicode.Me, unicode.Cf) {
			return -1
		}
		return r
	}, text)
	if hyphen {
		text += softHyphen
	}
	return strings.Clone(text)
}

// letters returns what of a word is given to the engine, where each character
// begins, with the end of the last, and which of them are raised.
func (s *shaper) letters(seen string) (letters []rune, offsets []int, raised []span) {
	for at, r := range seen {
		switch {
		case r == hyphenAtEnd || r == hyphenThatStays:
			r = '-'
		case r >= tableEnd || s.glyphOf[r] == 0:
			r = nothing
		}
		letters, offsets = append(letters, r), append(offsets, at)
	}
	raised = ordinal(letters)
	for _, r := range raised {
		if letters[r.from] == '°' {
			letters[r.from] = 'o'
		}
	}
	return letters, append(offsets, len(seen)), raised
}

// Width returns how long a text is in a face at a size.
func Width(s string, f Face, size measure.Length) measure.Length {
	return (measure.Length(ems(s, f))*size + 500) / 1000
}

// ems returns how long a text is, in thousandths of its size.
func ems(s string, f Face) int {
	sum := 0
	shaperOf(f).each(s, func(w *word) { sum += w.width })
	return sum
}
