package pdf

import "jema/internal/programme/paper"

// Edition is what a file is made for.
type Edition int

// The editions. Screen is in the colours of the screen, tagged, with links and
// an outline; Press is in the inks of the press, with bleed; Booklet is two
// pages on a sheet for the office copier.
const (
	Screen Edition = iota
	Press
	Booklet
)

// Options say how a document is to be written. The zero value is the edition
// for the screen.
type Options struct {
	Edition Edition
	Bleed   int    // beyond the trimmed page, for the press; 0 is 3 mm, at most paper.Bleed
	Marks   bool   // crop marks beyond the bleed, for the press
	Profile string // the printing condition, for the press: a key of Profiles; "" is the first
}

// bleed is how much of what lies beyond the page is kept.
func (o Options) bleed() int {
	switch {
	case o.Edition != Press:
		return 0
	case o.Bleed <= 0:
		return 3 * paper.MM
	}
	return min(o.Bleed, paper.Bleed)
}

// markLength is that of a crop mark, and markRoom what it takes beyond the
// bleed.
const (
	markLength = 5 * paper.MM
	markRoom   = 7 * paper.MM
)

// margin is what the sheet has around the trimmed page.
func (o Options) margin() int {
	if o.Edition == Press && o.Marks {
		return o.bleed() + markRoom
	}
	return o.bleed()
}
