package programme

import (
	"fmt"
	"strconv"
	"strings"

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

// Warn says a warning about an event in a sentence, in French where the
// language is unknown.
func Warn(w Warning, language string) string {
	if o := outputLanguages[language]; o != nil {
		return o.warn(w)
	}
	return frenchOutput.warn(w)
}

// warn says a warning in a sentence.
func (o *outputWords) warn(w Warning) string {
	sentence := o.Warns[w.What]
	if sentence == "" {
		sentence = w.What + "\u00a0: %s."
	}
	return strings.Replace(sentence, "%s", drawableDetail(w.Detail), 1)
}

// drawableDetail is what a warning is about in characters that the faces have:
// a sign that they lack by its number.
func drawableDetail(detail string) string {
	var b strings.Builder
	for _, r := range detail {
		if typeset.Has(r) {
			b.WriteRune(r)
		} else {
			fmt.Fprintf(&b, "U+%04X", r)
		}
	}
	return b.String()
}
