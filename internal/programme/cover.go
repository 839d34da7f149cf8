package programme

import (
	"cmp"
	"fmt"
	"slices"
	"strconv"
	"strings"

	"jema/internal/jema"
	"jema/internal/marquetry"
	"jema/internal/programme/paper"
	"jema/internal/programme/typeset"
	"jema/internal/text"
)

// sheetSize is a page and where its text stands.
type sheetSize struct {
	width, height int
	frame         frame
}

// A5, and its frame.
const (
	a5Width  = 148 * mm
	a5Height = 210 * mm
)

var (
	a5Frame    = frame{x: 14 * mm, y: 14 * mm, width: 120 * mm, height: 178 * mm}
	a5Sheet    = sheetSize{a5Width, a5Height, a5Frame}
	largeSheet = sheetSize{a4Width, a4Height, frame{x: 20 * mm, y: 18 * mm, width: 170 * mm, height: 254 * mm}}
)

func (c *composer) newDocument() *paper.Document {
	name := c.edition
	if c.commune.Name != "" {
		name += " – " + c.commune.Name
	}
	d := &paper.Document{
		Title: plain(name), Subject: plain(capital(c.dates)), Author: plain(c.set.line(c.raw.Territory.Name)),
		Language: c.words.Tag, AsOf: c.raw.AsOf.UTC(),
	}
	if c.proof {
		d.Title += " (" + strings.ToLower(c.words.Proof) + ")"
	}
	return d
}

// newSect begins a part of the document, which what follows is set in.
func (c *composer) newSect() *paper.Element {
	c.sect = &paper.Element{Role: paper.Section}
	return c.sect
}

// marquetry cuts the commune's own work.
func cutFor(c *content, w, h int) paper.Mosaic {
	return paper.Mosaic{Panels: cut(cmp.Or(c.raw.Commune.INSEE, c.raw.Territory.Name), w, h, c.shares)}
}

// works remembers how sheets were cut: where pieces of one domain would touch,
// many cuts are tried.
var works = recall[sheetCut, []marquetry.Panel]{most: 1024}

type sheetCut struct {
	seed, shares string
	w, h         int
}

// cut is marquetry.Cut, remembered: the pieces are the caller’s, their outlines are
// shared.
func cut(seed string, w, h int, shares []marquetry.Share) []marquetry.Panel {
	var said strings.Builder
	for _, s := range shares {
		said.WriteString(s.Domain)
		said.WriteString(strconv.Itoa(s.Weight))
	}
	return slices.Clone(works.of(sheetCut{seed, said.String(), w, h}, func(sheetCut) []marquetry.Panel { return marquetry.Cut(seed, w, h, shares) }))
}

// strip is the commune's work along the head of a page, with its bleed:
// decoration.
func (c *composer) strip(height int) paper.Mosaic { return inlay(c.content, c.page.width, height) }

// artwork is the work as the picture of a cover: it says which crafts it is
// made of.
func (c *composer) artwork(width, height int) paper.Mosaic {
	m := inlay(c.content, width, height)
	m.In = &paper.Element{Role: paper.Figure, Parent: c.sect, Alt: c.craftsAlt()}
	return m
}

func (c *composer) craftsAlt() string {
	var names []string
	for _, d := range c.raw.Domains {
		if slices.ContainsFunc(c.shares, func(s marquetry.Share) bool { return s.Domain == d.Slug }) {
			names = append(names, c.set.line(d.Name))
		}
	}
	if len(names) == 0 {
		return c.words.NoCraft
	}
	return plain(fmt.Sprintf(c.words.MosaicAlt, strings.Join(names, "\u202f; ")))
}

// cover is the first page: the commune's marquetry over its name.
func (c *composer) cover() paper.Page {
	page := paper.Page{Width: c.page.width, Height: c.page.height}
	c.newSect()
	b := c.coverText(c.page.frame.width)
	top := c.page.height - b.height() - 12*mm
	page.Add(c.artwork(c.page.width, top-9*mm), paper.Anchor{Name: "cover", Bookmark: plain(c.title()), Level: 0})
	for _, r := range b.rows {
		page.Put(c.page.frame.x, top, r.items...)
		top += r.height
	}
	return page
}

// title is what the programme is of.
func (c *content) title() string { return cmp.Or(c.commune.Name, c.set.line(c.raw.Territory.Name)) }

func (c *composer) coverText(measure int) block {
	b := block{in: c.sect}
	wide := min(c.page.width*100/a5Width, 128) // A4 is looked at from farther away
	of := func(f typeset.Face, size, lead int) style {
		return lookScreen.of(style{f, size, lead, black, paper.Paragraph}, max(wide, c.look.scale))
	}
	b.language = c.theirs()
	b.put(0, measure, span{of(typeset.SansBold, 10500, 13500), c.edition})
	b.language = ""
	b.gap(2 * mm)
	b.head(0, measure, span{c.nameStyle(measure, 480*wide/100), c.breakable()})
	b.gap(3 * mm)
	b.put(0, measure, span{of(typeset.Serif, 14000, 18000), capital(c.dates)})
	if c.theme != "" {
		b.language = c.theirs()
		b.put(0, measure, span{of(typeset.SerifItalic, 14000, 18000), fmt.Sprintf(c.words.Quoted, c.theme)})
		b.language = ""
	}
	b.gap(5 * mm)
	fact := c.look.of(styleFact)
	b.put(0, measure, span{fact, dottedLines(c.coverFacts(), fact, measure)})
	if c.raw.Territory.IsDemo {
		b.put(0, measure, span{c.look.of(styleSmall), c.words.Demo})
	}
	if rows := c.logoRows(measure, 11*mm*wide/100, c.sect); len(rows) > 0 {
		b.gap(4 * mm)
		b.rows = append(b.rows, rows...)
	}
	return b
}

// nameStyle is the size of the commune's name on a cover: on one line if it
// can be large, else on two.
func (c *composer) nameStyle(measure, most int) style {
	name := style{typeset.SerifBold, 10000, 10300, black, paper.Heading1}
	if c.look.airy {
		name.lead = 12600
	}
	one := largest(c.breakable(), name, measure, 1, most, most*9/10, most*8/10, most*7/10)
	if len(breakLines([]span{{one, c.breakable()}}, measure)) == 1 {
		return one
	}
	return largest(c.breakable(), name, measure, 2, most, most*9/10, most*8/10, most*7/10, most*6/10, most/2, most*4/10)
}

// breakable is the commune's name as it may be set on two lines: after a
// hyphen, never after the article.
func (c *content) breakable() string {
	name := strings.ReplaceAll(c.title(), "-", "-"+typeset.MayBreak)
	for _, article := range []string{"Les ", "Le ", "La "} {
		if rest, found := strings.CutPrefix(name, article); found {
			return strings.TrimSpace(article) + text.NoBreak + rest
		}
	}
	return name
}

func (c *content) coverFacts() []string {
	facts := []string{c.set.line(c.raw.Territory.Name)}
	if c.commune.Name == "" {
		facts = nil
	}
	switch n := c.workshops(); n {
	case 0:
	case 1:
		facts = append(facts, c.words.OneOpen)
	default:
		facts = append(facts, fmt.Sprintf(c.words.ManyOpen, c.words.Say.Count(n, c.words.Workshop, c.words.WorkshopMany)))
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
		if e.Opening.State != jema.Cancelled {
			seen[e.Workshop.ID] = true
		}
	}
	return len(seen)
}

// feet puts running feet on pages from, to (indexes): where one is, and the
// page's number. They are decoration.
func (c *composer) feet(d *paper.Document, from, to int) {
	label := c.title() + "\u00a0· " + c.edition
	if c.proof {
		label += "\u00a0· " + c.words.Proof
	}
	foot := c.look.of(styleFoot)
	if typeset.Width(label, foot.face, foot.size) > c.page.frame.width-15*mm {
		label = c.title()
	}
	for i := from; i < to; i++ {
		p := &d.Pages[i]
		number := breakLines([]span{{foot.in(black), fmt.Sprint(i + 1)}}, 20*mm)[0]
		y := p.Height - 13*mm
		left, right := c.page.frame.x, c.page.frame.x+c.page.frame.width
		p.Put(left, y, breakLines([]span{{foot, label}}, c.page.frame.width-15*mm)[0].row(0, nil).items...)
		p.Put(right-number.Width, y, number.row(0, nil).items...)
	}
}
