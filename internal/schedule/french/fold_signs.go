package french

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

// signs reads what several signs mean together at byte i of a phrase: « +/- » and a « ~ »
// that leads to a number are « environ »; two slashes behind a day, where its hours would
// be, repeat those above.
func signs(phrase string, i int) (said string, end int) {
	rest := phrase[i:]
	switch {
	case strings.HasPrefix(rest, "+/-"), strings.HasPrefix(rest, "+ / -"), strings.HasPrefix(rest, "+-"):
		return " environ ", i + strings.IndexByte(rest, '-') + 1
	case strings.HasPrefix(rest, "~") && !betweenHours(phrase, i):
		return " environ ", i + 1
	case strings.HasPrefix(rest, "//") && (i == 0 || phrase[i-1] != ':' && phrase[i-1] != '/'):
		end = i + len(rest) - len(strings.TrimLeft(rest, "/"))
		if repeats(phrase[max(0, i-longestDay):i], phrase[end:min(len(phrase), end+8)]) {
			return " idem ", end
		}
	}
	return "", i
}

// betweenHours reports whether the sign at byte i is between two figures or units of
// hours, « 10h~12h ».
func betweenHours(phrase string, i int) bool {
	before, _ := utf8.DecodeLastRuneInString(phrase[:i])
	after, _ := utf8.DecodeRuneInString(phrase[i+1:])
	digit := unicode.IsDigit(before) || before == 'h' || before == 'H'
	return digit && unicode.IsDigit(after) || before == ' ' && after == ' '
}

// longestDay is more bytes than a day has.
const longestDay = 48

// repeats reports whether signs between these texts are where the hours of a day would
// be: nothing follows them on their line, and a day, a colon or the edge of a cell is
// before them.
func repeats(before, after string) bool {
	after = strings.TrimLeft(after, " \u00a0\r")
	if after != "" && !strings.ContainsAny(after[:1], "\n\t|,;.)") {
		return false
	}
	before = before[strings.LastIndexByte(before, '\n')+1:]
	before = strings.ToLower(strings.TrimRight(before, " \u00a0."))
	if before == "" || strings.ContainsAny(before[len(before)-1:], ":|\t,;") {
		return before != ""
	}
	fields := strings.FieldsFunc(before, func(r rune) bool { return !unicode.IsLetter(r) && !unicode.IsDigit(r) })
	for n := len(fields) - 1; n >= max(0, len(fields)-3); n-- {
		_, short := shortWeekday[fields[n]]
		if kind := words[fields[n]].kind; kind == weekday || short {
			return true
		} else if kind != month && strings.Trim(fields[n], "0123456789") != "" {
			return false
		}
	}
	return false
}
