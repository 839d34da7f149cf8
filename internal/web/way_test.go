package web

import (
	"fmt"
	"strings"
	"testing"

	"github.com/PuerkitoBio/goquery"

	"jema/internal/exchange"
	"jema/internal/jema"
	"jema/internal/postgres/storetest"
)

// Where to leave the car is shown with the address: on the page and in the calendar of an
// event whose address is published, on the confirmation of one whose address is withheld.
func TestWhereToParkIsToldWithTheAddress(t *testing.T) {
	f := newFair(t)
	f.DB.MustExec(`UPDATE workshop SET lat = NULL, lon = NULL, parking = 'Place du Four, gratuit', parking_en =
		CASE WHEN publish_address THEN 'By the oven' ELSE '' END`)
	v := f.visitor()
	var slot jema.SlotID
	fatal(t, f.DB.Get(&slot, `SELECT id FROM slot WHERE opening_id = $1`, f.hidden))
	made, err := f.site.Engine.Book(t.Context(), jema.BookingRequest{SlotID: slot, Key: "k", PartySize: 2, Name: "V",
		Email: "v@example.org", Language: "fr", Origin: jema.OriginWeb})
	fatal(t, err)
	told := "/r/" + made.Token
	for path, want := range map[string]string{f.of(f.open): "Place du Four", "/en" + f.of(f.open): "By the oven",
		told: "Place du Four", "/en" + told: "Place du Four", f.of(f.hidden): "", "/en" + f.of(f.hidden): ""} {
		way := v.get(path).page.Find(".way")
		if !strings.Contains(way.Text(), want) || (want == "") != (way.Length() == 0) || way.Find("a").Length() != 0 {
			t.Errorf("%s: %q, want %q", path, way.Text(), want)
		}
		if marked := way.Find("[lang=fr]").Length() == 1; marked != (path == "/en"+told) {
			t.Errorf("%s marks French: %t", path, marked)
		}
	}
	for path, want := range map[string]bool{f.of(f.open) + "/evenement.ics": true, told + "/visite.ics": true,
		f.of(f.hidden) + "/evenement.ics": false, "/api/v1/openings/" + at("", f.open, ""): true,
		"/api/v1/openings/" + at("", f.hidden, ""): false} {
		if got := strings.Contains(strings.ReplaceAll(v.get(path).body, "\r\n ", ""), "Place du Four"); got != want {
			t.Errorf("%s tells it: %t", path, got)
		}
	}
}

// How to come is on the page of an event whose address is published, and on the
// confirmation of one whose address is withheld, and there alone.
func TestHowToCome(t *testing.T) {
	f := newFair(t)
	basemap, err := exchange.ReadBasemap([]byte(`{"type": "FeatureCollection", "features": [
		{"properties": {"layer": "station", "name": "Romans", "largest_scale": 50000},
			"geometry": {"type": "Point", "coordinates": [5.05, 45.06]}}]}`), "Fond inventé")
	fatal(t, err)
	fatal(t, f.Store.SaveBasemap(t.Context(), f.Territory.ID, basemap, storetest.Now))
	v := f.visitor()
	if got := v.get(f.of(f.hidden)).page.Find(".way").Length(); got != 0 {
		t.Error("the page of an event tells a withheld position")
	}
	var slot jema.SlotID
	fatal(t, f.DB.Get(&slot, `SELECT id FROM slot WHERE opening_id = $1`, f.hidden))
	made, err := f.site.Engine.Book(t.Context(), jema.BookingRequest{SlotID: slot, Key: "k", PartySize: 2, Name: "V",
		Email: "v@example.org", Language: "fr", Origin: jema.OriginWeb})
	fatal(t, err)
	for path, at := range map[string][3]string{f.of(f.open): {"45.05000,5.05000", "1,1", "1.1"},
		"/r/" + made.Token: {"45.06000,5.06000", "0,8", "0.8"}} {
		for prefix, km := range map[string]string{"": at[1], "/en": at[2]} {
			page := v.get(prefix + path).page
			words := plainSpaces(page.Find(".way").Text())
			if !strings.Contains(words, "Romans") || !strings.Contains(words, km+" km") {
				t.Errorf("%s%s: %q, want %s km", prefix, path, words, km)
			}
			links := page.Find(".way a").Map(func(_ int, a *goquery.Selection) string { return a.AttrOr("href", "") })
			if len(links) != 4 || !strings.HasPrefix(links[0], "geo:"+at[0]+"?q=") || strings.Contains(links[0], "+") {
				t.Fatalf("%s leads to %q", path, links)
			}
			for i, host := range []string{"www.openstreetmap.org", "www.google.com", "maps.apple.com"} {
				if link := links[i+1]; !strings.HasPrefix(link, "https://"+host+"/") ||
					!strings.Contains(link, strings.Replace(at[0], ",", "%2C", 1)) {
					t.Errorf("%s leads to %q", path, link)
				}
			}
			if n := page.Find("[src^=http], link[href*=openstreetmap], script[src*=google]").Length(); n != 0 {
				t.Errorf("%s requests %d things from elsewhere", path, n)
			}
		}
	}
	if file := v.get("/r/" + made.Token + "/visite.ics").body; !strings.Contains(file,
		fmt.Sprintf("GEO:%.5f;%.5f", 45.06, 5.06)) {
		t.Errorf("the calendar entry has no position:\n%s", file)
	}
}
