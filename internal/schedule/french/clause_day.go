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
