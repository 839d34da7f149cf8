package web

import (
	"crypto/sha256"
	"fmt"
	"net/http"
	"strings"
	"testing"

	"jema/internal/jema"
	"jema/internal/postgres/storetest"
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
		!strings.Contains(got.Header.Get("Cache-Control"), "immutable") {
		t.Errorf("the picture: %d bytes, %v", len(got.body), got.Header)
	}
	if got := v.get(fmt.Sprintf("/photos/%d?taille=petite", id)); got.body != string(small) ||
		strings.Contains(got.Header.Get("Cache-Control"), "immutable") {
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
