package papers

import (
	"fmt"
	"strconv"
	"strings"
	"time"

	"jema/internal/jema"
	"jema/internal/programme/content"
	"jema/internal/programme/layout"
	"jema/internal/programme/paper"
	"jema/internal/text"
)

// Attendance is the sheets for the workshop's door, of A4, each day on a page of
// its own: who is awaited with boxes to tick, who waits, the places held back,
// and lines for who comes without a booking. An unknown language is refused.
type Attendance struct {
	List     jema.Attendance
	Language string
}

// Compose lays out the sheets.
func (p Attendance) Compose() (*paper.Document, []content.Warning, error) {
	a := p.List
	w, o, err := outputsIn(p.Language)
	if err != nil {
		return nil, nil, err
	}
	s := &attendance{words: o, say: w.Say, set: &content.Setter{}, raw: a, zone: a.Edition.Zone}
	if s.zone == nil {
		s.zone = time.UTC
	}
	s.title, s.workshop = s.set.Line(a.Entry.Opening.Title), s.set.Line(a.Entry.Workshop.Name)
	d := officePaper(o.Attendance+" – "+s.title, a.Territory, w, a.AsOf)
	f := layout.NewFlow(d, layout.A4Width, layout.A4Height, officeFrame)
	for i, day := range s.days() {
		s.dayInto(f, i, day)
	}
	if len(d.Pages) == 0 {
		s.dayInto(f, 0, attendanceDay{})
	}
	asOf := a.AsOf.In(s.zone)
	officeFeet(d, fill(o.Private, w.Say.DayMonth(jema.DateOf(asOf)),
		w.Say.Clock(jema.NewClock(asOf.Hour(), asOf.Minute()))))
	return d, nil, nil
}

// attendance is an attendance list being set.
type attendance struct {
	words           *outputWords
	say             content.Speech
	set             *content.Setter
	raw             jema.Attendance
	zone            *time.Location
	title, workshop string
}

// attendanceDay is what the sheet shows of one day: its slots, or the hours in
// which anybody may come.
type attendanceDay struct {
	date  jema.Date
	slots []jema.SlotAttendance
	hours []jema.Span
}

// days groups the slots by day; hours are given where nothing is booked.
func (s *attendance) days() []attendanceDay {
	var out []attendanceDay
	on := func(d jema.Date) *attendanceDay {
		if n := len(out); n == 0 || out[n-1].date != d {
			out = append(out, attendanceDay{date: d})
		}
		return &out[len(out)-1]
	}
	for _, slot := range s.raw.Slots {
		d := on(slot.Slot.Span(s.zone).Day)
		d.slots = append(d.slots, slot)
	}
	if len(out) > 0 {
		return out
	}
	for _, h := range s.raw.Entry.Hours {
		span := h.Span(s.zone)
		d := on(span.Day)
		d.hours = append(d.hours, span)
	}
	return out
}

// dayInto lays a day from the head of a new page.
func (s *attendance) dayInto(f *layout.Flow, n int, day attendanceDay) {
	f.NewPage().Add(veneer(s.raw.Entry.DomainSlug(), layout.A4Width, 10*paper.MM))
	f.Y = 18 * paper.MM
	head := layout.Block{After: 4 * paper.MM}
	head.Aside = []paper.Item{paper.Anchor{Name: "day" + strconv.Itoa(n),
		Bookmark: content.Plain(content.Capital(s.dayName(day.date))), Level: 0}}
	head.Put(0, officeFrame.Width, styleStrong.Span(s.words.Attendance),
		stylePaper.In(layout.Grey).Span("\u00a0· "+s.workshop))
	head.Head(0, officeFrame.Width, styleGroup.As(paper.Heading1).Span(s.title))
	if day.date.IsZero() {
		f.Place(head)
		return
	}
	head.Put(0, officeFrame.Width, styleSpeaks.Span(content.Capital(s.dayName(day.date))))
	f.Heading(head)
	first := f.Page
	for i, slot := range day.slots {
		s.slotInto(f, slot, i > 0)
	}
	if len(day.slots) == 0 {
		s.freeInto(f, day)
	}
	s.runningHeads(f, first+1, day.date)
}

// runningHeads names the event and the day on the pages from one on: sheets at a door come
// apart.
func (s *attendance) runningHeads(f *layout.Flow, from int, day jema.Date) {
	words := s.title + "\u00a0· " + s.dayName(day)
	for page := from; page <= f.Page; page++ {
		head := layout.Paragraph(0, officeFrame.Width, stylePaper.In(layout.Grey).As(paper.Decoration), words, 0)
		f.Doc.Pages[page].Put(officeFrame.X, 9*paper.MM, head.Items()...)
	}
}

func (s *attendance) dayName(d jema.Date) string {
	if d.IsZero() {
		return s.words.Attendance
	}
	return s.say.Day(d)
}

// freeInto is a day without bookings: lines to write on, as many as fit.
func (s *attendance) freeInto(f *layout.Flow, day attendanceDay) {
	names := make([]string, len(day.hours))
	for i, h := range day.hours {
		names[i] = s.say.Range(h.From, h.To)
	}
	s.linesInto(f, strings.Join(names, ", "), s.words.WalkIns, 20)
}

// state is the occupancy of a slot, « 6 places prises sur 8, 1 gardée ».
func (s *attendance) state(slot jema.SlotAttendance) string {
	o := s.words
	parts := []string{fmt.Sprintf(o.Taken, text.Number(slot.People()), s.say.Count(slot.Slot.Capacity, o.One, o.Many))}
	if held := slot.Slot.Held; held > 0 {
		parts = append(parts, fmt.Sprintf(o.HeldPlaces, s.say.Count(held, o.One, o.Many)))
	}
	if n := len(slot.Waiting); n > 0 {
		parts = append(parts, fmt.Sprintf(o.WaitingLead, text.Number(n)))
	}
	if slot.Slot.Audience == jema.AudienceSchools {
		parts = append(parts, o.SchoolsOnly)
	}
	return strings.Join(parts, "\u00a0· ")
}
