package page

import (
	"html"
	"html/template"
	"strconv"
	"time"

	"jema/internal/catalogue"
	"jema/internal/jema"
)

// ModerationPath is the address of the page where organisers work on an opening.
func ModerationPath(id int64) string { return "/organisation/evenements/" + strconv.FormatInt(id, 10) }

// MyOpeningPath is the address of the page where an artisan writes an opening.
func MyOpeningPath(id int64) string { return "/mon-evenement/" + strconv.FormatInt(id, 10) }

// EntryView is an opening as lists and its own page show it.
type EntryView struct {
	jema.Entry
	Layout     Layout
	Veneer     string      // slug of its domain, or of the neutral veneer
	Hours      []TimesLine // anyone may walk in
	Visits     []TimesLine // to be booked, by the public
	Seats      seats       // places that one slot has left for the public
	Bookable   bool        // some slot may be booked, or waited for
	AllFull    bool
	ForSchools bool // it has slots for schools
}

// Veneers lists the one piece of veneer that an opening's own page shows.
func (v EntryView) Veneers() []string { return []string{v.Veneer} }

// LeftWords returns how many places an opening has left, for a list; in a page for
// the cache it is a mark, which the cache replaces whenever the number changes.
func (v EntryView) LeftWords() template.HTML {
	if v.Layout.marked {
		return template.HTML(markFor(v.Opening.ID, leftMark)) //nolint:gosec // our own mark
	}
	return template.HTML(leftWords(v.Layout.Voice, v.Seats, v.Layout.Edition.Zone)) //nolint:gosec // escaped there
}

// FullWords returns that an opening has no place left, if that is so, or a mark.
func (v EntryView) FullWords() template.HTML {
	if v.Layout.marked {
		return template.HTML(markFor(v.Opening.ID, fullMark)) //nolint:gosec // our own mark
	}
	return template.HTML(fullWords(v.Layout.Voice, v.AllFull)) //nolint:gosec // escaped there
}

// ViewOf returns an opening as a page shows it at a moment.
func ViewOf(l Layout, entry jema.Entry, now time.Time) EntryView {
	v := EntryView{Entry: entry, Layout: l, Veneer: VeneerName(entry.DomainSlug()), Hours: HoursLines(entry.Hours, l.Edition)}
	var public []jema.Slot
	full := 0
	for _, s := range entry.Slots {
		if s.Audience == jema.AudienceSchools {
			v.ForSchools = v.ForSchools || s.Stored != jema.SlotCancelled
			continue
		}
		public = append(public, s)
		v.Seats.count(s, now)
		switch s.State(now) {
		case jema.SlotFull:
			full++
			v.Bookable = true
		case jema.SlotOpen:
			v.Bookable = true
		}
	}
	v.Visits = slotLines(public, l.Edition)
	v.AllFull = full > 0 && v.Seats.Most == 0
	return v
}

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

// leftWords and fullWords are what a list shows of an opening's places, as HTML.
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
