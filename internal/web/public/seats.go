package public

import (
	"html"
	"time"

	"jema/internal/catalogue"
	"jema/internal/jema"
)

// Seats is the most that one slot of an opening has left for the public, and
// when: the size of the largest party that may still come together. Places of
// several slots are never added up, since nobody can use the sum.
type Seats struct {
	Most int
	At   time.Time // start of the first slot that has as many
}

func (s Seats) equal(t Seats) bool { return s.Most == t.Most && s.At.Equal(t.At) }

// Count takes one more slot into account.
func (s *Seats) Count(slot jema.Slot, now time.Time) {
	free := slot.Free(now)
	if free > s.Most || free == s.Most && free > 0 && slot.Start.Before(s.At) {
		s.Most, s.At = free, slot.Start
	}
}

// When writes when the slot begins: « samedi 10 avril à 14 h ».
func (s Seats) When(voice *catalogue.Voice, zone *time.Location) string {
	at := s.At.In(zone)
	clock := jema.NewClock(at.Hour(), at.Minute())
	return voice.Say("visit.entry.at", "day", voice.DayMonth(jema.DateOf(at)), "clock", voice.Clock(clock))
}

// PlacesWords is what an opening's own page shows of a slot that may be booked or waited
// for: « il reste 3 places », « complet ».
func PlacesWords(voice *catalogue.Voice, slot jema.Slot, now time.Time) string {
	if slot.State(now) == jema.SlotFull {
		return voice.Say("booking.full")
	}
	return voice.Say("booking.left", "n", slot.Free(now))
}

// QueueWords is what an opening's own page shows beside a full slot: how many wait.
func QueueWords(voice *catalogue.Voice, slot jema.Slot) string {
	if slot.Waiting == 0 {
		return voice.Say("booking.wait_hint_pick")
	}
	return voice.Say("booking.queue", "n", slot.Waiting)
}

// LeftWords is what a list shows of an opening's places that are left, as HTML.
func LeftWords(voice *catalogue.Voice, left Seats, zone *time.Location) string {
	if left.Most == 0 {
		return ""
	}
	return ", " + html.EscapeString(voice.Say("visit.entry.left", "n", left.Most, "when", left.When(voice, zone)))
}

// FullWords is what a list shows of an opening that has no place left, as HTML.
func FullWords(voice *catalogue.Voice, full bool) string {
	if !full {
		return ""
	}
	return `<dd class="attention">` + html.EscapeString(voice.Say("visit.entry.full")) + `</dd>`
}
