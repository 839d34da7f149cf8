package text

import (
	"fmt"

	"jema/internal/jema"
)

// EnglishClock returns « 14:30 » and « 09:05 », and « midnight » for the end of
// a day.
func EnglishClock(c jema.Clock) string {
	if c == 24*60 {
		return "midnight"
	}
	return fmt.Sprintf("%02d:%02d", c.Hour(), c.Minute())
}

// EnglishFromTo returns « 10:00 to 12:00 ».
func EnglishFromTo(from, to jema.Clock) string {
	return EnglishClock(from) + " to " + EnglishClock(to)
}

// EnglishNumber writes an integer with English thousands: 7,000.
func EnglishNumber(n int) string { return grouped(n, ",") }
