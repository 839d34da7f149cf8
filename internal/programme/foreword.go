package programme

import (
	"strings"

	"jema/internal/programme/paper"
)

// foreword is what the organiser says before the workshops.
func (c *composer) foreword(measure int) []block {
	opening := c.set.lines(c.opening)
	if opening == "" {
		return nil
	}
	head := block{in: c.sect, after: 2 * mm}
	head.rows = append(head.rows, row{height: 3 * mm, keep: true})
	head.head(0, measure, span{c.look.of(styleDay.as(paper.Heading2)), c.words.Foreword})
	out := []block{head}
	for _, p := range strings.Split(opening, "\n") {
		if p != "" {
			out = append(out, c.saying(measure, styleText, p, 3*pt))
		}
	}
	return out
}

// contentsHeight is how much of a page the contents take.
func (c *composer) contentsHeight(foreword []block) int {
	lines := len(c.parts()) - 2
	return c.look.of(styleSection).lead + c.look.length(4*mm) + lines*c.look.of(styleText).lead*14/10 + height(foreword) + 8*mm
}

// mapBeside puts the map on the page of the contents, where few workshops
// leave it room.
func (c *composer) mapBeside(f *flow, foreword []block) bool {
	room := f.frame.height - c.contentsHeight(foreword)
	contents := c.sect
	defer func() { c.sect = contents }()
	c.sect = &paper.Element{Role: paper.Section}
	legend := height(c.legend(f))
	if room-legend < 75*mm || c.look.airy {
		return false
	}
	f.y = f.bottom() - min(room, 112*mm+legend)
	f.current().Put(0, f.y, paper.Anchor{Name: "map", Bookmark: c.words.Map, Level: 0})
	return c.mapInto(f, 60*mm)
}

// mapPage is a page of its own for the map.
func (c *composer) mapPage(f *flow) {
	if c.own == nil {
		return
	}
	contents := c.sect
	c.section(f, c.words.Map, "map")
	if where, w, h := c.locator(26*mm, 26*mm); where != nil && !c.look.airy {
		head := &f.pending[len(f.pending)-1]
		for _, i := range where {
			head.late = append(head.late, i.Moved(f.frame.width-w, 0))
		}
		head.depth = h
	}
	for _, b := range f.pending {
		f.lay(b)
	}
	f.pending = nil
	f.y += f.spare
	f.spare = 0
	c.mapInto(f, 64*mm)
	c.sect = contents
}

// silhouetteInto puts the commune's shape, cut out of its marquetry, at the
// foot of the page, where the page leaves it room.
func (c *composer) silhouetteInto(f *flow) {
	room := f.room() - 12*mm
	if room < 45*mm || c.own == nil {
		return
	}
	p, ok := fit([]shape{c.own}, f.frame.width*3/4, min(room, 110*mm))
	if !ok {
		return
	}
	path := p.path(c.own)
	x, y := f.frame.x+(f.frame.width-p.width)/2, f.bottom()-p.height-4*mm
	f.current().Put(x, y, paper.Mosaic{Panels: cut(c.raw.Commune.INSEE, p.width, p.height, c.shares), Clip: path},
		paper.Shape{Segments: path, Stroke: &black, Width: pt / 2})
}
