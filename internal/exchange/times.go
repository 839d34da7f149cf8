package exchange

import (
	"errors"
	"slices"
	"strconv"
	"strings"
	"time"

	"jema/internal/catalogue"
	"jema/internal/jema"
	"jema/internal/postgres"
	"jema/internal/schedule"
	"jema/internal/text"
)

// times reads when one may come: freely, by slots, or both.
func (r *reading) times() {
	minutes := r.duration()
	hours, hoursBroken := r.phrase("hours")
	slots, slotsBroken := r.phrase("slots")
	places, counted := r.capacity(slots != "")
	if hours == "" && slots == "" && !hoursBroken && !slotsBroken {
		hours, slots = r.compose(counted && places > 0)
	} else {
		hours, slots = r.dated(hours, schedule.Free, 0), r.dated(slots, schedule.Slots, minutes)
	}
	if hours == "" && slots == "" {
		if !hoursBroken && !slotsBroken {
			r.note("hours", Blocking, "import.times.missing")
		}
		return
	}
	if !hoursBroken {
		r.hours(hours)
	}
	if !slotsBroken {
		r.slots(slots, minutes, places)
	}
}

// phrase returns the words of a cell that says when.
func (r *reading) phrase(field string) (s string, broken bool) {
	s, read := r.value(field)
	if saysNone(s) {
		s = ""
	}
	return s, !read && len(r.table.Columns[field]) > 0
}

func (r *reading) duration() int {
	s, read := r.line("duration")
	if !read {
		return 0
	}
	if s == "" {
		r.set("duration", "")
		return 0
	}
	n, problem := readDuration(s)
	if problem != "" {
		r.note("duration", Blocking, problem)
		return 0
	}
	if bareNumber().MatchString(s) {
		r.note("duration", Repaired, "import.duration.minutes", "n", n)
	}
	r.set("duration", strconv.Itoa(n))
	return n
}

// capacity reads the places per slot; 0 when they are not known.
func (r *reading) capacity(needed bool) (places int, read bool) {
	s, there := r.line("capacity")
	switch {
	case s == "" && !needed || !there && len(r.table.Columns["capacity"]) > 0:
		return 0, there
	case s == "":
		r.note("capacity", Blocking, "import.capacity.missing")
		return 0, true
	}
	places, problem := readCapacity(s)
	if problem != "" {
		severity := Blocking
		if !needed {
			severity = Doubtful
		}
		r.note("capacity", severity, problem)
		return 0, true
	}
	if !needed && len(r.table.Columns["date"]) == 0 {
		r.note("capacity", Doubtful, "import.capacity.unused")
	}
	return places, true
}

// compose makes a phrase of the columns of a file that keeps day, beginning
// and end apart: slots when there are places, free hours otherwise.
func (r *reading) compose(booked bool) (hours, slots string) {
	date, _ := r.line("date")
	start, _ := r.line("start")
	end, _ := r.line("end")
	switch {
	case date == "":
		return "", ""
	case start == "":
		return date, "" // « samedi de 10h à 12h » in one cell, or a question to ask
	case end == "":
		if booked {
			return "", date + " à " + start
		}
		return date + " à " + start, ""
	case booked:
		if _, given := r.row.Fields["duration"]; !given || r.row.Fields["duration"] == "" {
			r.between(start, end)
		}
		return "", date + " à " + start
	}
	return date + " de " + start + " à " + end, ""
}

// dated puts the day that stands in a column of its own before hours that can
// only be understood with it.
func (r *reading) dated(phrase string, kind schedule.Kind, minutes int) string {
	date, _ := r.line("date")
	if phrase == "" || date == "" {
		return phrase
	}
	e := r.frame.edition
	frame := schedule.Frame{From: e.StartsOn, To: e.EndsOn, Kind: kind, Minutes: minutes}
	if _, err := schedule.Parse(phrase, frame); err == nil {
		return phrase
	}
	return date + " " + phrase
}

// between takes the time from start to end as a slot's duration.
func (r *reading) between(start, end string) {
	from, problem1 := readDuration(start)
	to, problem2 := readDuration(end)
	if problem1 == "" && problem2 == "" && to > from {
		r.set("duration", strconv.Itoa(to-from))
	}
}

func (r *reading) hours(phrase string) {
	if len(r.table.Columns["hours"])+len(r.table.Columns["date"]) == 0 {
		return
	}
	r.set("hours_text", phrase)
	if phrase == "" {
		r.row.HoursRead = true
		return
	}
	r.row.Hours, r.row.HoursRead = r.intervals("hours", phrase, schedule.Free, 0)
}

func (r *reading) slots(phrase string, minutes, places int) {
	if len(r.table.Columns["slots"])+len(r.table.Columns["date"]) == 0 {
		return
	}
	r.set("slots_text", phrase)
	if phrase == "" {
		r.row.SlotsRead = true
		return
	}
	if minutes == 0 {
		minutes, _ = strconv.Atoi(r.row.Fields["duration"])
	}
	intervals, read := r.intervals("slots", phrase, schedule.Slots, minutes)
	if !read || places == 0 {
		return
	}
	audience := jema.AudiencePublic
	if forSchools().MatchString(text.Fold(phrase)) {
		audience = jema.AudienceSchools
		r.set("party_max", strconv.Itoa(min(places, 500))) // a class comes whole
	}
	for _, i := range intervals {
		r.row.Slots = append(r.row.Slots, postgres.SlotPlan{Interval: i, Audience: audience, Capacity: places})
	}
	r.row.SlotsRead = true
}

var forSchools = lazily(`\b(?:scolaires?|classes?|ecoles?|colleges?|lycees?)\b`)

// intervals reads a phrase into moments of the edition.
func (r *reading) intervals(field, phrase string, kind schedule.Kind, minutes int) ([]jema.Interval, bool) {
	e := r.frame.edition
	if len(r.table.Columns[field]) == 0 {
		field = "date"
	}
	spans, err := schedule.Parse(phrase, schedule.Frame{From: e.StartsOn, To: e.EndsOn, Kind: kind, Minutes: minutes})
	if err != nil {
		r.write(field, Blocking, whyNot(err))
		return nil, false
	}
	slices.SortFunc(spans, jema.Span.Compare)
	var out []jema.Interval
	for _, s := range slices.Compact(spans) {
		interval, err := s.Interval(e.Zone)
		if err != nil {
			r.write(field, Blocking, whyNot(err))
			return nil, false
		}
		out = append(out, jema.Interval{Start: interval.Start.In(time.UTC), End: interval.End.In(time.UTC)})
	}
	return out, true
}

// whyNot says why a phrase was refused, with the question that settles it.
func whyNot(err error) string {
	if p, ok := errors.AsType[*schedule.Problem](err); ok {
		return strings.TrimSpace(p.Message + " " + p.Question)
	}
	if e, ok := errors.AsType[*jema.Error](err); ok {
		return catalogue.In("fr").Explain(e)
	}
	return err.Error()
}
