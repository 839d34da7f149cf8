package programme

import (
	"fmt"
	"io"

	"jema/internal/jema"
	"jema/internal/marquetry"
	"jema/internal/programme/paper"
	"jema/internal/programme/pdf"
)

// WriteProof writes the proof of one event of a programme, a page of A4: the
// entry exactly as the brochure prints it, in the same size and with the same
// number, and what the artisan should look at. An event that is not in the
// programme and an unknown language are refused.
func WriteProof(w io.Writer, p jema.Programme, openingID int64, spec Spec) error {
	d, _, err := ComposeProof(p, openingID, spec)
	if err != nil {
		return err
	}
	return pdf.Write(w, d)
}

// ComposeProof lays out what WriteProof writes, and returns the warnings that
// it shows.
func ComposeProof(p jema.Programme, openingID int64, spec Spec) (*paper.Document, []Warning, error) {
	w, o, err := outputsIn(spec.Language)
	if err != nil {
		return nil, nil, err
	}
	c := collect(p, w)
	i := c.entryAt(anchorOf(openingID))
	if i < 0 {
		return nil, nil, jema.NotFound("opening.missing")
	}
	var warnings []Warning
	for _, found := range c.warnings {
		if found.OpeningID == openingID && found.What != WarningNoProof {
			warnings = append(warnings, found)
		}
	}
	d := officePaper(o.Approve+" – "+c.entries[i].Title, p.Territory, w, p.AsOf)
	f := newFlow(d, a4Width, a4Height, officeFrame)
	f.newPage().Add(paper.Anchor{Name: "proof", Bookmark: o.Approve, Level: 0})
	f.place(c.proofHead(o))
	f.place(c.proofEntry(c.entries[i]))
	f.place(o.proofWarnings(warnings))
	f.place(paragraph(0, officeFrame.width, stylePaper, o.ApproveHow, 0))
	officeFeet(d, c.commune.Name+"\u00a0· "+c.edition+c.howToAsk())
	return d, warnings, nil
}

func (c *content) proofHead(o *outputWords) block {
	b := block{after: 8 * mm}
	b.put(0, officeFrame.width, span{styleTop, c.edition})
	b.gap(mm)
	b.head(0, officeFrame.width, span{styleName, o.Approve})
	b.gap(2 * mm)
	b.put(0, officeFrame.width, span{styleSpeaks, fmt.Sprintf(o.ApproveLead, c.commune.OfName)})
	return b
}

// proofEntry is the entry as the brochure sets it, between the corners of its
// page's width.
func (c *content) proofEntry(e entry) block {
	set := c.entryBlock(e, c.brochureShape(a5Frame.width))
	left, pad := (officeFrame.width-a5Width)/2, 8*mm
	b := block{after: 8 * mm}
	b.rows = append(b.rows, row{height: pad, keep: true})
	for _, r := range set.rows {
		for k := range r.items {
			r.items[k] = r.items[k].Moved(left+a5Frame.x, 0)
		}
		b.rows = append(b.rows, r)
	}
	for _, i := range set.aside {
		b.aside = append(b.aside, i.Moved(left+a5Frame.x, pad))
	}
	for _, i := range set.late {
		b.late = append(b.late, i.Moved(left+a5Frame.x, pad))
	}
	b.depth = max(set.depth+pad, b.height()) + pad
	b.aside = append(b.aside, corners(left, 0, a5Width, b.depth)...)
	return b
}

// corners mark the four corners of a frame.
func corners(x, y, w, h int) []paper.Item {
	const arm = 4 * mm
	var out []paper.Item
	for _, c := range [][4]int{{x, y, 1, 1}, {x + w, y, -1, 1}, {x, y + h, 1, -1}, {x + w, y + h, -1, -1}} {
		out = append(out, paper.Shape{X: c[0], Y: c[1], Stroke: &grey, Width: pt / 2, Segments: []marquetry.Segment{
			{Step: marquetry.Move, To: marquetry.Point{X: c[2] * arm}}, {Step: marquetry.Line},
			{Step: marquetry.Line, To: marquetry.Point{Y: c[3] * arm}}}})
	}
	return out
}
