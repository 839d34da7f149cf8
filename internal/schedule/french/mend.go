package french

import "strings"

// mend reads letters typed for the digits they look like: « 1Oh », « l4h »,
// « 9hOO ». It looks at every run of letters and digits as a whole, so that a
// word never loses a letter.
func mend(chars []char) []char {
	for i := 0; i < len(chars); {
		j := i
		for j < len(chars) && kindOf(chars[j].r) != signToken {
			j++
		}
		if j == i {
			i++
			continue
		}
		if run := chars[i:j]; len(run) <= longestRun &&
			(figuresMeant(run) || minutesMeant(chars[:i], run) || numberMeant(run, chars[j:])) {
			for k := range run {
				run[k].r = digitFor(run[k].r)
			}
		}
		i = j
	}
	return chars
}

// longestRun is more characters than hours run together have.
const longestRun = 16

func digitFor(r rune) rune {
	switch r {
	case 'o':
		return '0'
	case 'l', 'i':
		return '1'
	}
	return r
}

// figuresMeant reports whether a run with a digit is otherwise made of letters
// that look like digits, and of the « h » of hours.
func figuresMeant(run []char) bool {
	digits, letters, unit := 0, 0, false
	for i, c := range run {
		switch {
		case c.r >= '0' && c.r <= '9':
			digits++
		case c.r == 'o':
			letters++
		case c.r == 'l' || c.r == 'i':
			if i > 0 && !unit && (i+1 >= len(run) || run[i+1].r != 'h') {
				return false // « 10l » are litres
			}
			letters++
		case c.r == 'h' && i > 0:
			unit = true
		default:
			return false
		}
	}
	return letters > 0 && digits > 0
}

// letteredNumbers are ten and eleven written in letters that look like figures; no
// word is like them.
var letteredNumbers = map[string]bool{"lo": true, "io": true, "ll": true, "loh": true, "ioh": true, "llh": true,
	"lohoo": true, "llhoo": true}

// numberMeant reads the « lO » of « lO avril », « lO h » and « lOh ».
func numberMeant(run, after []char) bool {
	if s := textOf(run); !letteredNumbers[s] {
		return false
	} else if strings.Contains(s, "h") {
		return true
	}
	for len(after) > 0 && after[0].r == ' ' {
		after = after[1:]
	}
	n := 0
	for n < len(after) && n < longestRun && kindOf(after[n].r) == wordToken {
		n++
	}
	e := words[textOf(after[:n])]
	return e.kind == month || e.kind == hourUnit
}

// minutesMeant reads the « OO » of « 13 h OO ».
func minutesMeant(before, run []char) bool {
	if len(run) != 2 || run[0].r != 'o' || run[1].r != 'o' {
		return false
	}
	n := len(before)
	for n > 0 && before[n-1].r == ' ' {
		n--
	}
	return n > 1 && strings.ContainsRune("h:", before[n-1].r) && strings.ContainsRune("0123456789 ", before[n-2].r)
}
