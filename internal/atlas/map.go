package atlas

import (
	"cmp"
	"html"
	"html/template"
	"math"
	"slices"
	"strconv"
	"unicode/utf8"

	"github.com/paulmach/orb"

	"jema/internal/geo"
	"jema/internal/marquetry"
	"jema/internal/measure"
)

// Pin is a numbered place on a map that leads to where it is described.
type Pin struct {
	Number int
	At     orb.Point
	Vague  bool   // only the commune is known
	Class  string // of its colour
	Link   string
	Label  string // for who does not see the map
}

// Plan is which map is wanted.
type Plan struct {
	Own   string // INSEE code of the commune that the map is of, "" of none
	Pins  []Pin
	Label string // of the whole map
	North string // a letter
}

// Map is a drawing with the credits that must accompany it.
type Map struct {
	SVG      template.HTML
	Credit   string // of what is drawn below the pins, "" where nothing is
	Vague    bool   // some pins show their commune alone
	Stations bool   // some are marked
	Pins     int
	Scale    int // its denominator: 100000
}

// Draw draws a map; ok is false where there is nothing to show on one.
func (g *Ground) Draw(p Plan) (m Map, ok bool) {
	b, ok := g.bound(p)
	if !ok {
		return m, false
	}
	v, ok := viewOf(b, p.Own)
	if !ok {
		return m, false
	}
	d := &drawing{view: v}
	d.text(`<svg class="plan" viewBox="0 0 ` + strconv.Itoa(Width*units) + ` ` + strconv.Itoa(Height*units) +
		`" role="group" aria-label="` + escaped(p.Label) + `">`)
	d.out = append(d.out, g.ground(v)...)
	pins := d.spread(p.Pins)
	d.names(g.places, pins)
	for _, pin := range pins {
		d.pin(p.Pins[pin.Of], pin)
		m.Vague = m.Vague || p.Pins[pin.Of].Vague
	}
	d.legend(p.North)
	d.text(`</svg>`)
	m.SVG, m.Pins = template.HTML(d.out), len(pins) //nolint:gosec // numbers, and texts that are escaped
	m.Scale, m.Stations = int(v.scale), slices.ContainsFunc(g.Base.Features, v.marks)
	if len(g.Base.Features) > 0 {
		m.Credit = g.Base.Credit
	}
	return m, true
}

// bound returns what has to be in view: the commune that the map is of, and every pin.
func (g *Ground) bound(p Plan) (b orb.Bound, ok bool) {
	if area := g.areas[p.Own]; len(area) > 0 {
		b, ok = orb.MultiPolygon(area).Bound(), true
	}
	for _, pin := range p.Pins {
		if !ok {
			b, ok = pin.At.Bound(), true
		}
		b = b.Extend(pin.At)
	}
	return b, ok && len(p.Pins) > 0
}

// pinRadius is that of a number's disc, and reach of the room that it needs, so that
// fingers hit one alone.
const pinRadius, reach = 11 * units, 15 * units

// perUnit turns the units of a map into those of geo.Spread.
const perUnit = measure.Pt / units

func (d *drawing) spread(list []Pin) []geo.Pin {
	pins := make([]geo.Pin, len(list))
	for i, p := range list {
		at := d.point(p.At)
		pins[i] = geo.Pin{Of: i, At: marquetry.Point{X: measure.Length(at.x) * perUnit, Y: measure.Length(at.y) * perUnit}}
	}
	pins = geo.Room{Width: Width * measure.Pt, Height: Height * measure.Pt, Radius: reach * perUnit}.Spread(pins)
	slices.SortFunc(pins, func(a, b geo.Pin) int { return cmp.Compare(list[a.Of].Number, list[b.Of].Number) })
	return pins
}

func spotOf(p marquetry.Point) spot { return spot{int(p.X / perUnit), int(p.Y / perUnit)} }

// pin draws a number, with a line to its place where it is drawn beside it.
func (d *drawing) pin(p Pin, at geo.Pin) {
	label, place := spotOf(at.Label), spotOf(at.At)
	d.text(`<a class="pin ` + p.Class)
	if p.Vague {
		d.text(` vague`)
	}
	d.text(`" href="` + escaped(p.Link) + `" data-pin="` + strconv.Itoa(p.Number) + `" aria-label="` +
		escaped(p.Label) + `">`)
	if label != place {
		d.text(`<path class="lead" d="M`)
		d.pair(place.x, place.y)
		d.text("L")
		d.pair(label.x, label.y)
		d.text(`"/><circle class="foot" cx="` + strconv.Itoa(place.x) + `" cy="` + strconv.Itoa(place.y) + `" r="20"/>`)
	}
	x, y := strconv.Itoa(label.x), strconv.Itoa(label.y)
	d.text(`<circle cx="` + x + `" cy="` + y + `" r="` + strconv.Itoa(pinRadius) + `"/><text x="` + x + `" y="` +
		strconv.Itoa(label.y+43) + `">` + strconv.Itoa(p.Number) + `</text></a>`)
}

// The size of a name in units, and how wide a letter of it is on the average.
const nameSize, letter = 12 * units, 6 * units

// foreignMost is how many neighbours of the territory are named.
const foreignMost = 6

// names writes the communes' names where they fit whole, apart from each other and from
// the pins: the map's own commune first, then the largest, then the neighbours of the
// territory that are nearest to its middle.
func (d *drawing) names(places []place, pins []geo.Pin) {
	var taken []marquetry.Box
	for _, p := range pins {
		s := spotOf(p.Label)
		taken = append(taken, boxAround(s, pinRadius+10, pinRadius+10), boxAround(spotOf(p.At), 20, 20))
	}
	taken = append(taken, legendBox, northBox)
	list := slices.DeleteFunc(slices.Clone(places), func(p place) bool { return !d.point(p.at).inside(0) })
	middle := func(p place) float64 { return geo.Metres(p.at, d.middle) }
	slices.SortStableFunc(list, func(a, b place) int {
		return cmp.Or(-yes(a.insee == d.own)+yes(b.insee == d.own), yes(b.ours)-yes(a.ours), cmp.Compare(b.people, a.people),
			cmp.Compare(middle(a), middle(b)))
	})
	foreign := 0
	for _, p := range list {
		if !p.ours && foreign == foreignMost {
			break
		}
		box, at, fits := d.nameBox(p, taken)
		if !fits {
			continue
		}
		taken = append(taken, box)
		class := "name"
		if !p.ours {
			class = "name far"
			foreign++
		}
		d.text(`<text class="` + class + `" x="` + strconv.Itoa(at.x) + `" y="` + strconv.Itoa(at.y) + `">` +
			escaped(p.name) + `</text>`)
	}
}

// nameBox finds room for a name: on its place, below it, above it, or beside it.
func (d *drawing) nameBox(p place, taken []marquetry.Box) (box marquetry.Box, at spot, fits bool) {
	s, half := d.point(p.at), utf8.RuneCountInString(p.name)*letter/2+30
	for _, step := range []spot{{0, 0}, {0, 180}, {0, -180}, {0, 260}, {0, -260}, {half + 120, 0}, {-half - 120, 0}} {
		middle := spot{min(max(s.x+step.x, half+20), Width*units-half-20), s.y + step.y}
		box = boxAround(middle, half, nameSize*6/10)
		if middle.y < nameSize || middle.y > Height*units-nameSize || geo.Meets(box, taken) {
			continue
		}
		return box, spot{middle.x, middle.y + nameSize*35/100}, true
	}
	return box, at, false
}

func boxAround(s spot, half, high int) marquetry.Box {
	at := func(x, y int) marquetry.Point {
		return marquetry.Point{X: measure.Length(x) * perUnit, Y: measure.Length(y) * perUnit}
	}
	return marquetry.Box{Min: at(s.x-half, s.y-high), Max: at(s.x+half, s.y+high)}
}

func yes(b bool) int {
	if b {
		return 1
	}
	return 0
}

var (
	legendBox = marquetry.Box{Min: marquetry.Point{X: 0, Y: (Height - 34) * units},
		Max: marquetry.Point{X: 120 * units, Y: Height * units}}
	northBox = marquetry.Box{Min: marquetry.Point{X: (Width - 26) * units, Y: 0},
		Max: marquetry.Point{X: Width * units, Y: 44 * units}}
)

// barLengths are what a scale bar may show, in metres.
var barLengths = []float64{50_000, 20_000, 10_000, 5_000, 2_000, 1_000, 500}

// legend draws the scale bar and where north is.
func (d *drawing) legend(north string) {
	most := 100 * d.metres()
	i := slices.IndexFunc(barLengths, func(l float64) bool { return l <= most })
	if i < 0 {
		i = len(barLengths) - 1
	}
	long := int(math.Round(barLengths[i] / d.metres() * units))
	label := strconv.Itoa(int(barLengths[i]/1000)) + "\u00a0km"
	if barLengths[i] < 1000 {
		label = strconv.Itoa(int(barLengths[i])) + "\u00a0m"
	}
	base := (Height - 10) * units
	d.text(`<g class="legend" aria-hidden="true"><path class="bar" d="M100 ` + strconv.Itoa(base-50) + `v50h` +
		strconv.Itoa(long) + `v-50"/><text x="` + strconv.Itoa(100+long/2) + `" y="` + strconv.Itoa(base-50) + `">` + label +
		`</text>`)
	x := (Width - 14) * units
	d.text(`<path class="bar" d="M` + strconv.Itoa(x) + ` 400v-220m-40 70l40-70l40 70"/><text x="` + strconv.Itoa(x) +
		`" y="150">` + escaped(north) + `</text></g>`)
}

func escaped(s string) string { return html.EscapeString(s) }
