package svg

import (
	"hash/fnv"
	"html"
	"strconv"

	"jema/internal/marquetry"
	"jema/internal/programme/paper"
)

func (c *canvas) shape(s paper.Shape) {
	if s.Fill == nil && s.Stroke == nil || len(s.Segments) == 0 {
		return
	}
	c.text(`<path`)
	if s.Fill == nil {
		c.text(` fill="none"`)
	} else {
		c.text(` fill="` + colour(s.Fill.Screen) + `"`)
	}
	if s.EvenOdd {
		c.text(` fill-rule="evenodd"`)
	}
	if s.Stroke != nil {
		c.text(` stroke="`+colour(s.Stroke.Screen)+`" stroke-linejoin="round"`).attribute("stroke-width", s.Width)
	}
	c.move(s.X, s.Y).text(` d="`)
	c.ops = append(c.ops, marquetry.Path(s.Segments)...)
	c.text(`"/>`)
}

// joint is the hairline between two pieces of veneer, as it is printed.
const joint = paper.Pt / 2

func (c *canvas) mosaic(m paper.Mosaic) {
	c.text(`<g`).move(m.X, m.Y)
	if m.Clip != nil {
		path := marquetry.Path(m.Clip)
		h := fnv.New32a()
		_, _ = h.Write(path) // a hash never fails
		id := "clip" + strconv.FormatUint(uint64(h.Sum32()), 36)
		c.define(id, func(o *ops) { o.text(`<clipPath id="` + id + `"><path d="` + string(path) + `"/></clipPath>`) })
		c.text(` clip-path="url(#` + id + `)"`)
	}
	c.text(`>`)
	c.ops = append(c.ops, marquetry.Pieces(m.Panels, marquetry.PaperWhite, joint)...)
	c.text(`</g>`)
}

// code draws a QR code in units of its modules.
func (c *canvas) code(q paper.Code) {
	c.text(`<path shape-rendering="crispEdges" transform="translate(`).length(q.X).text(" ").length(q.Y)
	c.text(`)scale(` + scale(q.Module()) + `)" d="`)
	for _, s := range q.Modules.Dark {
		c.text("M").number(int(s.X)).text(" ").number(int(s.Y)).text("h").number(int(s.N)).text("v1h-").number(
			int(s.N)).text("z")
	}
	c.text(`"/>`)
}

func (c *canvas) picture(p paper.Picture) {
	address := ""
	if c.photo != nil {
		address = c.photo(p.JPEG)
	}
	if address == "" {
		c.text(`<rect fill="#ddd"`)
	} else {
		c.text(`<image preserveAspectRatio="none" href="` + html.EscapeString(address) + `"`)
	}
	c.area(p.X, p.Y, p.Width, p.Height).text(`/>`)
}

// supplied marks the place of a supplied page.
func (c *canvas) supplied(i paper.Insert) {
	c.text(`<g fill="#eee" stroke="#999" stroke-width=".5"><rect`).area(i.X, i.Y, i.Width, i.Height).text(`/><path d="M`)
	c.length(i.X).text(" ").length(i.Y).text("l").length(i.Width).text(" ").length(i.Height)
	c.text("M").length(i.X + i.Width).text(" ").length(i.Y).text("l").length(-i.Width).text(" ").length(
		i.Height).text(`"/></g>`)
}

func (o *ops) area(x, y, w, h paper.Length) *ops {
	return o.attribute("x", x).attribute("y", y).attribute("width", w).attribute("height", h)
}
