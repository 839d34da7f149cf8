package papers

import (
	"fmt"
	"strconv"
	"strings"
	"unicode"

	"jema/internal/programme/content"
	"jema/internal/programme/layout"
	"jema/internal/programme/paper"
	"jema/internal/programme/typeset"
)

// proofWarnings lists what to look at.
func (o *outputWords) proofWarnings(list []content.Warning) layout.Block {
	b := layout.Block{After: 6 * paper.MM}
	b.Head(0, officeFrame.Width, styleEntry.Span(o.Warnings))
	b.Gap(paper.MM)
	if len(list) == 0 {
		b.Put(0, officeFrame.Width, stylePaper.Span(o.NoWarning))
		return b
	}
	in := &paper.Element{Role: paper.List}
	for i, w := range list {
		item := &paper.Element{Role: paper.ListItem, Parent: in}
		number := layout.BreakLines([]layout.Span{styleStrong.Span(strconv.Itoa(i+1) + ".")}, 8*paper.MM)[0].Row(0,
			&paper.Element{Role: paper.Label, Parent: item})
		from, body := len(b.Rows), &paper.Element{Role: paper.ListBody, Parent: item}
		for _, l := range layout.BreakLines([]layout.Span{stylePaper.Span(o.warn(w))}, officeFrame.Width-8*paper.MM) {
			b.Rows = append(b.Rows, l.Row(8*paper.MM, body))
		}
		b.Rows[from] = b.Rows[from].Level(number)
	}
	return b
}

// Warn returns the sentence of a warning about an event for a screen, in French
// where the language is unknown. A character that the faces lack is left as it
// is.
func Warn(w content.Warning, language string) string {
	o := outputLanguages[language]
	if o == nil {
		o = frenchOutput
	}
	return o.warnOf(w, w.Detail)
}

// warn returns the sentence of a warning for paper.
func (o *outputWords) warn(w content.Warning) string { return o.warnOf(w, o.drawableDetail(w.Detail)) }

func (o *outputWords) warnOf(w content.Warning, detail string) string {
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
