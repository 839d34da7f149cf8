package french

import (
	"slices"
	"strings"
	"unicode"

	"jema/internal/schedule/plan"
)

type tokenKind int

const (
	numberToken tokenKind = iota + 1
	wordToken
	signToken
)

// token is a number, a word of letters, or one sign.
type token struct {
	plan.Mark
	kind  tokenKind
	text  string // folded
	value int    // numbers; a number too long to mean anything is hugeNumber
	glued bool   // nothing stands between it and the token before

	capital  bool // it begins with a capital
	accented bool // its last letter bears an accent
	marked   bool // one of its letters does
}

const hugeNumber = 1_000_000

// is reports whether t is that word or sign.
func (t token) is(texts ...string) bool {
	for _, s := range texts {
		if t.text == s && t.kind != numberToken {
			return true
		}
	}
	return false
}

func kindOf(r rune) tokenKind {
	switch {
	case r >= '0' && r <= '9':
		return numberToken
	case unicode.IsLetter(r):
		return wordToken
	}
	return signToken
}

// tokens cuts a folded phrase. Spaces and elisions only leave their trace in
// glued; an apostrophe after a number means minutes.
func tokens(chars []char) []token {
	out := make([]token, 0, len(chars)/4)
	glued := false
	for i := 0; i < len(chars); {
		if chars[i].r == ' ' || chars[i].r == '\t' {
			glued, i = false, i+1
			continue
		}
		if chars[i].r == '\'' {
			if minuteSign(out, glued) {
				out = append(out, token{plan.Mark{Start: chars[i].start, End: chars[i].end}, wordToken, "min", 0, true,
					false, false, false})
			}
			glued, i = len(out) > 0 && glued, i+1
			continue
		}
		kind, j := kindOf(chars[i].r), i+1
		for kind != signToken && j < len(chars) && kindOf(chars[j].r) == kind {
			j++
		}
		if kind == numberToken && j-i == 4 && i > 0 && chars[i-1].r == 'h' && j < len(chars) && chars[j].r == 'h' {
			j = i + 2 // « 9h3012h »
		}
		out = append(out, newToken(kind, chars[i:j], glued && len(out) > 0)...)
		glued, i = true, j
	}
	return out
}

func minuteSign(out []token, glued bool) bool {
	return glued && len(out) > 0 && out[len(out)-1].kind == numberToken
}

func newToken(kind tokenKind, chars []char, glued bool) []token {
	var text strings.Builder
	for _, c := range chars {
		text.WriteRune(c.r)
	}
	t := token{plan.Mark{Start: chars[0].start, End: chars[len(chars)-1].end}, kind, text.String(), 0, glued,
		chars[0].upper, last(chars).accented, false}
	t.marked = slices.ContainsFunc(chars, func(c char) bool { return c.accented })
	if kind == numberToken {
		t.value = numberOf(t.text)
	}
	// « 9hà12h »: the h and the word behind it were written without a space.
	if kind == wordToken && glued && (t.text == "ha" || t.text == "het") {
		h, rest := t, t
		h.text, rest.text = "h", t.text[1:]
		h.End = chars[0].end
		rest.Start = chars[1].start
		return []token{h, rest}
	}
	return []token{t}
}

func numberOf(digits string) int {
	if len(digits) > 6 {
		return hugeNumber
	}
	n := 0
	for _, d := range digits {
		n = n*10 + int(d-'0')
	}
	return n
}
