package web

import (
	"bytes"
	"fmt"
	"image/jpeg"
	"strings"
	"testing"

	"jema/internal/jema"
)

// photoShop is a workshop whose artisan chooses photos.
type photoShop struct {
	*testSite
	t    *testing.T
	shop jema.Workshop
	path string
	who  *browser
}

func (s photoShop) photos() []jema.Photo {
	s.t.Helper()
	all, err := s.Store.WorkshopPhotos(s.t.Context(), s.Territory.ID, s.shop.ID)
	if err != nil {
		s.t.Fatal(err)
	}
	return all
}

func (s photoShop) of(p jema.Photo) string { return fmt.Sprintf("%s/%d", s.path, p.ID) }

// aPhoto is the form of a photo, filled.
func aPhoto(alt string) map[string]string {
	return map[string]string{"alt": alt, "people": "none", "site": "1", "print": "1", "focus": "5"}
}

// An artisan adds photos, orders, describes, turns, crops and deletes them; a form that
// is refused comes back as it was typed.
func TestAnArtisanChoosesPhotos(t *testing.T) {
	site := newTestSite(t)
	owner := site.Account("proprietaire@example.org", jema.RoleArtisan)
	shop := site.Workshop("Atelier", owner.ID)
	s := photoShop{site, t, shop, fmt.Sprintf("/atelier/%d/photos", shop.ID), site.as(owner)}
	s.who.get(s.path).tells(t, 200, "Pas encore de photo")
	refused := s.who.upload(s.path, map[string]string{"alt": "Deux mains", "print": "1", "until": "hier"},
		aJPEG(t, 90, 60))
	refused.tells(t, 422, "reconnaît quelqu", "Écrivez la date comme ceci")
	if value, _ := refused.page.Find("#f-alt").Attr("value"); value != "Deux mains" {
		t.Errorf("what was typed came back as %q", value)
	}
	for _, alt := range []string{"Deux mains", "Un bol"} {
		if got := s.who.upload(s.path, aPhoto(alt), aJPEG(t, 90, 60)); got.StatusCode != 303 {
			t.Fatalf("%s: %d\n%s", alt, got.StatusCode, got.body)
		}
	}
	second := s.photos()[1]
	s.who.post(s.of(second), formOf("do", "forward"))
	if got := s.photos()[0]; got.Alt != "Un bol" || got.Waits {
		t.Errorf("first is %+v", got)
	}
	form := formOf("do", "save", "alt", "Un bol bleu", "people", "agreed", "site", "1", "until", "2030-12-31",
		"focus", "-20,31", "turn", "1", "top", "40", "fingerprint", fmt.Sprintf("%x", second.SHA256[:4]))
	if got := s.who.post(s.of(second), form); got.StatusCode != 303 {
		t.Fatalf("%d\n%s", got.StatusCode, got.body)
	}
	got := s.photos()[0]
	if got.Alt != "Un bol bleu" || got.People != jema.PeopleAgreed || !got.OffPrint || got.OffSite ||
		got.RightsEnd.IsZero() || got.Width != 60 || got.Height != 54 {
		t.Errorf("stored: %+v", got)
	}
	s.who.post(s.of(second), form).tells(t, 409, "La photo a été changée entre-temps")
	s.who.post(s.of(second), formOf("do", "delete")).tells(t, 200, "Supprimer cette photo")
	if n := len(s.photos()); n != 2 {
		t.Fatalf("%d photos before it is certain", n)
	}
	s.who.post(s.of(second), formOf("do", "delete", "sure", "1"))
	if left := s.photos(); len(left) != 1 || left[0].Alt != "Deux mains" {
		t.Errorf("left: %+v", left)
	}
}

// What an artisan adds to a workshop on the site waits for an organiser, who may also
// add photos; each is shown at once then.
func TestAPhotoOfAWorkshopOnTheSiteWaits(t *testing.T) {
	site := newTestSite(t)
	owner := site.Account("proprietaire@example.org", jema.RoleArtisan)
	shop := site.Workshop("Atelier", owner.ID)
	opening := site.OpeningIn(shop, "Tournage", jema.Approved)
	s := photoShop{site, t, shop, fmt.Sprintf("/atelier/%d/photos", shop.ID), site.as(owner)}
	s.who.upload(s.path, aPhoto("Deux mains"), aJPEG(t, 90, 60))
	shown := func() int {
		return s.visitor().get(fmt.Sprintf("/evenements/%d", opening.ID)).page.Find(".lead-picture img").Length()
	}
	if shown() != 0 {
		t.Error("a photo is shown before it was read")
	}
	office := s.as(s.Account("organisation@example.org", jema.RoleOrganiser))
	list := "/organisation" + strings.Replace(s.path, "/atelier/", "/ateliers/", 1)
	office.get(list).tells(t, 200, "Publier", "Attend la relecture")
	office.post(fmt.Sprintf("%s/%d", list, s.photos()[0].ID), formOf("do", "publish"))
	if shown() != 1 {
		t.Error("a photo that was published is not shown")
	}
	office.upload(list, aPhoto("Un four"), aJPEG(t, 90, 60))
	if all := s.photos(); len(all) != 2 || all[1].Waits {
		t.Errorf("an organiser's photo: %+v", all)
	}
	photo, err := s.Store.Photo(t.Context(), s.Territory.ID, s.photos()[1].ID)
	if err != nil {
		t.Fatal(err)
	}
	if m, err := jpeg.DecodeConfig(bytes.NewReader(photo.Large)); err != nil || m.Width != 90 {
		t.Errorf("stored: %+v, %v", m, err)
	}
}
