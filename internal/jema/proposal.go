package jema

import "time"

// ProposalState is what became of a proposal.
type ProposalState string

// The states of a proposal; of an opening at most one is open.
const (
	ProposalOpen      ProposalState = "open"
	ProposalAccepted  ProposalState = "accepted"
	ProposalRefused   ProposalState = "refused"
	ProposalWithdrawn ProposalState = "withdrawn"
)

// Proposal is what an artisan wants changed of an opening that is on the site.
// What is approved stays as it is until an organiser accepts.
type Proposal struct {
	ID          ProposalID
	TerritoryID TerritoryID
	OpeningID   OpeningID
	BaseVersion int // of the opening, when the proposal was begun
	Revision    int // how often it was saved
	AccountID   AccountID
	By          string // whose proposal it is, "" for an import's
	Role        Role   // of that account
	ProposedAt  time.Time
	State       ProposalState
	DecidedAt   time.Time
	Note        string // the organiser's word
}

// ByOffice reports whether an organiser proposed an earlier version once more.
func (p Proposal) ByOffice() bool { return p.Role == RoleOrganiser || p.Role == RoleAdministrator }

// FromWorkshop reports whether it is the proposal of an artisan, or of somebody who acts
// for the workshop, who then gets the answer.
func (p Proposal) FromWorkshop() bool { return p.AccountID != 0 && !p.ByOffice() }

// The refusals of a proposal.
var (
	ErrProposalGone    = Conflict("proposal.gone")    // decided, withdrawn, or none
	ErrProposalChanged = Conflict("proposal.changed") // saved again since
)
