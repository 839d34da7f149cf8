package web

import (
	"html"
	"time"

	"jema/internal/catalogue"
	"jema/internal/jema"
)

// seats is the most that one slot of an opening has left for the public, and
// when: the size of the largest party that may still come together. Places of
// several slots are never added up, since nobody can use the sum.
type seats struct {
	Most int
	At   time.Time // start of the first slot that has as many
}

func (s seats) equal(t seats) bool { return s.Most == t.Most && s.At.Equal(t.At) }

// count takes one more slot into account.
func (s *seats) count(slot jema.Slot, now time.Time) {
	free := slot.Free(now)
	if free > s.Most || free == s.Most && free > 0 && slot.Start.Before(s.At) {
		s.Most, s.At = free, slot.Start
	}
}

// When writes when the slot begins: « samedi 10 avril à 14 h ».
func (s seats) When(voice *catalogue.Voice, zone *time.Location) string {
	at := s.At.In(zone)
	return voice.Say("visit.entry.at", "day", voice.DayMonth(jema.DateOf(at)), "clock", voice.Clock(jema.NewClock(at.Hour(), at.Minute())))
}

// leftWords and fullWords are what a list says of an opening's places.
func leftWords(voice *catalogue.Voice, left seats, zone *time.Location) string {
	if left.Most == 0 {
		return ""
	}
	return ", " + html.EscapeString(voice.Say("visit.entry.left", "n", left.Most, "when", left.When(voice, zone)))
}

func fullWords(voice *catalogue.Voice, full bool) string {
	if !full {
		return ""
	}
	return `<dd class="attention">` + html.EscapeString(voice.Say("visit.entry.full")) + `</dd>`
}
