package schedule

import (
	"slices"

	"jema/internal/jema"
	"jema/internal/schedule/french"
	"jema/internal/schedule/plan"
	"jema/internal/text"
)

// Kind is how a phrase is to be read.
type Kind = plan.Kind

// Free hours let anybody walk in; Slots are bookable starts.
const (
	Free  = plan.Free
	Slots = plan.Slots
)

// Frame is the context in which a phrase is read: the edition's first and last
// day, the kind, and the duration of a slot in minutes, 0 if it is unknown.
type Frame = plan.Frame

// LongestEdition is the longest edition accepted, in days.
const LongestEdition = plan.LongestEdition

// longest is how many bytes a phrase may have. Real ones have a hundred, what
// Print writes of sixty very busy days some ten thousand, and a whole newsletter,
// pasted for the three lines in it that are about hours, less than a hundred thousand.
const longest = 128_000

// ProblemError is why a phrase cannot be read: the words that prevent it, at
// phrase[Start:End], a sentence that describes what is wrong with them, and the one
// question whose answer would settle it, both in the phrase's language.
//
// Offers are the readings that the words allow, if there are two or more: the
// question then names them.
type ProblemError struct {
	Words             string
	Start, End        int
	Message, Question string
	Offers            []Offer
}

// Offer is one way to read a phrase that can be read in several: its spans, and
// a phrase that means them and nothing else.
type Offer struct {
	Phrase string
	Spans  []jema.Span
}

// Error returns both sentences on one line.
func (p *ProblemError) Error() string { return p.Message + " " + p.Question }

// Reading is the content of a phrase, and what of it was passed over.
type Reading struct {
	Spans    []jema.Span // sorted by day and hour; free ones do not overlap, slots may
	SetAside []string    // the words that are not about time, in their order, for a person to confirm
}

// Parse returns the spans of a phrase. The error is always a *ProblemError.
func Parse(phrase string, f Frame) ([]jema.Span, error) {
	r, err := Read(phrase, f)
	return r.Spans, err
}

// Read reads a phrase into spans. The error is always a *ProblemError.
func Read(phrase string, f Frame) (Reading, error) {
	spans, aside, fault := read(phrase, f)
	if fault == nil {
		return Reading{spans, quoted(phrase, aside)}, nil
	}
	p := &ProblemError{Start: fault.Start, End: fault.End}
	p.Words, p.Message, p.Question = french.Explain(phrase, f, fault)
	if p.Offers = offers(phrase, f, fault.Code); len(p.Offers) > 1 {
		p.Question = french.AskWhich(phrases(p.Offers))
	}
	return Reading{}, p
}

// longestOffered is how many bytes a phrase may have to be read in several ways:
// more are no hours that anybody would choose between.
const longestOffered = 5_000

// offers reads the phrase in each way that the question allows, and returns the
// readings that differ; none if only one way leads to a reading.
func offers(phrase string, f Frame, code plan.Code) []Offer {
	var out []Offer
	if len(phrase) > longestOffered {
		return nil
	}
	for way := 1; way <= code.Ways(); way++ {
		g := f
		g.Choice = plan.Choice{Code: code, Way: way}
		spans, _, fault := read(phrase, g)
		same := func(o Offer) bool { return slices.Equal(o.Spans, spans) }
		if fault == nil && !slices.ContainsFunc(out, same) {
			out = append(out, Offer{Print(spans, f), spans})
		}
	}
	if len(out) < 2 {
		return nil
	}
	return out
}

func phrases(offers []Offer) []string {
	var out []string
	for _, o := range offers {
		out = append(out, o.Phrase)
	}
	return out
}

func read(phrase string, f Frame) ([]jema.Span, []plan.Mark, *plan.Fault) {
	whole := plan.Mark{End: len(phrase)}
	if len(phrase) > longest {
		return nil, nil, plan.NewFault(plan.TooLong, whole)
	}
	said, fault := french.Read(phrase, f)
	if fault != nil {
		return nil, nil, fault
	}
	if len(said.Items) == 0 && french.Blank(phrase) {
		return nil, nil, plan.NewFault(plan.Empty, whole)
	}
	spans, fault := plan.Resolve(said.Items, f, whole)
	return spans, said.Aside, fault
}

// quoted returns the marked stretches of a phrase as lines of text.
func quoted(phrase string, marks []plan.Mark) []string {
	var out []string
	for _, m := range marks {
		out = append(out, text.Line(phrase[m.Start:m.End]))
	}
	return out
}

// Print writes spans as a good phrase of the language that Parse reads; f gives
// the edition and whether the spans are free hours or slots. For any sorted,
// disjoint spans within the edition, Parse(Print(spans, f), f) gives them back,
// as long as the phrase is not too long for Parse (128,000 bytes). No span at all
// is an empty phrase, which Parse refuses.
func Print(spans []jema.Span, f Frame) string { return french.Print(spans, f) }

// Move returns the phrase with every date it mentions moved by whole weeks, so
// that it means the same in an edition that many weeks later. f is the edition
// the phrase was written for. All else is left letter for letter, and so are
// phrases without dates and dates that do not exist.
func Move(phrase string, f Frame, weeks int) string { return french.Move(phrase, f, weeks) }
