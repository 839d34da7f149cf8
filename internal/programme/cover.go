package programme

import (
	"fmt"
	"strings"

	"jema/internal/marquetry"
	"jema/internal/programme/paper"
	"jema/internal/programme/typeset"
	"jema/internal/text"
)

// A5, and its frame.
const (
	a5Width  = 148 * mm
	a5Height = 210 * mm
)

var a5Frame = frame{x: 14 * mm, y: 14 * mm, width: 120 * mm, height: 178 * mm}

func (c *content) newDocument() *paper.Document {
	name := c.edition
	if c.commune.Name != "" {
		name += " – " + c.commune.Name
	}
	d := &paper.Document{
		Title: plain(name), Subject: plain(capital(c.dates)), Author: c.set.line(c.raw.Territory.Name),
		Language: c.words.Tag, AsOf: c.raw.AsOf.UTC(),
	}
	if c.proof {
		d.Title += " (" + strings.ToLower(c.words.Proof) + ")"
	}
	return d
}

// marquetry cuts the commune's own work.
func (c *content) marquetry(w, h int) paper.Mosaic {
	return paper.Mosaic{Panels: marquetry.Cut(c.raw.Commune.INSEE, w, h, c.shares)}
}

// cover is the first page of the A5 formats: the commune's marquetry over its
// name.
func (c *content) cover() paper.Page {
	page := paper.Page{Width: a5Width, Height: a5Height}
	b := c.coverText(a5Frame.width)
	top := a5Height - b.height() - 12*mm
	page.Add(c.marquetry(a5Width, top-9*mm), paper.Anchor{Name: "cover", Bookmark: plain(c.commune.Name), Level: 0})
	for _, r := range b.rows {
		page.Put(a5Frame.x, top, r.items...)
		top += r.height
	}
	return page
}

func (c *content) coverText(measure int) block {
	var b block
	b.put(0, measure, span{style{typeset.SansBold, 10500, 13500, black, paper.Paragraph}, c.edition})
	b.gap(2 * mm)
	name := c.nameStyle(measure, 480)
	b.head(0, measure, span{name, c.breakable()})
	b.gap(3 * mm)
	b.put(0, measure, span{style{typeset.Serif, 14000, 18000, black, paper.Paragraph}, capital(c.dates)})
	if c.theme != "" {
		b.put(0, measure, span{style{typeset.SerifItalic, 14000, 18000, black, paper.Paragraph}, "«\u00a0" + c.theme + "\u00a0»"})
	}
	b.gap(5 * mm)
	b.put(0, measure, span{styleFact, dotted(c.coverFacts())})
	if c.raw.Territory.IsDemo {
		b.put(0, measure, span{styleSmall, c.words.Demo})
	}
	return b
}

// nameStyle is the size of the commune's name on a cover: on one line if it
// can be large, else on two.
func (c *content) nameStyle(measure, most int) style {
	name := style{typeset.SerifBold, 10000, 10300, black, paper.Heading1}
	one := largest(c.breakable(), name, measure, 1, most, most*9/10, most*8/10, most*7/10)
	if len(breakLines([]span{{one, c.breakable()}}, measure)) == 1 {
		return one
	}
	return largest(c.breakable(), name, measure, 2, most, most*9/10, most*8/10, most*7/10, most*6/10, most/2, most*4/10)
}

// breakable is the commune's name as it may be set on two lines: after a
// hyphen, never after the article.
func (c *content) breakable() string {
	name := strings.ReplaceAll(c.commune.Name, "-", "-"+typeset.MayBreak)
	for _, article := range []string{"Les ", "Le ", "La "} {
		if rest, found := strings.CutPrefix(name, article); found {
			return strings.TrimSpace(article) + text.NoBreak + rest
		}
	}
	return name
}

func (c *content) coverFacts() []string {
	facts := []string{c.set.line(c.raw.Territory.Name)}
	switch n := c.workshops(); n {
	case 0:
	case 1:
		facts = append(facts, c.words.OneOpen)
	default:
		facts = append(facts, fmt.Sprintf(c.words.ManyOpen, text.Count(n, "atelier", "ateliers")))
	}
	if c.proof {
		facts = append(facts, c.words.Proof)
	}
	return facts
}

// workshops counts the workshops that open: some offer several events.
func (c *content) workshops() int {
	seen := map[int64]bool{}
	for _, e := range c.raw.Entries {
		seen[e.Workshop.ID] = true
	}
	return len(seen)
}

// feet puts running feet on pages from, to (indexes): where one is, and the
// page's number.
func (c *content) feet(d *paper.Document, from, to int) {
	label := c.commune.Name + "\u00a0· " + c.edition
	if c.proof {
		label += "\u00a0· " + c.words.Proof
	}
	for i := from; i < to; i++ {
		p := &d.Pages[i]
		number := breakLines([]span{{styleFoot.in(black), fmt.Sprint(i + 1)}}, 20*mm)[0]
		y := p.Height - 13*mm
		p.Put(a5Frame.x, y, breakLines([]span{{styleFoot, label}}, 105*mm)[0].row(0, nil).items...)
		p.Put(p.Width-14*mm-number.Width, y, number.row(0, nil).items...)
	}
}
