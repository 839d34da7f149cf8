package catalogue

import (
	"jema/internal/jema"
	"jema/internal/text"
)

// french are the rules of French; internal/text has them for what is printed, too.
var french = rules{
	weekday: text.Weekday, dayNumber: text.DayNumber, month: text.Month, clock: text.Clock, fromTo: text.FromTo,
	minutes: text.Minutes, number: text.Number, list: text.Join, typeset: text.Typeset, colon: text.NoBreak + ":",
	at: func(c jema.Commune) string { return c.AtName },
}
