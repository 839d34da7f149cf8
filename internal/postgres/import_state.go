package postgres

import "jema/internal/jema"

// planState moves an opening on when its row has become complete, and notes
// what is wrong with the cells. A state that somebody gave it in the program
// stays, that of an opening first written there too (its base has no state),
// and no import takes an opening back from the public.
func (p *importPlan) planState() {
	o, base, row := p.o, &p.base, p.row
	imported := base.State != "" || p.result.Created
	p.onward = imported && (o.State == jema.Incomplete && row.State != jema.Incomplete ||
		o.State == jema.Submitted && base.State == jema.Submitted && row.State == jema.Approved)
	if p.onward {
		p.result.State = row.State
	}
	p.planDefects()
	if imported && (base.State == "" || p.onward) {
		base.State = row.State
	}
}

// planDefects brings what is wrong with an opening's cells up to date. A
// defect that the last import found too is left as it is: where it is gone,
// somebody has dealt with it. In an opening that is past incomplete nothing
// blocks any more.
func (p *importPlan) planDefects() {
	now := map[string]string{}
	for _, d := range p.row.Defects {
		if _, twice := now[d.Field]; twice {
			continue
		}
		now[d.Field] = d.Value
		if before, known := p.base.Defects[d.Field]; known && before == d.Value {
			continue
		}
		d.Blocking = d.Blocking && p.result.State == jema.Incomplete
		p.defects = append(p.defects, d)
	}
	for field := range p.base.Defects {
		if _, still := now[field]; !still {
			p.repaired = append(p.repaired, field)
		}
	}
	p.base.Defects = now
}
