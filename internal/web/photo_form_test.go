package web

import (
	"bytes"
	"fmt"
	"image/jpeg"
	"net/url"
	"strings"
	"testing"

	"jema/internal/jema"
	"jema/internal/web/page"
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
	office.get("/organisation").tells(t, 200, "photo à accepter")
	if office.get(page.ModerationPath(opening.ID)).page.Find(`.checks a[href="`+list+`"]`).Length() != 1 {
		t.Error("the event does not lead to the photo that waits")
	}
	office.post(fmt.Sprintf("%s/%d", list, s.photos()[0].ID), formOf("do", "publish"))
	if shown() != 1 || strings.Contains(office.get("/organisation").body, "photo à accepter") {
		t.Error("a photo that was published is not shown, or still waits")
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

// What an organiser restricted, and words that nobody has read, hold on a workshop on the
// site once an organiser has read the photo again; what narrows a right holds at once.
func TestAPhotoOnTheSiteWaitsForWhatWidensItsRight(t *testing.T) {
	site := newTestSite(t)
	owner := site.Account("proprietaire@example.org", jema.RoleArtisan)
	shop := site.Workshop("Atelier", owner.ID)
	site.OpeningIn(shop, "Tournage", jema.Approved)
	s := photoShop{site, t, shop, fmt.Sprintf("/atelier/%d/photos", shop.ID), site.as(owner)}
	office := s.as(s.Account("organisation@example.org", jema.RoleOrganiser))
	list := "/organisation" + strings.Replace(s.path, "/atelier/", "/ateliers/", 1)
	office.upload(list, aPhoto("Deux mains"), aJPEG(t, 90, 60))
	photo := s.photos()[0]
	path := fmt.Sprintf("%s/%d", list, photo.ID)
	free := []string{"do", "save", "alt", "Deux mains", "people", "none", "site", "1", "print", "1", "focus", "5"}
	for name, c := range map[string]struct {
		before, change []string
		waits          bool
	}{
		"nothing else":       {nil, nil, false},
		"not on the site":    {nil, []string{"site", ""}, false},
		"not in print":       {nil, []string{"print", ""}, false},
		"an end":             {nil, []string{"until", "2030-12-31"}, false},
		"an earlier end":     {[]string{"until", "2030-12-31"}, []string{"until", "2029-12-31"}, false},
		"back on the site":   {[]string{"site", ""}, nil, true},
		"back in print":      {[]string{"print", ""}, nil, true},
		"no end any more":    {[]string{"until", "2030-12-31"}, nil, true},
		"a later end":        {[]string{"until", "2030-12-31"}, []string{"until", "2031-12-31"}, true},
		"other words":        {nil, []string{"alt", "Un mot"}, true},
		"another credit":     {nil, []string{"credit", "Quelqu’un"}, true},
		"a picture turned":   {nil, []string{"turn", "1"}, true},
		"a picture cropped":  {nil, []string{"left", "10"}, true},
		"longer but not off": {[]string{"until", "2030-12-31"}, []string{"site", ""}, true},
	} {
		office.post(path, formOf(append(free, c.before...)...)).wants(t, 303)
		office.post(path, formOf("do", "publish")).wants(t, 303)
		if s.photos()[0].Waits {
			t.Fatalf("%s: what an organiser saves waits", name)
		}
		got := s.who.post(s.of(photo), formOf(append(free, c.change...)...))
		if waits := s.photos()[0].Waits; waits != c.waits {
			t.Errorf("%s: waits %t, answered %d", name, waits, got.StatusCode)
		}
		if said := strings.Contains(s.who.follow(got).body, "Elle paraîtra quand"); said != c.waits {
			t.Errorf("%s: its artisan is told that it waits: %t", name, said)
		}
	}
}

// A workshop of which past events alone are on the site changes at once, but for its
// photo: that one is public, and waits by either form.
func TestAPhotoOfAPastEventWaits(t *testing.T) {
	s := newTestSite(t)
	owner := s.Account("proprietaire@example.org", jema.RoleArtisan)
	shop := s.Workshop("Atelier", owner.ID)
	s.OpeningIn(shop, "Tournage", jema.Approved)
	s.prepare2028()
	s.setEdition(jema.EditionCurrent)
	v, where := s.as(owner), fmt.Sprintf("/atelier/%d", shop.ID)
	p := photoShop{s, t, shop, where + "/photos", v}
	form := func() url.Values { return filled(v.get(where).wants(t, 200).page.Find("main form[enctype]")) }
	waits := func(what, alt string) {
		t.Helper()
		got := p.photos()[0]
		if got.Alt != alt || !got.Waits || s.visitor().get(fmt.Sprintf("/photos/%d", got.ID)).StatusCode != 404 {
			t.Errorf("%s is public: %+v", what, got)
		}
		s.DB.MustExec(`UPDATE photo SET waits = false, off_site = true, people = 'agreed', rights_end = '2030-01-01'`)
	}
	v.follow(v.send(where, with(form(), "alt", "Un four"), aJPEG(t, 90, 60))).says(t, "Sa photo paraîtra quand")
	waits("a first photo", "Un four")
	v.follow(v.send(where, with(form(), "alt", "Un bol"), nil)).says(t, "Sa photo paraîtra quand")
	if got := p.photos()[0]; !got.OffSite || got.People != jema.PeopleAgreed {
		t.Errorf("words alone change %+v", got)
	}
	waits("its new text", "Un bol")
	v.follow(v.send(where, with(form(), "alt", "Un tour"), aJPEG(t, 60, 90))).says(t, "Sa photo paraîtra quand")
	if got := p.photos()[0]; got.OffSite || got.People != jema.PeopleUnknown || !got.RightsEnd.IsZero() {
		t.Errorf("a new picture has the rights of the one before: %+v", got)
	}
	waits("the photo in its place", "Un tour")
}
