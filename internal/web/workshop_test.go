package web

import (
	"net/http"
	"strings"
	"testing"

	"jema/internal/jema"
	"jema/internal/picture"
	"jema/internal/web/page"
)

func TestStrangeTextIsNeverA500(t *testing.T) {
	s := newTestSite(t)
	account := s.Account("artisane@example.org", jema.RoleArtisan)
	v, o := s.as(account), s.as(s.organiser())
	shop := s.Workshop("Atelier", account.ID)
	opening := s.OpeningIn(shop, "Tournage", jema.Submitted)
	strange := []string{"a\x00b", "\xff\xfe", "\xed\xa0\x80", "👩🏽‍🎨🏺", "\u202eabc", strings.Repeat("x", 10_000),
		"<script>", "'; DROP TABLE", "%00", "\r\n", "-1", "99999999999999999999"}
	for _, text := range strange {
		for _, form := range []struct {
			who   *browser
			path  string
			names []string
		}{
			{v, "/atelier/nouveau", []string{"name", "artisan", "craft", "commune", "address", "postal_code", "position",
				"phone", "email", "website"}},
			{v, at("/atelier/", shop.ID, "/evenement"), keys(anOpening)},
			{v, "/horaires", append(keys(anOpening), "which", "hours_from")},
			{o, at("/organisation/evenements/", opening.ID, ""), append(keys(anOpening), "settled", "version")},
			{o, at("/organisation/evenements/", opening.ID, "/decision"), []string{"note", "decision", "state", "version"}},
			{s.visitor(), "/connexion", []string{"email", "password", "suite"}},
		} {
			values := map[string][]string{}
			for _, name := range form.names {
				values[name] = []string{text}
			}
			if a := form.who.post(form.path, values); a.StatusCode >= 500 {
				t.Errorf("%s with %.20q: %d", form.path, text, a.StatusCode)
			}
		}
	}
	v.do(http.MethodPost, "/atelier/nouveau", "application/x-www-form-urlencoded", strings.NewReader("name=%zz")).wants(t,
		http.StatusUnprocessableEntity)
	v.do(http.MethodPost, "/atelier/nouveau", "multipart/form-data; boundary=x",
		strings.NewReader("--x\r\nbroken")).wants(t, http.StatusUnprocessableEntity)
	for _, odd := range []string{"/communes/%00/programme.pdf", "/communes/%ff/programme.pdf", "/connexion/%00%ff",
		"/organisation?etat=%00"} {
		if a := o.get(odd); a.StatusCode >= 500 {
			t.Errorf("GET %s: %d", odd, a.StatusCode)
		}
	}
}

func keys(form map[string][]string) (names []string) {
	for name := range form {
		names = append(names, name)
	}
	return names
}

func TestTooMuchIs413(t *testing.T) {
	s := newTestSite(t)
	account := s.Account("artisane@example.org", jema.RoleArtisan)
	v := s.as(account)
	v.post("/atelier/nouveau", with(aWorkshop, "address", strings.Repeat("x", page.FormLimit+1))).wants(t,
		http.StatusRequestEntityTooLarge).says(t, "trop lourd")
	shop := s.Workshop("Atelier", account.ID)
	heavy := v.upload(at("/atelier/", shop.ID, ""), map[string]string{"name": "Atelier à garder"},
		make([]byte, picture.MaxBytes+page.FormLimit)).wants(t, http.StatusUnprocessableEntity)
	if heavy.page.Find("#w-photo").Text() == "" || heavy.page.Find("#f-name").AttrOr("value", "") != "Atelier à garder" {
		t.Errorf("a photo that is too heavy is answered with %s", heavy.notices())
	}
}

// Photo and workshop are one form: each is saved with the other, or neither.
func TestPhoto(t *testing.T) {
	s := newTestSite(t)
	account := s.Account("artisane@example.org", jema.RoleArtisan)
	shop := s.Workshop("Atelier", account.ID)
	v, where := s.as(account), at("/atelier/", shop.ID, "")
	typed := func(pairs ...string) map[string]string {
		fields := map[string]string{}
		for name, values := range with(filled(v.get(where).page.Find(`form[enctype]`)), pairs...) {
			fields[name] = values[0]
		}
		return fields
	}
	said := []string{"alt", "Deux mains", "credit", "Quelqu’un"}
	v.follow(v.upload(where, typed(append(said, "artisan", "Autre Personne")...), aJPEG(t, 3000, 1500))).says(t,
		"L’atelier est enregistré")
	p, err := s.Store.WorkshopPhoto(t.Context(), s.Territory.ID, shop.ID)
	if err != nil || p == nil || p.Width != 2400 || p.Height != 1200 || p.Alt != "Deux mains" || p.Credit != "Quelqu’un" {
		t.Fatalf("kept as %+v, %v", p, err)
	}
	v.follow(v.upload(where, typed("alt", "Autre phrase"), nil)) // nothing chosen: only what is said changes
	if q, err := s.Store.WorkshopPhoto(t.Context(), s.Territory.ID, shop.ID); err != nil || q.SHA256 != p.SHA256 ||
		q.Alt != "Autre phrase" {
		t.Errorf("kept as %+v, %v", q, err)
	}
	heic := append([]byte("\x00\x00\x00\x18ftypheic"), make([]byte, 50)...)
	for name, bad := range map[string]struct {
		file  []byte
		words string
	}{
		"heic":   {heic, "HEIC"},
		"text":   {[]byte("bonjour, je suis un texte"), "en JPEG, en PNG ou en WebP"},
		"broken": {aJPEG(t, 300, 300)[:200], "abîmée"},
		"heavy":  {append(aJPEG(t, 10, 10), make([]byte, picture.MaxBytes)...), "15 Mo"},
	} {
		a := v.upload(where, typed(append(said, "artisan", "Tapé ici")...), bad.file).wants(t, http.StatusUnprocessableEntity)
		if got := a.page.Find("#w-photo").Text(); !strings.Contains(got, bad.words) {
			t.Errorf("%s: %q", name, got)
		}
		if kept := a.page.Find("#f-artisan").AttrOr("value", ""); kept != "Tapé ici" {
			t.Errorf("%s: typed beside the photo, kept %q", name, kept)
		}
	}
	a := v.upload(where, typed("alt", "Un bol", "phone", "12"), aJPEG(t, 30, 30)).wants(t, http.StatusUnprocessableEntity)
	a.says(t, "Choisissez le fichier de nouveau")
	v.upload(where, typed("alt", ""), aJPEG(t, 30, 30)).wants(t, http.StatusUnprocessableEntity).says(t,
		"Dites en une phrase")
	v.follow(v.upload(where, typed("remove_photo", "1"), nil))
	if p, err := s.Store.WorkshopPhoto(t.Context(), s.Territory.ID, shop.ID); err != nil || p != nil {
		t.Errorf("still there: %+v, %v", p, err)
	}
	v.upload(where, typed("alt", "x"), nil).wants(t, http.StatusUnprocessableEntity).says(t, "Choisissez une photo")
}
