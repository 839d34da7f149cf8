package entry

import (
	"fmt"
	"math"
	"net/http"
	"net/url"
	"slices"
	"strconv"
	"strings"

	"github.com/gin-gonic/gin"
	"github.com/paulmach/orb"

	"jema/internal/geo"
	"jema/internal/jema"
	"jema/internal/text"
)

// The sizes in pixels of the drawing of a commune, on which one taps where the workshop is.
// It is square, with the commune within its margin.
const (
	drawingSide   = 320
	drawingMargin = 12
)

// drawing projects a commune's boundary on a square; a tap is projected back.
type drawing struct {
	commune          jema.Commune
	rings            []orb.Ring
	west, north      float64
	squeeze, scale   float64
	offsetX, offsetY float64
}

func (h Entries) drawingOf(c *gin.Context, e entry) (d drawing, err error) {
	communes, err := h.Store.Communes(c.Request.Context(), e.Place.Territory.ID)
	if err != nil {
		return d, err
	}
	i := slices.IndexFunc(communes, func(x jema.Commune) bool { return x.INSEE == e.shop.CommuneINSEE })
	if i < 0 {
		return d, jema.NotFound("commune.missing")
	}
	area, err := geo.Read(communes[i].Boundary)
	if err != nil {
		return d, err
	}
	b, ok := geo.Bound(area)
	if !ok { // a square of some six kilometres around the town
		b = orb.Bound{Min: orb.Point{communes[i].Lon - 0.04, communes[i].Lat - 0.03},
			Max: orb.Point{communes[i].Lon + 0.04, communes[i].Lat + 0.03}}
	}
	d = drawing{commune: communes[i], rings: area.Rings(), west: b.Min.Lon(), north: b.Max.Lat()}
	d.squeeze = math.Cos((b.Min.Lat() + b.Max.Lat()) / 2 * math.Pi / 180)
	width, height := (b.Max.Lon()-b.Min.Lon())*d.squeeze, b.Max.Lat()-b.Min.Lat()
	inner := float64(drawingSide - 2*drawingMargin)
	d.scale = inner / max(width, height)
	d.offsetX, d.offsetY = drawingMargin+(inner-width*d.scale)/2, drawingMargin+(inner-height*d.scale)/2
	return d, nil
}

func (d drawing) project(lon, lat float64) (x, y float64) {
	return d.offsetX + (lon-d.west)*d.squeeze*d.scale, d.offsetY + (d.north-lat)*d.scale
}

func (d drawing) unproject(x, y float64) (lon, lat float64) {
	return d.west + (x-d.offsetX)/(d.squeeze*d.scale), d.north - (y-d.offsetY)/d.scale
}

// svg draws the commune, its town and where the workshop is.
func (d drawing) svg(w jema.Workshop) string {
	var b strings.Builder
	fmt.Fprintf(&b, `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 %d %d" width="%d" height="%d">`, drawingSide,
		drawingSide, drawingSide, drawingSide)
	b.WriteString(`<rect width="100%" height="100%" fill="#fffdf9"/><path fill="#efe7d9" stroke="#221811" d="`)
	for _, ring := range d.rings {
		for i, p := range ring {
			x, y := d.project(p[0], p[1])
			b.WriteByte("ML"[min(i, 1)])
			fmt.Fprintf(&b, "%.1f %.1f", x, y)
		}
		b.WriteByte('Z')
	}
	b.WriteString(`"/>`)
	x, y := d.project(d.commune.Lon, d.commune.Lat)
	fmt.Fprintf(&b, `<circle cx="%.1f" cy="%.1f" r="3" fill="#5c5046"/>`, x, y)
	if w.Placed() {
		x, y = d.project(w.Lon, w.Lat)
		fmt.Fprintf(&b, `<g stroke="#a0202f" stroke-width="3"><path d="M%.1f %.1fh18M%.1f %.1fv18"/></g>`, x-9, y, x, y-9)
	}
	b.WriteString(`</svg>`)
	return b.String()
}

// drawing sends the drawing of the commune in which an event takes place.
func (h Entries) drawing(c *gin.Context) error {
	e, err := h.entry(c)
	if err != nil {
		return err
	}
	d, err := h.drawingOf(c, e)
	if err != nil {
		return err
	}
	c.Header("Cache-Control", "private, no-store")
	c.Data(http.StatusOK, "image/svg+xml", []byte(d.svg(e.shop)))
	return nil
}

// located places a workshop at its address, where the territory has imported it. What
// somebody placed, or has just taken away, stays as it is.
func located(c *gin.Context, h Entries, e entry, sent url.Values) error {
	typed := text.Line(sent.Get("address"))
	if typed == "" || text.Line(sent.Get("position")) != "" || e.shop.Placed() && typed == text.Line(e.shop.Address) {
		return nil
	}
	for _, commune := range e.choices.Communes {
		if commune.INSEE != sent.Get("commune") {
			continue
		}
		found, err := h.Store.FindAddresses(c.Request.Context(), e.Place.Territory.ID, typed+" "+commune.Name,
			alikeMost)
		if err != nil {
			return err
		}
		if a, isOne := theOne(found, commune.INSEE, typed); isOne {
			sent.Set("position", fmt.Sprintf("%.5f, %.5f", a.Lat, a.Lon))
		}
	}
	return nil
}

// alikeMost is how many addresses that fit what was typed are compared.
const alikeMost = 50

// theOne finds the one address of a commune that was typed: in one street, by a number
// that was typed, too, unless the street has no other. Visitors are sent there, so that
// nothing is guessed.
func theOne(found []jema.Address, insee, typed string) (one jema.Address, isOne bool) {
	found = slices.DeleteFunc(found, func(a jema.Address) bool { return a.CommuneINSEE != insee })
	if len(found) == 0 || slices.ContainsFunc(found, func(a jema.Address) bool { return a.Street != found[0].Street }) {
		return one, false
	}
	return found[0], len(found) == 1 || slices.Contains(text.Words(typed), strconv.Itoa(found[0].Number))
}

// pointed reads a tap on the drawing, which the browser sends as the pixels of it.
func (h Entries) pointed(c *gin.Context, e entry, sent url.Values) (anchor string, problem *jema.Error, err error) {
	x, isX := number(sent.Get("point.x"))
	y, isY := number(sent.Get("point.y"))
	if !isX || !isY {
		return "", nil, located(c, h, e, sent)
	}
	d, err := h.drawingOf(c, e)
	if err != nil {
		return "", nil, err
	}
	lon, lat := d.unproject(x, y)
	sent.Set("position", fmt.Sprintf("%.5f, %.5f", lat, lon))
	return "carte", nil, nil
}

// number reads a number of pixels.
func number(typed string) (pixels float64, read bool) {
	pixels, err := strconv.ParseFloat(typed, 64)
	return pixels, err == nil
}
