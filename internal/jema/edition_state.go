package jema

import (
	"slices"
	"time"
)

// EditionState is how far an edition has come. Within a state the edition's
// dates decide what is open.
type EditionState string

// The states of an edition, in the order in which it passes through them.
const (
	EditionPrepared    EditionState = "prepared"    // organisers and desk work in it
	EditionRegistering EditionState = "registering" // artisans register for it
	EditionCurrent     EditionState = "current"     // visitors are shown it and book in it
	EditionPast        EditionState = "past"        // its addresses still answer, nobody books
)

// editionMoves lists, for each state, the states an edition may go to. A past
// edition may be shown again, so that publishing the wrong one can be undone.
var editionMoves = map[EditionState][]EditionState{
	EditionPrepared:    {EditionRegistering, EditionCurrent},
	EditionRegistering: {EditionCurrent},
	EditionCurrent:     {EditionPast},
	EditionPast:        {EditionRegistering, EditionCurrent},
}

// May reports whether an edition in state s may go to state to.
func (s EditionState) May(to EditionState) bool { return slices.Contains(editionMoves[s], to) }

// Public reports whether visitors may see an edition in state s. An edition
// that is not stored yet has no state, and its dates alone decide.
func (s EditionState) Public() bool { return s != EditionPrepared && s != EditionRegistering }

// RegistrationOpen reports whether artisans may submit at now.
func (e Edition) RegistrationOpen(now time.Time) bool {
	return e.State != EditionPrepared && e.State != EditionPast &&
		!now.Before(e.RegistrationOpensAt) && now.Before(e.RegistrationClosesAt)
}

// BookingOpen reports whether visitors may book at now.
func (e Edition) BookingOpen(now time.Time) bool {
	return e.shown() && !now.Before(e.BookingOpensAt) && now.Before(e.BookingClosesAt)
}

// SchoolOpen reports whether schools may request a slot at now.
func (e Edition) SchoolOpen(now time.Time) bool {
	return e.shown() && !now.Before(e.SchoolOpensAt) && now.Before(e.SchoolClosesAt)
}

func (e Edition) shown() bool { return e.State.Public() && e.State != EditionPast }
