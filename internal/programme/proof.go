package programme

import (
	"fmt"

	"jema/internal/jema"
	"jema/internal/marquetry"
	"jema/internal/programme/paper"
)

// Proof is the proof of one event of a programme, a page of A4: the entry exactly
// as the brochure prints it, in the same size and with the same number, and what
// the artisan should look at, which are its warnings. An event that is not in the
// programme and an unknown language are refused.
type Proof struct {
	Programme jema.Programme
	Opening   int64
	Language  string
}

// Compose lays out the proof.
func (p Proof) Compose() (*paper.Document, []Warning, error) {
	w, o, err := outputsIn(p.Language)
	if err != nil {
		return nil, nil, err
	}
	c := collect(p.Programme, w, nil)
	i := c.entryAt(anchorOf(p.Opening))
	if i < 0 {
		return nil, nil, jema.NotFound("opening.missing")
	}
	var warnings []Warning
	for _, found := range c.warnings {
		if found.OpeningID == p.Opening && found.What != WarningNoProof {
			warnings = append(warnings, found)
		}
	}
	d := officePaper(o.Approve+" – "+c.entries[i].Title, p.Programme.Territory, w, p.Programme.AsOf)
	f := newFlow(d, a4Width, a4Height, officeFrame)
	f.newPage().Add(paper.Anchor{Name: "proof", Bookmark: o.Approve, Level: 0})
	f.place(proofHead(c, o))
	f.place(proofEntry(c, c.entries[i]))
	f.place(o.proofWarnings(warnings))
	f.place(paragraph(0, officeFrame.width, stylePaper, o.ApproveHow, 0))
	officeFeet(d, c.commune.Name+"\u00a0· "+c.edition+c.howToAsk())
	return d, warnings, nil
}

func proofHead(c *content, o *outputWords) block {
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
func proofEntry(c *content, e entry) block {
	set := entrySetter{c}.entryBlock(e, brochureShape(lookScreen, nil, a5Frame.width))
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
