package atlas

import (
	"maps"
	"slices"
	"strconv"

	"github.com/paulmach/orb"

	"jema/internal/geo"
)

// ground returns the drawing of what lies below names and pins.
func (g *Ground) ground(v view) []byte {
	if drawing, isThere := g.drawn.Get(v); isThere {
		return drawing
	}
	d := &drawing{view: v}
	d.communes(g.areas)
	for _, layer := range []string{geo.River, geo.Rail, geo.Road} {
		d.lines(g.Base, layer)
	}
	d.stations(g.Base)
	drawing := slices.Clip(d.out)
	g.drawn.Add(v, drawing)
	return drawing
}

// drawing is SVG in the making.
type drawing struct {
	view
	out []byte
}

func (d *drawing) text(s string) { d.out = append(d.out, s...) }

// communes draws the territory, and over it the commune that the map is of.
func (d *drawing) communes(areas map[string]geo.Area) {
	d.text(`<path class="land" d="`)
	for _, insee := range slices.Sorted(maps.Keys(areas)) {
		d.area(areas[insee])
	}
	d.text(`"/>`)
	if area := areas[d.own]; len(area) > 0 {
		d.text(`<path class="own" d="`)
		d.area(area)
		d.text(`"/>`)
	}
}

func (d *drawing) area(a geo.Area) {
	if !d.sees(orb.MultiPolygon(a).Bound()) {
		return
	}
	for _, ring := range a.Rings() {
		d.path(orb.LineString(ring))
		d.text("z")
	}
}

// lines draws what of a layer is accurate enough.
func (d *drawing) lines(b geo.Basemap, layer string) {
	began := false
	for _, f := range b.Features {
		if f.Layer != layer || !f.AccurateAt(d.scale) {
			continue
		}
		for _, line := range f.Lines {
			if !d.sees(line.Bound()) {
				continue
			}
			if !began {
				d.text(`<path class="` + layer + `" d="`)
				began = true
			}
			d.path(line)
		}
	}
	if began {
		d.text(`"/>`)
	}
}

// stationsMost is up to which scale stations are marked.
const stationsMost = 300_000

// marks reports whether a feature is a station that the map shows.
func (v view) marks(f geo.Feature) bool {
	return f.Layer == geo.Station && f.AccurateAt(v.scale) && v.scale <= stationsMost && v.point(f.At).inside(60)
}

func (d *drawing) stations(b geo.Basemap) {
	for _, f := range b.Features {
		if !d.marks(f) {
			continue
		}
		at := d.point(f.At)
		d.text(`<rect class="station" x="`)
		d.number(at.x - 35)
		d.text(`" y="`)
		d.number(at.y - 35)
		d.text(`" width="70" height="70"><title>` + escaped(f.Name) + `</title></rect>`)
	}
}

// grain is the shortest step that is drawn, in units.
const grain = 6

// path draws a line, relative to its first place.
func (d *drawing) path(line orb.LineString) {
	pen := d.point(line[0])
	d.text("M")
	d.pair(pen.x, pen.y)
	for i, at := range line[1:] {
		to := d.point(at)
		x, y := to.x-pen.x, to.y-pen.y
		if max(x, -x)+max(y, -y) < grain && i < len(line)-2 {
			continue
		}
		d.text("l")
		d.pair(x, y)
		pen = to
	}
}

func (d *drawing) number(n int) { d.out = strconv.AppendInt(d.out, int64(n), 10) }

func (d *drawing) pair(x, y int) {
	d.number(x)
	if y >= 0 {
		d.text(" ")
	}
	d.number(y)
}
