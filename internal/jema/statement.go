package jema

import (
	"cmp"
	"slices"
	"time"
)

// SaidHow is the medium of a statement.
type SaidHow string

// The media of statements.
const (
	SaidByPhone  SaidHow = "phone"
	SaidInPerson SaidHow = "in_person"
	SaidByEmail  SaidHow = "email"
	SaidByLetter SaidHow = "letter"
)

// SaidHows are all of them, in the order in which they are offered.
var SaidHows = []SaidHow{SaidByPhone, SaidInPerson, SaidByEmail, SaidByLetter}

// Statement is a spoken remark about an event, as whoever acts for the workshop wrote
// it down.
type Statement struct {
	TerritoryID TerritoryID
	OpeningID   OpeningID
	AccountID   AccountID // who wrote it down
	NotedBy     string    // their name
	SaidBy      string
	How         SaidHow
	On          Date
	Fields      []string // the answers that it gave, by the form's names
	NotedAt     time.Time
}

// ProofField is the answer of a statement that approves how an event prints.
const ProofField = "proof"

// With returns s with what was typed in the place of what is usual: speaker, medium and
// ISO day. What is no day is a day that Check refuses.
func (s Statement) With(by, how, on string) Statement {
	s.SaidBy, s.How = cmp.Or(by, s.SaidBy), SaidHow(cmp.Or(how, string(s.How)))
	if on != "" {
		s.On, _ = ParseDate(on)
	}
	return s
}

// Check refuses a statement without a speaker or a channel, or with a day after today.
func (s Statement) Check(today Date) error {
	var p Problems
	if s.SaidBy == "" {
		p.Add("said_by", "statement.by_missing")
	}
	if !slices.Contains(SaidHows, s.How) {
		p.Add("said_how", "statement.how_unknown")
	}
	if s.On.IsZero() || s.On.Compare(today) > 0 {
		p.Add("said_on", "statement.day_late")
	}
	return p.Err()
}
