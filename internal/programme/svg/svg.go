// Package svg draws a page laid out as SVG, for previews: the same items at the
// same places as in print, glyphs as outlines, so that what is seen is what
// will be printed.
package svg

import (
	"fmt"
	"io"
	"strings"

	"jema/internal/marquetry"
	"jema/internal/programme/paper"
	"jema/internal/programme/typeset"
)

// Page writes a page of a document, counted from 1. Photos are drawn from the
// address that photo gives for their JPEG data (a data: address will do); where
// photo is nil or the address empty they are a grey area. Colours are those of
// the screen. Links and anchors are nothing to see on paper, nor are they here;
// a supplied page is a frame with a cross, as designers mark a reserved place.
//
// There is no style attribute and no script in it; identifiers are the same on
// every page for the same thing, so that one document may contain several
// pages. An error is w's, or that there is no such page.
func Page(w io.Writer, d *paper.Document, page int, photo func(jpeg []byte) string) error {
	if page < 1 || page > len(d.Pages) {
		return fmt.Errorf("there is no page %d of %d", page, len(d.Pages))
	}
	p := &d.Pages[page-1]
	c := &canvas{photo: photo, defined: map[string]bool{}}
	for i := range p.Items {
		c.item(p.Items[i])
	}
	c.leave()
	var head ops
	head.text(`<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 `).length(p.Width).text(" ").length(p.Height)
	head.text(`" role="img"><title>` + title(d, page) + `</title>`)
	if len(c.defs) > 0 {
		head.text(`<defs>` + string(c.defs) + `</defs>`)
	}
	head.text(`<path fill="#fff" d="M0 0h`).length(p.Width).text("v").length(p.Height).text("H0z").text(`"/>`)
	head = append(append(head, c.ops...), "</svg>"...)
	_, err := w.Write(head)
	return err
}

func title(d *paper.Document, page int) string {
	of := "sur"
	if strings.HasPrefix(d.Language, "en") {
		of = "of"
	}
	return fmt.Sprintf("Page %d %s %d", page, of, len(d.Pages))
}

// canvas collects what is drawn, and what is drawn from.
type canvas struct {
	ops
	defs    ops
	defined map[string]bool
	photo   func([]byte) string
	glyphs  []typeset.Glyph
	inText  bool
	ink     marquetry.RGB // of the text
}

func (c *canvas) item(item paper.Item) {
	if t, ok := item.(paper.Text); ok {
		c.run(t)
		return
	}
	switch i := item.(type) {
	case paper.Shape:
		c.leave()
		c.shape(i)
	case paper.Mosaic:
		c.leave()
		c.mosaic(i)
	case paper.Code:
		c.leave()
		c.code(i)
	case paper.Picture:
		c.leave()
		c.picture(i)
	case paper.Insert:
		c.leave()
		c.supplied(i)
	}
}

// define puts something among what is drawn from, once.
func (c *canvas) define(id string, draw func(*ops)) {
	if !c.defined[id] {
		c.defined[id] = true
		draw(&c.defs)
	}
}
