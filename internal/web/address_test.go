package web

import (
	"net/http"
	"net/http/httptest"
	"net/url"
	"strconv"
	"strings"
	"testing"
	"time"

	"jema/internal/jema"
	"jema/internal/postgres/storetest"
)

// addresses are invented.
var addresses = []jema.Address{
	{CommuneINSEE: "26281", Number: 12, Street: "Rue des Inventions", PostalCode: "26100", Lat: 45.045, Lon: 5.052},
	{CommuneINSEE: "26281", Number: 12, Suffix: "bis", Street: "Rue des Inventions", PostalCode: "26100",
		Lat: 45.046, Lon: 5.053},
	{CommuneINSEE: "75056", Number: 1, Street: "Rue d’Ailleurs", PostalCode: "75001", Lat: 48.86, Lon: 2.35},
}

// Visitors search around an address that the territory has imported, in the page and
// through the API; one that it does not have is named beside the field.
func TestSearchAroundAnAddress(t *testing.T) {
	s := bazaar(t)
	if n, err := s.Store.SaveAddresses(t.Context(), s.Territory.ID, addresses); err != nil || n != 2 {
		t.Fatalf("%d addresses, %v", n, err)
	}
	v := s.visitor()
	v.get("/evenements?near=12+rue+des+inventions,+Romans").tells(t, 200, "3 événements", "à vol d’oiseau",
		"12 rue des inventions, Romans, à moins de 10 km")
	if got := v.get("/api/v1/openings?near=12+bis+rue+des+inventions+26100"); !strings.Contains(got.body, "Basalte") {
		t.Errorf("the API finds %s", got.body)
	}
	for typed, want := range map[string]string{"12+rue+des+inv": `["12 Rue des Inventions, 26100 Romans-sur-Isère",` +
		`"12 bis Rue des Inventions, 26100 Romans-sur-Isère"]`, "rue+d%27ailleurs": "[]", "12+": "[]",
		strings.Repeat("a", 101): "[]", "%27+%26+%7C+%21+%3A*": "[]"} {
		if got := v.get("/adresses?q=" + typed); got.StatusCode != http.StatusOK || got.body != want {
			t.Errorf("%s suggests %s (%d), want %s", typed, got.body, got.StatusCode, want)
		}
	}
	v.get("/evenements?near=1+rue+d%27ailleurs").tells(t, 422, "n’a pas été trouvé dans le territoire")
	v.get("/evenements?near=%27+%26+%7C+%21+%3A*").tells(t, 422)
	if n, err := s.Store.SaveAddresses(t.Context(), s.Territory.ID, addresses[2:]); err != nil || n != 0 {
		t.Fatalf("%d addresses, %v", n, err)
	}
	v.get("/evenements?near=12+rue+des+inventions").tells(t, 422)
}

// One client gets addresses suggested so often a minute, and others as before.
func TestSuggestionsOfAddressesAreBounded(t *testing.T) {
	s := newTestSite(t)
	s.setNow(storetest.Now)
	suggest := func(from string) *httptest.ResponseRecorder {
		r := httptest.NewRequestWithContext(t.Context(), http.MethodGet, s.url+"/adresses?q=rue+des+inventions", nil)
		r.RemoteAddr = from
		w := httptest.NewRecorder()
		s.handler.ServeHTTP(w, r)
		return w
	}
	refused := 0
	for range 400 {
		if got := suggest("192.0.2.7:4711"); got.Code != http.StatusOK {
			refused++
			if seconds, err := strconv.Atoi(got.Header().Get("Retry-After")); got.Code != http.StatusTooManyRequests ||
				err != nil || seconds < 1 || seconds > 60 {
				t.Fatalf("%d, to be sent again in %q", got.Code, got.Header().Get("Retry-After"))
			}
		}
	}
	if refused != 100 {
		t.Errorf("%d of 400 are refused, want 100", refused)
	}
	if got := suggest("192.0.2.8:4711").Code; got != http.StatusOK {
		t.Errorf("another client is answered %d", got)
	}
	s.setNow(storetest.Now.Add(time.Minute))
	if got := suggest("192.0.2.7:4711").Code; got != http.StatusOK {
		t.Errorf("a minute later the client is answered %d", got)
	}
}

// An artisan who types an address that the territory has imported need not place the
// workshop; what was tapped on the drawing stays.
func TestAnAddressPlacesItsWorkshop(t *testing.T) {
	s := newTestSite(t)
	if _, err := s.Store.SaveAddresses(t.Context(), s.Territory.ID, addresses); err != nil {
		t.Fatal(err)
	}
	v := s.as(s.Account("artisane@example.org", jema.RoleArtisan))
	v.post("/atelier/nouveau", aWorkshop).wants(t, http.StatusSeeOther)
	id := s.lastOpening()
	where := at("/mon-evenement/", id, "/etapes/lieu")
	shop := func() jema.Workshop { return s.shop(s.plan(id).Opening.WorkshopID) }
	form := func() url.Values { return filled(v.get(where).page.Find("form[data-entry]")) }
	v.post(where, with(form(), "address", "12, rue des Inventions", "position", "")).wants(t, http.StatusSeeOther)
	if w := shop(); w.Lat != 45.045 || w.Lon != 5.052 {
		t.Errorf("placed at %v, %v", w.Lat, w.Lon)
	}
	v.post(where, with(form(), "point.x", "160", "point.y", "160")).wants(t, http.StatusSeeOther)
	tapped := shop()
	v.post(where, with(form(), "address", "12 bis rue des Inventions")).wants(t, http.StatusSeeOther)
	if w := shop(); w.Lat != tapped.Lat || w.Lat == 45.045 {
		t.Errorf("tapped at %v, now at %v", tapped.Lat, w.Lat)
	}
}
