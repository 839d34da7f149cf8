package papers

import (
	"fmt"

	"jema/internal/jema"
	"jema/internal/marquetry"
	"jema/internal/programme/content"
	"jema/internal/programme/formats"
	"jema/internal/programme/layout"
	"jema/internal/programme/paper"
)

// Proof is the proof of one event of a programme, a page of A4: the entry exactly
// as the brochure prints it, in the same size and with the same number, and what
// the artisan should look at, which are its warnings. An event that is not in the
// programme and an unknown language are refused.
type Proof struct {
	Programme jema.Programme
	Opening   jema.OpeningID
	Language  string
}

// Compose lays out the proof.
func (p Proof) Compose() (*paper.Document, []content.Warning, error) {
	w, o, err := outputsIn(p.Language)
	if err != nil {
		return nil, nil, err
	}
	c := content.Collect(p.Programme, w, nil)
	i := c.EntryAt(content.AnchorOf(p.Opening))
	if i < 0 {
		return nil, nil, jema.NotFound("opening.missing")
	}
	var warnings []content.Warning
	for _, found := range c.Warnings {
		if found.OpeningID == p.Opening && found.What != content.WarningNoProof {
			warnings = append(warnings, found)
		}
	}
	d := officePaper(o.Approve+" – "+c.Entries[i].Title, p.Programme.Territory, w, p.Programme.AsOf)
	f := layout.NewFlow(d, layout.A4Width, layout.A4Height, officeFrame)
	f.NewPage().Add(paper.Anchor{Name: "proof", Bookmark: o.Approve, Level: 0})
	f.Place(proofHead(c, o))
	f.Place(proofEntry(c, c.Entries[i]))
	f.Place(o.proofWarnings(warnings))
	f.Place(layout.Paragraph(0, officeFrame.Width, stylePaper, o.ApproveHow, 0))
	c.PrintPhotos(d)
	officeFeet(d, c.Commune.Name+"\u00a0· "+c.Edition+c.HowToAsk())
	return d, warnings, nil
}

func proofHead(c *content.Programme, o *outputWords) layout.Block {
	b := layout.Block{After: 8 * paper.MM}
	b.Put(0, officeFrame.Width, styleTop.Span(c.Edition))
	b.Gap(paper.MM)
	b.Head(0, officeFrame.Width, styleName.Span(o.Approve))
	b.Gap(2 * paper.MM)
	b.Put(0, officeFrame.Width, styleSpeaks.Span(fmt.Sprintf(o.ApproveLead, c.Commune.OfName)))
	return b
}

// proofEntry is the entry as the brochure sets it, between the corners of its
// page's width.
func proofEntry(c *content.Programme, e content.Entry) layout.Block {
	set := formats.EntrySetter{Programme: c}.EntryBlock(e, formats.BrochureShape(layout.LookScreen, nil,
		layout.A5Frame.Width))
	left, pad := (officeFrame.Width-layout.A5Width)/2, 8*paper.MM
	b := layout.Block{After: 8 * paper.MM}
	b.Rows = append(b.Rows, layout.Row{Height: pad, Keep: true})
	for _, r := range set.Rows {
		r.Items = paper.MovedAll(r.Items, left+layout.A5Frame.X, 0)
		b.Rows = append(b.Rows, r)
	}
	b.Aside = paper.MovedAll(set.Aside, left+layout.A5Frame.X, pad)
	b.Late = paper.MovedAll(set.Late, left+layout.A5Frame.X, pad)
	b.Depth = max(set.Depth+pad, b.Height()) + pad
	b.Aside = append(b.Aside, corners(left, 0, layout.A5Width, b.Depth)...)
	return b
}

// corners mark the four corners of a frame.
func corners(x, y, w, h paper.Length) []paper.Item {
	const arm = 4 * paper.MM
	var out []paper.Item
	for _, c := range [][4]paper.Length{{x, y, 1, 1}, {x + w, y, -1, 1}, {x, y + h, 1, -1}, {x + w, y + h, -1, -1}} {
		out = append(out, paper.Shape{X: c[0], Y: c[1], Stroke: &layout.Grey, Width: paper.Pt / 2,
			Segments: []marquetry.Segment{
				{Step: marquetry.Move, To: marquetry.Point{X: c[2] * arm}}, {Step: marquetry.Line},
				{Step: marquetry.Line, To: marquetry.Point{Y: c[3] * arm}}}})
	}
	return out
}
