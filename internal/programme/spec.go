package programme

import (
	"jema/internal/programme/pdf"
)

// Format is what is folded, or not, out of the content.
type Format string

// The formats. Auto follows the number of events: none or one makes a sheet,
// two to four a folded sheet, five and more a brochure. A book is of a whole
// territory: see Territory.
const (
	Auto     Format = "auto"
	Sheet    Format = "sheet"    // A4, a poster
	Folded   Format = "folded"   // A4 folded once: four pages of A5
	Brochure Format = "brochure" // A5, a multiple of four pages
	Large    Format = "large"    // A4, nothing below 16 pt
	Book     Format = "book"     // A5, communes as chapters
)

// Formats are those of a commune's programme.
var Formats = []Format{Auto, Sheet, Folded, Brochure, Large}

// Variant is what a file is made for.
type Variant string

// The variants. Screen is ragged right, unhyphenated, linked and tagged; press
// is justified and hyphenated, in the inks of the press with bleed; booklet is
// for the office copier, two pages on a sheet.
const (
	Screen  Variant = "screen"
	Press   Variant = "press"
	Booklet Variant = "booklet"
)

// Variants are all of them.
var Variants = []Variant{Screen, Press, Booklet}

// Order is how the events of a programme follow each other.
type Order string

// The orders. Within a craft or a day the workshops follow the alphabet; an
// event of several days is listed under the first of them.
const (
	ByWorkshop Order = "workshop"
	ByCraft    Order = "craft"
	ByDay      Order = "day"
)

// Extent is which of the pages are made: the cover of a press variant may be a
// file of its own.
type Extent string

// The extents. The cover is the first two and the last two pages, C1 to C4; inside is
// the rest. What has fewer than eight pages, or is not folded, is one file.
const (
	Whole      Extent = ""
	CoverOnly  Extent = "cover"
	InsideOnly Extent = "inside"
)

// Extents are all of them.
var Extents = []Extent{Whole, CoverOnly, InsideOnly}

// Standard is the part of PDF/UA that files for the screen conform to.
type Standard string

// The standards. UA1 (ISO 14289-1) is what readers and checkers support today. UA2
// (ISO 14289-2) is PDF 2.0: links and contents lead to elements of the structure.
const (
	UA1 Standard = "ua1"
	UA2 Standard = "ua2"
)

// Standards are all of them.
var Standards = []Standard{UA1, UA2}

// Spec is how a programme is to be made. The zero value is the automatic
// format, for the screen, in French, by workshop.
type Spec struct {
	Format    Format
	Variant   Variant
	Language  string   // "fr" or "en"
	Others    []string // of content.ForeignLanguages, none or two and more: a practical page in each
	Order     Order
	Standard  Standard // of files for the screen; "" is UA1
	Extent    Extent
	Spine     int    // of the cover as two spreads, in tenths of a millimetre; 0 is four pages
	Pages     int    // a book's budget, cover included; 0 is none
	Opening   string // the organiser's words before the workshops
	Logos     []Supplied
	Cover     []byte         // PDF pages in place of the cover
	BackCover []byte         // PDF pages in place of the last page
	Inserts   [][]byte       // PDF pages behind the cover
	Bleed     int            // of the press, in millimetres; 0 is 3
	Slug      bool           // of the press: beside each page its name and a bar of colours
	Printing  *pdf.Condition // of the press; nil is offset on coated paper
}
