package programme

import (
	"fmt"
	"strconv"
	"strings"
	"unicode"

	"jema/internal/programme/paper"
	"jema/internal/programme/typeset"
)

// proofWarnings lists what to look at.
func (o *outputWords) proofWarnings(list []Warning) block {
	b := block{after: 6 * mm}
	b.head(0, officeFrame.width, span{styleEntry, o.Warnings})
	b.gap(mm)
	if len(list) == 0 {
		b.put(0, officeFrame.width, span{stylePaper, o.NoWarning})
		return b
	}
	in := &paper.Element{Role: paper.List}
	for i, w := range list {
		item := &paper.Element{Role: paper.ListItem, Parent: in}
		number := breakLines([]span{{styleStrong, strconv.Itoa(i+1) + "."}}, 8*mm)[0].row(0, &paper.Element{Role: paper.Label, Parent: item})
		from, body := len(b.rows), &paper.Element{Role: paper.ListBody, Parent: item}
		for _, l := range breakLines([]span{{stylePaper, o.warn(w)}}, officeFrame.width-8*mm) {
			b.rows = append(b.rows, l.row(8*mm, body))
		}
		b.rows[from] = b.rows[from].level(number)
	}
	return b
}

// Warn says a warning about an event in a sentence for a screen, in French
// where the language is unknown. A character that the faces lack stands as it is.
func Warn(w Warning, language string) string {
	o := outputLanguages[language]
	if o == nil {
		o = frenchOutput
	}
	return o.warnOf(w, w.Detail)
}

// warn says a warning in a sentence for paper.
func (o *outputWords) warn(w Warning) string { return o.warnOf(w, o.drawableDetail(w.Detail)) }

func (o *outputWords) warnOf(w Warning, detail string) string {
	sentence := o.Warns[w.What]
	if sentence == "" {
		sentence = w.What + "\u00a0: %s."
	}
	return strings.Replace(sentence, "%s", detail, 1)
}

// drawableDetail is what a warning is about in characters that the faces have:
// one that they lack by what it is and its number.
func (o *outputWords) drawableDetail(detail string) string {
	var b strings.Builder
	for _, r := range detail {
		switch {
		case typeset.Has(r):
			b.WriteRune(r)
		case unicode.IsLetter(r):
			fmt.Fprintf(&b, o.LetterNumber, r)
		default:
			fmt.Fprintf(&b, o.SymbolNumber, r)
		}
	}
	return b.String()
}
