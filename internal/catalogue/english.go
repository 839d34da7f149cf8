package catalogue

import (
	"strconv"
	"strings"
	"time"

	"jema/internal/jema"
	"jema/internal/text"
)

// english are the rules of British English: “Saturday 10 April”, “10:00 to 12:30”.
var english = rules{
	weekday:   func(d jema.Date) string { return d.Weekday().String() },
	dayNumber: func(d jema.Date) string { return strconv.Itoa(d.Day) },
	month:     time.Month.String,
	clock:     text.EnglishClock,
	fromTo:    text.EnglishFromTo,
	minutes:   englishMinutes,
	number:    text.EnglishNumber,
	list:      englishList,
	typeset:   func(sentence string) string { return sentence },
	at:        func(c jema.Commune) string { return "in " + c.Name },
	colon:     ":",
}

// englishMinutes returns “45 min”, “1 h”, “1 h 30 min”.
func englishMinutes(n int) string {
	var parts []string
	if n >= 60 {
		parts = append(parts, strconv.Itoa(n/60)+text.NoBreak+"h")
	}
	if n < 60 || n%60 > 0 {
		parts = append(parts, strconv.Itoa(n%60)+text.NoBreak+"min")
	}
	return strings.Join(parts, text.NoBreak)
}

// englishList returns “a, b and c”.
func englishList(words []string) string {
	last := len(words) - 1
	if last < 1 {
		return strings.Join(words, "")
	}
	return strings.Join(words[:last], ", ") + " and " + words[last]
}
