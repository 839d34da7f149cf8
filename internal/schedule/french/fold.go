package french

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/unicode/norm"

	"jema/internal/schedule/plan"
)

// char is one character of the folded phrase and where it comes from.
type char struct {
	r          rune
	start, end int // bytes of the phrase
	upper      bool
	accented   bool
}

// fold makes what people type differently the same: case, accents, full-width
// digits, every space, dash, apostrophe, quote and bracket. Unlike text.Fold it
// records the position of each character, so that a message can point at it.
func fold(phrase string) ([]char, *plan.Fault) {
	out := make([]char, 0, len(phrase))
	for i := 0; i < len(phrase); {
		r, n := utf8.DecodeRuneInString(phrase[i:])
		if r == utf8.RuneError && n == 1 {
			return nil, plan.NewFault(plan.BadText, plan.Mark{Start: i, End: i + 1})
		}
		folded, ok := foldRune(r)
		if said, end, found := markup(phrase, i); found {
			folded, ok, n = said, true, end-i
		}
		if r == '"' && ditto(phrase, i) {
			folded = " idem "
		}
		if said, end := signs(phrase, i); end > i {
			folded, ok, n = said, true, end-i
		}
		if !ok {
			return nil, plan.NewFault(plan.BadText, plan.Mark{Start: i, End: i + n})
		}
		for _, f := range folded {
			out = append(out, char{f, i, i + n, unicode.IsUpper(r), r >= utf8.RuneSelf && f < utf8.RuneSelf})
		}
		i += n
	}
	return out, nil
}

// alike lists the characters that replace one of the grammar's own.
var alike = map[rune]string{
	'’': "'", '‘': "'", 'ʼ': "'", '′': "'", '´': "'", '`': "'", 'ʹ': "'", '‛': "'",
	'−': "-", '⁃': "-", '~': "-", '→': "-", '⇒': "-", '➜': "-", '➔': "-", '➡': "-", '➞': "-", '➝': "-", '⟶': "-", '⮕': "-",
	'↔': "-", '⇨': "-", '\u00ad': "-",
	'[': "(", ']': ")", '{': "(", '}': ")",
	'«': " ", '»': " ", '“': " ", '”': " ", '„': " ", '"': " ", '‹': " ", '›': " ",
	'•': "\n", '·': "\n", '▪': "\n", '●': "\n", '*': "\n", '◦': "\n", '!': ".", '_': " ", '#': " ", '°': " ", '№': " n ",
	'〃': " idem ", '″': " ",
	'❌': " ferme ", '✖': " ferme ", '✗': " ferme ", '✘': " ferme ", '⛔': " ferme ", '🚫': " ferme ", '🔒': " ferme ",
	'🔴': " ferme ", '🟢': " ; ", '½': " demi ",
	'≈': " environ ", '≃': " environ ", '≅': " environ ", '∼': " environ ", '±': " environ ",
	'×': "x", '=': ":", '\\': "/",
	'ù': "uu", 'Ù': "uu", 'œ': "oe", 'Œ': "oe", 'æ': "ae", 'Æ': "ae", '€': " euros ", '：': ":",
	'\n': "\n", '\r': "\n", '\v': "\n", '\f': "\n", '\u2028': "\n", '\u2029': "\n", '\u0085': "\n", '\t': "\t",
}

// foldRune returns what a character counts as, nothing for the invisible ones;
// false for control characters, which no text holds.
func foldRune(r rune) (string, bool) {
	if s, ok := alike[r]; ok {
		return s, true
	}
	switch {
	case r < utf8.RuneSelf && !unicode.IsControl(r):
		return string(unicode.ToLower(r)), true
	case unicode.IsControl(r), unicode.Is(unicode.Co, r):
		return "", false
	case unicode.IsSpace(r):
		return " ", true
	case unicode.Is(unicode.Cf, r), unicode.Is(unicode.Mn, r), unicode.Is(unicode.Me, r), unicode.Is(unicode.Sk,
		r) && r >= 0x1f3fb:
		return "", true
	case unicode.Is(unicode.Pd, r):
		return "-", true
	case unicode.Is(unicode.No, r), unicode.Is(unicode.So, r):
		return string(r), true // ½ and ² are no digits
	}
	plain := strings.Map(func(r rune) rune {
		if unicode.Is(unicode.Mn, r) {
			return -1
		}
		return unicode.ToLower(r)
	}, norm.NFKD.String(string(r)))
	return plain, true
}

// ditto reports whether a quotation mark is alone where hours could: it then
// repeats those above. One that opens or closes a quotation touches a word.
func ditto(phrase string, i int) bool {
	before := strings.TrimRight(phrase[max(0, i-8):i], " \u00a0\"")
	after := strings.TrimLeft(phrase[i+1:min(len(phrase), i+9)], " \u00a0\"")
	if strings.HasPrefix(phrase[i+1:], "\"") && after == "" {
		return true // « dimanche "" »
	}
	leads := before != "" && strings.ContainsAny(before[len(before)-1:], ":\n\t|-")
	ends := after == "" || strings.ContainsAny(after[:1], "\n\t|;,.")
	return leads && ends && !strings.HasSuffix(phrase[:i], "\"")
}

// Blank reports whether a phrase holds nothing but spaces.
func Blank(phrase string) bool {
	chars, fault := fold(phrase)
	for _, c := range chars {
		if c.r != ' ' && c.r != '\n' && c.r != '\t' {
			return false
		}
	}
	return fault == nil
}
