package paper

// Insert is a page of a supplied PDF, taken in as it is: drawn whole and
// undistorted in the middle of its area, never read for its structure.
type Insert struct {
	PDF                 []byte
	Page                int // from 1
	X, Y, Width, Height Length
	In                  *Element // a figure whose Alt describes the page
}

// Moved returns the item elsewhere.
func (i Insert) Moved(dx, dy Length) Item { i.X += dx; i.Y += dy; return i }
