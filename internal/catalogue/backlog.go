package catalogue

import (
	"time"

	"jema/internal/jema"
)

// Backlog returns how many messages of a channel have not left at now, and for
// how long the one that waits longest has waited, as a sentence.
func (v *Voice) Backlog(b jema.Backlog, now time.Time) string {
	return v.Say("message.backlog."+string(b.Channel)+"_"+string(b.Status), "n", b.Messages, "since",
		v.Duration(b.Age(now)))
}

// Duration returns a duration rounded down to its largest unit: « moins d’une
// minute », « 3 minutes », « 5 heures », « 2 jours ».
func (v *Voice) Duration(d time.Duration) string {
	switch {
	case d < time.Minute:
		return v.Say("duration.moment")
	case d < time.Hour:
		return v.Say("duration.minutes", "n", int(d/time.Minute))
	case d < 48*time.Hour:
		return v.Say("duration.hours", "n", int(d/time.Hour))
	}
	return v.Say("duration.days", "n", int(d/(24*time.Hour)))
}
