package artisan

import (
	"net/url"
	"strconv"
	"strings"

	"github.com/gin-gonic/gin"

	"jema/internal/jema"
	"jema/internal/postgres"
	"jema/internal/text"
	"jema/internal/web/page"
)

// slotForm is what was typed of a slot.
type slotForm struct {
	slotFields
	Was    string // the fields as the page was loaded with them
	Reason string // of a cancellation
}

// slotFields are the fields of a slot's page.
type slotFields struct{ Capacity, Held, Day, From, To, BookableFrom, BookableUntil, Note string }

func slotFormOf(slot jema.Slot, e jema.Edition) slotForm {
	span := slot.Span(e.Zone)
	f := slotFields{Capacity: strconv.Itoa(slot.Capacity), Held: strconv.Itoa(slot.Held), Day: span.Day.String(),
		From: span.From.String(), To: span.To.String(),
		BookableFrom: momentField(slot.BookableFrom, e), BookableUntil: momentField(slot.BookableUntil, e), Note: slot.Note}
	return slotForm{slotFields: f, Was: f.joined()}
}

// named points at each field, by its name in the form.
func (f *slotFields) named() []struct {
	name string
	at   *string
} {
	return []struct {
		name string
		at   *string
	}{{"capacity", &f.Capacity}, {"held", &f.Held}, {"day", &f.Day}, {"from", &f.From}, {"to", &f.To},
		{"bookable_from", &f.BookableFrom}, {"bookable_until", &f.BookableUntil}, {"note", &f.Note}}
}

func (f *slotFields) joined() string {
	var words []string
	for _, field := range f.named() {
		words = append(words, url.QueryEscape(*field.at)) // a note may hold the bar
	}
	return strings.Join(words, "|")
}

// read reads the fields that were sent, and returns the names of those that
// were changed: what somebody else has changed since is not undone by a page
// that was loaded before.
func (f *slotForm) read(c *gin.Context) map[string]bool {
	if was := c.PostForm("was"); strings.Count(was, "|") == strings.Count(f.Was, "|") {
		f.Was = was
	}
	loaded, changed := strings.Split(f.Was, "|"), map[string]bool{}
	for i, field := range f.named() {
		typed, sent := c.GetPostForm(field.name)
		if !sent {
			continue
		}
		*field.at = text.Line(typed)
		if field.name == "note" {
			*field.at = text.Pasted(typed)
		}
		changed[field.name] = url.QueryEscape(*field.at) != loaded[i]
	}
	return changed
}

// read reads what was changed of a slot, and the times it is to have.
func (p *slotPage) read(c *gin.Context) (r postgres.SlotRevision, to jema.Interval, err error) {
	var problems jema.Problems
	changed := p.Form.read(c)
	if changed["capacity"] {
		r.Capacity = new(page.Number(c, &problems, "capacity"))
	}
	if changed["held"] {
		r.Held = new(page.Number(c, &problems, "held"))
	}
	if changed["bookable_from"] || changed["bookable_until"] {
		r.Bookable = &postgres.BookableTimes{From: readMoment(p.Form.BookableFrom, "bookable_from", p.Edition, &problems),
			Until: readMoment(p.Form.BookableUntil, "bookable_until", p.Edition, &problems)}
	}
	if changed["note"] {
		r.Note = new(page.Bounded(&problems, "note", p.Form.Note, jema.SlotNoteMax))
	}
	switch c.PostForm("do") {
	case "close":
		r.State = jema.SlotClosed
	case "reopen":
		r.State = jema.SlotOpen
	}
	if to = p.Chosen.Slot.Interval; changed["day"] || changed["from"] || changed["to"] {
		if to, err = p.readTime(&problems); err != nil {
			return r, to, err
		}
	}
	return r, to, problems.Err()
}

// slotRefusal puts a refusal of the store beside the field it is about.
func slotRefusal(err error, r postgres.SlotRevision) error {
	problem := page.Refusal(err)
	switch {
	case problem == nil:
		return err
	case problem.Message == jema.ErrSlotBelowHeld.Message && r.Held != nil:
		return atField("held", err)
	case r.Capacity != nil:
		return atField("capacity", err)
	case r.Bookable != nil:
		return atField("bookable_from", err)
	}
	return err
}

// readTime reads the day and the hours a slot is moved to.
func (p *slotPage) readTime(problems *jema.Problems) (jema.Interval, error) {
	day, err := jema.ParseDate(p.Form.Day)
	if err != nil || !day.Valid() {
		problems.Add("day", "slot_page.day_wrong")
	}
	from, okFrom := clockOf(p.Form.From)
	to, okTo := clockOf(p.Form.To)
	if !okFrom {
		problems.Add("from", "slot_page.clock_wrong")
	}
	if !okTo {
		problems.Add("to", "slot_page.clock_wrong")
	}
	if len(*problems) > 0 {
		return jema.Interval{}, nil
	}
	p.ToWhen = p.Voice.When(jema.Span{Day: day, From: from, To: to})
	interval, err := jema.Span{Day: day, From: from, To: to}.Interval(p.Edition.Zone)
	return interval, atField("from", err)
}

// clockOf reads « 14:30 », as a browser's time field sends it.
func clockOf(typed string) (jema.Clock, bool) {
	hours, minutes, ok := strings.Cut(typed, ":")
	h, err := strconv.Atoi(hours)
	m, other := strconv.Atoi(minutes)
	return jema.NewClock(h, m), ok && err == nil && other == nil && h >= 0 && h < 24 && m >= 0 && m < 60
}
