package french

import (
	"slices"
	"time"

	"jema/internal/schedule/plan"
)

// days reads a list of days: « samedi 10 et dimanche 11 avril », « du mardi au
// vendredi », « tous les jours ».
func (p *parser) days(i int) (int, *plan.Fault) {
	list, j, fault := p.dayList(i)
	if fault != nil || j == i {
		return i, fault
	}
	p.add(plan.Item{Kind: plan.OnDays, Days: list}, i, j)
	return j, nil
}

// dayList reads elements as long as each leads to the next.
func (p *parser) dayList(i int) ([]plan.Days, int, *plan.Fault) {
	d, j, fault := p.dayElement(i)
	if fault != nil || j == i {
		return nil, i, fault
	}
	list := []plan.Days{d}
	if d.Shape == plan.Counted {
		return list, j, nil
	}
	behindHours := p.gap == plan.NoGap && p.saidHours() && !p.excepting
	for {
		k, joined := p.joint(j)
		if behindHours && addsDays(p.lexemes, j, k) {
			break
		}
		p.listing = true
		d, end, fault := p.dayElement(k)
		p.listing = false
		if fault != nil {
			return nil, i, fault
		}
		if end == k {
			break
		}
		if k > j && p.at(j).parted && p.at(j).strange && p.is(j, comma, and) && !p.moving {
			return nil, i, p.fault(plan.Stray, j, end) // « mercredi réservé aux classes, samedi 10h-18h »
		}
		if k == j && p.at(j).parted && !p.moving {
			return nil, i, p.fault(plan.Stray, j, end) // « vendredi 👉 dimanche » may be two days or three
		}
		if p.is(j, comma) && !joined && p.is(end, same) && (behindHours || p.behindSame()) {
			break // « idem mercredi et jeudi, vendredi pareil mais… »
		}
		d.And, d.Of, d.Apart = joined, k == j, p.is(j, comma, slash)
		list = append(list, d)
		if len(list) > longestList {
			return nil, i, p.fault(plan.TooLong, i, end)
		}
		j = p.closing(j, k, end)
	}
	if p.listOrRange(list, j) {
		switch p.frame.Picked(plan.ListOrRange) {
		case 0:
			return nil, i, p.fault(plan.ListOrRange, i, j)
		case 2:
			list = []plan.Days{{Mark: p.mark(i, j), Shape: plan.Range, From: list[0].From, To: list[1].From}}
		}
	}
	if p.sloppyStarts(list, i, j) && !p.moving {
		return nil, i, p.fault(plan.DayOrHour, j-1, j).Number(p.at(j - 1).value)
	}
	return list, j, nil
}

// behindSame reports whether « idem » leads to the days that are read.
func (p *parser) behindSame() bool {
	last := p.last()
	return last != nil && last.Kind == plan.Again && p.gap == plan.NoGap
}

// longestList is more elements than an edition of a year can need.
const longestList = 400

// listOrRange reports whether two numbers with a slash between them leave open
// whether the days between them count.
func (p *parser) listOrRange(list []plan.Days, end int) bool {
	if len(list) != 2 || p.moving {
		return false
	}
	a, b := list[0].From, list[1].From
	if list[0].Shape != plan.One || list[1].Shape != plan.One || a.Month != 0 || b.Named || a.Number+1 == b.Number {
		return false
	}
	for i := end - 1; i > 0 && p.at(i).Start >= a.Start; i-- {
		if p.is(i, slash) {
			return a.Number != 0 && b.Number != 0
		}
	}
	return false
}

// joint skips what may be between two elements. Nothing need be
// there before a weekday.
func (p *parser) joint(i int) (end int, joined bool) {
	j := i
	for p.is(j, comma, slash, open, dash, and) {
		joined = joined || p.is(j, and)
		j++
	}
	if j == i && !p.is(j, weekday, ofThe, article, everyDay, included, weekend) {
		return len(p.lexemes), false
	}
	k := j
	for p.is(k, article) {
		k++
	}
	if p.excepting && p.is(k, everyDay, otherDays) {
		return len(p.lexemes), false // « sauf le mercredi, tous les jours… »
	}
	return j, joined
}

// addsDays reports whether « + », « ainsi que » joins the days behind lexemes i to j-1 to
// those before: behind hours, they have hours of their own.
func addsDays(lexemes []lexeme, i, j int) bool {
	for k := i; k < j && k < len(lexemes); k++ {
		if lexemes[k].kind == and && lexemes[k].value == adding {
			return true
		}
	}
	return false
}

// closing passes over the bracket that closes behind an element, if one opened
// before it.
func (p *parser) closing(from, to, end int) int {
	for k := from; k < to; k++ {
		if p.is(k, open) && p.is(end, shut) {
			return end + 1
		}
	}
	return end
}

// sloppyStarts reports whether the list ends in a number that may be an hour
// whose unit comes later: « samedi 10, 14 et 16h », « 10, 14h ».
func (p *parser) sloppyStarts(list []plan.Days, i, j int) bool {
	last := list[len(list)-1]
	if last.Shape != plan.One || last.From.Named || last.From.Number == 0 || !p.is(j, and, comma) || !p.is(j+1, clock) {
		return false
	}
	for _, d := range list {
		if d.From.Month != 0 || d.To.Month != 0 {
			return false
		}
	}
	if _, _, ok := p.rangeAt(j + 1); ok {
		return false
	}
	return p.is(j, and) || !p.is(i, article, ofThe, weekday)
}

// dayElement reads one day or one range.
func (p *parser) dayElement(i int) (plan.Days, int, *plan.Fault) {
	j, stressed := i, false
	for p.is(j, article, of, ofThe, each, included) {
		stressed = stressed || p.is(j, included)
		j++
	}
	if p.besidesWeekend(j) {
		return plan.Days{Mark: p.mark(i, j+1), Shape: plan.Workweek}, j + 1, nil // « semaine : 14h-18h, WE : 10h-19h »
	}
	if p.is(j, part) && p.is(j-1, each) && !p.listing && !p.awaitsHours() {
		// « tous les matins » gives the days as well.
		return plan.Days{Mark: p.mark(i, j+1), Shape: plan.Every, Part: plan.Part(p.at(j).value)}, j + 1, nil
	}
	if p.is(j, countedDays) {
		if p.listing {
			return plan.Days{}, i, nil
		}
		return plan.Days{Mark: p.mark(i, j+1), Shape: plan.Counted, Count: p.at(j).value}, j + 1, nil
	}
	if d, end, ok := p.namedDays(j); ok {
		d.Mark = p.mark(i, end)
		d.Included = stressed
		return d, end, nil
	}
	if d, end, ok := p.fixedDays(i, j); ok {
		return d, end, nil
	}
	if d, end, fault := p.partOfDays(i, j); fault != nil || end > i {
		return d, end, fault
	}
	d, end, fault := p.calendarDay(i, j)
	d.Included = d.Included || stressed && end > i
	return d, end, fault
}

// calendarDay reads a day by its name or number, or a range of such days; the little
// words before it are lexemes i to j-1.
func (p *parser) calendarDay(i, j int) (plan.Days, int, *plan.Fault) {
	asks := !p.moving && p.frame.Picked(plan.DayOrHour) == 0
	if p.is(j, weekday) && p.dayOrHour(j+1) && asks {
		return plan.Days{}, i, p.fault(plan.DayOrHour, j+1, j+2).Number(p.at(j + 1).value)
	}
	if p.listing && p.is(j-1, of) && j > i && p.is(j, number) && p.startsRange(j) {
		return plan.Days{}, i, nil // « samedi et dimanche, de 10 à 12 heures »
	}
	if p.listing && p.listedHour(j) && asks {
		return plan.Days{}, i, p.fault(plan.DayOrHour, j, j+1).Number(p.at(j).value)
	}
	if p.afterStart(j) && asks {
		return plan.Days{}, i, p.fault(plan.DayOrHour, j, j+1).Number(p.at(j).value)
	}
	from, end, ok := p.day(j)
	if !ok {
		return plan.Days{}, i, nil
	}
	d := plan.Days{Shape: plan.One, From: from}
	to, far, ok := p.rangeEnd(end)
	if ok && p.unclear(from, to, j) {
		if p.moving {
			return plan.Days{}, i, nil
		}
		if asks {
			return d, i, p.fault(plan.DayOrHour, j, far).Number(from.Number)
		}
	}
	if ok {
		d.Shape, d.To, end = plan.Range, to, far
	}
	if p.is(end, included) {
		d.Included = d.Shape == plan.One
		end++
	}
	end, d.Part = p.partBehind(end)
	d.Mark = p.mark(i, end)
	return d, end, nil
}

// rangeEnd reads « au dimanche 11 avril », « - 11 ».
func (p *parser) rangeEnd(i int) (plan.Day, int, bool) {
	j := p.connector(i, false)
	if j == i || p.is(i, comma) {
		return plan.Day{}, i, false
	}
	if p.is(j, article) {
		j++
	}
	if p.is(i, at) && p.is(j, number) && !p.is(j+1, month) {
		return plan.Day{}, i, false
	}
	d, end, ok := p.day(j)
	// « vendredi - samedi - dimanche » lists its days.
	if ok && p.is(i, dash) && p.is(end, dash) && p.is(end+1, weekday) {
		return plan.Day{}, i, false
	}
	if ok && p.is(i, dash) && p.is(i-2, dash) && p.is(i-1, weekday) && p.is(i-3, weekday) {
		return plan.Day{}, i, false
	}
	return d, end, ok
}

// day reads one day: a weekday, a number, a month, a year, as many as there are.
func (p *parser) day(i int) (plan.Day, int, bool) {
	var d plan.Day
	j, w := i, written{number: -1, month: -1, year: -1}
	if p.is(j, weekday) {
		d.Named, d.Weekday = true, time.Weekday(p.at(j).value)
		j++
		if p.is(j, article) && p.is(j+1, number, date) {
			j++
		}
		if p.is(j, comma) && p.is(j+1, number) && p.is(j+2, month) || p.is(j, comma) && p.is(j+1, date) {
			j++ // « samedi, 10 avril »
		}
	}
	switch {
	case p.is(j, date):
		w.number = j
		d.Number, d.Month, d.Year = p.at(j).day.Number, p.at(j).day.Month, p.at(j).day.Year
		j++
	case p.dayNumber(j, d.Named):
		d.Number, w.number = p.at(j).value, j
		j++
		if p.is(j, month) {
			d.Month, w.month = p.at(j).value, j
			j++
			if p.is(j, number) && p.at(j).value >= 1000 && p.at(j).value < 10000 {
				d.Year, w.year = p.at(j).value, j
				j++
			} else if p.shortYear(j) && !p.moving {
				d.Year = 2000 + p.at(j).value
				j++
			}
		}
	case j > i && p.is(j-1, article, comma):
		j--
	}
	d.Mark = p.mark(i, j)
	if p.moving && d.Number != 0 {
		p.dates[d.Mark] = w
	}
	return d, j, j > i
}

// shortYear reports whether « 27 » behind a month is the year of the edition.
func (p *parser) shortYear(i int) bool {
	return p.is(i, number) && p.at(i).width == 2 && p.at(i).value == p.frame.From.Year%100 &&
		!p.startsRange(i) && !p.bareHours(i)
}

// dayNumber reports whether the number at i is a day's, not an hour's: in
// « samedi 10-12h » it begins a range of hours.
func (p *parser) dayNumber(i int, named bool) bool {
	n, led := p.at(i), p.is(i-1, article, ofThe, atThe)
	switch {
	case n.doubt && !named, p.bareHours(i), named && p.runTogether(i) && !p.datesWeekday(i), !named && !led &&
		p.runTogether(i):
		return false
	case !p.is(i, number), n.ordinal && !named && p.is(i+1, weekday):
		return false
	case p.is(i+1, month):
		return true
	case p.is(i+1, people, years, money, minuteUnit, hourUnit), n.value == 0 || n.value > 31 && !named:
		return false
	case p.is(i+1, event):
		return named && n.width > 0 && p.datesWeekday(i) && !p.eventPerHour(i)
	case p.is(i+1, nothing, unknown, begins, dayWord, only):
		return named || led && !p.moving || p.listing && p.is(i+1, begins)
	case p.is(i+1, number) && p.at(i+1).width > 0 && !p.startsRange(i+1):
		return named
	case p.startsRange(i) && !named && p.listing && (p.saysStart(i) || p.frame.Picked(plan.DayOrHour) == 1):
		return true
	case p.startsRange(i):
		return led && !named || named && p.datesWeekday(i) &&
			(p.saysStart(i) || (p.moving || p.frame.Picked(plan.DayOrHour) == 1) && p.dayOrHour(i))
	}
	return n.width > 0 || named || led
}

func (p *parser) speaksOf(kinds ...kind) bool {
	return slices.ContainsFunc(kinds, p.kinds.has)
}
