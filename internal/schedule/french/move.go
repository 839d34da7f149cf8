package french

import (
	"slices"
	"strings"

	"jema/internal/jema"
	"jema/internal/schedule/plan"
)

// edit replaces phrase[Start:End].
type edit struct {
	plan.Mark
	text string
}

// Move returns the phrase with its dates moved by whole weeks. It looks for
// lists of days among the lexemes, whatever else the phrase holds, so that a
// phrase that nobody can read yet moves as well.
func Move(phrase string, f plan.Frame, weeks int) string {
	chars, fault := fold(phrase)
	if fault != nil || weeks == 0 {
		return phrase
	}
	m := mover{phrase: phrase, weeks: weeks}
	all := tokens(mend(chars))
	m.tokens = softBreaks(all)
	lexemes, _ := sift(lex(all), f)
	m.dayClause = newDayClause(&draft{passage: newPassage(lexemes, f)})
	m.moving, m.dates = true, map[plan.Mark]written{}
	for i := 0; i < len(m.row); i++ {
		list, j, _ := m.dayList(i)
		if j > i && m.anchored(list, i) {
			m.list(list)
			i = j - 1
		}
	}
	return m.rewrite()
}

type mover struct {
	*dayClause
	phrase string
	weeks  int
	tokens []token
	edits  []edit
}

// anchored reports whether the numbers of a list are days: one of them bears a
// weekday or a month, or an article leads to them.
func (m *mover) anchored(list []plan.Days, i int) bool {
	for _, d := range list {
		if d.From.Named || d.From.Month != 0 || d.To.Named || d.To.Month != 0 {
			return true
		}
	}
	return !m.is(i-1, number) && m.is(i, article, ofThe)
}

// list moves the dates of one list of days.
func (m *mover) list(list []plan.Days) {
	dates := plan.Written(list, m.frame)
	var days []plan.Day
	for _, d := range list {
		days = append(days, d.From)
		if d.Shape == plan.Range {
			days = append(days, d.To)
		}
	}
	days = slices.DeleteFunc(days, func(d plan.Day) bool { return d.Number == 0 })
	for i, d := range days {
		old, ok := dates[d.Mark]
		moved := old.AddDays(7 * m.weeks)
		if !ok || moved.Year < 1 || moved.Year > 9999 {
			continue
		}
		w := m.dates[d.Mark]
		if m.is(w.number, date) {
			m.figures(w.number, moved)
			continue
		}
		m.number(w.number, moved)
		if w.month >= 0 {
			m.month(w.month, old, moved)
		} else if n := inheritsFrom(days, i); n >= 0 {
			m.monthAgain(w, moved, m.dates[days[n].Mark], dates[days[n].Mark].AddDays(7*m.weeks))
		}
		if w.year >= 0 {
			m.put(m.at(w.year).Mark, pad(moved.Year, 4))
		}
	}
}

// inheritsFrom finds the day whose month days[i] takes, -1 if none gives one.
func inheritsFrom(days []plan.Day, i int) int {
	for j := i + 1; j < len(days); j++ {
		if days[j].Month != 0 {
			return j
		}
	}
	for j := i - 1; j >= 0; j-- {
		if days[j].Month != 0 {
			return j
		}
	}
	return -1
}

// monthAgain writes the month after a number that took it from another day, « 3 et
// 10 avril », when only one of the two days has moved into another month.
func (m *mover) monthAgain(w written, moved jema.Date, other written, otherMoved jema.Date) {
	if moved.Month == otherMoved.Month {
		return
	}
	end := plan.Mark{Start: m.at(w.number).End, End: m.at(w.number).End}
	if m.is(other.number, date) {
		sign := m.tokens[m.at(other.number).from+1].text
		m.put(end, sign+pad(int(moved.Month), 2))
		return
	}
	m.put(end, " "+m.styled(other.month, moved))
}

func (m *mover) put(at plan.Mark, text string) { m.edits = append(m.edits, edit{at, text}) }

// rewrite applies the edits, of which none overlap.
func (m *mover) rewrite() string {
	slices.SortStableFunc(m.edits, func(a, b edit) int { return a.Start - b.Start })
	var out strings.Builder
	done := 0
	for _, e := range m.edits {
		if e.Start < done {
			continue
		}
		out.WriteString(m.phrase[done:e.Start])
		out.WriteString(e.text)
		done = e.End
	}
	out.WriteString(m.phrase[done:])
	return out.String()
}
