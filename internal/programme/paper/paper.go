// Package paper is a document laid out as plain data: pages of items, each in
// its place and each with its part in the document's structure. Layout makes
// it, the writers of PDF and SVG draw it; neither depends on the other.
//
// Lengths are integers, x to the right, y down, from
// the corner of the trimmed page. What runs to an edge is laid out Bleed beyond
// it; each writer cuts where its variant wants.
package paper

import (
	"time"

	"jema/internal/marquetry"
	"jema/internal/measure"
	"jema/internal/programme/typeset"
)

// Length is a length on a page; Pt and MM are a point and a millimetre.
type Length = measure.Length

// A point and a millimetre.
const (
	Pt = measure.Pt
	MM = measure.MM
)

// Bleed is how far beyond the page's edge runs what must reach it.
const Bleed = 5 * MM

// Document is a programme laid out: plain data, nothing drawn yet.
type Document struct {
	Title    string
	Subject  string
	Author   string
	Language string // BCP 47, "fr-FR"
	AsOf     time.Time
	Pages    []Page
}

// Page is a sheet with its items in reading order.
type Page struct {
	Width, Height Length
	Items         []Item
}

// Item is one thing on a page. Moved returns it elsewhere: blocks are set at
// the origin and placed later.
type Item interface{ Moved(dx, dy Length) Item }

// MovedAll returns items elsewhere.
func MovedAll(items []Item, dx, dy Length) []Item {
	out := make([]Item, len(items))
	for i, item := range items {
		out[i] = item.Moved(dx, dy)
	}
	return out
}

// Role is the kind of an element in the document's structure.
type Role string

// The roles, named as PDF 1.7 names them.
const (
	Part       Role = "Part"
	Section    Role = "Sect"
	Heading1   Role = "H1"
	Heading2   Role = "H2"
	Heading3   Role = "H3"
	Heading4   Role = "H4"
	Paragraph  Role = "P"
	List       Role = "L"
	ListItem   Role = "LI"
	Label      Role = "Lbl"
	ListBody   Role = "LBody"
	Table      Role = "Table"
	TableRow   Role = "TR"
	HeaderCell Role = "TH"
	DataCell   Role = "TD"
	Figure     Role = "Figure"
	Caption    Role = "Caption"
	Contents   Role = "TOC"
	ContentsIt Role = "TOCI"
	Reference  Role = "Reference"
	LinkRole   Role = "Link"
	SpanRole   Role = "Span"
	Decoration Role = "" // of a style: what is set in it is no part of the structure
)

// Element is a part of the document's structure. The tree is made of the
// elements that items name, with all above them, in the order in which the
// pages first show them; nothing else has to be stored.
type Element struct {
	Role     Role
	Parent   *Element // nil: the document itself
	Language string   // BCP 47, where it is not the parent's
	Alt      string   // what a figure shows
	Scope    string   // of a header cell: "Row" or "Column"
	Counted  bool     // of a list: its labels count the items
}

// Text is a run of one face, size and colour; X, Y is its baseline's start.
// The last run of a line ends with a space, so that words of two lines stay
// apart for those who copy or listen.
type Text struct {
	X, Y, Size Length
	Face       typeset.Face
	Ink        marquetry.Ink
	In         *Element // nil: decoration
	String     string
	Space      Length // added to each word space: justified text
	Hyphen     bool   // ends with a hyphen that is the line's, not the word's
}

// Shape is a path, filled or stroked.
type Shape struct {
	X, Y     Length // the origin of the path
	Segments []marquetry.Segment
	Fill     *marquetry.Ink
	Stroke   *marquetry.Ink
	Width    Length
	EvenOdd  bool // how a path that crosses itself is filled; else by its turns
	In       *Element
}

// Mosaic is marquetry: panels, with a hairline joint between them, cut out
// along Clip where there is one.
type Mosaic struct {
	X, Y   Length
	Panels []marquetry.Panel
	Clip   []marquetry.Segment
	In     *Element
}

// Add puts items on the page, where they are.
func (p *Page) Add(items ...Item) { p.Items = append(p.Items, items...) }

// Put adds items set at the origin, moved to a place.
func (p *Page) Put(dx, dy Length, items ...Item) {
	for _, i := range items {
		p.Items = append(p.Items, i.Moved(dx, dy))
	}
}

// PageOf returns the number of the page that has an anchor, 0 if none.
func (d *Document) PageOf(anchor string) int {
	for i, p := range d.Pages {
		for _, item := range p.Items {
			if a, ok := item.(Anchor); ok && a.Name == anchor {
				return i + 1
			}
		}
	}
	return 0
}

// Code is a QR code of Size without its quiet zone.
type Code struct {
	X, Y, Size Length
	URL        string
	Modules    *Modules
	In         *Element
}

// Modules are the dark modules of a QR code of so many a side, not to be
// changed.
type Modules struct {
	Side int
	Dark []Stretch
}

// Stretch is N dark modules beside each other, from X, Y on; row 0 is the top.
type Stretch struct{ X, Y, N uint8 }

// Module is how long a module's side is, in millionths of a point.
func (c Code) Module() int { return int(c.Size * 1000 / Length(c.Modules.Side)) }

// Picture is a photo, JPEG.
type Picture struct {
	X, Y, Width, Height Length
	JPEG                []byte
	Of                  string   // the anchor of the entry that it belongs to
	In                  *Element // a figure
}

// Link is an area that leads to an address, or to the Anchor of that name.
type Link struct {
	X, Y, Width, Height Length
	URL, Anchor         string
	In                  *Element // of role LinkRole
}

// Anchor is a place to lead to; Bookmark, if not empty, names it in the
// outline at Level 0 or 1.
type Anchor struct {
	Y        Length
	Name     string
	Bookmark string
	Level    int
}

// Moved returns the item elsewhere.
func (t Text) Moved(dx, dy Length) Item { t.X += dx; t.Y += dy; return t }

// Moved returns the item elsewhere.
func (s Shape) Moved(dx, dy Length) Item { s.X += dx; s.Y += dy; return s }

// Moved returns the item elsewhere.
func (m Mosaic) Moved(dx, dy Length) Item { m.X += dx; m.Y += dy; return m }

// Moved returns the item elsewhere.
func (c Code) Moved(dx, dy Length) Item { c.X += dx; c.Y += dy; return c }

// Moved returns the item elsewhere.
func (p Picture) Moved(dx, dy Length) Item { p.X += dx; p.Y += dy; return p }

// Moved returns the item elsewhere.
func (l Link) Moved(dx, dy Length) Item { l.X += dx; l.Y += dy; return l }

// Moved returns the item elsewhere.
func (a Anchor) Moved(_, dy Length) Item { a.Y += dy; return a }
