package text

import (
	"regexp"
	"strings"

	"github.com/hashicorp/golang-lru/v2"
)

// Typeset turns what a person typed into set French, once, at the edge of a
// page or a programme: typographic apostrophes and quotation marks, the narrow
// and the full no-break space where they belong, « 14 h 30 » for 14h30 or
// 14:30, telephone numbers, prices and ordinals that no line may break. It
// changes no word, and typesetting twice changes nothing more.
func Typeset(s string) string {
	if len(s) > rememberedMost {
		return typeset(s)
	}
	if set, known := remembered.Get(s); known {
		return set
	}
	set := typeset(s)
	remembered.Add(s, set)
	return set
}

// remembered are the texts that were set last: pages show the same ones again and again,
// and setting one takes a dozen expressions. rememberedMost bounds their length in bytes.
var remembered, _ = lru.New[string, string](4096) // fails for sizes below 1 only

const rememberedMost = 512

func typeset(s string) string {
	var links []string
	if strings.ContainsAny(s, ":@") || strings.Contains(s, "www.") {
		links = address.FindAllString(s, -1)
		s = address.ReplaceAllLiteralString(s, "\x00") // an address is not prose
	}
	for _, rule := range rules {
		if strings.ContainsAny(s, rule.needs) {
			s = rule.find.ReplaceAllString(s, rule.set)
		}
	}
	if strings.ContainsAny(s, "«“”") {
		s = innerQuotes(s)
	}
	for _, link := range links {
		s = strings.Replace(s, "\x00", link, 1)
	}
	return s
}

var address = regexp.MustCompile(`https?://[^\s<>()«»]+|www\.[^\s<>()«»]+|[\w.+-]+@[\w-]+\.[\w.-]*\w`)

// rule is what is set otherwise than it was typed. A text without any of the
// characters it needs is not searched: a line has few of them, and the rules are
// many.
type rule struct {
	needs string
	find  *regexp.Regexp
	set   string
}

const digits = "0123456789"

// space matches every blank that may precede a mark, so that what was typed
// right, wrong or not at all ends alike. A mark has two rules where it must be
// distinguished from another use (10:30, https://).
const space = `[ \t\x{00a0}\x{202f}\x{2009}]*`

var rules = []rule{
	{".", regexp.MustCompile(`\.\.\.+`), "…"},
	{"…", regexp.MustCompile(space + `…`), "…"},
	{"'´ʼ", regexp.MustCompile(`([\pL\pN])['´ʼ]`), "$1’"},
	{`"`, regexp.MustCompile(`(^|[\s(\[«])"([^"\n]*)"`), "$1«$2»"},
	{"“", regexp.MustCompile(`“([^”“\n]*)”`), "“$1”"},
	{"«", regexp.MustCompile(`«[\s\x{00a0}\x{202f}]*`), "«" + NoBreak},
	{"»", regexp.MustCompile(`[\s\x{00a0}\x{202f}]*»`), NoBreak + "»"},
	{digits, regexp.MustCompile(`\b([01]?\d|2[0-4])` + space + `(?:[hH:]|heures?)` + space + `([0-5]\d)\b`), "$1" +
		NoBreak + "h" + NoBreak + "$2"},
	{digits, regexp.MustCompile(`\b([01]?\d|2[0-4])` + space + `[hH](\pP|\s|$)`), "$1" + NoBreak + "h$2"},
	{NoBreak, regexp.MustCompile(`\b0(\d)` + NoBreak + `h`), "$1" + NoBreak + "h"},
	{NoBreak, regexp.MustCompile(`(\d` + NoBreak + `h)` + NoBreak + `00\b`), "$1"},
	{";!?", regexp.MustCompile(`([^\s\x{00a0}\x{202f}(!?…])` + space + `([;!?]+)`), "$1" + NarrowNoBreak + "$2"},
	{":", regexp.MustCompile(`([\pL\pN»’”)])` + space + `:(\s|$)`), "$1" + NoBreak + ":$2"},
	{"€%", regexp.MustCompile(`(\d)` + space + `([€%])`), "$1" + NoBreak + "$2"},
	{"u", regexp.MustCompile(`(\d)` + space + `euros?\b`), "$1" + NoBreak + "€"},
	{"°", regexp.MustCompile(`\b(n°|N°)` + space + `(\d)`), "$1" + NoBreak + "$2"},
	{"MDS", regexp.MustCompile(`\b(M\.|Mme|Mlle|MM\.|Dr|St|Ste)[ ]+(\p{Lu})`), "$1" + NoBreak + "$2"},
	{digits, regexp.MustCompile(`\b(\d{1,3}) (\d{3})\b`), "$1" + NarrowNoBreak + "$2"},
	{digits, regexp.MustCompile(`\b(0[1-9]) (\d\d) (\d\d) (\d\d) (\d\d)\b`), "$1" + NoBreak + "$2" + NoBreak + "$3" +
		NoBreak + "$4" + NoBreak + "$5"},
	{digits, regexp.MustCompile(
		`\b(\d{1,2}|1er) (janvier|février|mars|avril|mai|juin|juillet|août|septembre|octobre|novembre|décembre)\b`), "$1" +
		NoBreak + "$2"},
	{digits, regexp.MustCompile(`\b(\d+) (min|mn|m|cm|mm|km|kg|ans|personnes|places)\b`), "$1" + NoBreak + "$2"},
	{"-–—", regexp.MustCompile(`(\s)[-–—] `), "$1– "},
}

// closeQuotes takes out the spaces that “ ” do not have.
var closeQuotes = strings.NewReplacer("“"+NoBreak, "“", NoBreak+"”", "”")

// innerQuotes makes quotation marks within quotation marks “ ”.
func innerQuotes(s string) string {
	var b strings.Builder
	depth := 0
	for _, r := range s {
		switch {
		case r == '«':
			depth++
			if depth > 1 {
				b.WriteRune('“')
				continue
			}
		case r == '»' && depth > 0:
			depth--
			if depth >= 1 {
				b.WriteRune('”')
				continue
			}
		}
		b.WriteRune(r)
	}
	return closeQuotes.Replace(b.String())
}
