package french

import "jema/internal/schedule/plan"

// shift reads « on ferme une heure plus tôt », « ouverture 30 min plus tard »: an
// end of hours given elsewhere, moved by some minutes.
func (c *endClause) shift(i int) (int, *plan.Fault) {
	form := plan.Since
	switch {
	case c.is(i, ends), c.is(i, closed) && c.at(i).value == closing && !c.at(i).accented:
		form = plan.Until
	case !c.is(i, begins):
		return i, nil
	}
	j := i + 1
	for c.is(j, colon, of, elided, at, nothing, article) {
		j++
	}
	n, end := c.length(j)
	after := c.is(end, vague) && c.at(end).text == "apres" && c.ends(end+1)
	ahead := c.is(end, earlier) || c.is(end, before) && c.ends(end+1)
	if end == j || !ahead && !after && !c.is(end, later) || c.frame.Kind == plan.Slots {
		return i, nil
	}
	if ahead {
		n = -n
	}
	c.add(plan.Item{Kind: plan.AtHours, Hours: plan.Hours{Form: form, Shift: n}}, i, end+1)
	return end + 1, nil
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

// saidHours reports whether hours were given before.
func (d *draft) saidHours() bool {
	for d.noHours = min(d.noHours, len(d.items)); d.noHours < len(d.items); d.noHours++ {
		if d.items[d.noHours].Kind == plan.AtHours {
			return true
		}
	}
	return false
}

// closesDays reports whether a statement ends at i and no hours follow that would
// belong to the days before it.
func (r row) closesDays(i int) bool {
	j := i
	for r.is(j, strong, comma, slash, shut, and, dash, colon, of, ofThe, at, article) {
		j++
	}
	return (i == len(r) || r.is(i, strong, comma, slash, shut, and, dash)) && !r.clockish(j)
}
