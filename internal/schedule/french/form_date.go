package french

import "jema/internal/schedule/plan"

// dateForm recognises dates in figures.
type dateForm struct{ stream }

// dateInFigures reads 10/04, 10/04/27, 10.04.2027, 10-04-2027 and 2027-04-10.
func (d dateForm) dateInFigures(i int) (lexeme, int) {
	for _, sign := range []string{"/", ".", "-"} {
		f := d.figures(i, sign)
		if len(f) < 2 {
			continue
		}
		after := i + 2*len(f) - 1
		if sign == "/" && len(f) >= 2 && len(f) <= 3 && !d.isHour(after) && !d.slashHours(f, after) {
			return dayMonth(f), dated(f, i, after)
		}
		if sign == "." {
			return d.dotted(f, i, after)
		}
		if sign == "-" {
			return d.dashed(f, i, after)
		}
	}
	return lexeme{}, i
}

// slashHours reports whether « 9/12 et 14/18 » are hours: no month has the number
// 18.
func (d dateForm) slashHours(f []token, after int) bool {
	if len(f) != 2 || f[0].value >= f[1].value || f[0].value < 6 || !d.at(after).is("et", ",", "-", "&", "+") {
		return false
	}
	more := d.figures(after+1, "/")
	return len(more) == 2 && more[1].value > 12 && more[1].value <= 24 && more[0].value >= f[1].value
}

// dated returns the end of a date if the figures make one.
func dated(f []token, i, after int) int {
	if m := f[1].value; m >= 1 && m <= 12 && len(f[0].text) <= 2 && len(f[1].text) <= 2 &&
		(len(f) == 2 || len(f[2].text) == 2 || len(f[2].text) == 4) {
		return after
	}
	return i
}

func dayMonth(f []token) lexeme {
	day := plan.Day{Number: f[0].value, Month: f[1].value}
	if day.Number == 0 {
		day.Number = 32 // 00/04 must stay a date that does not exist
	}
	if len(f) == 3 {
		year := f[2] //nolint:gosec // there are three, see the condition
		day.Year = year.value
		if len(year.text) == 2 {
			day.Year += 2000
		}
	}
	return lexeme{kind: date, day: day}
}

// dotted reads 10.04. Two figures that are no date may be meant as an hour.
func (d dateForm) dotted(f []token, i, after int) (lexeme, int) {
	if (len(f) == 3 || len(f) == 2 && len(f[1].text) == 2) && dated(f, i, after) > i && !d.isHour(after) {
		if d.at(after).is(".") && d.at(after).glued {
			after++
		}
		return dayMonth(f), after
	}
	if m := f[1]; len(f) == 2 && len(m.text) == 2 && (m.value == 0 || m.value > 12) && m.value < 60 && f[0].value <= 24 {
		return clockLexeme(f[0].value, m.value), after // no month has that number
	}
	if len(f) == 2 {
		return lexeme{fault: plan.NewFault(plan.ClockOrDate, plan.Mark{})}, after
	}
	return lexeme{}, i
}

// dashed reads a date only where it cannot be a range of days or hours.
func (d dateForm) dashed(f []token, i, after int) (lexeme, int) {
	if len(f) == 3 && len(f[0].text) == 4 && dated([]token{f[2], f[1]}, i, after) > i {
		l := dayMonth([]token{f[2], f[1]})
		l.day.Year = f[0].value
		return l, after
	}
	if len(f) == 3 && len(f[2].text) == 4 && dated(f, i, after) > i {
		return dayMonth(f), after
	}
	zero := len(f[1].text) == 2 && f[1].text[0] == '0'
	if len(f) == 2 && zero && dated(f, i, after) > i && !d.isHour(after) && !d.at(after).is("/", ".") {
		return dayMonth(f), after
	}
	return lexeme{}, i
}
