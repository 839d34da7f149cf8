package programme

import (
	"time"

	"jema/internal/marquetry"
)

// Lengths in thousandths of a point.
const (
	pt = marquetry.Pt
	mm = marquetry.MM
)

// Document is a programme laid out: plain data, nothing drawn yet.
type Document struct {
	Title    string
	Subject  string
	Author   string
	Language string // BCP 47, "fr-FR"
	AsOf     time.Time
	Pages    []Page
	Warnings []Warning
}

// Page is a sheet with its items in reading order.
type Page struct {
	Width, Height int
	Items         []Item
}

// Item is one thing on a page. moved returns it elsewhere: blocks are set at
// the origin and placed later.
type Item interface{ moved(dx, dy int) Item }

// Role says what a text is in the document's structure; decoration has none.
type Role string

// The roles.
const (
	Decoration Role = ""
	Heading1   Role = "H1"
	Heading2   Role = "H2"
	Heading3   Role = "H3"
	Paragraph  Role = "P"
	ListItem   Role = "LI"
)

// Text is a run of one face, size and colour; X, Y is its baseline's start.
type Text struct {
	X, Y, Size int
	Face       Face
	Ink        marquetry.RGB
	Role       Role
	String     string
}

// Shape is a path, filled or stroked.
type Shape struct {
	X, Y     int // the origin of the path
	Segments []marquetry.Segment
	Fill     *marquetry.RGB
	Stroke   *marquetry.RGB
	Width    int
}

// Mosaic is marquetry: panels, with a hairline joint between them, cut out
// along Clip where there is one.
type Mosaic struct {
	X, Y   int
	Panels []marquetry.Panel
	Clip   []marquetry.Segment
}

func (p *Page) add(items ...Item) { p.Items = append(p.Items, items...) }

// put adds items set at the origin, moved to a place.
func (p *Page) put(dx, dy int, items ...Item) {
	for _, i := range items {
		p.Items = append(p.Items, i.moved(dx, dy))
	}
}

// pageOf returns the number of the page on which an anchor stands, 0 if none.
func (d *Document) pageOf(anchor string) int {
	for i, p := range d.Pages {
		for _, item := range p.Items {
			if a, ok := item.(Anchor); ok && a.Name == anchor {
				return i + 1
			}
		}
	}
	return 0
}

// Code is a QR code of Size without its quiet zone; Dark is row by row.
type Code struct {
	X, Y, Size int
	URL        string
	Dark       [][]bool
}

// Picture is a photo, JPEG.
type Picture struct {
	X, Y, Width, Height int
	Alt                 string
	JPEG                []byte
}

// Link is an area that leads to an address, or to the Anchor of that name.
type Link struct {
	X, Y, Width, Height int
	URL, Anchor         string
}

// Anchor is a place to lead to; Bookmark, if not empty, names it in the
// outline at Level 0 or 1.
type Anchor struct {
	Y        int
	Name     string
	Bookmark string
	Level    int
}

func (t Text) moved(dx, dy int) Item    { t.X += dx; t.Y += dy; return t }
func (s Shape) moved(dx, dy int) Item   { s.X += dx; s.Y += dy; return s }
func (m Mosaic) moved(dx, dy int) Item  { m.X += dx; m.Y += dy; return m }
func (c Code) moved(dx, dy int) Item    { c.X += dx; c.Y += dy; return c }
func (p Picture) moved(dx, dy int) Item { p.X += dx; p.Y += dy; return p }
func (l Link) moved(dx, dy int) Item    { l.X += dx; l.Y += dy; return l }
func (a Anchor) moved(_, dy int) Item   { a.Y += dy; return a }
