package jema

// Photo is a picture of a workshop, re-encoded by us: nothing else of the
// uploaded file is stored, no EXIF and no place.
type Photo struct {
	ID, WorkshopID int64
	Alt, Credit    string
	Width, Height  int // of Large, in pixels
	SHA256         [32]byte
	Large, Small   []byte // JPEG, sRGB; nil where only the description was asked for
}

// photoSide is how many pixels the longer side of a photo needs to look sharp
// on a page and in print.
const photoSide = 800

// Coarse reports whether a photo has too few pixels to look sharp.
func (p Photo) Coarse() bool { return max(p.Width, p.Height) < photoSide }
