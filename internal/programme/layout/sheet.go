package layout

import ()

// Sheet is a page and the frame of its text.
type Sheet struct {
	Width, Height int
	Frame         Frame
}

// A5, and its frame.
const (
	A5Width  = 148 * mm
	A5Height = 210 * mm
)

// The frames of a folded sheet and of the one in large print.
var (
	A5Frame    = Frame{X: 14 * mm, Y: 14 * mm, Width: 120 * mm, Height: 178 * mm}
	A5Sheet    = Sheet{A5Width, A5Height, A5Frame}
	LargeSheet = Sheet{A4Width, A4Height, Frame{X: 20 * mm, Y: 18 * mm, Width: 170 * mm, Height: 254 * mm}}
)

// A4, and the frame of a sheet.
const (
	A4Width  = 210 * mm
	A4Height = 297 * mm
)

// A4Frame is the frame of a sheet of A4.
var A4Frame = Frame{X: 17 * mm, Y: 17 * mm, Width: 176 * mm, Height: 268 * mm}
