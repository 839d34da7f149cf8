package french

import "jema/internal/schedule/plan"

// besideDays reads days that others fix: « les deux jours suivants », « les jours
// suivants jusqu'au dimanche 11 », « le lendemain », « la veille ».
func (p *parser) besideDays(i int) (plan.Days, int, bool) {
	d, j := plan.Days{Shape: plan.Following}, i
	if p.is(j, number) && p.is(j+1, following) && p.at(j+1).value == 0 {
		d.Count, j = p.at(j).value, j+1
	}
	switch {
	case p.is(j, preceding):
		d.Shape = plan.Preceding
		return d, j + 1, true
	case !p.is(j, following), p.announcesDays(j):
		return d, i, false
	}
	if d.Count == 0 {
		d.Count = p.at(j).value
	}
	if to, end, ok := p.rangeEnd(j + 1); ok && d.Count == 0 {
		d.To = to
		return d, end, true
	}
	end, part := p.partBehind(j + 1)
	d.Part = part
	return d, end, true
}

// announcesDays tells whether « les jours suivants : » at i only leads to a list
// of days.
func (p *parser) announcesDays(i int) bool {
	if !p.is(i+1, colon) {
		return false
	}
	_, j, fault := p.dayList(i + 2)
	return fault != nil || j > i+2
}
