package layout

import "jema/internal/programme/paper"

// Sheet is a page and the frame of its text.
type Sheet struct {
	Width, Height paper.Length
	Frame         Frame
}

// A5, and its frame.
const (
	A5Width  = 148 * mm
	A5Height = 210 * mm
)

// The frames of a folded sheet and of the one in large print.
var (
	A5Frame    = Frame{X: 13 * mm, Y: 13 * mm, Width: 122 * mm, Height: 181 * mm}
	A5Sheet    = Sheet{A5Width, A5Height, A5Frame}
	LargeSheet = Sheet{A4Width, A4Height, Frame{X: 16 * mm, Y: 15 * mm, Width: 178 * mm, Height: 264 * mm}}
)

// A4, and the frame of a sheet.
const (
	A4Width  = 210 * mm
	A4Height = 297 * mm
)

// A4Frame is the frame of a sheet of A4.
var A4Frame = Frame{X: 17 * mm, Y: 17 * mm, Width: 176 * mm, Height: 268 * mm}
