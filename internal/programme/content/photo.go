package content

import (
	"bytes"
	"crypto/sha256"
	"image"
	"image/color"
	"image/jpeg"

	"jema/internal/jema"
	"jema/internal/picture"
	"jema/internal/programme/paper"
	"jema/internal/work"
)

// Photo is a picture that can be printed.
type Photo struct {
	Data, small   []byte // as it was stored, and a smaller copy
	sum           [32]byte
	width, height int
	focus         jema.Focus
	Alt, Credit   string
}

// readPhoto looks at a photo before it is laid out; one that gofpdf
// could not embed is left out and recorded.
func readPhoto(s *Setter, p *jema.Photo) *Photo {
	if p == nil {
		return nil
	}
	size := sizeOf(p)
	if size.X < 1 || size.Y < 1 {
		s.repair(WarningPhoto, "", "photo")
		return nil
	}
	out := &Photo{Data: p.Large, small: p.Small, sum: p.SHA256, width: size.X, height: size.Y, Alt: s.Line(p.Alt),
		Credit: s.Line(p.Credit), focus: p.Focus}
	if out.sum == ([32]byte{}) {
		out.sum = sha256.Sum256(p.Large)
	}
	return out
}

// sizeOf reads a photo's size, none where it is not one that can be embedded.
func sizeOf(p *jema.Photo) image.Point {
	config, err := jpeg.DecodeConfig(bytes.NewReader(p.Large))
	if err != nil || config.ColorModel != color.YCbCrModel && config.ColorModel != color.GrayModel {
		return image.Point{}
	}
	return image.Pt(config.Width, config.Height)
}

// Upright reports whether the photo is taller than wide.
func (p *Photo) Upright() bool { return p.height > p.width }

// Tall returns how tall the photo is at a width.
func (p *Photo) Tall(width paper.Length) paper.Length {
	return width * paper.Length(p.height) / paper.Length(p.width)
}

// Sharp reports whether the photo can be printed at a width: at 200 pixels to an
// inch.
func (p *Photo) Sharp(width paper.Length) bool {
	return paper.Length(p.width*72)*paper.Pt >= leastDPI*width
}

// leastDPI is the coarsest that is printed without a warning.
const leastDPI = 200

// The resolutions of print, in pixels to an inch.
const (
	printDPI = 300
	mostDPI  = 330 // what has more is scaled down to printDPI
)

// prints caches the photos as they are printed: every variant of a programme and
// every preview shows the same ones.
var prints = NewMemo[printKey, []byte](256)

type printKey struct {
	sum   [32]byte
	w, h  paper.Length
	focus jema.Focus
}

// Print returns the photo as it is printed w by h: at 300 pixels to an inch
// where it has more, and without what the frame cuts off.
func (p *Photo) Print(w, h paper.Length) []byte {
	cut := paper.Length(p.height)*w - paper.Length(p.width)*h // how the ratios differ
	if w < 1 || h < 1 || abs(cut) < paper.Length(p.width)*h/50 && paper.Length(p.width*72)*paper.Pt <= mostDPI*w {
		return p.Data
	}
	return prints.Of(printKey{p.sum, w, h, p.focus}, func(printKey) []byte {
		pixels := int(w * printDPI / (72 * paper.Pt))
		from, size := p.Data, image.Pt(p.width, p.height)
		if small, err := jpeg.DecodeConfig(bytes.NewReader(p.small)); err == nil && small.Width >= pixels {
			from, size = p.small, image.Pt(small.Width, small.Height)
		}
		out, err := picture.Cut(from, shownPart(size, w, h, p.focus), pixels)
		if err != nil {
			return p.Data
		}
		return out
	})
}

// PrintPhotos replaces the photos of a document, which are as they were stored, by
// what is printed at their size.
func (c *Programme) PrintPhotos(d *paper.Document) {
	var photos []*paper.Item
	for i := range d.Pages {
		for k, item := range d.Pages[i].Items {
			if _, ok := item.(paper.Picture); ok {
				photos = append(photos, &d.Pages[i].Items[k])
			}
		}
	}
	work.Each(len(photos), func(i int) {
		p := (*photos[i]).(paper.Picture)
		if at := c.EntryAt(p.Of); at >= 0 && c.Entries[at].Photo != nil {
			p.JPEG = c.Entries[at].Photo.Print(p.Width, p.Height)
			*photos[i] = p
		}
	})
}

func abs(n paper.Length) paper.Length { return max(n, -n) }

// shownPart is the part of a picture that a frame of w by h shows: as much as it
// can, around what must stay in sight. Where nobody chose that, it is a little above
// the middle, where faces and hands are.
func shownPart(size image.Point, w, h paper.Length, focus jema.Focus) image.Rectangle {
	part := size
	if paper.Length(size.X)*h > paper.Length(size.Y)*w {
		part.X = int(paper.Length(size.Y) * w / h)
	} else {
		part.Y = int(paper.Length(size.X) * h / w)
	}
	at := image.Pt((size.X-part.X)/2, (size.Y-part.Y)*2/5)
	if focus != (jema.Focus{}) {
		at = image.Pt(size.X*(50+focus.X)/100-part.X/2, size.Y*(50+focus.Y)/100-part.Y/2)
		at.X, at.Y = min(max(at.X, 0), size.X-part.X), min(max(at.Y, 0), size.Y-part.Y)
	}
	return image.Rectangle{Min: at, Max: at.Add(part)}
}

// Within returns the size of the photo in a box, whole and undistorted.
func (p *Photo) Within(w, h paper.Length) (paper.Length, paper.Length) {
	if paper.Length(p.width)*h > paper.Length(p.height)*w {
		return w, w * paper.Length(p.height) / paper.Length(p.width)
	}
	return h * paper.Length(p.width) / paper.Length(p.height), h
}
