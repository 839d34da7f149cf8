package pdf

import (
	"fmt"
	"slices"

	"jema/internal/marquetry"
	"jema/internal/programme/paper"
)

// Fault is something for which a printer would send the file back. Detail is
// how far it is from the requirement, in the unit of What.
type Fault struct {
	Page   int // from 1, 0 for the whole file
	What   string
	Detail string
}

// What a fault may be.
const (
	FaultType    = "type_small"        // under 7 pt
	FaultLine    = "line_thin"         // under 0.25 pt, under 0.5 pt where it is bare paper
	FaultInk     = "ink_heavy"         // more than 300 % in all
	FaultPhoto   = "photo_coarse"      // under 200 dots an inch as printed
	FaultCode    = "code_small"        // a QR code under 18 mm
	FaultTrim    = "text_at_trim"      // within 3 mm of where the sheet is cut
	FaultBleed   = "bleed_missing"     // reaches the edge, but does not go on beyond it
	FaultFont    = "font_outside"      // a face that is not in the file
	FaultRGB     = "colour_rgb"        // a colour of the screen, without a profile
	FaultBox     = "box_missing"       // no TrimBox or BleedBox
	FaultProfile = "profile_missing"   // the printer's, without which it is no PDF/X-4
	FaultInsert  = "insert_unreadable" // a supplied page
)

// What the press requires.
const (
	smallestType = 7 * paper.Pt
	thinnest     = paper.Pt / 4
	thinnestBare = paper.Pt / 2
	heaviest     = 300 // per cent
	coarsest     = 200 // dots an inch
	smallestCode = 18 * paper.MM
	nearTrim     = 3 * paper.MM
	atEdge       = paper.MM / 2
)

// Preflight returns what a printer would send back, each fault once a page.
func Preflight(d *paper.Document, o Options) []Fault {
	o.Variant = Press
	var out []Fault
	if len(o.condition().Profile) == 0 { // a name alone was given
		out = append(out, Fault{What: FaultProfile, Detail: o.condition().Identifier})
	}
	photos := photosOf(d)
	inserts, err := insertsOf(d)
	if err != nil {
		return append(out, Fault{What: FaultInsert, Detail: err.Error()})
	}
	for n := range d.Pages {
		p := &d.Pages[n]
		c := &checked{page: p, bleed: o.bleed(), photos: photos, inserts: inserts}
		for _, item := range p.Items {
			c.item(item)
		}
		for _, f := range c.faults {
			f.Page = n + 1
			out = append(out, f)
		}
	}
	return out
}

// checked is a page being looked at.
type checked struct {
	page    *paper.Page
	bleed   paper.Length
	photos  *photos
	inserts *inserts
	faults  []Fault
}

func (c *checked) fault(what, format string, args ...any) {
	f := Fault{What: what, Detail: fmt.Sprintf(format, args...)}
	if !slices.Contains(c.faults, f) {
		c.faults = append(c.faults, f)
	}
}

func (c *checked) item(item paper.Item) {
	switch i := item.(type) {
	case paper.Text:
		c.text(i)
	case paper.Shape:
		c.shape(i)
	case paper.Mosaic:
		c.mosaic(i)
	case paper.Code:
		if i.Size < smallestCode {
			c.fault(FaultCode, "%.1f mm", float64(i.Size)/float64(paper.MM))
		}
	case paper.Picture:
		c.photo(i)
		c.edges(boundsOf(i))
	case paper.Insert:
		for _, f := range c.inserts.of(i).faults() {
			c.fault(f.What, "%s", f.Detail)
		}
	}
}

func (c *checked) text(t paper.Text) {
	if t.Size < smallestType {
		c.fault(FaultType, "%.1f pt", float64(t.Size)/float64(paper.Pt))
	}
	c.ink(t.Ink)
	b, safe := boundsOf(t), box{nearTrim, nearTrim, c.page.Width - nearTrim, c.page.Height - nearTrim}
	if b.with(safe) != safe {
		c.fault(FaultTrim, "%s", t.String)
	}
}

func (c *checked) shape(s paper.Shape) {
	if s.Stroke != nil {
		c.ink(*s.Stroke)
		c.line(s.Width, *s.Stroke)
	}
	if s.Fill != nil {
		c.ink(*s.Fill)
		if s.Fill.Press != (marquetry.CMYK{}) {
			c.edges(boundsOf(s))
		}
	}
}

func (c *checked) line(width paper.Length, i marquetry.Ink) {
	least := thinnest
	if i.Press == (marquetry.CMYK{}) {
		least = thinnestBare
	}
	if width < least {
		c.fault(FaultLine, "%.2f pt", float64(width)/float64(paper.Pt))
	}
}

func (c *checked) ink(i marquetry.Ink) {
	if sum := i.Press.Sum(); sum > heaviest {
		c.fault(FaultInk, "%d %%", sum)
	}
}

func (c *checked) mosaic(m paper.Mosaic) {
	for _, p := range m.Panels {
		c.ink(p.Ink())
		for _, motif := range p.Motifs() {
			for _, k := range motif.Marks {
				if k.Width > 0 {
					c.line(k.Width, toned(p.Ink(), k.Tone))
				}
			}
		}
	}
	b := boundsOf(m)
	if m.Clip != nil {
		b = pathBounds(m.Clip).moved(m.X, m.Y)
	}
	c.edges(b)
}

func (c *checked) photo(p paper.Picture) {
	n, ok := c.photos.find(p.JPEG)
	if !ok || p.Width <= 0 {
		return
	}
	if dpi := int(paper.Length(c.photos.all[n].width*72) * paper.Pt / p.Width); dpi < coarsest {
		c.fault(FaultPhoto, "%d dpi", dpi)
	}
}

// edges reports what reaches an edge and ends before the bleed does.
func (c *checked) edges(b box) {
	short := func(beyond paper.Length) bool { return beyond >= -atEdge && beyond < c.bleed }
	if !b.empty() && (short(-b.left) || short(-b.top) || short(b.right-c.page.Width) || short(b.bottom-c.page.Height)) {
		c.fault(FaultBleed, "%.1f mm", float64(c.bleed)/float64(paper.MM))
	}
}
