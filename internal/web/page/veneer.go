package page

import (
	"bytes"
	"fmt"
	"html/template"
	"regexp"
	"slices"
	"strings"

	"jema/internal/jema"
	"jema/internal/marquetry"
	"jema/internal/measure"
)

// Tile is the side of the piece of veneer that swatches and maps are cut from,
// and module its pattern's unit.
const (
	Tile       = 120 * measure.Pt
	tileModule = 15 * measure.Pt
	swatchSide = "44" // of the tile's 120, shown in a swatch
)

// veneers returns the pieces that a page's swatches refer to: one symbol a
// domain, written once a page. An unknown slug is the neutral veneer.
func veneers(domains []string) template.HTML {
	var b strings.Builder
	b.WriteString(`<svg class="sheet" width="0" height="0" aria-hidden="true" focusable="false">`)
	for _, domain := range slices.Compact(slices.Sorted(slices.Values(domains))) {
		b.WriteString(symbol(domain))
	}
	b.WriteString(`</svg>`)
	return template.HTML(b.String()) //nolint:gosec // made of numbers and slugs of marquetry's own
}

// swatch returns a square of a domain's veneer; the page must hold the sheet
// that veneers makes. A screen reader skips it: the domain's name
// is beside it.
func swatch(domain string) template.HTML {
	return cut(domain, swatchSide)
}

// band returns a larger piece, for the head of an opening: it fills whatever
// box the style sheet gives it.
func band(domain string) template.HTML { return cut(domain, "120") }

// sheet returns a piece of a domain's veneer, four wide and three high, that is an
// opening's own: its number decides where it is cut and how large.
func sheet(domain string, opening jema.OpeningID) template.HTML {
	wide := 64 + 8*(opening%7)
	high := wide * 3 / 4
	left, top := opening*37%(121-wide), opening*53%(121-high)
	//nolint:gosec // numbers and slugs
	return template.HTML(fmt.Sprintf(`<svg class="swatch" viewBox="%d %d %d %d" preserveAspectRatio="xMidYMid slice" `+
		`aria-hidden="true" focusable="false"><use href="#veneer-%s"/></svg>`, left, top, wide, high, VeneerName(domain)))
}

func cut(domain, side string) template.HTML {
	//nolint:gosec // as above
	return template.HTML(`<svg class="swatch" viewBox="0 0 ` + side + ` ` + side +
		`" preserveAspectRatio="xMidYMid slice" aria-hidden="true" focusable="false"><use href="#veneer-` +
		VeneerName(domain) + `"/></svg>`)
}

// VeneerName is the slug of a domain that has a veneer, else of the neutral one.
func VeneerName(domain string) string {
	if slices.Contains(marquetry.Domains(), domain) {
		return domain
	}
	return marquetry.Other
}

var clipName = regexp.MustCompile(`<clipPath id="([^"]+)"`)

// symbol turns the drawing of one panel into a symbol. Its inner names come
// from its outline, which all tiles share, so they are made the domain's.
func symbol(domain string) string {
	name := "veneer-" + VeneerName(domain)
	panel := marquetry.Rectangle(domain, marquetry.Box{Max: marquetry.Point{X: Tile, Y: Tile}}, tileModule)
	svg := marquetry.SVG([]marquetry.Panel{panel}, Tile, Tile)
	start, end := bytes.IndexByte(svg, '>')+1, bytes.LastIndex(svg, []byte("</svg>"))
	inner := string(svg[start:end])
	if found := clipName.FindStringSubmatch(inner); found != nil {
		inner = strings.ReplaceAll(inner, found[1], name+"-")
	}
	return `<symbol id="` + name + `" overflow="visible">` + inner + `</symbol>`
}

// shares counts how many openings each domain has: what a commune's work is
// cut from.
func shares(entries []jema.Entry) []marquetry.Share {
	out := make([]marquetry.Share, 0, len(entries))
	for _, e := range entries {
		out = append(out, marquetry.Share{Domain: e.DomainSlug(), Weight: 1})
	}
	return out
}

// Cover returns the marquetry of what opens, w by h points, seeded.
func Cover(seed string, w, h measure.Length, entries []jema.Entry) template.HTML {
	w, h = w*measure.Pt, h*measure.Pt
	//nolint:gosec // numbers and slugs
	return template.HTML(marquetry.SVG(marquetry.Cut(seed, w, h, shares(entries)), w, h))
}

// enlargedMost is how often the tile of a veneer may be enlarged before its pattern
// looks coarse beside a swatch.
const enlargedMost = 2

// CoverOfSheet is Cover cut from the pieces that the page's sheet of veneers holds, at
// a quarter of its bytes; it is Cover where few pieces would be much larger than those.
func CoverOfSheet(seed string, w, h measure.Length, entries []jema.Entry) template.HTML {
	var b, joints strings.Builder
	fmt.Fprintf(&b, `<svg class="mq" viewBox="0 0 %d %d" preserveAspectRatio="xMidYMid slice" aria-hidden="true" `+
		`focusable="false">`, w, h)
	panels := marquetry.Cut(seed, w*measure.Pt, h*measure.Pt, shares(entries))
	for i, p := range panels {
		box := p.Bounds()
		scale := float64(max(box.Max.X-box.Min.X, box.Max.Y-box.Min.Y)) / float64(Tile)
		if scale > enlargedMost {
			return Cover(seed, w, h, entries)
		}
		outline := outlined(p.Outline)
		joints.WriteString(outline)
		fmt.Fprintf(&b, `<clipPath id="mq%d"><path d="%s"/></clipPath><g clip-path="url(#mq%d)"><use href="#veneer-%s" `+
			`transform="translate(%d %d) scale(%.2f)"/></g>`, i, outline, i, VeneerName(p.Domain),
			int(box.Min.X/measure.Pt), int(box.Min.Y/measure.Pt), scale+0.01)
	}
	fmt.Fprintf(&b, `<path class="mq-joint" fill="none" stroke="%s" d="%s"/></svg>`, marquetry.PaperScreen, &joints)
	return template.HTML(b.String()) //nolint:gosec // numbers and slugs
}

// outlined writes a polygon as the data of a path, in points.
func outlined(corners []marquetry.Point) string {
	data := "M"
	for i, c := range corners {
		if i > 0 {
			data += " "
		}
		data += fmt.Sprintf("%.1f %.1f", float64(c.X)/float64(measure.Pt), float64(c.Y)/float64(measure.Pt))
	}
	return data + "z"
}
