package french

import "jema/internal/schedule/plan"

// Text is a phrase as read: the items it is made of, and the stretches of it
// that are not about time.
type Text struct {
	Items []plan.Item
	Aside []plan.Mark
}

// mostTokens is more words and signs than hours have.
const mostTokens = 80_000

// Read turns a French phrase into the items it is made of.
func Read(phrase string, f plan.Frame) (Text, *plan.Fault) {
	chars, fault := fold(phrase)
	if fault != nil {
		return Text{}, fault
	}
	words, fault := layOut(fromEnglish(mend(chars)), f)
	if fault != nil {
		return Text{}, fault
	}
	if words, fault = ticks(words); fault != nil {
		return Text{}, fault
	}
	if len(words) > mostTokens {
		return Text{}, plan.NewFault(plan.TooLong, plan.Mark{End: len(phrase)})
	}
	lexemes, aside := sift(countDays(closedSigns(dashedDays(lex(words))), f), f)
	p := newParser(lexemes, f)
	p.slashSessions = p.pairsOfHours()
	if fault := p.parse(); fault != nil {
		return Text{}, fault
	}
	for i := range p.items {
		p.items[i].Session = p.activity && !p.visits
		p.items[i].Bare = !p.activity && !p.visits && !p.departures
		p.items[i].Visit = p.visit && !p.several
		p.items[i].Departures = p.departures
	}
	return Text{p.rows(), aside}, nil
}

// rows returns the items; sessions that follow each other start as often as one lasts.
func (p *parser) rows() []plan.Item {
	if !p.inARow {
		return p.items
	}
	for i := range p.items {
		p.items[i].Hours.Filled = true
	}
	for _, it := range p.items {
		if it.Kind == plan.Lasting && !it.Own {
			return append(p.items, plan.Item{Mark: it.Mark, Kind: plan.EveryStep, Minutes: it.Minutes + p.apart, Gap: plan.Weak})
		}
	}
	return p.items
}

func newParser(lexemes []lexeme, f plan.Frame) parser {
	p := parser{lexemes: lexemes, frame: f}
	for _, l := range lexemes {
		p.kinds.add(l.kind)
		p.byDay = p.byDay || l.kind == clock && l.value >= earlyMorning
	}
	return p
}
