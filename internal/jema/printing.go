package jema

// Printing is how the programmes of an edition are printed.
type Printing struct {
	EditionID   EditionID
	Format      string // auto, sheet, folded, brochure, large
	Language    string // fr, en
	Others      string // languages of the practical page beside it, "en,de": none, or two and more
	Order       string // workshop, craft, day
	Paper       string // coated, uncoated: of the press, where the printer has given no profile
	Bleed       int    // of the press, 3 or 5 mm
	OpeningText string // the organiser's, before the workshops
	Pages       int    // budget of the territory's book, 0 when there is none
	Revision    int    // how often it was set, 0 for never
}

// The most that can be set.
const (
	OpeningTextMax  = 1200     // characters
	PrintingPageMax = 400      // pages of a book
	PrintPartMax    = 20 << 20 // bytes of a supplied part
	PrintPartsMost  = 24       // parts of an edition
)

// NewPrinting is what holds for an edition until somebody changes it.
func NewPrinting(editionID EditionID) Printing {
	return Printing{EditionID: editionID, Format: "auto", Language: "fr", Order: "workshop", Paper: "coated", Bleed: 3}
}

// PartKind is what a supplied part is.
type PartKind string

// The supplied parts of a programme.
const (
	PartLogo      PartKind = "logo" // a partner's, PDF or SVG
	PartCover     PartKind = "cover"
	PartBackCover PartKind = "back_cover"
	PartInsert    PartKind = "insert"  // pages such as an editorial
	PartProfile   PartKind = "profile" // ICC, of the press; its name is the condition's: FOGRA51
)

// PartKinds are all of them.
var PartKinds = []PartKind{PartLogo, PartCover, PartBackCover, PartInsert, PartProfile}

// PrintPart is a supplied part, printed as it is.
type PrintPart struct {
	ID    PrintPartID
	Kind  PartKind
	Name  string // of the file, or of the partner
	Media string // application/pdf, image/svg+xml, application/vnd.iccprofile
	Pages int
	Data  []byte // empty in a list
}

// Imprint is what the law and custom want on a printed sheet, and whom to
// contact.
type Imprint struct {
	Publisher, Printer, LegalDeposit, PrintRun string
}

// Single reports whether a programme has at most one of a kind of part.
func (k PartKind) Single() bool { return k != PartLogo && k != PartInsert }
