package catalogue

import (
	"jema/internal/jema"
	"jema/internal/text"
)

// english reports whether the voice writes days and figures as English does.
func (v *Voice) english() bool { return v.Language == "en" }

// Day returns « samedi 10 avril 2027 », or “Saturday 10 April 2027”.
func (v *Voice) Day(d jema.Date) string {
	if v.english() {
		return text.EnglishDay(d)
	}
	return text.Day(d)
}

// DayMonth returns « samedi 10 avril », or “Saturday 10 April”.
func (v *Voice) DayMonth(d jema.Date) string {
	if v.english() {
		return text.EnglishDayMonth(d)
	}
	return text.DayMonth(d)
}

// Clock returns « 14 h 30 », or “14:30”.
func (v *Voice) Clock(c jema.Clock) string {
	if v.english() {
		return text.EnglishClock(c)
	}
	return text.Clock(c)
}

// FromTo returns « de 10 h à 12 h », or “10:00 to 12:00”.
func (v *Voice) FromTo(from, to jema.Clock) string {
	if v.english() {
		return text.EnglishFromTo(from, to)
	}
	return text.FromTo(from, to)
}

// Number writes an integer with its thousands apart: « 7 000 », or “7,000”.
func (v *Voice) Number(n int) string {
	if v.english() {
		return text.EnglishNumber(n)
	}
	return text.Number(n)
}

// Colon is the sign between a name and its value, its own space before it.
func (v *Voice) Colon() string {
	if v.english() {
		return ":"
	}
	return text.NoBreak + ":"
}
