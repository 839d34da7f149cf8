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
	items, fault := newParser(newPassage(lexemes, f)).parse()
	return Text{items, aside}, fault
}
