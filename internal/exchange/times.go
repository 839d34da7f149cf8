package exchange

import (
	"cmp"
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

// timesReader reads when one may come, of all columns together.
type timesReader struct {
	*reading
	bookings bookingReader
	days     *dayReader
	facts    factReader
}

// times reads when one may come: freely, by slots, or both.
func (r timesReader) times() {
	minutes := r.duration()
	r.bookings.bookingUnread()
	hours, hoursBroken := r.phrase("hours")
	slots, slotsBroken := r.phrase("slots")
	hours, slots = r.days.withDays(hours, slots)
	hours, slots = r.dateByDate("hours", hours), r.dateByDate("slots", slots)
	if slots == "" && r.bookings.booked(hours) {
		if _, visits := apart(hours); visits == "" {
			hours, slots, hoursBroken = "", hours, false
		}
	}
	needed := slots != "" || r.bookings.countsPlaces()
	places, counted := r.bookings.capacity(needed)
	if hours == "" && slots == "" && !hoursBroken && !slotsBroken {
		hours, slots = r.compose(counted && places > 0 || needed)
	} else {
		hours, slots = r.dated(hours, schedule.Free, 0), r.dated(slots, schedule.Slots, minutes)
	}
	hours, slots = r.bookings.settle(hours, slots, minutes, places)
	if places == 0 && slots != "" && len(r.row.of("capacity")) == 0 {
		places, _ = r.bookings.capacity(true)
	}
	if hours == "" && slots == "" {
		if !hoursBroken && !slotsBroken {
			r.note("hours", Blocking, "import.times.missing")
		}
		return
	}
	if slots == "" && places > 0 {
		r.note("capacity", Doubtful, "import.capacity.unused")
	}
	if !hoursBroken {
		r.hours(hours)
	}
	if !slotsBroken {
		r.slots(slots, minutes, places)
	}
}

// phrase returns the words of the cells that specify when.
func (r timesReader) phrase(field string) (s string, broken bool) {
	s, read := r.all(field, " ; ")
	if isNone(s) {
		s = ""
	}
	return s, !read && len(r.table.Columns[field]) > 0
}

func (r timesReader) duration() int {
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

// compose makes a phrase of the columns of a file that has day, beginning
// and end apart: slots when there are places, free hours otherwise.
func (r timesReader) compose(booked bool) (hours, slots string) {
	var free, slots2 []string
	dates, starts, ends := r.dates(), r.each("start"), r.each("end")
	r.row.session = slices.ContainsFunc(starts, func(s string) bool { return s != "" })
	for i := range max(len(dates), len(starts)) {
		f, s := r.composeOne(nth(dates, i), nthOnly(starts, i), nthOnly(ends, i), booked)
		free, slots2 = append(free, f...), append(slots2, s...)
	}
	return strings.Join(free, " ; "), strings.Join(slots2, " ; ")
}

// nth returns the i-th of a list, or its last: one date beside two beginnings.
func nth(list []string, i int) string {
	if len(list) == 0 {
		return ""
	}
	return list[min(i, len(list)-1)]
}

func nthOnly(list []string, i int) string {
	if i < len(list) {
		return list[i]
	}
	return ""
}

func (r timesReader) composeOne(date, start, end string, booked bool) (hours, slots []string) {
	start, end = clockOf(start), clockOf(end)
	switch {
	case date == "" && start == "":
		return nil, nil
	case start == "":
		return []string{date}, nil // « samedi de 10h à 12h » in one cell, or a question to ask
	case end == "" && booked:
		return nil, []string{date + " à " + start}
	case end == "" && r.row.Fields["duration"] != "":
		return []string{strings.TrimSpace(date + " à " + start + ", durée " + r.row.Fields["duration"] + " min")}, nil
	case end == "":
		return []string{date + " à " + start}, nil
	case booked && r.row.Fields["duration"] == "" && !r.between(start, end):
		hours = []string{strings.TrimSpace(date + " de " + start + " à " + end)}
		if walksIn[jema.OpeningKind(r.row.Fields["kind"])] && !r.bookings.mentionsBooking() {
			return hours, nil
		}
		return nil, hours
	case booked:
		return nil, []string{strings.TrimSpace(date + " à " + start)}
	}
	return []string{strings.TrimSpace(date + " de " + start + " à " + end)}, nil
}

// dateByDate joins the dates of a file that has several to the hours beside each:
// « Date 1, Horaire 1, Date 2, Horaire 2 ».
func (r timesReader) dateByDate(field, phrase string) string {
	dates, hours := r.dates(), r.each(field)
	if len(dates) < 2 || len(hours) == 0 || phrase == "" {
		return phrase
	}
	var parts []string
	for i, h := range hours {
		date := nthOnly(dates, i)
		if len(hours) == 1 { // one column of hours for all dates
			date = text.Join(slices.DeleteFunc(slices.Clone(dates), func(s string) bool { return s == "" }))
		}
		if h != "" {
			parts = append(parts, strings.TrimSpace(date+" "+h))
		}
	}
	return strings.Join(parts, " ; ")
}

// dated puts the day that is in a column of its own before hours that can
// only be understood with it.
func (r timesReader) dated(phrase string, kind schedule.Kind, minutes int) string {
	date := r.onlyDate()
	if phrase == "" || date == "" {
		return phrase
	}
	if r.frame.readable(phrase, kind, minutes) {
		return phrase
	}
	r.row.session = true
	return date + " " + phrase
}

// between takes the time from start to end as a slot's duration, where that may
// be one session of the kind.
func (r timesReader) between(start, end string) bool {
	from, problem1 := readDuration(start)
	to, problem2 := readDuration(end)
	most := cmp.Or(sessionMax[jema.OpeningKind(r.row.Fields["kind"])], sessionMax[jema.Initiation])
	if problem1 != "" || problem2 != "" || to <= from || to-from > most {
		return false
	}
	r.set("duration", strconv.Itoa(to-from))
	return true
}

// hasColumn reports whether the file has a column for free hours, or for slots, so
// that an empty cell means that there are none.
func (r timesReader) hasColumn(field string) bool {
	columns := r.table.Columns
	return len(columns[field])+len(columns["date"])+len(columns["first_day"])+len(r.table.Days) > 0
}

func (r timesReader) hours(phrase string) {
	if phrase == "" && !r.hasColumn("hours") {
		return
	}
	r.set("hours_text", phrase)
	if phrase == "" {
		r.row.HoursRead = true
		return
	}
	r.row.Hours, r.row.HoursRead = r.intervals("hours", phrase, schedule.Free, 0)
}

func (r timesReader) slots(phrase string, minutes, places int) {
	if phrase == "" && !r.hasColumn("slots") {
		return
	}
	if minutes == 0 {
		minutes, _ = strconv.Atoi(r.row.Fields["duration"])
	}
	phrase = r.bookings.eachOne(phrase, minutes)
	r.set("slots_text", phrase)
	if phrase == "" {
		r.row.SlotsRead = true
		return
	}
	intervals, read := r.intervals("slots", phrase, schedule.Slots, minutes)
	if !read && minutes == 0 && r.frame.readable(phrase, schedule.Slots, 30) {
		r.row.Lacks = append(r.row.Lacks, "duration")
	}
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
	r.days.eachPlaces()
	r.row.SlotsRead = true
}

var forSchools = lazily(`\b(?:scolaires?|classes?|ecoles?|colleges?|lycees?)\b`)

// intervals reads a phrase into moments of the edition.
func (r timesReader) intervals(field, phrase string, kind schedule.Kind, minutes int) ([]jema.Interval, bool) {
	for _, dated := range []string{"date", "first_day"} {
		if len(r.table.Columns[field]) == 0 && len(r.table.Columns[dated]) > 0 {
			field = dated
		}
	}
	said, err := schedule.Read(phrase, r.frame.schedule(kind, minutes))
	if err != nil {
		r.write(field, Blocking, whyNot(err))
		return nil, false
	}
	if aside := r.aside(said.SetAside); len(aside) > 0 {
		r.note(field, Doubtful, "import.times.aside", "n", len(aside), "words", quotedList(aside))
	}
	slices.SortFunc(said.Spans, jema.Span.Compare)
	var out []jema.Interval
	for _, s := range slices.Compact(said.Spans) {
		interval, err := s.Interval(r.frame.edition.Zone)
		if err != nil {
			r.write(field, Blocking, whyNot(err))
			return nil, false
		}
		out = append(out, jema.Interval{Start: interval.Start.In(time.UTC), End: interval.End.In(time.UTC)})
	}
	return out, true
}

// quotedList writes words that were set aside: « sur la place », « parking ».
func quotedList(words []string) string {
	quoted := make([]string, len(words))
	for i, w := range words {
		quoted[i] = "«\u00a0" + shorten(w, 80) + "\u00a0»"
	}
	return strings.Join(quoted, ", ")
}

// whyNot gives the reason why a phrase was refused, with the question that settles it.
func whyNot(err error) string {
	if p, ok := errors.AsType[*schedule.ProblemError](err); ok {
		return strings.TrimSpace(p.Message + " " + p.Question)
	}
	if e, ok := errors.AsType[*jema.Error](err); ok {
		return catalogue.In("fr").Explain(e)
	}
	return err.Error()
}
