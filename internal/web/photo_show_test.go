package web

import (
	"crypto/sha256"
	"fmt"
	"image"
	"net/http"
	"strings"
	"testing"
	"time"

	"jema/internal/jema"
	"jema/internal/postgres/storetest"
	"jema/internal/web/artisan"
)

func TestAPhotoIsShownWithItsCreditAndKept(t *testing.T) {
	s := newTestSite(t)
	shop := s.Workshop("Atelier", 0)
	opening := s.OpeningIn(shop, "Tournage", jema.Approved)
	large, small := aJPEG(t, 120, 80), aJPEG(t, 60, 40)
	id, err := s.Store.SavePhoto(t.Context(), s.Territory.ID, jema.Photo{WorkshopID: shop.ID, Alt: "Deux mains et un tour",
		Credit: "Personne Inventée",
		Width:  120, Height: 80, SHA256: sha256.Sum256(large), Large: large, Small: small}, storetest.Now)
	if err != nil {
		t.Fatal(err)
	}
	v := s.visitor()
	page := v.get(fmt.Sprintf("/evenements/%d", opening.ID))
	page.tells(t, 200, "Photo : Personne Inventée")
	img := page.page.Find("figure img")
	if alt, _ := img.Attr("alt"); alt != "Deux mains et un tour" {
		t.Errorf("the picture's text is %q", alt)
	}
	src, _ := img.Attr("src")
	got := v.get(src)
	if got.body != string(large) || got.Header.Get("Content-Type") != "image/jpeg" ||
		got.Header.Get("Cache-Control") != "public, max-age=86400" {
		t.Errorf("the picture: %d bytes, %v", len(got.body), got.Header)
	}
	if got := v.get(fmt.Sprintf("/photos/%d?taille=petite", id)); got.body != string(small) ||
		got.Header.Get("Cache-Control") != "public, max-age=300" {
		t.Errorf("the small picture: %d bytes, %v", len(got.body), got.Header)
	}
	r, err := http.NewRequestWithContext(t.Context(), http.MethodGet, s.url+src, nil)
	if err != nil {
		t.Fatal(err)
	}
	r.Header.Set("If-None-Match", got.Header.Get("ETag"))
	again, err := v.client.Do(r)
	if err != nil {
		t.Fatal(err)
	}
	_ = again.Body.Close()
	if again.StatusCode != http.StatusNotModified {
		t.Errorf("a picture that is known is sent again: %d", again.StatusCode)
	}
	v.get("/photos/999999").tells(t, 404)
	v.get("/photos/x").tells(t, 404)
}

// Before anything of a workshop is public, its picture is for its owner and
// the organisers alone.
func TestAPhotoIsNotPublicBeforeItsWorkshop(t *testing.T) {
	s := newTestSite(t)
	owner := s.Account("proprietaire@example.org", jema.RoleArtisan)
	shop := s.Workshop("Atelier", owner.ID)
	s.OpeningIn(shop, "Tournage", jema.Submitted)
	picture := aJPEG(t, 60, 40)
	id, err := s.Store.SavePhoto(t.Context(), s.Territory.ID, jema.Photo{WorkshopID: shop.ID, Width: 60, Height: 40,
		SHA256: sha256.Sum256(picture), Large: picture, Small: picture}, storetest.Now)
	if err != nil {
		t.Fatal(err)
	}
	for name, c := range map[string]struct {
		who    *browser
		status int
	}{
		"a visitor":       {s.visitor(), 404},
		"another artisan": {s.as(s.Account("autre@example.org", jema.RoleArtisan)), 404},
		"the owner":       {s.as(owner), 200},
		"an organiser":    {s.as(s.Account("organisation@example.org", jema.RoleOrganiser)), 200},
	} {
		got := c.who.get(fmt.Sprintf("/photos/%d", id))
		if got.StatusCode != c.status || strings.HasPrefix(got.Header.Get("Cache-Control"), "public") {
			t.Errorf("%s: %d, kept %q", name, got.StatusCode, got.Header.Get("Cache-Control"))
		}
	}
}

// TestOrganisersWeighAPhoto chooses on the event's page how much room its photo has on
// paper.
func TestOrganisersWeighAPhoto(t *testing.T) {
	s := newTestSite(t)
	shop := s.Workshop("Atelier", 0)
	event := s.OpeningIn(shop, "Tournage", jema.Approved)
	organiser := s.as(s.organiser())
	where := at("/organisation/evenements/", event.ID, "")
	if organiser.get(where).page.Find("input[name=weight]").Length() != 0 {
		t.Error("a photo that is not there has a size")
	}
	picture := aJPEG(t, 60, 40)
	if _, err := s.Store.SavePhoto(t.Context(), s.Territory.ID, jema.Photo{WorkshopID: shop.ID, Width: 60, Height: 40,
		SHA256: sha256.Sum256(picture), Large: picture, Small: picture}, storetest.Now); err != nil {
		t.Fatal(err)
	}
	organiser.follow(organiser.post(where+"/photo-imprimee", formOf("weight", "half"))).tells(t, 200,
		"les prochains programmes en tiennent compte")
	chosen := organiser.get(where).page.Find("input[name=weight][checked]")
	if value := chosen.AttrOr("value", ""); value != "half" {
		t.Errorf("the page shows %q", value)
	}
	organiser.post(where+"/photo-imprimee", formOf("weight", "huge")).tells(t, 422, "Choisissez une des tailles")
}

func TestPagesTravelCompressedWhereTheyMay(t *testing.T) {
	s := newTestSite(t)
	opening := s.Opening("Tournage")
	v := s.visitor()
	made, _ := v.booked(opening.ID, opening.Slot("2027-04-10", 600, 660, 8))
	for path, accept := range map[string]string{"/": "gzip", "/evenements": "br, gzip;q=0.8",
		made.Header.Get("Location"): "gzip", "/mentions-legales": "gzip;q=0"} {
		r, err := http.NewRequestWithContext(t.Context(), http.MethodGet, s.url+path, nil)
		if err != nil {
			t.Fatal(err)
		}
		r.Header.Set("Accept-Encoding", accept) // set by hand, so that the client does not undo it
		got, err := v.client.Do(r)
		if err != nil {
			t.Fatal(err)
		}
		_ = got.Body.Close()
		want := "gzip"
		if strings.HasPrefix(path, "/r/") || strings.HasSuffix(accept, "q=0") {
			want = ""
		}
		if got.StatusCode != 200 || got.Header.Get("Content-Encoding") != want {
			t.Errorf("%s: %d, encoding %q, want %q", path, got.StatusCode, got.Header.Get("Content-Encoding"), want)
		}
	}
}

// A page names a picture in its widths; each address is of one picture, answers with
// a JPEG no wider than it until that width is made, and is cached until its right ends at most.
func TestAPhotoIsSentInItsWidths(t *testing.T) {
	s := newTestSite(t)
	shop := s.Workshop("Atelier", 0)
	opening := s.OpeningIn(shop, "Tournage", jema.Approved)
	large := aJPEG(t, 640, 480)
	photo := jema.Photo{WorkshopID: shop.ID, Alt: "Deux mains", Width: 640, Height: 480, SHA256: sha256.Sum256(large),
		Large: large, Small: large, RightsEnd: storetest.Now.Add(2 * time.Minute)}
	id, err := s.Store.AddPhoto(t.Context(), s.Territory.ID, photo, storetest.Now)
	if err != nil {
		t.Fatal(err)
	}
	v := s.visitor()
	set, _ := v.get(fmt.Sprintf("/evenements/%d", opening.ID)).page.Find("picture source").Attr("srcset")
	address, _, _ := strings.Cut(set, " ")
	if want := fmt.Sprintf("/photos/%d/480-%x.webp", id, photo.SHA256[:4]); address != want ||
		!strings.Contains(set, "640w") {
		t.Fatalf("the page names %q", set)
	}
	before := v.get(address)
	drawn, _, err := image.DecodeConfig(strings.NewReader(before.body))
	if err != nil || drawn.Width != 480 || drawn.Height != 360 || before.Header.Get("Cache-Control") !=
		"public, max-age=120" || before.Header.Get("Content-Type") != "image/jpeg" {
		t.Errorf("before it is made: %+v, %v, %v", drawn, err, before.Header)
	}
	artisan.SizePhotos(s.site.Kit)
	eventually(t, "a width is made", func() bool { return strings.HasPrefix(v.get(address).body, "RIFF") })
	got := v.get(address)
	if got.Header.Get("Content-Type") != "image/webp" || !strings.HasPrefix(got.body, "RIFF") ||
		got.Header.Get("Cache-Control") != "public, max-age=120" {
		t.Errorf("once it is made: %d bytes, %v", len(got.body), got.Header)
	}
	for _, wrong := range []string{"480-00000000.webp", "500-" + address[len(address)-13:], "480.png"} {
		v.get(fmt.Sprintf("/photos/%d/%s", id, wrong)).tells(t, 404)
	}
	if _, err := s.DB.Exec(`UPDATE photo SET rights_end = $1`, storetest.Now); err != nil {
		t.Fatal(err)
	}
	v.get(address).tells(t, 404)
}

// A workshop's page lists its openings, those of past editions by their titles.
func TestAWorkshopHasItsPage(t *testing.T) {
	s := newTestSite(t)
	shop, hidden := s.Workshop("Terres", 0), s.Workshop("Caché", 0)
	opening := s.OpeningIn(shop, "Tournage", jema.Approved)
	s.OpeningIn(hidden, "Secret", jema.Submitted)
	if _, err := s.DB.Exec(`WITH past AS (INSERT INTO edition (territory_id, year, name, starts_on, ends_on, time_zone,
			registration_opens_at, registration_closes_at, booking_opens_at, booking_closes_at, purge_on, state)
		SELECT territory_id, 2026, name, '2026-04-07', '2026-04-12', time_zone, '2026-01-01', '2026-03-01', '2026-03-01',
			'2026-04-12', '2026-07-12', 'past' FROM edition WHERE id = $2 RETURNING id, territory_id)
		INSERT INTO opening (territory_id, edition_id, workshop_id, commune_insee, kind, title, printed_text, state,
			party_max)
		SELECT o.territory_id, past.id, o.workshop_id, o.commune_insee, o.kind, 'Cuisson', o.printed_text, o.state,
			o.party_max FROM opening o, past WHERE o.id = $1`, opening.ID, s.Edition.ID); err != nil {
		t.Fatal(err)
	}
	v := s.visitor()
	page := v.get(fmt.Sprintf("/ateliers/%d", shop.ID))
	page.tells(t, 200, "Terres", "Tournage", "Cuisson", "2026")
	if link := v.get(fmt.Sprintf("/evenements/%d", opening.ID)).page.Find(fmt.Sprintf(`a[href="/ateliers/%d"]`,
		shop.ID)); link.Length() == 0 {
		t.Error("the event does not lead to its workshop")
	}
	v.get(fmt.Sprintf("/ateliers/%d", hidden.ID)).tells(t, 404)
	v.get("/ateliers/999999").tells(t, 404)
}

// What else takes place on the same day is listed, nearest first, and what is of the
// same craft; a page without photos shows a piece of veneer.
func TestAnOpeningLeadsToOthers(t *testing.T) {
	s := newTestSite(t)
	mine := s.OpeningIn(s.Workshop("Atelier", 0), "Tournage", jema.Approved)
	other := s.OpeningIn(s.Workshop("Autre", 0), "Émaillage", jema.Approved)
	mine.Slot("2027-04-10", 600, 660, 8)
	other.Slot("2027-04-10", 600, 660, 8)
	page := s.visitor().get(fmt.Sprintf("/evenements/%d", mine.ID)).page
	if got := page.Find(fmt.Sprintf(`.cards a[href="/evenements/%d"]`, other.ID)).Length(); got != 1 {
		t.Errorf("the other event is named %d times", got)
	}
	if page.Find(fmt.Sprintf(`.cards a[href="/evenements/%d"]`, mine.ID)).Length() != 0 {
		t.Error("an event leads to itself")
	}
	if page.Find(".lead-picture svg.swatch, .card .shot svg.swatch").Length() != 2 {
		t.Error("where there is no photo there is no veneer")
	}
}
