package web

import (
	"fmt"
	"strings"
	"testing"

	"github.com/PuerkitoBio/goquery"

	"jema/internal/exchange"
	"jema/internal/postgres/storetest"
)

// The list and its map have the same numbers, each pin leads to its entry, and the pins
// can be skipped. Of a withheld address the commune alone is shown.
func TestTheMapFollowsTheList(t *testing.T) {
	f := newFair(t)
	basemap, err := exchange.ReadBasemap([]byte(`{"type": "FeatureCollection", "features": [
		{"properties": {"layer": "river", "largest_scale": 50000},
			"geometry": {"type": "LineString", "coordinates": [[5.0, 45.04], [5.1, 45.05]]}}]}`), "Fond inventé")
	fatal(t, err)
	fatal(t, f.Store.SaveBasemap(t.Context(), f.Territory.ID, basemap, storetest.Now))
	v := f.visitor()
	for _, path := range []string{"/communes/26281", "/evenements", "/evenements?q=argile+sellerie", "/en/evenements"} {
		page := v.get(path).page
		pins := page.Find("svg.plan a.pin")
		if path != "/evenements?q=argile+sellerie" && pins.Length() != 2 {
			t.Errorf("%s: %d pins", path, pins.Length())
		}
		pins.Each(func(_ int, pin *goquery.Selection) {
			entry := page.Find(pin.AttrOr("href", ""))
			label := pin.AttrOr("aria-label", "")
			if entry.Length() != 1 || !strings.Contains(label, strings.TrimSpace(entry.Find("h3 a").Text())) ||
				!strings.HasSuffix(strings.TrimSpace(entry.Find(".pin-number").Text()), pin.Find("text").Text()) {
				t.Errorf("%s: the pin %q leads to %q", path, label, entry.Find("h3").Text())
			}
			if isVague := strings.Contains(label, "Sellerie"); pin.HasClass("vague") != isVague {
				t.Errorf("%s: %q is vague: %t", path, label, pin.HasClass("vague"))
			}
		})
		figure := page.Find("figure.plan-figure")
		skip := figure.Find(".skip-map a").AttrOr("href", "")
		if page.Find(skip).Length() != 1 || figure.Find(".bar").Length() != 2 || figure.Find(".river").Length() != 1 ||
			!strings.Contains(figure.Find("figcaption").Text(), "Fond inventé") {
			html, _ := figure.Html()
			t.Errorf("%s: skipping leads to %q; %s", path, skip, html)
		}
	}
	if svg, _ := v.get("/communes/26281").page.Find("svg.plan").Html(); strings.Contains(svg, fmt.Sprint(5.06)) {
		t.Error("the map tells a withheld position")
	}
	if got := v.get("/communes/26034").page.Find("svg.plan").Length(); got != 0 {
		t.Errorf("a commune where nothing opens has %d maps", got)
	}
}
