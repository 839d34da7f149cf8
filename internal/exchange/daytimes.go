package exchange

import (
	"math"
	"strconv"
	"strings"

	"jema/internal/text"
)

// dayReader reads the columns headed by days or hours.
type dayReader struct {
	*reading
	places []sessionPlaces // of single sessions of a grid
}

// withDays adds what the columns headed by days or hours hold to the words for
// free hours and for slots. Days that are only ticked take the hours that are
// in a column of their own.
func (r *dayReader) withDays(hours, slots string) (free, booked string) {
	if len(r.table.Days) == 0 {
		return hours, slots
	}
	var f, b, ticked []string
	for _, day := range r.days() {
		switch {
		case day.tick && day.hours == "" && day.slots == "":
			ticked = append(ticked, day.name)
			continue
		case day.hours != "":
			f = append(f, strings.TrimSpace(day.name+" "+day.hours))
		}
		if day.slots != "" {
			b = append(b, strings.TrimSpace(day.name+" "+day.slots))
		}
	}
	if len(ticked) > 0 {
		switch days := text.Join(ticked); {
		case hours != "" && !dayAt().MatchString(text.Fold(hours)) && !dateAt().MatchString(text.Fold(hours)):
			hours = days + " " + hours
		case slots != "" && !dayAt().MatchString(text.Fold(slots)):
			slots = days + " " + slots
		case hours == "" && slots == "":
			f = append(f, days)
		}
	}
	return together(hours, f), together(slots, b)
}

func together(phrase string, more []string) string {
	if phrase != "" {
		more = append([]string{phrase}, more...)
	}
	return strings.Join(more, " ; ")
}

// oneDay is the content of the columns of one day in a row.
type oneDay struct {
	name, hours, slots string
	tick               bool
}

// days reads the columns headed by days or hours, those of one day together.
func (r *dayReader) days() (list []oneDay) {
	var p pair
	for _, d := range r.table.Days {
		cell := ""
		if d.column < len(r.cells) {
			cell = text.Line(strings.ReplaceAll(r.cells[d.column].Text, "\n", " / "))
		}
		if d.clock != "" && d.day == "" {
			list = r.clockCell(list, d, cell)
			continue
		}
		if len(list) == 0 || list[len(list)-1].name != d.name() {
			p.close(list)
			list = append(list, oneDay{name: d.name()})
		}
		p.cell(list, d, r.gridCell(d, cell))
	}
	p.close(list)
	return list
}

// pair is a column « de » that waits for its column « à ».
type pair struct {
	from             string // of the day being read, "" when none waits
	booked           bool
	lastFrom, lastTo string // of the pair before, for « idem »
}

func (p *pair) cell(list []oneDay, d dayColumn, cell string) {
	day, clock := &list[len(list)-1], clockOf(cell)
	switch {
	case d.role == "from" && same(cell):
		clock = p.lastFrom
	case d.role == "to" && same(cell):
		clock = p.lastTo
	}
	isClock := onlyClock().MatchString(text.Fold(clock))
	switch {
	case d.role == "from" && isClock:
		p.close(list)
		p.from, p.booked = clock, d.booked
		return
	case shut(cell):
	case d.role == "to" && p.from != "":
		day.add(d.booked, "de "+p.from+" à "+clock)
		p.from, p.lastFrom, p.lastTo = "", p.from, clock
	case d.role == "to" && isClock:
		day.add(d.booked, "jusqu'à "+clock) // a closing hour alone: the opening hour is asked
	default:
		p.close(list)
		day.cell(d, cell)
	}
	p.close(list)
}

// close adds an opening hour whose closing hour is missing to its day, so that
// it is questioned; under a header of bookings it is a departure.
func (p *pair) close(list []oneDay) {
	if p.from != "" {
		list[len(list)-1].add(p.booked, "à "+p.from)
	}
	p.from = ""
}

// same reports whether a cell repeats the one before it.
func same(cell string) bool {
	switch strings.Trim(text.Fold(cell), " .") {
	case "idem", "id", "pareil", "meme chose", "meme heure", "memes horaires", "\"", "''":
		return true
	}
	return false
}

var dayFraction = lazily(`^0?[.,]\d+$`)

// clockOf writes a bare hour as one: « 10 » below « de » is 10h, and 0,5833, a
// spreadsheet's time without its format, is 14h00.
func clockOf(cell string) string {
	bare := strings.TrimSpace(cell)
	if onlyDigits(bare) && len(bare) <= 2 {
		return bare + "h"
	}
	if dayFraction().MatchString(bare) {
		if part, err := strconv.ParseFloat(strings.Replace(bare, ",", ".", 1), 64); err == nil {
			return clockText(int(math.Round(part * 24 * 60)))
		}
	}
	return cell
}

func (d *oneDay) cell(c dayColumn, cell string) {
	folded := text.Fold(cell)
	yes, sure := readFlag(cell)
	switch {
	case sure && yes:
		d.tick = true
	case c.clock != "" && shut(cell):
	case rangeAt().MatchString(folded):
		d.add(c.booked, cell)
	case onlyClock().MatchString(folded):
		d.add(true, "à "+cell)
	case len(clockAt().FindAllString(folded, -1)) > 0:
		d.add(true, cell)
	default:
		d.add(c.booked, cell)
	}
}

func (d *oneDay) add(booked bool, words string) {
	to := &d.hours
	if booked {
		to = &d.slots
	}
	if *to != "" {
		*to += " et "
	}
	*to += words
}

// clockCell adds a column headed by an hour: ticked, it is a departure on the
// day of the row; a day in the cell is the departure's own.
func (r *dayReader) clockCell(list []oneDay, d dayColumn, cell string) []oneDay {
	if shut(cell) {
		return list
	}
	name, _ := r.line("date")
	if dayAt().MatchString(text.Fold(cell)) || dateAt().MatchString(text.Fold(cell)) {
		name = cell
	}
	for i := range list {
		if list[i].name == name {
			list[i].add(true, "à "+d.clock)
			return list
		}
	}
	return append(list, oneDay{name: name, slots: "à " + d.clock})
}
