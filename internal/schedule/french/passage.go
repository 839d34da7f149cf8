package french

import "jema/internal/schedule/plan"

// passage is the lexemes to read, and the edition that they are about.
type passage struct {
	row
	frame plan.Frame
	kinds kindSet // of all lexemes
	byDay bool    // one of them is an hour of the day, and no length

	slashSessions bool // slots are written as ranges with a slash: « 9h/10h30, 11h/12h30 »
}

func newPassage(lexemes []lexeme, f plan.Frame) *passage {
	p := passage{row: lexemes, frame: f}
	for _, l := range lexemes {
		p.kinds.add(l.kind)
		p.byDay = p.byDay || l.kind == clock && l.value >= earlyMorning
	}
	p.slashSessions = p.pairsOfHours()
	return &p
}
