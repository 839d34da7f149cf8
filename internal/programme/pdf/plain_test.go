package pdf_test

import (
	"bytes"
	"io"
	"strconv"

	"github.com/jung-kurt/gofpdf"

	"jema/internal/marquetry"
	"jema/internal/programme/paper"
	"jema/internal/programme/typeset"
)

// plain draws the same pages with nothing but gofpdf, as its manual
// shows: its faces, its text, its paths, its compression.
type plain struct {
	*gofpdf.Fpdf
	photos  map[string]string
	anchors map[string]int
}

func writePlain(w io.Writer, d *paper.Document) error {
	first := d.Pages[0]
	p := plain{gofpdf.NewCustom(&gofpdf.InitType{UnitStr: "pt", Size: gofpdf.SizeType{Wd: pt(first.Width),
		Ht: pt(first.Height)}}), map[string]string{}, map[string]int{}}
	p.SetMargins(0, 0, 0)
	p.SetAutoPageBreak(false, 0)
	p.SetTitle(d.Title, true)
	for f := range typeset.Faces {
		p.AddUTF8FontFromBytes(f.Family(), f.Style(), bytes.Clone(f.Data())) // it changes what it is given
	}
	for _, page := range d.Pages {
		for _, item := range page.Items {
			if a, ok := item.(paper.Anchor); ok {
				p.anchors[a.Name] = p.AddLink()
			}
		}
	}
	for _, page := range d.Pages {
		p.AddPageFormat("P", gofpdf.SizeType{Wd: pt(page.Width), Ht: pt(page.Height)})
		for _, item := range page.Items {
			p.item(item)
		}
	}
	return p.Output(w)
}

func pt(v paper.Length) float64 { return float64(v) / 1000 }

func (p plain) item(item paper.Item) {
	switch i := item.(type) {
	case paper.Text:
		p.SetFont(i.Face.Family(), i.Face.Style(), pt(i.Size))
		p.SetTextColor(int(i.Ink.Screen.R), int(i.Ink.Screen.G), int(i.Ink.Screen.B))
		p.Text(pt(i.X), pt(i.Y), i.String)
	case paper.Shape:
		p.draw(i.X, i.Y, i.Segments, i.Fill, i.Stroke, i.Width)
	case paper.Mosaic:
		p.mosaic(i)
	case paper.Code:
		p.code(i)
	case paper.Picture:
		p.picture(i)
	case paper.Link:
		if i.URL != "" {
			p.LinkString(pt(i.X), pt(i.Y), pt(i.Width), pt(i.Height), i.URL)
		} else {
			p.Link(pt(i.X), pt(i.Y), pt(i.Width), pt(i.Height), p.anchors[i.Anchor])
		}
	case paper.Anchor:
		p.SetLink(p.anchors[i.Name], pt(i.Y), -1)
		if i.Bookmark != "" {
			p.Bookmark(i.Bookmark, i.Level, pt(i.Y))
		}
	}
}

func (p plain) draw(x, y paper.Length, segments []marquetry.Segment, fill, stroke *marquetry.Ink, width paper.Length) {
	manner := ""
	if fill != nil {
		p.SetFillColor(int(fill.Screen.R), int(fill.Screen.G), int(fill.Screen.B))
		manner = "F"
	}
	if stroke != nil {
		p.SetDrawColor(int(stroke.Screen.R), int(stroke.Screen.G), int(stroke.Screen.B))
		p.SetLineWidth(pt(width))
		manner += "D"
	}
	curve := func(s marquetry.Segment) {
		p.CurveBezierCubicTo(pt(x+s.C1.X), pt(y+s.C1.Y), pt(x+s.C2.X), pt(y+s.C2.Y), pt(x+s.To.X), pt(y+s.To.Y))
	}
	for _, s := range segments {
		switch s.Step {
		case marquetry.Move:
			p.MoveTo(pt(x+s.To.X), pt(y+s.To.Y))
		case marquetry.Line:
			p.LineTo(pt(x+s.To.X), pt(y+s.To.Y))
		case marquetry.Curve:
			curve(s)
		case marquetry.Arc:
			from, _ := s.Ends()
			p.MoveTo(pt(x+from.X), pt(y+from.Y))
			for _, c := range s.Cubics() {
				curve(c)
			}
		case marquetry.Close:
			p.ClosePath()
		}
	}
	p.DrawPath(manner)
}

func (p plain) mosaic(m paper.Mosaic) {
	for _, panel := range m.Panels {
		var outline []gofpdf.PointType
		for _, q := range panel.Outline {
			outline = append(outline, gofpdf.PointType{X: pt(m.X + q.X), Y: pt(m.Y + q.Y)})
		}
		p.ClipPolygon(outline, false)
		ground := panel.Ink().Toned(panel.Ground())
		p.SetFillColor(int(ground.Screen.R), int(ground.Screen.G), int(ground.Screen.B))
		p.Polygon(outline, "F")
		for _, motif := range panel.Motifs() {
			for _, at := range motif.At {
				for _, k := range motif.Marks {
					ink := panel.Ink().Toned(k.Tone)
					if k.Width == 0 {
						p.draw(m.X+at.X, m.Y+at.Y, k.Segments, &ink, nil, 0)
					} else {
						p.draw(m.X+at.X, m.Y+at.Y, k.Segments, nil, &ink, k.Width)
					}
				}
			}
		}
		p.ClipEnd()
	}
}

func (p plain) code(c paper.Code) {
	p.SetFillColor(0, 0, 0)
	module := pt(c.Size) / float64(c.Modules.Side)
	for _, s := range c.Modules.Dark {
		p.Rect(pt(c.X)+float64(s.X)*module, pt(c.Y)+float64(s.Y)*module, float64(s.N)*module, module, "F")
	}
}

func (p plain) picture(i paper.Picture) {
	options := gofpdf.ImageOptions{ImageType: "JPG"}
	name, known := p.photos[string(i.JPEG)]
	if !known {
		name = strconv.Itoa(len(p.photos))
		p.photos[string(i.JPEG)] = name
		p.RegisterImageOptionsReader(name, options, bytes.NewReader(i.JPEG))
	}
	p.ImageOptions(name, pt(i.X), pt(i.Y), pt(i.Width), pt(i.Height), false, options, 0, "")
}
