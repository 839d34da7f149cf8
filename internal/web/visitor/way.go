package visitor

import (
	"fmt"
	"html/template"
	"net/url"
	"strconv"

	"github.com/paulmach/orb"

	"jema/internal/geo"
	"jema/internal/jema"
	"jema/internal/web/page"
	"jema/internal/web/public"
)

// way is how to come to a workshop whose address the reader may see. Nothing of it is
// requested from elsewhere before somebody presses a link.
type way struct {
	Device  template.URL // opens the map program of the reader's own; "" without a position
	Maps    []mapService
	Station string // the nearest one, "" where the data has none near enough
	Away    string // how far it is in a straight line, in kilometres
	Parking template.HTML
}

// mapService is a map of somebody else's.
type mapService struct{ Name, Address string }

// stationMost is up to how many metres a station helps.
const stationMost = 15_000

// wayTo returns how to come to a workshop, nil where nothing is recorded of it. The
// caller has made sure that the reader may see it. state is nil before there is one.
func wayTo(l page.Layout, state *public.State, w jema.Workshop) *way {
	if !w.Placed() && w.Parking == "" {
		return nil
	}
	to := &way{Parking: l.ParkingOf(w)}
	if !w.Placed() {
		return to
	}
	at := fmt.Sprintf("%.5f,%.5f", w.Lat, w.Lon)
	to.Maps = []mapService{
		{"OpenStreetMap", "https://www.openstreetmap.org/directions?route=" + url.QueryEscape(";"+at)},
		{"Google Maps", "https://www.google.com/maps/dir/?api=1&destination=" + url.QueryEscape(at)},
		{"Apple Plans", "https://maps.apple.com/?daddr=" + url.QueryEscape(at)},
	}
	to.Device = template.URL("geo:" + at + "?q=" + url.PathEscape(at+"("+w.Name+")")) //nolint:gosec // escaped
	if state == nil {
		return to
	}
	ground, err := state.Ground()
	if err != nil {
		return to // the page shows no map either
	}
	if station, metres, ok := ground.Base.Nearest(geo.Station, orb.Point{w.Lon, w.Lat}); ok && metres <= stationMost {
		to.Station, to.Away = station.Name, kilometres(l, metres)
	}
	return to
}

// kilometres writes a distance as exactly as a straight line is worth: « 0,8 », « 12 ».
func kilometres(l page.Layout, metres float64) string {
	if metres >= 5000 {
		return strconv.Itoa(int(metres/1000 + 0.5))
	}
	tenths := max(int(metres/100+0.5), 1)
	return strconv.Itoa(tenths/10) + l.T("way.decimal") + strconv.Itoa(tenths%10)
}

// current returns what the public pages show, nil before there is anything.
func current(k *page.Kit) *public.State {
	state, ready := k.Public.Current()
	if !ready {
		return nil
	}
	return state
}
