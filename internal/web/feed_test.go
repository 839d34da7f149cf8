package web

import (
	"bytes"
	"encoding/json"
	"encoding/xml"
	"fmt"
	"image/png"
	"jema/internal/jema"
	"net/http"
	"net/url"
	"regexp"
	"strings"
	"testing"
	"time"
)

// fair is a site with two openings: one whose address is published, one whose address
// is withheld.
type fair struct {
	*testSite
	open, hidden jema.OpeningID
	slot         jema.SlotID
}

const secretStreet = "9 impasse Cachée"

func newFair(t *testing.T) fair {
	t.Helper()
	s := newTestSite(t)
	f := fair{testSite: s}
	o := s.Opening("Tourner </script> l’argile")
	f.open, f.slot = o.ID, o.Slot("2027-04-10", 600, 660, 8)
	s.DB.MustExec(`INSERT INTO hours (territory_id, edition_id, opening_id, workshop_id, edition_opens_at,
		edition_closes_at, starts_at, ends_at) SELECT territory_id, edition_id, opening_id, workshop_id, edition_opens_at,
		edition_closes_at, starts_at + interval '3 hours', ends_at + interval '3 hours' FROM slot WHERE id = $1`, f.slot)
	s.DB.MustExec(`UPDATE opening SET price = 'gratuit', price_kind = 'free', printed_text = 'Une heure au tour.',
		facts_of = concat_ws(chr(31), 'gratuit', minimum_age, languages, access), approved_at = now() WHERE id = $1`, o.ID)
	s.DB.MustExec(`UPDATE workshop SET publish_address = true, lat = 45.05, lon = 5.05
		WHERE id = (SELECT workshop_id FROM opening WHERE id = $1)`, o.ID)
	h := s.Opening("Sellerie")
	f.hidden = h.ID
	s.DB.MustExec(`UPDATE opening SET printed_text = '', description = '' WHERE id = $1`, h.ID) // nothing but its title
	h.Slot("2027-04-11", 600, 660, 4)
	s.DB.MustExec(`UPDATE workshop SET publish_address = false, address = $2, postal_code = '26999', lat = 45.06, lon
		= 5.06
		WHERE id = (SELECT workshop_id FROM opening WHERE id = $1)`, h.ID, secretStreet)
	return f
}

func (f fair) of(id jema.OpeningID) string { return fmt.Sprintf("/evenements/%d", id) }

// Every public page has a head of its own for those who share and find it; what is
// somebody's has none.
func TestPublicPagesHaveAHead(t *testing.T) {
	f := newFair(t)
	v := f.visitor()
	seen := map[string]string{}
	pages := []string{"/", "/evenements", "/communes/26281", f.of(f.open), f.of(f.hidden), "/accessibilite",
		"/donnees-personnelles", "/mentions-legales", "/scolaires"}
	for _, path := range pages {
		got := v.get(path)
		meta := func(name string) string {
			value, _ := got.page.Find(`meta[name="` + name + `"], meta[property="` + name + `"]`).Attr("content")
			return value
		}
		title := got.page.Find("title").Text()
		for what, text := range map[string]string{"title": title, "description": meta("description")} {
			if other := seen[what+text]; other != "" || text == "" {
				t.Errorf("%s has the %s %q of %s", path, what, text, other)
			}
			seen[what+text] = path
		}
		canonical, _ := got.page.Find("link[rel=canonical]").Attr("href")
		if canonical != f.url+path || meta("og:url") != canonical || meta("og:title") == "" ||
			meta("og:description") != meta("description") || meta("twitter:card") != "summary_large_image" {
			t.Errorf("%s has the head %q, %q, %q", path, canonical, meta("og:title"), meta("twitter:card"))
		}
		f.isPicture(t, meta("og:image"))
	}
	english := v.get("/en" + f.of(f.open))
	for name, want := range map[string]string{"og:locale": "en_GB", "og:url": f.url + "/en" + f.of(f.open)} {
		if value := english.page.Find(`meta[property="`+name+`"]`).AttrOr("content", ""); value != want {
			t.Errorf("in English %s is %q", name, value)
		}
	}
	f.isPicture(t, english.page.Find(`meta[property="og:image"]`).AttrOr("content", ""))
	for _, path := range []string{"/connexion", "/retrouver", "/nulle-part"} {
		got := v.get(path)
		if robots, _ := got.page.Find("meta[name=robots]").Attr("content"); robots != "noindex" ||
			got.page.Find("meta[property]").Length() > 0 {
			t.Errorf("%s may be found", path)
		}
	}
}

// isPicture reports a picture of a shared page that is none, or has another size.
func (f fair) isPicture(t *testing.T, address string) {
	t.Helper()
	path, isOurs := strings.CutPrefix(address, f.url)
	if !isOurs {
		t.Errorf("the picture is at %q", address)
		return
	}
	got := f.visitor().get(path)
	size, err := png.DecodeConfig(strings.NewReader(got.body))
	if err != nil || size.Width != 1200 || size.Height != 630 || got.Header.Get("Content-Type") != "image/png" {
		t.Errorf("%s: %d, %v, %v", address, got.StatusCode, size, err)
	}
}

// notModified requests what has an ETag again.
func (f fair) notModified(t *testing.T, path string) {
	t.Helper()
	tag := f.visitor().get(path).Header.Get("ETag")
	r, err := http.NewRequestWithContext(t.Context(), http.MethodGet, f.url+path, nil)
	fatal(t, err)
	r.Header.Set("If-None-Match", tag)
	res, err := http.DefaultTransport.RoundTrip(r)
	fatal(t, err)
	_ = res.Body.Close()
	if tag == "" || res.StatusCode != http.StatusNotModified {
		t.Errorf("%s with the tag %q: %d", path, tag, res.StatusCode)
	}
}

// data returns the structured data of an event's page.
func (f fair) data(t *testing.T, id jema.OpeningID) map[string]any {
	t.Helper()
	got := f.visitor().get(f.of(id))
	script := got.page.Find(`script[type="application/ld+json"]`)
	var data map[string]any
	if script.Length() != 1 {
		t.Fatalf("%d scripts of data", script.Length())
	}
	fatal(t, json.Unmarshal([]byte(script.Text()), &data))
	return data
}

// within walks into nested objects and lists: "location", "address", "0", …
func within(data any, path ...string) any {
	for _, name := range path {
		switch inside := data.(type) {
		case map[string]any:
			data = inside[name]
		case []any:
			data = inside[0]
		}
	}
	return data
}

func TestEventsAreToldToSearchEngines(t *testing.T) {
	f := newFair(t)
	data := f.data(t, f.open)
	for path, want := range map[string]any{
		"@context": "https://schema.org", "@type": "Event", "name": "Tourner </script> l’argile",
		"description": "Une heure au tour.", "startDate": "2027-04-10T10:00:00+02:00",
		"endDate": "2027-04-10T14:00:00+02:00", "eventStatus": "https://schema.org/EventScheduled",
		"eventAttendanceMode":            "https://schema.org/OfflineEventAttendanceMode",
		"location/address/streetAddress": "1 rue Inventée", "location/address/postalCode": "26100",
		"location/address/addressLocality": "Romans-sur-Isère", "location/address/addressCountry": "FR",
		"location/geo/latitude": 45.05, "isAccessibleForFree": true, "offers/price": "0.00", "offers/priceCurrency": "EUR",
		"offers/availability": "https://schema.org/InStock", "remainingAttendeeCapacity": 8.0,
		"subEvent/0/startDate": "2027-04-10T13:00:00+02:00", "subEvent/0/endDate": "2027-04-10T14:00:00+02:00",
		"url": f.url + f.of(f.open), "organizer/@type": "Organization",
	} {
		if got := within(data, strings.Split(path, "/")...); got != want {
			t.Errorf("%s is %v, want %v", path, got, want)
		}
	}
	if n := len(data["subEvent"].([]any)); n != 2 {
		t.Errorf("%d parts, want the period and the slot", n)
	}
	f.DB.MustExec(`UPDATE slot SET taken = 3, changed_at = clock_timestamp() WHERE id = $1`, f.slot)
	if left := f.data(t, f.open)["remainingAttendeeCapacity"]; left != 5.0 {
		t.Errorf("after a booking %v places are left", left)
	}
	f.DB.MustExec(`UPDATE slot SET state = 'cancelled', taken = 0, changed_at = clock_timestamp()
		WHERE opening_id = $1`, f.hidden)
	if status := f.data(t, f.hidden)["eventStatus"]; status != "https://schema.org/EventCancelled" {
		t.Errorf("an event whose slots are all cancelled is %v", status)
	}
}

// What an artisan does not publish of the address is in nothing that programs read.
func TestWithheldAddressesAreToldToNoProgram(t *testing.T) {
	f := newFair(t)
	v := f.visitor()
	paths := []string{"/sitemap.xml", "/nouveautes.atom", "/evenements.ics", "/communes/26281/evenements.ics",
		"/metiers/ceramiste/evenements.ics", f.of(f.hidden) + "/evenement.ics", f.of(f.hidden)}
	for _, path := range paths {
		got := v.get(path)
		if got.StatusCode != 200 || regexp.MustCompile(`Cachée|26999|45\.06|5\.06`).MatchString(got.body) {
			t.Errorf("%s: %d, with what is withheld", path, got.StatusCode)
		}
	}
	if place := f.data(t, f.hidden)["location"]; within(place, "address", "streetAddress") != nil ||
		within(place, "geo") != nil ||
		within(place, "address", "addressLocality") != "Romans-sur-Isère" {
		t.Errorf("the location is %v", place)
	}
}

func TestSitemapAndRobots(t *testing.T) {
	f := newFair(t)
	v := f.visitor()
	robots := v.get("/robots.txt")
	robots.tells(t, 200)
	if !strings.Contains(robots.body, "\nSitemap: "+f.url+"/sitemap.xml\n") ||
		!strings.Contains(robots.body, "\nDisallow: /r/\n") {
		t.Errorf("robots.txt is %q", robots.body)
	}
	var m struct {
		Pages []struct {
			Location string `xml:"loc"`
			Modified string `xml:"lastmod"`
			Others   []struct {
				Language string `xml:"hreflang,attr"`
				Address  string `xml:"href,attr"`
			} `xml:"link"`
		} `xml:"url"`
	}
	fatal(t, xml.Unmarshal([]byte(v.get("/sitemap.xml").body), &m))
	listed := map[string]bool{}
	for _, p := range m.Pages {
		u, err := url.Parse(p.Location)
		fatal(t, err)
		listed[u.Path] = true
		if len(p.Others) != 2 || p.Others[0].Language != "fr" || p.Others[1].Language != "en" {
			t.Errorf("%s has the languages %v", p.Location, p.Others)
		}
		if at, err := time.Parse(time.RFC3339, p.Modified); strings.Contains(u.Path, "/evenements/") &&
			(err != nil || at.IsZero()) {
			t.Errorf("%s changed %q", p.Location, p.Modified)
		}
		if strings.HasPrefix(u.Path, "/en/communes") {
			continue // as in French
		}
		if got := v.seen(u.Path); got.StatusCode != http.StatusOK {
			t.Errorf("%s: %d", u.Path, got.StatusCode)
		}
	}
	for _, path := range []string{"/", "/evenements", f.of(f.open), f.of(f.hidden), "/communes/26281",
		"/en" + f.of(f.open)} {
		if !listed[path] {
			t.Errorf("%s is not in the sitemap", path)
		}
	}
	f.notModified(t, "/sitemap.xml")
}

func TestIconsAreThere(t *testing.T) {
	f := newFair(t)
	v := f.visitor()
	home := v.get("/")
	for _, rel := range []string{"icon", "apple-touch-icon", "manifest"} {
		path, _ := home.page.Find(`link[rel="` + rel + `"]`).Attr("href")
		if got := v.get(path); got.StatusCode != 200 || got.body == "" {
			t.Errorf("%s is at %q: %d", rel, path, got.StatusCode)
		}
	}
	var m struct {
		Name  string
		Icons []struct{ Src, Sizes string }
	}
	fatal(t, json.Unmarshal([]byte(v.get("/manifest.webmanifest").body), &m))
	if m.Name != f.Edition.Name || len(m.Icons) != 2 {
		t.Errorf("the manifest is %v", m)
	}
	for _, icon := range m.Icons {
		size, err := png.DecodeConfig(strings.NewReader(v.get(icon.Src).body))
		if err != nil || fmt.Sprintf("%dx%d", size.Width, size.Height) != icon.Sizes {
			t.Errorf("%s is %v, %v", icon.Src, size, err)
		}
	}
	ico := []byte(v.get("/favicon.ico").body)
	if !bytes.HasPrefix(ico, []byte{0, 0, 1, 0, 1, 0, 32, 32}) {
		t.Errorf("the icon begins %v", ico[:8])
	}
	if size, err := png.DecodeConfig(bytes.NewReader(ico[22:])); err != nil || size.Width != 32 {
		t.Errorf("the icon holds %v, %v", size, err)
	}
}

// An event is shared without anybody else: by letter and by a short address without
// script; a calendar is subscribed to where there is a list.
func TestEventsAreSharedAndFollowed(t *testing.T) {
	f := newFair(t)
	v := f.visitor()
	page := v.get(f.of(f.open)).page
	short := fmt.Sprintf("%s/o/%d", f.url, f.open)
	if button := page.Find(".share button"); button.AttrOr("data-share", "") != short || button.Is(":not([hidden])") {
		t.Error("the button that needs a script is there without one, or shares something else")
	}
	letter, err := url.Parse(page.Find(`.share a[href^="mailto:"]`).AttrOr("href", ""))
	if err != nil || letter.Query().Get("body") != short || letter.Query().Get("subject") != "Tourner </script> l’argile" {
		t.Errorf("the letter is %v, %v", letter, err)
	}
	if got := page.Find(".share").Text(); !strings.Contains(got, short) {
		t.Errorf("the short address is not shown: %q", got)
	}
	for path, calendar := range map[string]string{"/communes/26281": "/communes/26281/evenements.ics",
		"/evenements": "/evenements.ics", "/evenements?metier=ceramiste": "/metiers/ceramiste/evenements.ics",
		"/evenements?commune=26281": "/communes/26281/evenements.ics"} {
		links := v.get(path).page.Find(".subscribe")
		if links.Find(`a[href="`+calendar+`"]`).Length() != 1 ||
			links.Find(`a[href="webcal://`+strings.TrimPrefix(f.url, "http://")+calendar+`"]`).Length() != 1 {
			html, _ := links.Html()
			t.Errorf("%s leads to %s", path, html)
		}
	}
}
