package french

import "strings"

func (s stream) at(i int) token {
	if i < 0 || i >= len(s) {
		return token{}
	}
	return s[i]
}

// entry finds the longest lexicon entry that begins at token i, and its end.
// A hyphen between two letters may replace the space of the entry.
func (s stream) entry(i int) (entry, int) {
	var found entry
	end := i
	var key strings.Builder
	for n, j := 0, i; n < longestEntry && s.at(j).kind == wordToken; n++ {
		if n > 0 {
			key.WriteByte(' ')
		}
		key.WriteString(s.at(j).text)
		j++
		if e, ok := words[key.String()]; ok {
			found, end = e, j
		}
		if s.at(j).is("-") && s.at(j).glued && s.at(j+1).glued {
			j++
		}
	}
	return found, end
}

// abbreviated reports whether the full stop at token i belongs to the
// abbreviation before it. Behind « 18 h » it may also end a sentence.
func (s stream) abbreviated(i int, k kind) bool {
	if !s.at(i).is(".") || !s.at(i).glued {
		return false
	}
	after := s.at(i + 1)
	return k != hourUnit && k != minuteUnit || after.kind == numberToken || after.is("a", "et", "-", ",", "/")
}

// figures returns the numbers at tokens i, i+2, i+4… as long as sign is
// between them without spaces.
func (s stream) figures(i int, sign string) []token {
	out := []token{s.at(i)}
	for s.at(i+1).is(sign) && s.at(i+1).glued && s.at(i+2).glued && s.at(i+2).kind == numberToken {
		i += 2
		out = append(out, s.at(i))
	}
	return out
}

// isHour reports whether what is at token i makes an hour of the number
// before it.
func (s stream) isHour(i int) bool {
	e, _ := s.entry(i)
	return e.kind == hourUnit || e.kind == month || s.at(i).is(":") && s.at(i).glued && s.at(i+1).glued &&
		s.at(i+1).kind == numberToken
}

// stream is tokens to look at, beyond whose ends there is nothing.
type stream []token
