package pdf

import (
	"strconv"

	"jema/internal/marquetry"
	"jema/internal/programme/paper"
	"jema/internal/programme/pdf/object"
)

// canvases wait for the next page.
var canvases = make(chan *canvas, 8)

func blank() *canvas {
	select {
	case c := <-canvases:
		return c
	default:
		return &canvas{}
	}
}

func (c *canvas) rest() {
	c.book, c.page = nil, nil
	select {
	case canvases <- c:
	default:
	}
}

// page draws a page.
func (b *book) page(n int) stream {
	c := blank()
	defer c.rest()
	p := &b.doc.Pages[n]
	*c = canvas{ops: c.ops[:0], glyphs: c.glyphs[:0], saved: c.saved[:0], book: b, page: p,
		height: p.Height, state: initial}
	c.word("1 j")
	if m := b.options.margin(); m > 0 {
		c.frame(p, m)
	}
	c.items(p.Items, b.marks(n))
	if b.options.margin() > 0 {
		c.pop()
	}
	if b.options.Variant == Press && b.options.Marks {
		c.crop(p)
		if b.options.Slug {
			c.slug(p, n)
		}
	}
	return stream{object.Deflate(c.ops), c.use}
}

// marks are those of a page; none where the variant has no structure.
func (b *book) marks(n int) marked {
	if b.tree == nil {
		return marked{}
	}
	return b.tree.pages[n]
}

// frame moves the page into its sheet and cuts it at the bleed.
func (c *canvas) frame(p *paper.Page, margin paper.Length) {
	bleed := c.book.options.bleed()
	c.push()
	c.lengths(margin-bleed, margin-bleed, p.Width+2*bleed, p.Height+2*bleed)
	c.word("re W n 1 0 0 1")
	c.lengths(margin, margin)
	c.word("cm")
}

// items draws items, each within its marked content. A page without marks is
// not part of a structure.
func (c *canvas) items(items []paper.Item, m marked) {
	now, open := int32(-2), false // the marked content that is open
	for i, item := range items {
		switch item.(type) {
		case paper.Link, paper.Anchor:
			continue
		}
		if m.marks != nil && m.marks[i] != now {
			c.endText()
			c.endMark(open)
			now, open = m.marks[i], true
			c.mark(now, m.nodes)
		}
		if _, ok := item.(paper.Text); !ok {
			c.endText()
		}
		c.item(items, i)
	}
	c.endText()
	c.endMark(open)
}

func (c *canvas) mark(mark int32, nodes []*node) {
	if mark < 0 {
		c.word("/Artifact BMC")
		return
	}
	c.ops = append(append(append(c.ops, '/'), nodes[mark].role...), "<</MCID "...)
	c.ops = append(strconv.AppendInt(c.ops, int64(mark), 10), ">>BDC\n"...)
}

func (c *canvas) endMark(open bool) {
	if open {
		c.word("EMC")
	}
}

func (c *canvas) item(items []paper.Item, i int) {
	switch item := items[i].(type) {
	case paper.Text:
		c.text(item, func(end paper.Length) bool { return goesOn(items, i, end) })
	case paper.Shape:
		c.shape(item)
	case paper.Mosaic:
		c.mosaic(item)
	case paper.Code:
		c.code(item)
	case paper.Picture:
		c.picture(item)
	case paper.Insert:
		c.insert(item, c.page)
	}
}

// goesOn reports whether the next run follows close behind the end of this one.
func goesOn(items []paper.Item, i int, end paper.Length) bool {
	this := items[i].(paper.Text)
	if i+1 >= len(items) {
		return false
	}
	next, ok := items[i+1].(paper.Text)
	if !ok || next.In != this.In {
		return false
	}
	near, level := next.X-end, next.Y-this.Y
	return near > -this.Size/4 && near < this.Size/8 && level > -this.Size/2 && level < this.Size/2
}

// picture shows a photo.
func (c *canvas) picture(p paper.Picture) {
	n, ok := c.book.photos.find(p.JPEG)
	if !ok {
		return
	}
	c.use.photos = with(c.use.photos, n)
	c.push()
	c.lengths(p.Width, 0, 0, p.Height, p.X, c.height-p.Y-p.Height)
	c.word("cm")
	c.word("/" + string(photoName(n)) + " Do")
	c.pop()
}

// with adds a number to a few, once.
func with(all []int, n int) []int {
	for _, a := range all {
		if a == n {
			return all
		}
	}
	return append(all, n)
}

// crop draws the marks at which the sheet is cut, beyond the bleed, in all inks
// of the press.
func (c *canvas) crop(p *paper.Page) {
	m := c.book.options.margin()
	c.colour(marquetry.CMYK{C: 100, M: 100, Y: 100, K: 100}, "G", "RG", "K")
	c.line(paper.Pt/4, 0, [3]paper.Length{})
	far := markRoom - markLength
	w, h := p.Width+2*m, p.Height+2*m
	for _, x := range []paper.Length{m, w - m} {
		c.segment(x, far, x, markRoom)
		c.segment(x, h-far, x, h-markRoom)
	}
	for _, y := range []paper.Length{m, h - m} {
		c.segment(far, y, markRoom, y)
		c.segment(w-far, y, w-markRoom, y)
	}
	c.word("S")
}

func (c *canvas) segment(x1, y1, x2, y2 paper.Length) {
	c.lengths(x1, y1)
	c.word("m")
	c.lengths(x2, y2)
	c.word("l")
}
