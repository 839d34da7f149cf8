// Package atlas draws a territory: its communes as outlines of one SVG.
package atlas

import (
	"html/template"
	"math"
	"strconv"

	"github.com/paulmach/orb"

	"jema/internal/geo"
	"jema/internal/jema"
	"jema/internal/measure"
	"jema/internal/web/page"
)

// mapWidth is how many units the territory is wide; one is some fifty metres,
// finer than the boundaries are. Corners are at every grain-th unit, about a pixel, so
// that few numbers make an outline; neighbours meet in the same corners.
const (
	mapWidth = 1000
	grain    = 2
)

// Area is a commune as a map draws it. Openings and Domain are the page's to fill.
type Area struct {
	jema.Commune
	Openings int
	Domain   string        // most of what opens there, "" where nothing opens
	Path     template.HTML // d of its outline
	X, Y     int           // where a label stands
	Left     int           // the box around it
	Top      int
	Size     int // its longer side
}

// Scale is how much the tile of veneer is enlarged to cover the commune: the
// same for nearly all, so that the patterns are of one size.
func (a Area) Scale() string {
	tiles := float64(a.Size) * float64(measure.Pt) / float64(page.Tile)
	return strconv.FormatFloat(max(2, math.Ceil(tiles*10)/10), 'f', -1, 64)
}

// Territory is a drawing in units: Width by Height.
type Territory struct {
	Width, Height int
	Areas         []Area
}

// Draw projects the communes' boundaries; those without one are left out,
// and the list beside the map names them all.
func Draw(communes []jema.Commune) (Territory, error) {
	areas := make([]geo.Area, len(communes))
	for i, c := range communes {
		var err error
		if areas[i], err = geo.Read(c.Boundary); err != nil {
			return Territory{}, err
		}
	}
	b, ok := geo.Bound(areas...)
	if !ok {
		return Territory{}, nil
	}
	west, south, east, north := b.Min.Lon(), b.Min.Lat(), b.Max.Lon(), b.Max.Lat()
	squeeze := math.Cos((south + north) / 2 * math.Pi / 180)
	scale := mapWidth / ((east - west) * squeeze)
	project := func(lon, lat float64) (int, int) {
		return onGrain((lon - west) * squeeze * scale), onGrain((north - lat) * scale)
	}
	m := Territory{Width: mapWidth, Height: int(math.Ceil((north - south) * scale))}
	for i, c := range communes {
		if len(areas[i]) > 0 {
			m.Areas = append(m.Areas, drawArea(c, areas[i].Rings(), project))
		}
	}
	return m, nil
}

func onGrain(v float64) int { return grain * int(math.Round(v/grain)) }

func drawArea(c jema.Commune, rings []orb.Ring, project func(lon, lat float64) (int, int)) Area {
	a := Area{Commune: c, Left: math.MaxInt, Top: math.MaxInt}
	a.Commune.Boundary = nil
	a.X, a.Y = project(c.Lon, c.Lat)
	var d []byte
	right, bottom := math.MinInt, math.MinInt
	for _, r := range rings {
		penX, penY := 0, 0
		for i, p := range r {
			x, y := project(p[0], p[1])
			a.Left, a.Top, right, bottom = min(a.Left, x), min(a.Top, y), max(right, x), max(bottom, y)
			switch {
			case i == 0:
				d = pair(append(d, 'M'), x, y)
			case x == penX && y == penY, i == len(r)-1: // a ring ends where it began
				continue
			case i == 1:
				d = pair(append(d, 'l'), x-penX, y-penY)
			default:
				d = pair(append(d, ' '), x-penX, y-penY)
			}
			penX, penY = x, y
		}
		d = append(d, 'z')
	}
	a.Path = template.HTML(d) //nolint:gosec // digits and the letters M, l and z
	a.Size = max(right-a.Left, bottom-a.Top)
	return a
}

// pair writes two numbers as short as they come.
func pair(d []byte, x, y int) []byte {
	d = strconv.AppendInt(d, int64(x), 10)
	if y >= 0 {
		d = append(d, ' ')
	}
	return strconv.AppendInt(d, int64(y), 10)
}
