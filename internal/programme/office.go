package programme

import (
	"strconv"
	"time"

	"jema/internal/jema"
	"jema/internal/marquetry"
	"jema/internal/programme/paper"
	"jema/internal/programme/typeset"
)

// The papers of the office and of the door are of A4, with margins that every
// printer reaches.
var officeFrame = frame{x: 17 * mm, y: 17 * mm, width: 176 * mm, height: 262 * mm}

// The type of these papers.
var (
	stylePaper   = style{typeset.Sans, 10500, 14000, black, paper.Paragraph}
	styleStrong  = style{typeset.SansBold, 10500, 14000, black, paper.Paragraph}
	styleNote    = style{typeset.Sans, 9000, 12000, grey, paper.Paragraph}
	styleColumn  = style{typeset.SansBold, 9000, 12000, grey, paper.Paragraph}
	styleTop     = style{typeset.SansBold, 11000, 14000, black, paper.Paragraph}
	styleName    = style{typeset.SerifBold, 28000, 32000, black, paper.Heading1}
	styleGroup   = style{typeset.SerifBold, 18000, 22000, black, paper.Heading2}
	styleEntry   = style{typeset.SerifBold, 13000, 16000, black, paper.Heading2}
	styleSpeaks  = style{typeset.Serif, 11500, 15500, black, paper.Paragraph}
	styleOffices = style{typeset.Sans, 8000, 10000, grey, paper.Decoration}
)

// officePaper makes an empty document of the office.
func officePaper(title string, t jema.Territory, w *words, asOf time.Time) *paper.Document {
	return &paper.Document{Title: plain(title), Author: plain(t.Name), Language: w.Tag, AsOf: asOf.UTC()}
}

// veneer is a strip of one craft along the head of a page, with its bleed.
func veneer(domain string, width, height int) paper.Mosaic {
	box := marquetry.Box{Min: marquetry.Point{X: -paper.Bleed, Y: -paper.Bleed}, Max: marquetry.Point{X: width + paper.Bleed, Y: height}}
	return paper.Mosaic{Panels: []marquetry.Panel{marquetry.Rectangle(domain, box, min(height*6/10, 14*mm))}}
}

// inlay is the commune's marquetry along the head of a page, with its bleed.
func inlay(c *content, width, height int) paper.Mosaic {
	m := cutFor(c, width+2*paper.Bleed, height+paper.Bleed)
	m.X, m.Y = -paper.Bleed, -paper.Bleed
	return m
}

// officeFeet puts a line and the page's number at the foot of every page.
func officeFeet(d *paper.Document, label string) {
	for i := range d.Pages {
		p := &d.Pages[i]
		y := p.Height - 13*mm
		left := breakLines([]span{{styleOffices, label}}, p.Width-64*mm)
		p.Put(officeFrame.x, y, left[0].row(0, nil).items...)
		if len(d.Pages) > 1 {
			number := breakLines([]span{{styleOffices.in(black), strconv.Itoa(i+1) + "\u00a0/\u00a0" + strconv.Itoa(len(d.Pages))}}, 30*mm)[0]
			p.Put(p.Width-officeFrame.x-number.Width, y, number.row(0, nil).items...)
		}
	}
}
