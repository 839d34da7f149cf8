package jema

import (
	"cmp"
	"slices"
	"time"
)

// PhotosMost is how many photos a workshop may have.
const PhotosMost = 8

// Photo is a picture of a workshop, re-encoded by us: nothing else of the
// uploaded file is stored, no EXIF and no place.
type Photo struct {
	ID            PhotoID
	WorkshopID    WorkshopID
	Position      int // among those of its workshop, from 1
	Alt, Credit   string
	Width, Height int // of Large, in pixels
	SHA256        [32]byte
	Large, Small  []byte // JPEG, sRGB; nil where only the description was asked for
	Focus         Focus
	OffSite       bool      // may be printed, but not shown on the site
	OffPrint      bool      // may be shown on the site, but not printed
	RightsEnd     time.Time // when the right of use ends; zero: never
	People        People
	Waits         bool // for an organiser: it is not public yet
}

// Focus is what must stay in sight when a photo is cropped: per cent of its width
// to the right of the middle, and of its height below it, -50 to 50.
type Focus struct{ X, Y int }

// People is the sender's answer about the people that a photo shows.
type People string

// The answers about people; the zero value is none given.
const (
	PeopleUnknown People = ""
	PeopleNone    People = "none"   // nobody can be recognised
	PeopleAgreed  People = "agreed" // all who can be recognised agreed in writing
)

// photoSide is how many pixels the longer side of a photo needs to look sharp
// on a page and in print.
const photoSide = 800

// Coarse reports whether a photo has too few pixels to look sharp.
func (p Photo) Coarse() bool { return max(p.Width, p.Height) < photoSide }

// Ended reports whether the right to use a photo has ended.
func (p Photo) Ended(now time.Time) bool { return !p.RightsEnd.IsZero() && !now.Before(p.RightsEnd) }

// OnSite reports whether the public may see a photo.
func (p Photo) OnSite(now time.Time) bool { return !p.Waits && !p.OffSite && !p.Ended(now) }

// InPrint reports whether a photo may be printed.
func (p Photo) InPrint(now time.Time) bool { return !p.Waits && !p.OffPrint && !p.Ended(now) }

// Unread reports whether wanted, in place of p, has public words that nobody has read,
// or may be used where or longer than p may. What only narrows a right does not.
func (p Photo) Unread(wanted Photo) bool {
	longer := !p.RightsEnd.IsZero() && (wanted.RightsEnd.IsZero() || wanted.RightsEnd.After(p.RightsEnd))
	return longer || p.OffSite && !wanted.OffSite || p.OffPrint && !wanted.OffPrint ||
		p.Alt != wanted.Alt || p.Credit != wanted.Credit
}

// Check notes what is wrong with what is written of a photo.
func (p Photo) Check(problems *Problems, now time.Time) {
	if p.Alt == "" {
		problems.Add("alt", "workshop.photo.alt_missing")
	}
	if p.People != PeopleNone && p.People != PeopleAgreed {
		problems.Add("people", "photo.people_missing")
	}
	if p.OffSite && p.OffPrint {
		problems.Add("site", "photo.useless")
	}
	if p.Ended(now) {
		problems.Add("until", "photo.until_past")
	}
}

// PhotoSize is a photo as it is sent to a browser.
type PhotoSize struct {
	Width  int
	Format string // jpeg or webp
	Data   []byte
}

// PhotoWidths are the widths in which photos are sent to browsers, in pixels.
var PhotoWidths = []int{480, 960, 1600}

// Widths returns the widths in which a photo is there: those of PhotoWidths that
// are narrower, and its own where that is narrower than the widest.
func (p Photo) Widths() []int {
	all := append(slices.Clone(PhotoWidths), p.Width)
	slices.SortFunc(all, cmp.Compare[int])
	last := PhotoWidths[len(PhotoWidths)-1]
	return slices.Compact(slices.DeleteFunc(all, func(w int) bool { return w > p.Width || w > last }))
}
