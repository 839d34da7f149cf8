package logo

import (
	"errors"
	"strings"
	"testing"

	"jema/internal/jema"
	"jema/internal/marquetry"
	"jema/internal/programme/paper"
)

func drawn(t *testing.T, body string) []paper.Shape {
	t.Helper()
	d, err := SVG([]byte(`<?xml version="1.0"?><svg xmlns="http://www.w3.org/2000/svg" xmlns:i="urn:editor" viewBox="0 ` +
		`0 100 50">` + body + `</svg>`))
	if err != nil {
		t.Fatalf("%s: %v", body, err)
	}
	var out []paper.Shape
	for _, i := range d.Fit(200_000, 200_000, nil) {
		out = append(out, i.(paper.Shape))
	}
	return out
}

// extent is the box around a path's ends.
func extent(s paper.Shape) [4]paper.Length {
	b := [4]paper.Length{1 << 40, 1 << 40, -1 << 40, -1 << 40}
	for _, p := range s.Segments {
		if p.Step != marquetry.Close {
			b = [4]paper.Length{min(b[0], p.To.X), min(b[1], p.To.Y), max(b[2], p.To.X), max(b[3], p.To.Y)}
		}
	}
	return b
}

// TestFiguresStandWhereTheyShould: the drawing of 100 by 50 is fitted into 200
// by 200 points, so that it is twice as large and 50 points down.
func TestFiguresStandWhereTheyShould(t *testing.T) {
	for body, want := range map[string][4]paper.Length{
		`<rect x="10" y="10" width="20" height="5"/>`:                                         {20, 70, 60, 80},
		`<rect x="10" y="10" width="20" height="5" rx="2"/>`:                                  {20, 70, 60, 80},
		`<circle cx="50" cy="25" r="25"/>`:                                                    {50, 50, 150, 150},
		`<ellipse cx="50" cy="25" rx="10" ry="5"/>`:                                           {80, 90, 120, 110},
		`<polygon points="0,0 100,0 100,50"/>`:                                                {0, 50, 200, 150},
		`<path d="M10 10h10v10H10z"/>`:                                                        {20, 70, 40, 90},
		`<path d="m10 10 10 0 0 10-10 0z"/>`:                                                  {20, 70, 40, 90},
		`<path d="M0,25A25 25 0 0 1 50 25"/>`:                                                 {0, 50, 100, 100},
		`<path d="M0,25a25 25 0 0050 0"/>`:                                                    {0, 100, 100, 150},
		`<path d="M0 0c10 0 20 10 20 20s10 20 20 20"/>`:                                       {0, 50, 80, 130},
		`<path d="M0 0q10 0 10 10t10 10"/>`:                                                   {0, 50, 40, 90},
		`<g transform="translate(10 5)"><rect width="1e1" height="10"/></g>`:                  {20, 60, 40, 80},
		`<rect width="10" height="20" transform="rotate(90 50 25)"/>`:                         {110, 0, 150, 20},
		`<rect width="10" height="20" transform="matrix(2 0 0 .5 0 0) scale(2,1)"/>`:          {0, 50, 80, 70},
		`<defs><path d="M0 0h9"/></defs><i:x/><rect width="10" height="10" i:nested="true"/>`: {0, 50, 20, 70},
	} {
		shapes := drawn(t, body)
		if len(shapes) != 1 {
			t.Errorf("%s: %d figures", body, len(shapes))
			continue
		}
		got := extent(shapes[0])
		for i := range got {
			if got[i] < want[i]*1000-2 || got[i] > want[i]*1000+2 {
				t.Errorf("%s: at %v, want %v points", body, got, want)
				break
			}
		}
	}
}

func TestColours(t *testing.T) {
	body := `<style>/* a */ .a,.b{fill:#f00} .b{stroke:rgb(0,0,255);stroke-width:2}</style>
		<rect width="9" height="9"/><rect class="a" width="9" height="9"/><path class="b" d="M0 0h9v9z" fill-rule="evenodd"/>
		<g fill="none" stroke="green" opacity=".5"><path d="M0 0h9"/></g><path style="fill:none" d="M0 0h9"/>
		<path display="none" d="M0 0h9"/>`
	s := drawn(t, body)
	if len(s) != 4 {
		t.Fatalf("%d figures, want 4: what is not seen is left out", len(s))
	}
	if s[0].Fill.Press != (marquetry.CMYK{K: 100}) || s[0].Stroke != nil {
		t.Errorf("%+v: without a colour it is black", s[0])
	}
	if *s[1].Fill != (marquetry.Ink{Screen: marquetry.RGB{R: 255}, Press: marquetry.CMYK{M: 100, Y: 100}}) {
		t.Errorf("%+v", s[1].Fill)
	}
	if s[2].Stroke.Screen != (marquetry.RGB{B: 255}) || s[2].Width != 4000 || !s[2].EvenOdd {
		t.Errorf("%+v", s[2])
	}
	if s[3].Fill != nil || s[3].Stroke.Screen != (marquetry.RGB{R: 128, G: 192, B: 128}) &&
		s[3].Stroke.Screen != (marquetry.RGB{R: 127, G: 191, B: 127}) {
		t.Errorf("%+v", s[3].Stroke)
	}
}

// TestRefused: what cannot be printed as it was meant is refused by its name.
func TestRefused(t *testing.T) {
	ok := `<rect width="9" height="9"/>`
	for body, want := range map[string]string{
		ok + `<text>Ville</text>`:                            "unsupported what=text",
		ok + `<image href="https://example.org/a.png"/>`:     "unsupported what=image",
		ok + `<use href="#a"/>`:                              "unsupported what=use",
		ok + `<script>alert(1)</script>`:                     "unsupported what=script",
		`<rect width="9" height="9" onload="alert(1)"/>`:     "unsupported what=onload",
		`<rect width="9" height="9" fill="url(#gradient)"/>`: "unsupported what=url(#gradient)",
		`<rect width="9" height="9" filter="url(#blur)"/>`:   "unsupported what=filter",
		`<g clip-path="url(#c)">` + ok + `</g>`:              "unsupported what=clip-path",
		ok + `<foreignObject/>`:                              "unsupported what=foreignObject",
		ok + `<style>g > rect{fill:red}</style>`:             "unsupported what=g > rect",
		`<path d="M0 0 L"/>`:                                 "broken",
		`<path d="M0 0 l1 1 1"/>`:                            "broken",
		`<path d="M0 0 L1e9 3"/>`:                            "broken",
		``:                                                   "broken",
		`<g>`:                                                "broken",
		strings.Repeat("<g>", 70):                            "large",
	} {
		_, err := SVG([]byte(`<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 100 50">` + body + `</svg>`))
		var refused *jema.Error
		if !errors.As(err, &refused) || refused.Error() != "programme.logo."+want {
			t.Errorf("%s: %v, want %s", body, err, want)
		}
	}
	for _, data := range []string{"", "GIF89a", `<!DOCTYPE svg [<!ENTITY a "b">]><svg/>`,
		`<svg viewBox="0 0 0 9"><rect width="9" height="9"/></svg>`} {
		if _, err := SVG([]byte(data)); jema.KindOf(err) != jema.KindInvalid {
			t.Errorf("%q: %v", data, err)
		}
	}
}

func FuzzSVG(f *testing.F) {
	f.Add(`<path d="M0,25a25 25 0 0050 0" style="fill:#abc"/>`)
	f.Add(`<g transform="rotate(9)"><rect width="9" height="9" rx="3"/></g>`)
	f.Fuzz(func(_ *testing.T, body string) {
		d, err := SVG([]byte(`<svg viewBox="0 0 100 50">` + body + `</svg>`))
		if err == nil {
			d.Fit(100_000, 100_000, nil)
		}
	})
}
