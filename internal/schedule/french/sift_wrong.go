package french

import "jema/internal/schedule/plan"

// What a text takes back is set aside where what holds is written beside it. Each
// function returns the end of what is set aside at i, or i.

// corrected reads « 10h-18h (et non 19h comme indiqué) », « samedi et non dimanche »
// and « 9h-17h au lieu de 10h-18h ».
func corrected(r row, i int, f plan.Frame) int {
	j, single := takesBack(r, i, f)
	if j == i {
		return i
	}
	if single && !r.is(r.back(i-1, open, comma)-1, dash, at, until, slash, clock, ends, closed) {
		return i // « de 10h pas à 12h »
	}
	behindHour := r.is(i-1, clock) || r.is(i-1, open, comma) && r.is(i-2, clock)
	behindDay := r.is(i-1, weekday, number, month) || r.is(i-1, open, comma) && r.is(i-2, weekday, number, month)
	j = r.skip(j, of, at, since, until, article, begins)
	end := wrongHours(r, j)
	switch {
	case end > j && behindHour && !(single && end > j+1):
		end = r.skip(end, like, unknown, other, article, over, nothing)
	case behindDay && !single:
		if end = wrongDays(r, j); end == j {
			return i
		}
		if r.is(end, of, clock, colon) {
			return end
		}
	default:
		return i
	}
	if !r.closes(end) && !r.is(end, ends, closed) {
		return i
	}
	return end
}

// takesBack returns the end of the words at i that take back what follows, and
// whether they only do so before a single hour: « pas 12h-14h » is a break.
func takesBack(r row, i int, f plan.Frame) (end int, single bool) {
	j := r.skip(i, and)
	switch {
	case r.is(i, doubtful) && r.at(i).text == "non" && r.is(i-1, clock):
		return i, false // « 10h-18h non 10h-17h » may take back either
	case r.is(j, doubtful) && r.at(j).text == "non":
		if j++; r.is(j, except) && r.at(j).value == negating {
			j++
		}
		return j, false
	case r.is(i, doubtful) && r.at(i).text == "lieu" && r.is(i+1, of, ofThe):
		return i + 1, false
	case r.is(i, except) && r.at(i).value == negating && f.Kind == plan.Free:
		return i + 1, true
	}
	return i, false
}

// wrongHours passes over one hour or a range.
func wrongHours(r row, i int) int {
	switch {
	case r.is(i, clock) && r.is(i+1, dash, at, slash) && r.is(i+2, clock):
		return i + 3
	case r.is(i, clock):
		return i + 1
	}
	return i
}

// wrongDays passes over one day, or over two that « et » joins.
func wrongDays(r row, i int) int {
	j := i
	for r.is(j, weekday) {
		if j++; r.is(j, number) {
			j++
		}
		if r.is(j, month) {
			j++
		}
		if !r.is(j, and) || !r.is(r.skip(j+1, article), weekday) {
			break
		}
		j = r.skip(j+1, article)
	}
	return j
}

// withinPlaces reads « dans la limite des 40 places »: how many may come, not when.
func withinPlaces(r row, i int) int {
	if !r.is(i, doubtful) || r.at(i).text != "limite" || !r.is(i-1, article) || r.at(i-2).text != "dans" {
		return i
	}
	j := r.skip(i+1, of, ofThe, article)
	if r.is(j, number) {
		j++
	}
	if !r.is(j, people) {
		return i
	}
	return j + 1
}

// spoken reads « (en anglais le vendredi) »: in which language, not when.
func spoken(r row, i int) int {
	if !r.is(i-1, open) || r.at(i).text != "en" || !r.is(i+1, unknown, other) || !languages[r.at(i+1).text] {
		return i
	}
	j := r.skip(i+2, article, ofThe, of, at, atThe, weekday, number, month, date, and, comma)
	if !r.is(j, shut) {
		return i
	}
	return j
}

var languages = map[string]bool{"anglais": true, "allemand": true, "italien": true, "espagnol": true,
	"neerlandais": true, "portugais": true, "lsf": true, "langue": true, "chinois": true, "arabe": true}
