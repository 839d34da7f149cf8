package jema

// ErasureDue is how many identities an edition still holds although the day on
// which they are erased has come.
type ErasureDue struct {
	Territory         string // its slug
	Year              int
	Day               string // of erasure, 2027-07-11
	Bookings, Classes int
	Edits             int // in the histories of its events
}

// ErrSchoolLive refuses to erase a class for which workshops still wait.
var ErrSchoolLive = Conflict("erasure.class_live")
