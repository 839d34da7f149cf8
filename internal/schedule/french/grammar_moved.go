package french

import "jema/internal/schedule/plan"

// shift reads « on ferme une heure plus tôt », « ouverture 30 min plus tard »: an
// end of hours given elsewhere, moved by some minutes.
func (p *parser) shift(i int) (int, *plan.Fault) {
	form := plan.Since
	switch {
	case p.is(i, ends), p.is(i, closed) && p.at(i).value == closing && !p.at(i).accented:
		form = plan.Until
	case !p.is(i, begins):
		return i, nil
	}
	j := i + 1
	for p.is(j, colon, of, elided, at, nothing, article) {
		j++
	}
	n, end := p.length(j)
	after := p.is(end, vague) && p.at(end).text == "apres" && p.ends(end+1)
	ahead := p.is(end, earlier) || p.is(end, before) && p.ends(end+1)
	if end == j || !ahead && !after && !p.is(end, later) || p.frame.Kind == plan.Slots {
		return i, nil
	}
	if ahead {
		n = -n
	}
	p.add(plan.Item{Kind: plan.AtHours, Hours: plan.Hours{Form: form, Shift: n}}, i, end+1)
	return end + 1, nil
}

// unbrokenDays reads « sans interruption le samedi » and « samedi non-stop »,
// where the days have no hours but those given before: j is the word, i where the
// little words before it begin. Elsewhere the word has no meaning.
func (p *parser) unbrokenDays(i, j int) int {
	if !p.saidHours() {
		return j + 1
	}
	if last := p.last(); last.Kind == plan.OnDays && p.gap != plan.Strong && p.closesDays(j+1) {
		last.Kind = plan.Unbroken
		last.Mark = last.Mark.To(p.at(j).Mark)
		p.gap, p.and = plan.NoGap, false
		return j + 1
	}
	list, end, fault := p.dayList(j + 1)
	if fault != nil || end == j+1 || p.gap == plan.NoGap || !p.closesDays(end) || p.at(i).parted || p.event {
		return j + 1
	}
	p.add(plan.Item{Kind: plan.Unbroken, Days: list}, i, end)
	return end
}

// saidHours reports whether hours were given before.
func (p *parser) saidHours() bool {
	for p.noHours = min(p.noHours, len(p.items)); p.noHours < len(p.items); p.noHours++ {
		if p.items[p.noHours].Kind == plan.AtHours {
			return true
		}
	}
	return false
}

// closesDays reports whether a statement ends at i and no hours follow that would
// belong to the days before it.
func (p *parser) closesDays(i int) bool {
	j := i
	for p.is(j, strong, comma, slash, shut, and, dash, colon, of, ofThe, at, article) {
		j++
	}
	return (i == len(p.lexemes) || p.is(i, strong, comma, slash, shut, and, dash)) && !p.clockish(j)
}
