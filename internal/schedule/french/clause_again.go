package french

import "jema/internal/schedule/plan"

// againClause reads days that take their hours from elsewhere: « comme samedi »,
// « dimanche aussi », « le samedi sans interruption ».
type againClause struct{ *dayClause }

// like reads « comme samedi »: the hours of that day.
func (c *againClause) like(i int) (int, *plan.Fault) {
	list, j, fault := c.dayList(i + 1)
	if fault != nil {
		return i, fault
	}
	if j == i+1 || len(list) != 1 || list[0].Shape != plan.One {
		return i, c.fault(plan.Stray, i, i+1)
	}
	if last := c.last(); c.behindDays() && last.End == c.at(i-1).End && c.hoursAt(j) {
		list[0].And = true
		last.Days, last.Mark = append(last.Days, list...), last.Mark.To(c.mark(i, j))
		return j, nil // « le vendredi comme le samedi : 10h-19h »
	}
	c.add(plan.Item{Kind: plan.Again, Days: list}, i, j)
	return j, nil
}

// also reads « aussi »: behind days that have no hours, the hours before it are
// theirs as well; elsewhere it only adds.
func (c *againClause) also(i int) int {
	last := c.last()
	if last != nil && last.Kind == plan.OnDays && c.gap == plan.NoGap && c.ends(i+1) {
		c.add(plan.Item{Kind: plan.Again}, i, i+1)
		return i + 1
	}
	c.and, c.further = true, true
	return i + 1
}

// otherDaysLeft reads the « sinon » of « fermé mardi et mercredi, sinon 10h-18h
// » as every day, where nothing but days taken away came before it.
func (c *againClause) otherDaysLeft(i int) int {
	if !c.is(i, doubtful) || c.at(i).text != "sinon" || len(c.items) == 0 {
		return i
	}
	for _, it := range c.items {
		if it.Kind != plan.Except || len(it.Days) == 0 {
			return i
		}
	}
	j := i + 1
	for c.is(j, colon, comma, nothing) {
		j++
	}
	if list, end, fault := c.dayList(j); fault == nil && end > j {
		if len(list) == 1 && (list[0].Shape == plan.Every || list[0].Shape == plan.Others) {
			return j
		}
		return i
	}
	h, end, ok := c.rangeAt(j)
	if !ok || h.dayOrHour {
		return i
	}
	if k := c.connector(end, false); !c.closesDays(end) && !c.is(end, and, comma, slash) || c.hasDaysBehind(k) {
		return i
	}
	c.add(plan.Item{Kind: plan.OnDays, Days: []plan.Days{{Mark: c.mark(i, i+1), Shape: plan.Every}}}, i, i+1)
	return j
}

// unbrokenDays reads « sans interruption le samedi » and « samedi non-stop »,
// where the days have no hours but those given before: j is the word, i where the
// little words before it begin. Elsewhere the word has no meaning.
func (c *againClause) unbrokenDays(i, j int) int {
	if !c.saidHours() {
		return j + 1
	}
	if last := c.last(); last.Kind == plan.OnDays && c.gap != plan.Strong && c.closesDays(j+1) {
		last.Kind = plan.Unbroken
		last.Mark = last.Mark.To(c.at(j).Mark)
		c.gap, c.and = plan.NoGap, false
		return j + 1
	}
	list, end, fault := c.dayList(j + 1)
	if fault != nil || end == j+1 || c.gap == plan.NoGap || !c.closesDays(end) || c.at(i).parted || c.event {
		return j + 1
	}
	c.add(plan.Item{Kind: plan.Unbroken, Days: list}, i, end)
	return end
}
