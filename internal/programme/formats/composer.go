package formats

import (
	"fmt"
	"strings"

	"jema/internal/programme/content"
	"jema/internal/programme/layout"
	"jema/internal/programme/paper"
	"jema/internal/programme/typeset"
)

// section begins a part of the programme on a new page.
func (c *composer) section(f *layout.Flow, title, anchor string) {
	c.sectionIn(f, c.newSect(), title, anchor)
}

// sectionIn is section for a part whose element was made before.
func (c *composer) sectionIn(f *layout.Flow, in *paper.Element, title, anchor string) {
	if f.Page < 0 || f.Y > f.Frame.Y {
		f.NewPage()
	}
	c.sect = in
	f.Heading(c.headIn(in, f.Frame.Width, layout.StyleSection, title, anchor, 5*paper.MM))
}

// sectionHead begins a part with its heading.
func (c *composer) sectionHead(measure paper.Length, s layout.Style, title, anchor string,
	after paper.Length) layout.Block {
	return c.headIn(c.newSect(), measure, s, title, anchor, after)
}

func (c *composer) headIn(in *paper.Element, measure paper.Length, s layout.Style, title, anchor string,
	after paper.Length) layout.Block {
	head := layout.Block{In: in, After: c.look.Length(after)}
	head.Head(0, measure, c.look.Of(s.As(paper.Heading2)).Span(title))
	if anchor != "" {
		head.Aside = []paper.Item{paper.Anchor{Name: anchor, Bookmark: content.Plain(title), Level: 0}}
	}
	return head
}

// saying returns a block of one text in the part that is being laid out.
func (c *composer) saying(measure paper.Length, s layout.Style, text string, after paper.Length) layout.Block {
	b := layout.Block{In: c.sect, After: after}
	if c.look.Justify {
		b.Justify = c.Words.Tag
	}
	b.Prose(0, measure, c.look.Of(s).Span(text))
	return b
}

// titleWithoutCover names the programme where a supplied cover does, which
// nobody can read aloud.
func (c *composer) titleWithoutCover(b *layout.Block, measure paper.Length) {
	if len(c.given.cover) == 0 {
		return
	}
	b.Head(0, measure, c.look.Of(layout.StyleDay.As(paper.Heading1)).Span(c.Title()))
	b.Kept(0, measure, c.look.Of(layout.StyleFact).Span(content.Capital(c.Dates)))
	b.Gap(4 * paper.MM)
}

// Setting is how content is laid out, whatever the format.
type Setting struct {
	Opening          string // the organiser's words before the workshops
	ByDay            bool   // the entries follow the days, which head them
	Justify          bool   // running text is justified and hyphenated, as for the press
	Pages            int    // a book's budget, cover included; 0 is none
	Logos            []Supplied
	Cover, BackCover []byte
	Inserts          [][]byte
	Others           []string // of content.ForeignLanguages: they have a practical page, too
}

// composer lays out content in a setting.
type composer struct {
	*content.Programme
	opening string
	look    layout.Manner
	page    layout.Sheet
	given   supplied
	byDay   bool
	others  []string                // the other languages of the practical page
	roomy   bool                    // the map has a page of its own
	modest  bool                    // a photo that is given half a page has its column
	broad   bool                    // words have the width of a column that would be empty
	lean    bool                    // what folding would leave pages over for is left out
	sect    *paper.Element          // the part of the document that is being laid out
	pageOf  func(anchor string) int // of an entry; nil: it is close by, or not known yet
	// What attempts at the same pages share.
	outlines outlines
	daysTook *int // pages; 0 before the days are laid
}

// The parts of a programme, and its formats: each lays out one thing for the
// composer that it is made for.
type (
	coverPages    struct{ *composer }
	entryPages    struct{ *composer }
	dayPages      struct{ *composer }
	mapPages      struct{ *composer }
	indexPages    struct{ *composer }
	nearbyPages   struct{ *composer }
	contentsPage  struct{ *composer }
	sparePages    struct{ *composer }
	backPages     struct{ *composer }
	sheetFormat   struct{ *composer }
	foldedFormat  struct{ *composer }
	bookFormat    struct{ *composer }
	brochurePages struct{ *composer }
)

// newComposer refuses supplied pieces that cannot be taken in.
func newComposer(c *content.Programme, s Setting) (*composer, error) {
	given, err := readSupplied(s)
	if err != nil {
		return nil, err
	}
	out := &composer{Programme: c, opening: s.Opening, look: layout.LookScreen, page: layout.A5Sheet, given: given,
		byDay: s.ByDay, others: s.Others, outlines: outlines{}, daysTook: new(int)}
	if s.Justify {
		out.look = layout.LookPress
	}
	return out, nil
}

// Sheet lays out a poster of one page of A4.
func Sheet(c *content.Programme, s Setting) (*paper.Document, error) {
	return laidOut(c, s, layoutSheet)
}

// Folded lays out a sheet of A4 folded once, or a brochure where that does not
// hold everything.
func Folded(c *content.Programme, s Setting) (*paper.Document, error) {
	return laidOut(c, s, layoutFolded)
}

// Brochure lays out a brochure of A5.
func Brochure(c *content.Programme, s Setting) (*paper.Document, error) {
	return laidOut(c, s, layoutBrochure)
}

// Large lays out the brochure in large print.
func Large(c *content.Programme, s Setting) (*paper.Document, error) {
	return laidOut(c, s, layoutLarge)
}

// Book lays out the book of a territory within its budget of pages. Where that
// cannot be, the content gets a warning.
func Book(c *content.Programme, s Setting) (*paper.Document, error) {
	return laidOut(c, s, func(out *composer) *paper.Document { return bookFormat{out}.within(s.Pages) })
}

// laidOut lays out a document and prints its photos, which the trials of a layout
// do without.
func laidOut(c *content.Programme, s Setting, lay func(*composer) *paper.Document) (*paper.Document, error) {
	out, err := newComposer(c, s)
	if err != nil {
		return nil, err
	}
	d := lay(out)
	c.PrintPhotos(d)
	return d, nil
}

func (c *composer) newDocument() *paper.Document {
	name := c.Edition
	if c.Commune.Name != "" {
		name += " – " + c.Commune.Name
	}
	d := &paper.Document{
		Title: content.Plain(name), Subject: content.Plain(content.Capital(c.Dates)),
		Author:   content.Plain(c.Set.Line(c.Raw.Territory.Name)),
		Language: c.Words.Tag, AsOf: c.Raw.AsOf.UTC(),
	}
	if c.Proof {
		d.Title += " (" + strings.ToLower(c.Words.Proof) + ")"
	}
	return d
}

// newSect begins a part of the document, which what follows is set in.
func (c *composer) newSect() *paper.Element {
	c.sect = &paper.Element{Role: paper.Section}
	return c.sect
}

// feet puts running feet on pages from, to (indexes): where one is, and the
// page's number. They are decoration.
func (c *composer) feet(d *paper.Document, from, to int) {
	label := c.Title() + "\u00a0· " + c.Edition
	if c.Proof {
		label += "\u00a0· " + c.Words.Proof
	}
	foot := c.look.Of(layout.StyleFoot)
	if typeset.Width(label, foot.Face, foot.Size) > c.page.Frame.Width-15*paper.MM {
		label = c.Title()
	}
	for i := from; i < to; i++ {
		p := &d.Pages[i]
		number := layout.BreakLines([]layout.Span{foot.In(layout.Black).Span(fmt.Sprint(i + 1))}, 20*paper.MM)[0]
		y := p.Height - 13*paper.MM
		left, right := c.page.Frame.X, c.page.Frame.X+c.page.Frame.Width
		p.Put(left, y, layout.BreakLines([]layout.Span{foot.Span(label)}, c.page.Frame.Width-15*paper.MM)[0].Row(0,
			nil).Items...)
		p.Put(right-number.Width, y, number.Row(0, nil).Items...)
	}
}

// foreword is the organiser's text before the workshops.
func (c *composer) foreword(measure paper.Length) []layout.Block {
	opening := c.Set.Lines(c.opening)
	if opening == "" {
		return nil
	}
	head := layout.Block{In: c.sect, After: 2 * paper.MM}
	head.Rows = append(head.Rows, layout.Row{Height: 3 * paper.MM, Keep: true})
	head.Head(0, measure, c.look.Of(layout.StyleDay.As(paper.Heading2)).Span(c.Words.Foreword))
	out := []layout.Block{head}
	for _, p := range strings.Split(opening, "\n") {
		if p != "" {
			out = append(out, c.saying(measure, layout.StyleText, p, 3*paper.Pt))
		}
	}
	return out
}
