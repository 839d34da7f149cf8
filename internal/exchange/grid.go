package exchange

import (
	"strconv"
	"strings"
	"unicode"

	"jema/internal/schedule"
	"jema/internal/text"
)

// gridCell returns the content of a cell of a grid of days and halves of days in the
// words of hours: a tick, the first name of somebody who is there or a number of
// places below « Sam. 10h-11h30 » are 10h-11h30, below « Sam. matin » the hours
// that the legend gives for a morning.
func (r *dayReader) gridCell(d dayColumn, cell string) string {
	if d.role != "" || d.half == "" && d.clock == "" || shut(cell) {
		return cell
	}
	hours := d.clock
	if hours == "" {
		hours = r.halfHours(d.half)
	}
	yes, sure := readFlag(cell)
	names := r.namesOnly(cell)
	places := number(cell)
	isPlaces := onlyDigits(cell) && places > 1 && places <= capacityMax && hours != ""
	if names {
		r.note("hours", Doubtful, "import.grid.names", "text", cell)
	}
	switch {
	case isPlaces:
		r.placesAt(d, hours, places)
	case sure && yes || names:
	case d.clock != "" && !clockAt().MatchString(text.Fold(cell)): // « complet »
		return d.clock + " " + cell
	default:
		return cell
	}
	if hours == "" {
		r.row.Lacks = append(r.row.Lacks, halfField[d.half])
		return "x"
	}
	return hours
}

// halfField is the field under which the hours of a half of a day can be given
// for the whole file.
var halfField = map[string]string{"matin": "morning", "après-midi": "afternoon", "soir": "evening"}

// halfHours returns the hours of a half of a day as the legend of the table, or
// what holds for the whole file, gives them.
func (r *dayReader) halfHours(half string) string {
	if s := r.table.legend()[half]; s != "" {
		return s
	}
	return r.frame.defaults[halfField[half]]
}

var legendAt = lazily(`\b(matin(?:ee)?|apres[ -]midi|soir(?:ee)?)s?\s*(?:=|:|\(|de)?\s*(\d{1,2} ?(?:h ` +
	`?(?:[0-5]\d)?|:[0-5]\d)?\s?(?:-|a)\s?\d{1,2} ?(?:h ?(?:[0-5]\d)?|:[0-5]\d))`)

// legend returns what the lines above the header give for the halves of a day:
// « matin : 10h-12h, après-midi : 14h-18h ».
func (t *Table) legend() map[string]string {
	found := map[string]string{}
	for _, note := range t.notes {
		for _, m := range legendAt().FindAllStringSubmatch(text.Fold(note), -1) {
			found[halfOf(m[1])] = m[2]
		}
	}
	return found
}

// namesOnly reports whether a cell holds first names and nothing else, or single
// words with a capital where the lines above the header speak of first names.
func (r *dayReader) namesOnly(cell string) bool {
	words := strings.FieldsFunc(cell, func(c rune) bool { return c == ',' || c == '&' || c == '/' || unicode.IsSpace(c) })
	if len(words) == 0 || len(words) > 4 {
		return false
	}
	told := strings.Contains(text.Fold(strings.Join(r.table.notes, " ")), "prenom")
	for _, w := range words {
		first := []rune(w)[0]
		if w == "et" {
			continue
		}
		if !unicode.IsUpper(first) || strings.ContainsAny(w, "0123456789?!") || !isFirstName(text.Fold(w)) &&
			!(told && len(w) > 2) {
			return false
		}
	}
	return true
}

// sessionPlaces are the places of one session of a grid.
type sessionPlaces struct {
	phrase string
	places int
}

func (r *dayReader) placesAt(d dayColumn, hours string, places int) {
	r.places = append(r.places, sessionPlaces{d.day + " " + hours, places})
	r.mark("capacity", strconv.Itoa(places), r.table.Header[d.column])
}

// eachPlaces gives every slot the places that its own cell of a grid gives.
func (r *dayReader) eachPlaces() {
	for _, p := range r.places {
		spans, err := schedule.Parse(p.phrase, r.frame.schedule(schedule.Free, 0))
		if err != nil {
			continue // the whole phrase was refused already
		}
		for _, s := range spans {
			interval, err := s.Interval(r.frame.edition.Zone)
			if err != nil {
				continue
			}
			for i := range r.row.Slots {
				if r.row.Slots[i].Start.Equal(interval.Start) {
					r.row.Slots[i].Capacity = p.places
				}
			}
		}
	}
}
