package papers

import (
	"strconv"
	"time"

	"jema/internal/jema"
	"jema/internal/marquetry"
	"jema/internal/programme/content"
	"jema/internal/programme/layout"
	"jema/internal/programme/paper"
	"jema/internal/programme/typeset"
)

// The papers of the office and of the door are of A4, with margins that every
// printer reaches.
var officeFrame = layout.Frame{X: 17 * paper.MM, Y: 17 * paper.MM, Width: 176 * paper.MM, Height: 262 * paper.MM}

// The type of these papers.
var (
	stylePaper   = layout.Style{Face: typeset.Sans, Size: 10500, Lead: 14000, Ink: layout.Black, Role: paper.Paragraph}
	styleStrong  = layout.Style{Face: typeset.SansBold, Size: 10500, Lead: 14000, Ink: layout.Black, Role: paper.Paragraph}
	styleNote    = layout.Style{Face: typeset.Sans, Size: 9000, Lead: 12000, Ink: layout.Grey, Role: paper.Paragraph}
	styleTop     = layout.Style{Face: typeset.SansBold, Size: 11000, Lead: 14000, Ink: layout.Black, Role: paper.Paragraph}
	styleName    = layout.Style{Face: typeset.SerifBold, Size: 28000, Lead: 32000, Ink: layout.Black, Role: paper.Heading1}
	styleGroup   = layout.Style{Face: typeset.SerifBold, Size: 18000, Lead: 22000, Ink: layout.Black, Role: paper.Heading2}
	styleEntry   = layout.Style{Face: typeset.SerifBold, Size: 13000, Lead: 16000, Ink: layout.Black, Role: paper.Heading2}
	styleSpeaks  = layout.Style{Face: typeset.Serif, Size: 11500, Lead: 15500, Ink: layout.Black, Role: paper.Paragraph}
	styleOffices = layout.Style{Face: typeset.Sans, Size: 8000, Lead: 10000, Ink: layout.Grey, Role: paper.Decoration}
)

// officePaper makes an empty document of the office.
func officePaper(title string, t jema.Territory, w *content.Words, asOf time.Time) *paper.Document {
	return &paper.Document{Title: content.Plain(title), Author: content.Plain(t.Name), Language: w.Tag, AsOf: asOf.UTC()}
}

// veneer is a strip of one craft along the head of a page, with its bleed.
func veneer(domain string, width, height paper.Length) paper.Mosaic {
	box := marquetry.Box{Min: marquetry.Point{X: -paper.Bleed, Y: -paper.Bleed},
		Max: marquetry.Point{X: width + paper.Bleed, Y: height}}
	return paper.Mosaic{Panels: []marquetry.Panel{marquetry.Rectangle(domain, box, min(height*6/10, 14*paper.MM))}}
}

// officeFeet puts a line and the page's number at the foot of every page.
func officeFeet(d *paper.Document, label string) {
	for i := range d.Pages {
		p := &d.Pages[i]
		y := p.Height - 13*paper.MM
		left := layout.BreakLines([]layout.Span{styleOffices.Span(label)}, p.Width-64*paper.MM)
		p.Put(officeFrame.X, y, left[0].Row(0, nil).Items...)
		if len(d.Pages) > 1 {
			number := layout.BreakLines([]layout.Span{styleOffices.In(layout.Black).Span(strconv.Itoa(i+1) + "\u00a0/\u00a0" +
				strconv.Itoa(len(d.Pages)))}, 30*paper.MM)[0]
			p.Put(p.Width-officeFrame.X-number.Width, y, number.Row(0, nil).Items...)
		}
	}
}
