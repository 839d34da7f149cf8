package jema

import "time"

// Edit is one change in the history of an opening: who made it, when, and by which way.
type Edit struct {
	ID         EditID
	Version    int // of the opening, after it
	At         time.Time
	Origin     EditOrigin
	By         Editor
	Proposed   bool   // it accepted a proposal
	ProposedBy Editor // whose proposal it accepted, nobody for a spreadsheet's
}

// Editor is who made an edit, or proposed it; without ID the author is unrecorded.
type Editor struct {
	ID   AccountID
	Name string // may be empty
	Role Role
}

// EditOrigin is the way by which an edit came.
type EditOrigin string

// The ways of edits: the site's pages, a spreadsheet, or anything else that writes to the
// database, a command for instance.
const (
	EditBySite    EditOrigin = "site"
	EditByImport  EditOrigin = "import"
	EditByProgram EditOrigin = ""
)
