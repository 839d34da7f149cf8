package jema

import "time"

// ParkedLasts is how long a form that was typed is stored for its account when
// the session was over by the time it was sent.
const ParkedLasts = 24 * time.Hour

// ParkedMost is how many forms are stored for one account; a further one takes
// the place of the oldest.
const ParkedMost = 20

// ErrParkedMissing refuses a parked form that is gone, or another account's.
var ErrParkedMissing = NotFound("parked.missing")

// ParkedForm is a form as it was sent by somebody whose session was over.
type ParkedForm struct {
	ID       ParkedFormID
	Path     string              // where it was sent
	Page     string              // where it was shown, "" when unknown
	Fields   map[string][]string // without passwords and files
	ParkedAt time.Time
}
