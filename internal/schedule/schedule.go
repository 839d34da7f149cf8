package schedule

import (
	"jema/internal/jema"
	"jema/internal/schedule/french"
	"jema/internal/schedule/plan"
)

// Kind is how a phrase is to be read.
type Kind = plan.Kind

// Free hours let anybody walk in; Slots are bookable starts.
const (
	Free  = plan.Free
	Slots = plan.Slots
)

// Frame is what is known before a phrase is read: the edition's first and last
// day, the kind, and the duration of a slot in minutes, 0 if it is not known.
type Frame = plan.Frame

// LongestEdition is the longest edition accepted, in days.
const LongestEdition = plan.LongestEdition

// longest is how many bytes a phrase may have. Real ones have a hundred; what
// Print writes of sixty very busy days has some ten thousand.
const longest = 50_000

// Problem is why a phrase cannot be read: the words that stand against it, at
// phrase[Start:End], a sentence that says what is wrong with them, and the one
// question whose answer would settle it, both in the phrase's language.
type Problem struct {
	Words             string
	Start, End        int
	Message, Question string
}

// Error returns both sentences on one line.
func (p *Problem) Error() string { return p.Message + " " + p.Question }

// Parse reads a phrase into spans, sorted by day and hour. Free spans do not
// overlap; slots may. The error is always a *Problem.
func Parse(phrase string, f Frame) ([]jema.Span, error) {
	spans, fault := read(phrase, f)
	if fault == nil {
		return spans, nil
	}
	p := &Problem{Start: fault.Start, End: fault.End}
	p.Words, p.Message, p.Question = french.Explain(phrase, f, fault)
	return nil, p
}

func read(phrase string, f Frame) ([]jema.Span, *plan.Fault) {
	whole := plan.Mark{End: len(phrase)}
	if len(phrase) > longest {
		return nil, plan.NewFault(plan.TooLong, whole)
	}
	items, fault := french.Read(phrase, f)
	if fault != nil {
		return nil, fault
	}
	if len(items) == 0 && french.Blank(phrase) {
		return nil, plan.NewFault(plan.Empty, whole)
	}
	return plan.Resolve(items, f, whole)
}

// Print writes spans as a good phrase of the language that Parse reads; f says
// the edition and whether the spans are free hours or slots. For any sorted,
// disjoint spans within the edition, Parse(Print(spans, f), f) gives them back,
// as long as the phrase is not too long for Parse (50,000 bytes). No span at all
// is an empty phrase, which Parse refuses.
func Print(spans []jema.Span, f Frame) string { return french.Print(spans, f) }

// Move returns the phrase with every date it mentions moved by whole weeks, so
// that it says the same of an edition that many weeks later. f is the edition
// the phrase was written for. All else is left letter for letter, and so are
// phrases without dates and dates that do not exist.
func Move(phrase string, f Frame, weeks int) string { return french.Move(phrase, f, weeks) }
