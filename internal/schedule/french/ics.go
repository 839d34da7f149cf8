package french

import (
	"regexp"
	"slices"
	"strings"

	"jema/internal/schedule/plan"
)

// The lines of an event as calendars export it. Beginning and end lie on one day, in
// local time; the folding has made « : » of each « = ».
var (
	eventStart = regexp.MustCompile(`^dtstart` + eventZone + `:(\d{4})(\d\d)(\d\d)t(\d\d)(\d\d)(\d\d)?$`)
	eventEnd   = regexp.MustCompile(`^dtend` + eventZone + `:(\d{4})(\d\d)(\d\d)t(\d\d)(\d\d)(\d\d)?$`)
	eventKey   = regexp.MustCompile(`^([a-z-]+)(;[^:]*)?:`)
)

// eventZone is what may name the zone of a time: that of every edition, or none.
const eventZone = `(;tzid:europe/paris|;tzid:romance standard time|;value:date-time)*`

// eventText are the lines whose text people read; eventRules those that change when
// the event takes place, which nothing here reads.
var (
	eventText  = map[string]bool{"summary": true, "description": true, "comment": true}
	eventRules = map[string]bool{"dtstart": true, "dtend": true, "rrule": true, "rdate": true, "exdate": true,
		"exrule": true, "duration": true, "recurrence-id": true}
	eventSound = map[string]bool{"status:confirmed": true, "method:publish": true, "method:request": true}
)

// calendarLines writes the lines of exported calendar events as a person would:
// the day and the hours, and the texts. The other lines are set aside.
func calendarLines(lines [][]char) ([][]char, *plan.Fault) {
	begins := func(l []char) bool { return strings.HasPrefix(lineText(l), "begin:vevent") }
	if !slices.ContainsFunc(lines, begins) {
		return lines, nil
	}
	var out [][]char
	start := ""
	for _, l := range lines {
		said := lineText(l)
		key := eventKey.FindStringSubmatch(said)
		from, to := eventStart.FindStringSubmatch(said), eventEnd.FindStringSubmatch(said)
		switch {
		case from != nil && start == "":
			start = strings.Join(from[2:5], "-")
			l = rewritten(l, start+" de "+from[5]+"h"+from[6])
		case to != nil && start == strings.Join(to[2:5], "-"):
			start = ""
			l = rewritten(l, "à "+to[5]+"h"+to[6])
		case key == nil:
		case eventRules[key[1]], key[1] == "status" && !eventSound[said], key[1] == "method" && !eventSound[said]:
			return nil, plan.NewFault(plan.Table, l[0].mark().To(last(l).mark()))
		case eventText[key[1]]:
			l = slices.Clone(l)
			for i := range len(key[0]) {
				l[i].r = ' '
			}
		default:
			l = asideLine(l)
		}
		out = append(out, l)
	}
	return out, nil
}

func lineText(line []char) string { return strings.TrimSpace(textOf(line)) }

// rewritten returns a line whose text is replaced; every character takes its place.
func rewritten(line []char, said string) []char {
	folded, _ := fold(said)
	for i := range folded {
		folded[i].start, folded[i].end = line[0].start, last(line).end
	}
	return folded
}
