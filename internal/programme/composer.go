package programme

import "jema/internal/programme/paper"

// setting is how content is laid out, whatever the format.
type setting struct {
	Opening          string // the organiser's words before the workshops
	Justify          bool   // running text is justified and hyphenated, as for the press
	Pages            int    // a book's budget, cover included; 0 is none
	Logos            []Supplied
	Cover, BackCover []byte
	Inserts          [][]byte
}

// composer lays out content in a setting.
type composer struct {
	*content
	opening string
	look    manner
	page    sheetSize
	given   supplied
	sect    *paper.Element // the part of the document that is being laid out
}

// newComposer refuses supplied pieces that cannot be taken in.
func newComposer(c *content, s setting) (*composer, error) {
	given, err := readSupplied(s)
	if err != nil {
		return nil, err
	}
	out := &composer{content: c, opening: s.Opening, look: lookScreen, page: a5Sheet, given: given}
	if s.Justify {
		out.look = lookPress
	}
	return out, nil
}

// sheetOf lays out a poster of one page of A4.
func sheetOf(c *content, s setting) (*paper.Document, error) { return laidOut(c, s, layoutSheet) }

// foldedOf lays out a sheet of A4 folded once, or a brochure where that does not
// hold everything.
func foldedOf(c *content, s setting) (*paper.Document, error) { return laidOut(c, s, layoutFolded) }

// brochureOf lays out a brochure of A5.
func brochureOf(c *content, s setting) (*paper.Document, error) { return laidOut(c, s, layoutBrochure) }

// largeOf lays out the brochure in large print.
func largeOf(c *content, s setting) (*paper.Document, error) { return laidOut(c, s, layoutLarge) }

// bookOf lays out the book of a territory within its budget of pages. Where that
// cannot be, the content gets a warning.
func bookOf(c *content, s setting) (*paper.Document, error) {
	return laidOut(c, s, func(out *composer) *paper.Document { return out.bookWithin(s.Pages) })
}

func laidOut(c *content, s setting, lay func(*composer) *paper.Document) (*paper.Document, error) {
	out, err := newComposer(c, s)
	if err != nil {
		return nil, err
	}
	return lay(out), nil
}
