package french

import (
	"fmt"
	"strconv"
	"strings"
	"time"
	"unicode"

	"jema/internal/jema"
	"jema/internal/schedule/plan"
	"jema/internal/text"
)

func pad(n, width int) string { return fmt.Sprintf("%0*d", width, n) }

func (m *mover) original(at plan.Mark) string { return m.phrase[at.Start:at.End] }

// number writes the new day in the style of the old one: « 06 » keeps two figures,
// the first of a month is « 1er ».
func (m *mover) number(i int, moved jema.Date) {
	old := m.original(m.at(i).Mark)
	switch {
	case strings.HasPrefix(old, "0"):
		m.put(m.at(i).Mark, pad(moved.Day, 2))
	case moved.Day == 1 && strings.ToUpper(old) == old && m.at(i).ordinal:
		m.put(m.at(i).Mark, "1ER")
	case moved.Day == 1 && m.is(i+1, month) && m.at(i+1).glued:
		m.put(m.at(i).Mark, "1er ") // « 24avril » becomes « 1er mai »
	default:
		m.put(m.at(i).Mark, text.DayNumber(moved))
	}
}

// month rewrites the name of a month that has changed.
func (m *mover) month(i int, old, moved jema.Date) {
	if old.Month != moved.Month {
		m.put(m.at(i).Mark, m.styled(i, moved))
	}
}

var shortMonths = [...]string{"", "janv.", "févr.", "mars", "avr.", "mai", "juin", "juil.", "août", "sept.",
	"oct.", "nov.", "déc."}

// styled writes a month as lexeme i writes one: in full or short, with or
// without the full stop, in capitals or not.
func (m *mover) styled(i int, d jema.Date) string {
	old := m.original(m.at(i).Mark)
	name := text.Month(d.Month)
	if m.shortened(i) {
		name = shortMonths[d.Month]
		if !strings.HasSuffix(old, ".") {
			name = strings.TrimSuffix(name, ".")
		}
	}
	first := []rune(old)[0]
	switch {
	case strings.ToUpper(old) == old:
		return strings.ToUpper(name)
	case unicode.IsUpper(first):
		r := []rune(name)
		return string(unicode.ToUpper(r[0])) + string(r[1:])
	}
	return name
}

// shortened reports whether lexeme i is the abbreviation of a month.
func (m *mover) shortened(i int) bool {
	l := m.at(i)
	return text.Fold(m.original(l.Mark)) != text.Fold(text.Month(time.Month(l.value)))
}

// figures rewrites a numeric date. Day and month stay padded if both had two
// digits; the year keeps its length.
func (m *mover) figures(i int, moved jema.Date) {
	from := m.at(i).from
	order := []int{moved.Day, int(moved.Month), moved.Year}
	if len(m.tokens[from].text) == 4 {
		order = []int{moved.Year, int(moved.Month), moved.Day}
	}
	padded := len(m.tokens[from].text) > 1 && len(m.tokens[from+2].text) > 1
	for k, n := range order {
		j := from + 2*k
		if j >= len(m.tokens) || m.tokens[j].End > m.at(i).End {
			return
		}
		switch width := len(m.tokens[j].text); {
		case width == 4:
			m.put(m.tokens[j].Mark, pad(n, 4))
		case k == 2 && width == 2 && n == moved.Year:
			m.put(m.tokens[j].Mark, pad(n%100, 2))
		case padded:
			m.put(m.tokens[j].Mark, pad(n, 2))
		default:
			m.put(m.tokens[j].Mark, strconv.Itoa(n))
		}
	}
}
