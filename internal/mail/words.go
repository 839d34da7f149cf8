package mail

import (
	"strings"
	"time"

	"jema/internal/jema"
	"jema/internal/text"
)

// when writes a visit's day and hours.
func (c composer) when(i jema.Interval) string {
	s := i.Span(c.Edition.Zone)
	return c.say("mail.when", "day", c.voice.Day(s.Day), "hours", c.voice.FromTo(s.From, s.To))
}

// moment writes a day and the minute of it, rounded down so that nobody who
// relies on it comes too late.
func (c composer) moment(t time.Time) string {
	t = t.In(c.Edition.Zone)
	return c.say("mail.moment", "day", c.voice.Day(jema.DateOf(t)), "clock",
		c.voice.Clock(jema.NewClock(t.Hour(), t.Minute())))
}

// reason is why the visit's slot was cancelled, as it was written, "" when
// nothing was.
func (c composer) reason() string {
	if c.Message.Kind == jema.MessageCancellation && c.Booking.Why == jema.WhyCalledOff {
		return text.Typeset(c.Reason)
	}
	return ""
}

// was describes what a change changed, "" when nothing did.
func (c composer) was() string {
	var parts []string
	if !c.Changed.WasSlot.Start.IsZero() {
		parts = append(parts, c.when(c.Changed.WasSlot))
	}
	if c.Changed.WasParty > 0 {
		parts = append(parts, c.say("mail.party", "n", c.Changed.WasParty))
	}
	return strings.Join(parts, ", ")
}

// alternative writes another slot in one line.
func (c composer) alternative(a jema.Alternative) string {
	if a.SameOpening {
		return c.when(a.Interval)
	}
	parts := []string{c.when(a.Interval), text.Typeset(a.Title), text.Typeset(a.Workshop)}
	if a.Commune != "" {
		parts = append(parts, a.Commune)
	}
	return strings.Join(parts, ", ")
}
