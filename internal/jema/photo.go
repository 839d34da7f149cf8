package jema

// Photo is a picture of a workshop, re-encoded by us: nothing of the file that
// was sent is kept, no EXIF and no place.
type Photo struct {
	ID, WorkshopID int64
	Alt, Credit    string
	Width, Height  int // of Large, in pixels
	SHA256         [32]byte
	Large, Small   []byte // JPEG, sRGB; nil where only the description was asked for
}
