package french

import "jema/internal/schedule/plan"

// dayClause reads days: « samedi 10 et dimanche 11 avril », « du mardi au vendredi ».
type dayClause struct {
	*rangeClause      // a number may begin hours instead
	excepting    bool // reading the days behind « sauf »
	listing      bool // reading the second day of a list or a later one

	// Move only looks for dates: it returns no questions and notes where they are.
	moving bool
	dates  map[plan.Mark]written
}

func newDayClause(d *draft) *dayClause { return &dayClause{rangeClause: &rangeClause{d}} }

// days reads a list of days: « samedi 10 et dimanche 11 avril », « du mardi au
// vendredi », « tous les jours ».
func (c *dayClause) days(i int) (int, *plan.Fault) {
	list, j, fault := c.dayList(i)
	if fault != nil || j == i {
		return i, fault
	}
	c.add(plan.Item{Kind: plan.OnDays, Days: list}, i, j)
	return j, nil
}

// dayList reads elements as long as each leads to the next.
func (c *dayClause) dayList(i int) ([]plan.Days, int, *plan.Fault) {
	d, j, fault := c.dayElement(i)
	if fault != nil || j == i {
		return nil, i, fault
	}
	list := []plan.Days{d}
	if d.Shape == plan.Counted {
		return list, j, nil
	}
	behindHours := c.gap == plan.NoGap && c.saidHours() && !c.excepting
	for {
		k, joined := c.joint(j)
		if behindHours && addsDays(c.row, j, k) {
			break
		}
		c.listing = true
		d, end, fault := c.dayElement(k)
		c.listing = false
		if fault != nil {
			return nil, i, fault
		}
		if end == k {
			break
		}
		if k > j && c.at(j).parted && c.at(j).strange && c.is(j, comma, and) && !c.moving {
			return nil, i, c.fault(plan.Stray, j, end) // « mercredi réservé aux classes, samedi 10h-18h »
		}
		if k == j && c.at(j).parted && !c.moving {
			return nil, i, c.fault(plan.Stray, j, end) // « vendredi 👉 dimanche » may be two days or three
		}
		if c.is(j, comma) && !joined && c.is(end, same) && (behindHours || c.behindSame()) {
			break // « idem mercredi et jeudi, vendredi pareil mais… »
		}
		d.And, d.Of, d.Apart = joined, k == j, c.is(j, comma, slash)
		list = append(list, d)
		if len(list) > longestList {
			return nil, i, c.fault(plan.TooLong, i, end)
		}
		j = c.closing(j, k, end)
	}
	if c.listOrRange(list, j) {
		switch c.frame.Picked(plan.ListOrRange) {
		case 0:
			return nil, i, c.fault(plan.ListOrRange, i, j)
		case 2:
			list = []plan.Days{{Mark: c.mark(i, j), Shape: plan.Range, From: list[0].From, To: list[1].From}}
		}
	}
	if c.sloppyStarts(list, i, j) && !c.moving {
		return nil, i, c.fault(plan.DayOrHour, j-1, j).Number(c.at(j - 1).value)
	}
	return list, j, nil
}

// longestList is more elements than an edition of a year can need.
const longestList = 400

// listOrRange reports whether two numbers with a slash between them leave open
// whether the days between them count.
func (c *dayClause) listOrRange(list []plan.Days, end int) bool {
	if len(list) != 2 || c.moving {
		return false
	}
	a, b := list[0].From, list[1].From
	if list[0].Shape != plan.One || list[1].Shape != plan.One || a.Month != 0 || b.Named || a.Number+1 == b.Number {
		return false
	}
	for i := end - 1; i > 0 && c.at(i).Start >= a.Start; i-- {
		if c.is(i, slash) {
			return a.Number != 0 && b.Number != 0
		}
	}
	return false
}

// joint skips what may be between two elements. Nothing need be
// there before a weekday.
func (c *dayClause) joint(i int) (end int, joined bool) {
	j := i
	for c.is(j, comma, slash, open, dash, and) {
		joined = joined || c.is(j, and)
		j++
	}
	if j == i && !c.is(j, weekday, ofThe, article, everyDay, included, weekend) {
		return len(c.row), false
	}
	k := j
	for c.is(k, article) {
		k++
	}
	if c.excepting && c.is(k, everyDay, otherDays) {
		return len(c.row), false // « sauf le mercredi, tous les jours… »
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
func (c *dayClause) closing(from, to, end int) int {
	for k := from; k < to; k++ {
		if c.is(k, open) && c.is(end, shut) {
			return end + 1
		}
	}
	return end
}

// sloppyStarts reports whether the list ends in a number that may be an hour
// whose unit comes later: « samedi 10, 14 et 16h », « 10, 14h ».
func (c *dayClause) sloppyStarts(list []plan.Days, i, j int) bool {
	last := list[len(list)-1]
	if last.Shape != plan.One || last.From.Named || last.From.Number == 0 || !c.is(j, and, comma) || !c.is(j+1, clock) {
		return false
	}
	for _, d := range list {
		if d.From.Month != 0 || d.To.Month != 0 {
			return false
		}
	}
	if _, _, ok := c.rangeAt(j + 1); ok {
		return false
	}
	return c.is(j, and) || !c.is(i, article, ofThe, weekday)
}
