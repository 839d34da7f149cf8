package artisan

import "jema/internal/jema"

// Conflicts reports whether a refusal means that somebody changed something
// meanwhile: the page then leads to how it is now.
func Conflicts(problem *jema.Error) bool {
	switch problem.Message {
	case "opening.state", "workshop.changed", "proposal.gone", "proposal.changed":
		return true
	}
	return false
}

// Revision is that of the proposal that waits, 0 when none does.
func (o Stored) Revision() int {
	if o.Proposal == nil {
		return 0
	}
	return o.Proposal.Revision
}
