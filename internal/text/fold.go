package text

import (
	"cmp"
	"strings"
	"sync"
	"unicode"

	"golang.org/x/text/collate"
	"golang.org/x/text/language"
	"golang.org/x/text/unicode/norm"
)

var ligatures = strings.NewReplacer("œ", "oe", "æ", "ae", "ß", "ss", "’", "'", "ʼ", "'", "´", "'", "`", "'",
	"‐", "-", "‑", "-", "–", "-", "—", "-", "−", "-")

// Fold reduces a text to what two people would agree is the same word: lower
// case, no accents, ligatures spelt out, one kind of apostrophe, hyphen and
// space. It is for comparing, never for showing.
func Fold(s string) string {
	s = ligatures.Replace(strings.ToLower(Line(s)))
	return strings.Map(func(r rune) rune {
		if unicode.Is(unicode.Mn, r) {
			return -1
		}
		return r
	}, norm.NFKD.String(s))
}

// Slug makes an address of a name: « Bijouterie, joaillerie » becomes
// bijouterie-joaillerie.
func Slug(s string) string {
	words := strings.FieldsFunc(Fold(s), func(r rune) bool { return (r < 'a' || r > 'z') && (r < '0' || r > '9') })
	return strings.Join(words, "-")
}

// Compare orders two texts as a French dictionary does; equal words in
// different spellings are then ordered by their bytes, so that sorting never
// depends on their order before.
func Compare(a, b string) int {
	if a == b {
		return 0
	}
	c := collators.Get().(*collate.Collator)
	defer collators.Put(c)
	return cmp.Or(c.CompareString(a, b), strings.Compare(a, b))
}

// A collator is expensive to make, and not safe for concurrent use: it holds buffers.
var collators = sync.Pool{New: func() any { return collate.New(language.French, collate.Loose) }}

// Words returns the words of a text as Fold reduces them: letters and digits alone.
func Words(s string) []string {
	return strings.FieldsFunc(Fold(s), func(r rune) bool { return !unicode.IsLetter(r) && !unicode.IsDigit(r) })
}
